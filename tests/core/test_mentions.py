from __future__ import annotations

from datetime import date
from time import process_time

import pytest
from hypothesis import assume
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.dates import Window
from memory_cli.core.dates import parse_window
from memory_cli.core.mentions import mention
from memory_cli.core.phrases import WORDS

TODAY = date(2026, 11, 20)  # a Friday


def mentioned(text: str, *, today: date) -> Window | None:
    found = mention(text, today=today)
    return found.window if found else None


def window(text: str) -> Window:
    """Read what the table below says: `2026-05-01..2026-05-31`, `2026-05-01..` or one day."""
    start, dots, end = text.partition("..")
    first = date.fromisoformat(start) if start else None
    return Window(first, date.fromisoformat(end) if end else None if dots else first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days
        ("what did I eat yesterday?", "2026-11-19"),
        ("yesterday's lunch", "2026-11-19"),
        ("today", "2026-11-20"),
        ("is anything due tomorrow", "2026-11-21"),
        ("“Yesterday”, she said", "2026-11-19"),
        ("the day before yesterday", "2026-11-18"),
        ("what did Dana say 3 days ago about rent", "2026-11-17"),
        ("on Monday", "2026-11-16"),
        ("Monday’s standup", "2026-11-16"),
        ("friday", "2026-11-20"),
        ("who called last friday", "2026-11-13"),
        ("what happened on 2026-11-02", "2026-11-02"),
        ("Anna's birthday on the 5th of May", "2026-05-05"),
        ("dinner with Ada, 5 may", "2026-05-05"),
        ("on 5 may we met whom", "2026-05-05"),
        ("May 5th, 2025: what was it", "2025-05-05"),
        ("on Nov. 5 with Dana", "2026-11-05"),
        # longer periods
        ("what did I promise Dana last week?", "2026-11-09..2026-11-15"),
        ("**last month** in short", "2026-10-01..2026-10-31"),
        ("last year's taxes", "2025-01-01..2025-12-31"),
        ("everything of the last 3 months", "2026-08-21..2026-11-20"),
        ("who did I meet in May 2023", "2023-05-01..2023-05-31"),
        ("who did I meet in may", "2026-05-01..2026-05-31"),
        ("In May, whom did I meet", "2026-05-01..2026-05-31"),
        ("budget january", "2026-01-01..2026-01-31"),
        ("What did we plan this March?", "2026-03-01..2026-03-31"),
        ("what did we plan last march", "2026-03-01..2026-03-31"),
        ("trips in early June", "2026-06-01..2026-06-30"),
        ("at the end of May", "2026-05-01..2026-05-31"),
        ("the Dec report", "2025-12-01..2025-12-31"),
        ("2026-05", "2026-05-01..2026-05-31"),
        ("the summer of 2022", "2022-01-01..2022-12-31"),
        ("where did I live in 2019", "2019-01-01..2019-12-31"),
        ("in the 2022 budget", "2022-01-01..2022-12-31"),
        # abbreviations
        ("What did we do Wed evening", "2026-11-18"),
        ("on sat", "2026-11-14"),
        ("on Sat with Dana", "2026-11-14"),
        ("since Mon", "2026-11-16.."),
        # counted back further than days is vague: the whole week, month or year
        ("a week ago", "2026-11-09..2026-11-15"),
        ("what did I read two months ago?", "2026-09-01..2026-09-30"),
        ("10 years ago", "2016-01-01..2016-12-31"),
        ("before two weeks ago", "..2026-11-01"),
        ("since two weeks ago", "2026-11-06.."),
        # ranges
        ("meetings between 3 May and 10 May", "2026-05-03..2026-05-10"),
        ("between the 3rd of May 2025 and the 10th of May 2025", "2025-05-03..2025-05-10"),
        ("what happened from Monday to Wednesday at work", "2026-11-16..2026-11-18"),
        ("my log 2026-05-01..2026-05-03, please", "2026-05-01..2026-05-03"),
        ("mails from 2019 to 2021", "2019-01-01..2021-12-31"),
        ("what is new since March", "2026-03-01.."),
        ("all I did until May 2025", "..2025-05-31"),
        ("where was I before May?", "..2026-04-30"),
        ("before 2020", "..2019-12-31"),
        ("after 3 May 2025 I moved", "2025-05-04.."),
        ("after last week", "2026-11-16.."),
        # a part that is not understood leaves the month
        ("meetings between 3 and 10 May", "2026-05-01..2026-05-31"),
        ("5-7 May", "2026-05-01..2026-05-31"),
        ("the last week of May", "2026-05-01..2026-05-31"),
        ("the first Monday in May", "2026-05-01..2026-05-31"),
        ("in May 1200 people came", "2026-05-01..2026-05-31"),
        # of several the one of most words, or the first
        ("yesterday or two weeks ago", "2026-11-02..2026-11-08"),
        ("not yesterday but today", "2026-11-19"),
        ("what I noted last week about next month", "2026-11-09..2026-11-15"),
    ],
)
def test_a_question_names_these_days(text: str, expected: str) -> None:
    assert mentioned(text, today=TODAY) == window(expected)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "?!", "what is my sister called", "wait a second", "one day", "a day", "12"),
        # names
        *("What did May say?", "did may call", "Come in. May is here", "a friend of May"),
        *("May's garden", "in May's garden", "April said so", "who is June", "a photo of Jan"),
        *("notes on March", "the letter from April"),
        # other words
        *("this may be wrong", "that may help", "why 2 may fail", "did we march 5 miles"),
        *("the march of progress", "in the march", "in the sun", "notes on sun protection"),
        *("where I last sat down", "we sat", "they wed", "mon ami", "my last SAT score"),
        # numbers
        *("2000", "1200", "2022", "in 1200", "in 2000 words", "after 2000 steps", "of 2048 bytes"),
        *("at 2000 hours", "2000 calories a day", "$2000 in $2000", "version 2026.05", "2026-13"),
        *("0170-12", "notes/2026-05-01.md", "2026/05/01", "in 12 of 30", "2026-05-32"),
        # lengths of time, and days that come again
        *("how far do I run in a week", "shipped in 3 days", "two months", "every monday"),
        *("on a Monday", "each january", "good friday plans", "mondays"),
        # another way of counting, which is not understood
        *("the week before May", "two days after Monday", "in May '24", "5 May '24", "mid-May"),
        *("before lunch", "since then", "from here to there", "between you and me", "..", "and.."),
    ],
)
def test_in_doubt_a_question_names_no_days(text: str) -> None:
    assert mentioned(text, today=TODAY) is None


