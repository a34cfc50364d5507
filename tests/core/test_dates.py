from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.dates import Window
from memory_cli.core.dates import parse_day
from memory_cli.core.dates import parse_moment
from memory_cli.core.dates import parse_window
from memory_cli.core.errors import BadInput

TODAY = date(2026, 11, 18)  # a Wednesday
NOW = datetime(2026, 11, 18, 9, 14, 30, tzinfo=timezone(timedelta(hours=1)))

HINT = 'try 2026-11-20, yesterday, "3 days ago", "last week", may, or A..B'
DAY_HINT = 'name one day, like 2026-11-20, yesterday, "3 days ago" or monday'
MOMENT_HINT = 'try "2026-11-20 14:30", 14:30, yesterday or "monday 14:30"'


def window(text: str) -> Window:
    """Read what the tables below say: `2026-05-01..2026-05-31`, `2026-05-01..` or one day."""
    start, dots, end = text.partition("..")
    first = date.fromisoformat(start) if start else None
    return Window(first, date.fromisoformat(end) if end else None if dots else first)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # days
        ("2026-11-20", "2026-11-20"),
        ("2026-1-2", "2026-01-02"),
        ("on 2026-11-20", "2026-11-20"),
        ("0001-01-01", "0001-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("today", "2026-11-18"),
        ("yesterday", "2026-11-17"),
        ("tomorrow", "2026-11-19"),
        ("the day before yesterday", "2026-11-16"),
        ("day after tomorrow", "2026-11-20"),
        ("  Day   BEFORE\tyesterday\n", "2026-11-16"),
        # counted
        ("0 days ago", "2026-11-18"),
        ("1 day ago", "2026-11-17"),
        ("3 days ago", "2026-11-15"),
        ("a week ago", "2026-11-11"),
        ("two weeks ago", "2026-11-04"),
        ("a month ago", "2026-10-18"),
        ("two months ago", "2026-09-18"),
        ("twelve months ago", "2025-11-18"),
        ("10 years ago", "2016-11-18"),
        ("in 3 days", "2026-11-21"),
        ("in a week", "2026-11-25"),
        ("in two months", "2027-01-18"),
        ("in one year", "2027-11-18"),
        ("last 7 days", "2026-11-12..2026-11-18"),
        ("in the last two weeks", "2026-11-05..2026-11-18"),
        ("the past 3 months", "2026-08-19..2026-11-18"),
        # calendar periods
        ("last week", "2026-11-09..2026-11-15"),
        ("this week", "2026-11-16..2026-11-22"),
        ("Next Week", "2026-11-23..2026-11-29"),
        ("last month", "2026-10-01..2026-10-31"),
        ("this month", "2026-11-01..2026-11-30"),
        ("next month", "2026-12-01..2026-12-31"),
        ("last year", "2025-01-01..2025-12-31"),
        ("this year", "2026-01-01..2026-12-31"),
        ("next year", "2027-01-01..2027-12-31"),
        ("2026-05", "2026-05-01..2026-05-31"),
        ("2028-2", "2028-02-01..2028-02-29"),
        ("9999-12", "9999-12-01..9999-12-31"),
        ("2026", "2026-01-01..2026-12-31"),
        ("in 2025", "2025-01-01..2025-12-31"),
        ("may 2026", "2026-05-01..2026-05-31"),
        ("in Sept 2025", "2025-09-01..2025-09-30"),
        # weekdays
        ("wednesday", "2026-11-18"),
        ("monday", "2026-11-16"),
        ("on Mon", "2026-11-16"),
        ("thu", "2026-11-12"),
        ("thurs", "2026-11-12"),
        ("sunday", "2026-11-15"),
        ("last wednesday", "2026-11-11"),
        ("last monday", "2026-11-16"),
        ("this wednesday", "2026-11-18"),
        ("this sunday", "2026-11-22"),
        ("next wednesday", "2026-11-25"),
        ("next fri", "2026-11-20"),
        # months and days of a month
        ("may", "2026-05-01..2026-05-31"),
        ("in May", "2026-05-01..2026-05-31"),
        ("nov", "2026-11-01..2026-11-30"),
        ("december", "2025-12-01..2025-12-31"),
        ("last november", "2025-11-01..2025-11-30"),
        ("this december", "2026-12-01..2026-12-31"),
        ("next november", "2027-11-01..2027-11-30"),
        ("may 5", "2026-05-05"),
        ("5 may", "2026-05-05"),
        ("on the 5th of May", "2026-05-05"),
        ("nov 18", "2026-11-18"),
        ("november 19", "2025-11-19"),
        ("feb 29", "2024-02-29"),
        ("5 may 2026", "2026-05-05"),
        ("May 5th, 2026", "2026-05-05"),
        ("1st jan 2027", "2027-01-01"),
        ("22nd of march 2024", "2024-03-22"),
        # ranges
        ("2026-05-01..2026-05-03", "2026-05-01..2026-05-03"),
        ("2026-05 .. 2026-07", "2026-05-01..2026-07-31"),
        ("yesterday..today", "2026-11-17..2026-11-18"),
        ("today..today", "2026-11-18"),
        ("last week..", "2026-11-09.."),
        ("..last week", "..2026-11-15"),
        ("since may", "2026-05-01.."),
        ("since 3 days ago", "2026-11-15.."),
        ("until may 2026", "..2026-05-31"),
        ("between may and july", "2026-05-01..2026-07-31"),
        ("between 5 may and the 7th of may", "2026-05-05..2026-05-07"),
        ("from 2025 to march 2026", "2025-01-01..2026-03-31"),
        ("from monday to today", "2026-11-16..2026-11-18"),
        # a name that would begin after the end is the one before the end
        ("monday..friday", "2026-11-09..2026-11-13"),
        ("november..february", "2025-11-01..2026-02-28"),
        ("may 5..may 3", "2025-05-05..2026-05-03"),
    ],
)
def test_a_phrase_means_these_days(text: str, expected: str) -> None:
    assert parse_window(text, today=TODAY) == window(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-01", "2026-11-01"),
        ("yesterday", "2026-11-17"),
        ("wednesday", "2026-11-18"),
        ("monday", "2026-11-23"),
        ("friday", "2026-11-20"),
        ("last monday", "2026-11-16"),
        ("may", "2027-05-01..2027-05-31"),
        ("november", "2026-11-01..2026-11-30"),
        ("nov 17", "2027-11-17"),
        ("nov 18", "2026-11-18"),
        ("feb 29", "2028-02-29"),
        ("next week", "2026-11-23..2026-11-29"),
        ("friday..monday", "2026-11-20..2026-11-23"),
        ("monday..friday", "2026-11-23..2026-11-27"),
        ("until may", "..2027-05-31"),
    ],
)
def test_looking_forward_a_name_means_the_first_that_is_not_over(text: str, expected: str) -> None:
    assert parse_window(text, today=TODAY, forward=True) == window(expected)


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("1 month ago", "2026-03-31", "2026-02-28"),
        ("in one month", "2028-01-31", "2028-02-29"),
        ("a year ago", "2028-02-29", "2027-02-28"),
        ("last month", "2026-03-31", "2026-02-01..2026-02-28"),
        ("last week", "2026-01-01", "2025-12-22..2025-12-28"),
        ("sunday", "2026-11-22", "2026-11-22"),
        ("monday", "2026-11-22", "2026-11-16"),
        ("feb 29", "1904-02-28", "1896-02-29"),
        ("may", "0001-06-01", "0001-05-01..0001-05-31"),
    ],
)
def test_calendars_have_corners(text: str, today: str, expected: str) -> None:
    assert parse_window(text, today=date.fromisoformat(today)) == window(expected)


