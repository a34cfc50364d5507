from __future__ import annotations

import sys
from datetime import date
from time import process_time

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.relative import absolute
from memory_cli.core.relative import relative_dates

DAY = date(2026, 11, 18)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days
        ("Dana called yesterday", "Dana called on 2026-11-17"),
        ("Yesterday Dana called", "On 2026-11-17 Dana called"),
        ("- **Tomorrow** dentist", "- **On 2026-11-19** dentist"),
        ("until tomorrow", "until 2026-11-19"),
        ("the day after tomorrow", "on 2026-11-20"),
        ("since the day before yesterday", "since 2026-11-16"),
        ("today and tomorrow", "on 2026-11-18 and 2026-11-19"),
        ("Today is Dana's birthday", "2026-11-18 is Dana's birthday"),
        ("Tomorrow: dentist", "2026-11-19: dentist"),
        ("yesterday's lunch", "2026-11-17's lunch"),
        ("the party yesterday was great", "the party on 2026-11-17 was great"),
        ("tomorrow (Thursday)", "on 2026-11-19 (Thursday)"),
        ("Today is Wednesday", "2026-11-18 is Wednesday"),
        ("the day\nafter tomorrow", "on 2026-11-20"),
        # parts of a day
        ("dinner tonight", "dinner on the evening of 2026-11-18"),
        ("this morning", "on the morning of 2026-11-18"),
        ("slept badly last night", "slept badly on the night of 2026-11-17"),
        ("by tomorrow evening at 8", "by the evening of 2026-11-19 at 8"),
        # weekdays
        ("launch moved to Friday", "launch moved to 2026-11-20"),
        ("launch moved to **Friday**.", "launch moved to **2026-11-20**."),
        ("Dana comes Friday", "Dana comes on 2026-11-20"),
        ("next Monday morning", "on the morning of 2026-11-23"),
        ("last Tuesday", "on 2026-11-17"),
        ("this Friday", "on 2026-11-20"),
        ("see Dana Friday next week", "see Dana on 2026-11-27"),
        ("next week on Friday", "on 2026-11-27"),
        ("the Friday of last week", "on 2026-11-13"),
        ("by Fri", "by 2026-11-20"),
        ("Dentist Fri 14:00", "Dentist on 2026-11-20 14:00"),
        ("Deadline: Friday", "Deadline: on 2026-11-20"),
        ("on Monday and Tuesday", "on 2026-11-23 and 2026-11-24"),
        ("away from Friday to Sunday", "away from 2026-11-20 to 2026-11-22"),
        # weeks, months, years
        ("Moving to Utrecht next week", "Moving to Utrecht in the week of 2026-11-23"),
        ("last week and this week", "in the week of 2026-11-09 and the week of 2026-11-16"),
        ("the week after next", "in the week of 2026-11-30"),
        ("later this week", "later in the week of 2026-11-16"),
        ("this week's plan", "the week of 2026-11-16's plan"),
        ("Next week is busy", "The week of 2026-11-23 is busy"),
        ("next weekend", "on the weekend of 2026-11-28"),
        ("last month, next year", "in 2026-10, in 2027"),
        ("this quarter", "in Q4 2026"),
        ("next quarter", "in Q1 2027"),
        ("by next May", "by 2027-05"),
        ("next summer", "in the summer of 2027"),
        ("last winter", "in the winter of 2025/26"),
        ("this winter", "in the winter of 2026/27"),
        ("this spring", "in the spring of 2026"),
        ("by the end of the month", "by the end of 2026-11"),
        ("by end of day", "by end of 2026-11-18"),
        ("end of next month", "end of 2026-12"),
        ("we painted over the weekend", "we painted over the weekend of 2026-11-14"),
        ("I'll paint over the weekend", "I'll paint over the weekend of 2026-11-21"),
        # counted
        ("3 days ago", "on 2026-11-15"),
        ("two weeks ago", "in the week of 2026-11-02"),
        ("since a year ago", "since 2025"),
        ("twenty years ago", "in 2006"),
        ("in 3 days", "on 2026-11-21"),
        ("in two weeks", "in the week of 2026-11-30"),
        ("in a year's time", "in 2027"),
        ("a week from now", "in the week of 2026-11-23"),
        ("a week from today", "on 2026-11-25"),
        ("a month ago today", "on 2026-10-18"),
        # counted, but not exactly
        ("A few days ago", "A few days before 2026-11-18"),
        ("more than 3 years ago", "more than 3 years before 2026-11-18"),
        ("two or three weeks ago", "two or three weeks before 2026-11-18"),
        ("in a week or two", "a week or two after 2026-11-18"),
        ("over the next two weeks", "over the two weeks from 2026-11-18"),
        ("the last 3 days were hard", "the 3 days until 2026-11-18 were hard"),
        ("in the next week", "in the week from 2026-11-18"),
        # several
        (
            "Dana said yesterday that the launch moved to Friday",
            "Dana said on 2026-11-17 that the launch moved to 2026-11-20",
        ),
    ],
)
def test_english_says_what_it_meant(text: str, expected: str) -> None:
    assert absolute(text, day=DAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dana kommt morgen", "Dana kommt am 2026-11-19"),
        ("Morgen kommt Dana", "Am 2026-11-19 kommt Dana"),
        ("gestern, vorgestern", "am 2026-11-17, am 2026-11-16"),
        ("bis übermorgen", "bis 2026-11-20"),
        ("heute Abend", "am Abend des 2026-11-18"),
        ("seit gestern Abend", "seit dem Abend des 2026-11-17"),
        ("heute früh", "am Morgen des 2026-11-18"),
        ("letzte Nacht", "in der Nacht vom 2026-11-17"),
        ("am Freitag", "am 2026-11-20"),
        ("auf Freitag verschoben", "auf 2026-11-20 verschoben"),
        ("nächsten Montag", "am 2026-11-23"),
        ("am nächsten Montag", "am 2026-11-23"),
        ("am Freitagabend", "am Abend des 2026-11-20"),
        ("bis Fr", "bis 2026-11-20"),
        ("nächste Woche am Freitag", "am 2026-11-27"),
        ("von Freitag bis Sonntag", "von 2026-11-20 bis 2026-11-22"),
        ("Nächste Woche ziehe ich um", "In der Woche vom 2026-11-23 ziehe ich um"),
        ("in der nächsten Woche", "in der Woche vom 2026-11-23"),
        ("bis nächste Woche", "bis zur Woche vom 2026-11-23"),
        ("übernächste Woche", "in der Woche vom 2026-11-30"),
        ("dieses Wochenende", "am Wochenende vom 2026-11-21"),
        ("letzten Monat", "im Oktober 2026"),
        ("seit letztem Monat", "seit Oktober 2026"),
        ("Ende nächsten Monats", "Ende Dezember 2026"),
        ("Ende der Woche", "Ende der Woche vom 2026-11-16"),
        ("nächstes Jahr", "im Jahr 2027"),
        ("In diesem Jahr", "Im Jahr 2026"),
        ("bis nächstes Jahr", "bis 2027"),
        ("nächsten Sommer", "im Sommer 2027"),
        ("vor drei Tagen", "am 2026-11-15"),
        ("vor zwei Wochen", "in der Woche vom 2026-11-02"),
        ("heute vor einer Woche", "am 2026-11-11"),
        ("in zwei Wochen", "in der Woche vom 2026-11-30"),
        ("vor einem Jahr", "im Jahr 2025"),
        ("vor ein paar Tagen", "ein paar Tage vor 2026-11-18"),
        ("in den letzten drei Tagen", "in den drei Tagen bis 2026-11-18"),
    ],
)
def test_german_says_what_it_meant(text: str, expected: str) -> None:
    assert absolute(text, day=DAY) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday", "2026-11-20"),
        ("by Tuesday", "2026-11-24"),
        ("we agreed to meet by Friday", "2026-11-20"),
        ("has been there since Friday", "2026-11-13"),
        ("Dana called on Friday", "2026-11-13"),
        ("on Friday Dana called", "2026-11-13"),
        ("on Friday we will meet Dana", "2026-11-20"),
        ("Dana asked to meet on Friday", "2026-11-20"),
        ("Dana said the party is on Friday", "2026-11-20"),
        ("Dana called. Lunch on Friday", "2026-11-20"),
        ("written on a Wednesday: lunch on Wednesday", "2026-11-25"),
        ("we met on Wednesday", "2026-11-11"),
        ("Dana rief am Freitag an", "2026-11-13"),
        ("am Freitag habe ich Dana getroffen", "2026-11-13"),
        ("am Freitag wird Dana anrufen", "2026-11-20"),
    ],
)
def test_a_weekday_is_before_or_after_by_the_words_around_it(text: str, expected: str) -> None:
    assert expected in absolute(text, day=DAY)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "?!", "nothing of the kind", "recently, soon, just now, currently"),
        # days that come again
        *("every Friday", "on Mondays", "Friday evenings", "weekly, daily, each week"),
        *("on weekends", "Tuesdays and Thursdays", "every Tuesday and Thursday", "a Friday"),
        *("every other Friday", "works Monday to Friday", "from Monday to Friday", "Mon-Fri 9-17"),
        *("our Monday standup", "the weekly sync is on Friday", "the Friday call", "Friday weekly"),
        *("jeden Freitag", "freitags, montags", "am Morgen", "jeden Morgen", "Guten Morgen!"),
        *("guten morgen", "von Montag bis Freitag", "immer am Montag", "von heute auf morgen"),
        # dates
        *("3 December", "2026-11-20", "in May 2027", "in 2027", "on May 4th", "Q1 2027"),
        *("Friday, 20 November", "next Friday, 27 November", "Fri 2026-11-20", "Friday the 13th"),
        *("on 2026-11-20 (Friday)", "May 4th, Monday", "Freitag, den 20. November"),
        # counted from something else
        *("the last week of May", "two days after Easter", "in two weeks before May"),
        *("my last week at Acme", "Dana's last month", "The next week he resigned", "Good Friday"),
        *("the following Friday", "at the end of the day it is about people"),
        # how long
        *(
            "shipped in 3 days",
            "was built in two weeks",
            "twice in a week",
            "it will last two weeks",
        ),
        *("3 days", "a week", "in 2000 days"),
        # other words
        *("we sat on sat", "this may be wrong", "last march", "next", "moving on", "USA Today"),
        *("`since yesterday`", "```\ntoday\n```", "https://x.org/today", "#today", "today.md"),
        *("due_today", "todays", "Tom Morgen", "so, do it", "übernächsten Freitag"),
    ],
)
def test_in_doubt_nothing_is_relative(text: str) -> None:
    assert (relative_dates(text), absolute(text, day=DAY)) == ((), text)