@pytest.mark.parametrize(
    ("text", "today"), [("before today", date.min), ("after today", date.max), ("today..", TODAY)]
)
def test_where_the_calendar_ends_the_day_itself_is_no_substitute(text: str, today: date) -> None:
    named = parse_window("today", today=today) if ".." in text else None
    assert mentioned(text, today=today) == named


words = st.sampled_from(
    "today yesterday's last this next week month of year days ago in on since until between and "
    "from to may May dec Monday fri 5 5th 31 99 2026 2024-02 2026-11-18 .. two a the before after "
    "may..june May, 5. '24 x 999999999 9999 0000-00".split()
)
texts = st.one_of(st.text(), st.lists(words, max_size=16).map(" ".join))


@given(texts, st.dates())
@example("before 1900", date.min)
@example("a week ago", date.min)
@example("next week", date.max)
def test_any_text_on_any_day_names_a_window_in_order_or_nothing(text: str, today: date) -> None:
    found = mentioned(text, today=today)
    if found:
        start, end = found
        assert start or end
        assert not (start and end) or start <= end


@given(st.text())
def test_without_a_word_of_a_date_nothing_is_named(text: str) -> None:
    assume(not any(char in "0123456789" for char in text))
    assume(not any(word in text.lower() for word in WORDS - {"a"}))
    assert mentioned(text, today=TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_day_in_iso_is_named_wherever_it_stands(day: date) -> None:
    assert mentioned(f"what did Dana ({day}) want?", today=TODAY) == Window(day, day)


@given(st.text(alphabet="\n\t\"'*_“”‘’ "), st.text(alphabet='\n\t"*_“” .,;:!?…)'))
def test_marks_around_a_phrase_do_not_matter(before: str, after: str) -> None:
    assert mentioned(f"{before}last week{after}", today=TODAY) == parse_window(
        "last week", today=TODAY
    )


@pytest.mark.parametrize(
    "piece",
    [
        *("a quick fox jumps over one lazy dog, and then to the river. ", "2026-05-01 ", "may "),
        *("monday to ", "3 may 5 ", "between may and june ", "..", "..a", "a'", " ", "9", "\n* "),
    ],
)
def test_a_pasted_page_takes_no_time(piece: str) -> None:
    page = piece * (100_000 // len(piece))
    begun = process_time()
    mentioned(page, today=TODAY)
    assert process_time() - begun < 0.5  # it takes 0.02 s: what is caught is a square of it


def test_only_the_start_of_a_page_is_read() -> None:
    assert mentioned("word " * 1500 + "yesterday", today=TODAY) == window("2026-11-19")
    assert mentioned("word " * 5000 + "yesterday", today=TODAY) is None