@pytest.mark.parametrize(
    "text",
    [
        *("", "  ", "fooday", "ago", "days ago", "3 ago days", "ago 3 days", "x days ago"),
        *("-1 days ago", "1.5 days ago", "٣ days ago", "3 hours ago", "last", "last day"),
        *("last fooday", "next today", "in", "on", "in in may", "monday tuesday", "may may"),
        *("2026-02-30", "2026-13", "2026-00-01", "0000", "0000-01-01", "10000", "10000-01-01"),
        *("2026-1-2-3", "2026/11/20", "20261120", "２０２６-11-20", "26-11-20", "2026-W47"),
        *("may 0", "may 32", "feb 30", "30 feb 2024", "feb 29 2026", "may 5th5th", "may 0000"),
        *("this feb 29", "may 5 5", "5 5 2026"),
        *("999999999 days ago", "in 999999999 days", "999999999 weeks ago"),
        *("9" * 5000 + " days ago", "999999999 months ago", "in 999999999 years", "9999 years ago"),
        *("..", "since", "until", "between", "between may", "between and may", "between may and"),
        *("from may", "from to may", "from may to", "fooday..may", "may..fooday", "..fooday"),
        *("may..june..july", "2026-01-01...2026-02-01", "since since may", "since may..june"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("forward", [False, True], ids=["past", "forward"])
def test_what_is_not_a_date_is_refused(text: str, *, forward: bool) -> None:
    with pytest.raises(BadInput, match=r"is not a date$") as refused:
        parse_window(text, today=TODAY, forward=forward)
    assert refused.value.hint == HINT


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fooday", "'fooday' is not a date"),
        ("  Foo \n Day ", "'Foo Day' is not a date"),
        ("it's", '"it\'s" is not a date'),
        ("\x1b[31m", "'\\x1b[31m' is not a date"),
        ("x" * 40, f"'{'x' * 40}' is not a date"),
        ("x" * 41, f"'{'x' * 39}…' is not a date"),
    ],
)
def test_a_refusal_quotes_the_words_briefly_and_harmlessly(text: str, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_window(text, today=TODAY)
    assert refused.value.message == message


@pytest.mark.parametrize(
    "text",
    ["today..yesterday", "2026-05..2026-03", "3 days ago..2 weeks ago", "from 2026 to 2025"],
)
def test_a_range_must_not_end_before_it_begins(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_window(text, today=TODAY)
    assert refused.value.message == f"'{text}' ends before it begins"
    assert refused.value.hint == "put the earlier day first"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-20", date(2026, 11, 20)),
        ("monday", date(2026, 11, 16)),
        ("5 may", date(2026, 5, 5)),
        ("5 may..may 5", date(2026, 5, 5)),
    ],
)
def test_one_day_is_itself(text: str, expected: date) -> None:
    assert parse_day(text, today=TODAY) == expected


@pytest.mark.parametrize("text", ["last week", "may", "2026", "2026-05", "may..july", "since may"])
def test_several_days_are_not_one_day(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_day(text, today=TODAY)
    assert (refused.value.message, refused.value.hint) == (f"'{text}' is not one day", DAY_HINT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("tomorrow", date(2026, 11, 19)),
        ("friday", date(2026, 11, 20)),
        ("in 2 weeks", date(2026, 12, 2)),
        ("next week", date(2026, 11, 29)),
        ("may", date(2027, 5, 31)),
        ("2027", date(2027, 12, 31)),
        ("may..june", date(2027, 6, 30)),
        ("until march", date(2027, 3, 31)),
    ],
)
def test_looking_forward_the_last_of_several_days_counts(text: str, expected: date) -> None:
    assert parse_day(text, today=TODAY, forward=True) == expected


def test_looking_forward_there_must_be_a_last_day() -> None:
    with pytest.raises(BadInput, match="'since may' is not one day"):
        parse_day("since may", today=TODAY, forward=True)


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("2026-11-20 14:30", "2026-11-20", time(14, 30)),
        ("2026-11-20T14:30", "2026-11-20", time(14, 30)),
        ("2026-11-20T14:30:59", "2026-11-20", time(14, 30)),
        ("2026-11-20t14:30:59.123456", "2026-11-20", time(14, 30)),
        ("2026-1-2 9:05", "2026-01-02", time(9, 5)),
        ("14:30", "2026-11-18", time(14, 30)),
        ("0:00", "2026-11-18", time(0, 0)),
        ("yesterday 14:30", "2026-11-17", time(14, 30)),
        ("  Yesterday  at 9:14 ", "2026-11-17", time(9, 14)),
        ("monday 23:59", "2026-11-16", time(23, 59)),
        ("May 5th, 2026 7:00", "2026-05-05", time(7, 0)),
        ("3 days ago 14:30", "2026-11-15", time(14, 30)),
        ("yesterday", "2026-11-17", None),
        ("2026-11-20", "2026-11-20", None),
        ("2026-11-20T14:30+01:00", "2026-11-20", time(14, 30)),
        ("2026-11-20T14:30Z", "2026-11-20", time(15, 30)),
        ("2026-11-20 14:30 +0530", "2026-11-20", time(10, 0)),
        ("2026-11-20T23:30-02", "2026-11-21", time(2, 30)),
        ("2026-01-01T00:10:00+02:00", "2025-12-31", time(23, 10)),
    ],
)
def test_a_moment_is_a_day_and_maybe_a_minute(text: str, day: str, clock: time | None) -> None:
    assert parse_moment(text, now=NOW) == (date.fromisoformat(day), clock)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("25:00", "'25:00' is not a time"),
        ("yesterday 9:60", "'yesterday 9:60' is not a time"),
        ("2026-11-20T14:30+99:00", "'2026-11-20T14:30+99:00' is not a time"),
        ("0001-01-01T00:00+14:00", "'0001-01-01T00:00+14:00' is not a time"),
        ("14.30", "'14.30' is not a date"),
        ("9:5", "'9:5' is not a date"),
        ("at 14:30", "'at' is not a date"),
        ("fooday 14:30", "'fooday' is not a date"),
        ("2026-02-30 14:30", "'2026-02-30' is not a date"),
        ("yesterday 10:00-11:00", "'yesterday 10:00-11:00' is not a date"),
        ("14:30 yesterday", "'14:30 yesterday' is not a date"),
        ("last week 14:30", "'last week' is not one day"),
        ("may", "'may' is not one day"),
        ("", "'' is not a date"),
    ],
)
def test_what_is_not_a_moment_is_refused(text: str, message: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_moment(text, now=NOW)
    assert (refused.value.message, refused.value.hint) == (message, MOMENT_HINT)


words = st.sampled_from(
    "today yesterday last this next week month year days ago in on since until between and from to "
    "may dec monday fri 5 5th 29 31 99 2026 2024-02 2026-11-18 .. two a 999999999 the of at 14:30 x"
    .split()
)  # fmt: skip
phrases = st.one_of(st.text(), st.lists(words, max_size=6).map(" ".join))


@given(text=phrases, today=st.dates(), forward=st.booleans())
@example(text="this week", today=date.max, forward=False)
@example(text="last week", today=date.min, forward=False)
@example(text="monday", today=date.max, forward=True)
def test_any_text_on_any_day_is_a_window_in_order_or_bad_input(
    *, text: str, today: date, forward: bool
) -> None:
    with suppress(BadInput):
        start, end = parse_window(text, today=today, forward=forward)
        assert start or end
        assert not (start and end) or start <= end


@given(phrases, st.datetimes(timezones=st.just(UTC)))
def test_any_text_is_a_moment_or_bad_input(text: str, now: datetime) -> None:
    with suppress(BadInput):
        _, clock = parse_moment(text, now=now)
        assert clock is None or clock.second == 0


@given(st.dates())
def test_a_day_written_as_iso_is_that_day(day: date) -> None:
    assert parse_day(day.isoformat(), today=TODAY) == day


@given(st.dates(), st.dates())
def test_two_days_in_order_are_a_range(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert parse_window(f"{first}..{last}", today=TODAY) == Window(first, last)


@given(
    st.sampled_from("monday tuesday wednesday thursday friday saturday sunday".split()),
    st.dates(min_value=date(1, 2, 1), max_value=date(9999, 11, 30)),
)
def test_a_weekday_is_within_a_week_behind_or_ahead(name: str, today: date) -> None:
    behind = parse_day(name, today=today)
    ahead = parse_day(name, today=today, forward=True)
    assert timedelta(0) <= today - behind < timedelta(7)
    assert timedelta(0) <= ahead - today < timedelta(7)
    assert f"{behind:%A}" == f"{ahead:%A}" == name.capitalize()


def test_a_megabyte_of_words_is_refused_like_any_other_text() -> None:
    for text in ("in " * 350_000, "9" * 1_000_000, "may " * 250_000 + "14:30", ".." * 500_000):
        with pytest.raises(BadInput):
            parse_window(text, today=TODAY)
        with pytest.raises(BadInput):
            parse_moment(text, now=NOW)