def test_where_a_relative_date_stands_is_told() -> None:
    text = "Dana said yesterday: in der nächsten Woche, by the end of the month"
    spans = relative_dates(text)
    assert [text[start:end] for start, end in spans] == ["yesterday", "nächsten Woche", "the month"]


def test_every_other_character_stays() -> None:
    text = "\ufeff  * İ yesterday\t—\r\n\r\n> gestern \u0130\n"
    assert absolute(text, day=DAY) == "\ufeff  * İ on 2026-11-17\t—\r\n\r\n> am 2026-11-17 \u0130\n"


def test_what_the_calendar_has_no_date_for_stays() -> None:
    assert absolute("next year or tomorrow", day=date.max) == "next year or tomorrow"
    assert absolute("yesterday, today", day=date.min) == "yesterday, on 0001-01-01"


def test_a_letter_has_one_place_in_lower_case_too() -> None:
    letters = map(chr, range(sys.maxunicode + 1))
    assert [letter for letter in letters if len(letter.lower()) != 1] == ["İ"]
    assert relative_dates("İİ today") == ((3, 8),)


words = st.sampled_from(
    "yesterday today Tomorrow tonight this last next past coming the a week weeks month months "
    "year days ago in from now on by until to over within before after of end every or and two 3 "
    "2027 2026-11-18 Friday friday Monday Sat wed mon May may summer morning evenings night said "
    "called was is moved shipped weekly twice my Dana's it's more than about few couple some half "
    "weekend quarter later heute gestern morgen Morgen vorgestern früh Abend Nacht nächste letzten "
    "diese dieses in im am bis seit vor nach der die des Woche Wochen Monat Monate Jahr Jahre "
    "Wochenende Freitag Montag Mo So jeden einem einer zwei ein paar etwa war wird Ende Sommer "
    "immer halben".split()
)
joints = st.sampled_from(
    [*[" "] * 8, "\n", "\n\n", "\n- ", ", ", ". ", ": ", " - ", "-", "'s ", " (", ") ", " **", "`"]
)
phrases = st.lists(st.tuples(words, joints).map("".join), max_size=12).map("".join)
texts = st.one_of(st.text(), phrases, st.lists(st.one_of(st.text(), phrases)).map(" ".join))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(texts, days)
@example("in about two weeks ago", DAY)
@example("next year days ago", DAY)
@example("over this weekend", DAY)
@example("end of this week", DAY)
@example("last a few days ago", DAY)
@example("Morgen früh: ", DAY)
@example("gestern morgen", DAY)
@example("letzten nächste Jahr: ", DAY)
@example("was gestern in 3 days", DAY)
@example("heute's friday", DAY)
@example("Fri 3 morgen", DAY)
@example("`in\nheute`yesterday`", DAY)
def test_nothing_relative_is_left(text: str, day: date) -> None:
    said = absolute(text, day=day)
    assert relative_dates(said) == ()
    assert absolute(said, day=day) == said


@given(texts, days)
def test_only_the_relative_dates_change(text: str, day: date) -> None:
    said, read, place = absolute(text, day=day), 0, 0
    for start, end in relative_dates(text):
        kept = text[read:start]
        assert read <= start < end
        place = said.index(kept, place) + len(kept)
        read = end
    assert said.endswith(text[read:])


@given(texts, st.dates())
@example("last year, yesterday, last winter, 3 months ago, last quarter", date.min)
@example("next year, tomorrow, this winter, in 3 months, next quarter, on Friday", date.max)
def test_any_text_on_any_day_is_read(text: str, day: date) -> None:
    if not relative_dates(text):
        assert absolute(text, day=day) == text


@pytest.mark.parametrize(
    "piece",
    [
        *("a quick fox jumps over one lazy dog, and then to the river. ", "tomorrow ", "in two "),
        *("monday and ", "monday to ", "every monday, ", "a couple of ", "more than ", "vor mehr "),
        *("next\n", "\n", " ", ".", "a.", "`", "```", "'", "x", "https", "1", "* ", "Friday, "),
    ],
)
def test_a_pasted_page_takes_no_time(piece: str) -> None:
    page = piece * (65_536 // len(piece)) + " week heute"
    begun = process_time()
    relative_dates(page)
    assert process_time() - begun < 1.5  # it takes 0.1 s: what is caught is a square of it
