from __future__ import annotations

from datetime import UTC
from datetime import datetime
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from memory_cli.actions.resumption import Mode
from memory_cli.actions.resumption import Resume
from memory_cli.actions.resumption import resume
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from tests.support.memories import NOW

MICROSECOND = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")


def logged(day: str, text: str) -> tuple[Entry, ...]:
    return Document(f"memory/{day}.md", text).entries


@pytest.mark.parametrize(
    ("gap", "mode"),
    [
        (timedelta(), "continue"),
        (HOUR - MICROSECOND, "continue"),
        (HOUR, "recap"),
        (HOUR + MICROSECOND, "recap"),
        (DAY - MICROSECOND, "recap"),
        (DAY, "fresh"),
        (400 * DAY, "fresh"),
    ],
)
def test_the_gap_tells_how_to_go_on(gap: timedelta, mode: Mode) -> None:
    last = NOW - gap
    assert resume((), last, now=NOW) == Resume(mode, last, gap)


@pytest.mark.parametrize(
    ("day", "text", "minutes"),
    [
        ("2026-11-20", "- 8:15 a\n", 59),
        ("2026-11-20", "- 8:14 a\n", 60),
        ("2026-11-19", "- 9:15 a\n", 24 * 60 - 1),
        ("2026-11-19", "- 9:14 a\n", 24 * 60),
    ],
)
def test_an_entry_counts_to_the_minute(day: str, text: str, minutes: int) -> None:
    gap = timedelta(minutes=minutes)
    mode: Mode = "continue" if gap < HOUR else "recap" if gap < DAY else "fresh"
    assert resume(logged(day, text), None, now=NOW) == Resume(mode, NOW - gap, gap)


def test_an_entry_without_a_time_counts_from_the_beginning_of_its_day() -> None:
    midnight = NOW.replace(hour=0, minute=0)
    gap = timedelta(hours=9, minutes=14)
    assert resume(logged("2026-11-20", "- a\n"), None, now=NOW) == Resume("recap", midnight, gap)


def test_what_lies_ahead_does_not_count() -> None:
    ahead = (*logged("2026-11-20", "- 9:15 a\n- 23:00 b\n"), *logged("2026-11-21", "- 0:00 c\n"))
    assert resume(ahead, NOW + MICROSECOND, now=NOW) == Resume("fresh")
    before = logged("2026-11-20", "- 9:14 a\n")
    assert resume(ahead + before, None, now=NOW) == Resume("continue", NOW, timedelta())


def test_the_newest_counts_whether_it_is_an_entry_or_a_call() -> None:
    entries = logged("2026-11-20", "- 7:14 a\n- 8:14 b\n")
    earlier, later = NOW - 2 * HOUR, NOW - HOUR / 2
    assert resume(entries, earlier, now=NOW) == Resume("recap", NOW - HOUR, HOUR)
    assert resume(entries, later, now=NOW) == Resume("continue", later, HOUR / 2)


def test_facts_are_no_interaction_whatever_day_they_name() -> None:
    facts = Document("MEMORY.md", "- a (since 2026-11-20)\n").entries
    assert resume(facts, None, now=NOW) == Resume("fresh")


@pytest.mark.parametrize(
    ("gap", "said"),
    [
        (timedelta(seconds=59), "a moment ago: continue where it stopped"),
        (timedelta(minutes=1), "1 minute ago: continue where it stopped"),
        (timedelta(minutes=59, seconds=59), "59 minutes ago: continue where it stopped"),
        (HOUR, "1 hour ago: recap before going on"),
        (DAY - MICROSECOND, "23 hours ago: recap before going on"),
        (DAY, "1 day ago: start fresh"),
        (10 * DAY + 23 * HOUR, "10 days ago: start fresh"),
    ],
)
def test_the_hint_is_said_in_words(gap: timedelta, said: str) -> None:
    assert str(resume((), NOW - gap, now=NOW)) == f"last interaction {said}"


def test_without_a_past_nothing_happened_before() -> None:
    assert resume((), None, now=NOW) == Resume("fresh", None, timedelta())
    assert str(resume((), None, now=NOW)) == "nothing happened before"


# Clocks


def test_the_last_interaction_is_told_on_the_clock_of_the_person() -> None:
    now = NOW.astimezone(ZoneInfo("Asia/Tokyo"))
    found = resume((), NOW - HOUR, now=now)
    assert found.last is not None
    assert found.last.isoformat() == "2026-11-20T17:14:00+09:00"


def test_where_the_clock_is_put_back_the_hour_that_comes_twice_counts_twice() -> None:
    now = datetime(2026, 10, 25, 1, 15, tzinfo=UTC).astimezone(BERLIN)  # 2:15 for the second time
    assert now.isoformat() == "2026-10-25T02:15:00+01:00"
    found = resume(logged("2026-10-25", "- 1:45 a\n"), None, now=now)
    assert found == Resume("recap", now.replace(hour=1, minute=45), timedelta(hours=1, minutes=30))
    passed = resume(logged("2026-10-25", "- 2:30 a\n"), None, now=now)
    assert passed.gap == timedelta(minutes=45)  # it was 2:30 before it was 2:15


def test_where_the_clock_is_put_forward_the_hour_that_is_missing_does_not_count() -> None:
    now = datetime(2026, 3, 29, 1, 10, tzinfo=UTC).astimezone(BERLIN)  # 3:10, after 1:59
    found = resume(logged("2026-03-29", "- 1:50 a\n"), None, now=now)
    assert (found.mode, found.gap) == ("continue", timedelta(minutes=20))


def test_a_day_that_a_zone_left_out_does_not_count() -> None:
    now = datetime(2011, 12, 31, 0, 30, tzinfo=APIA)  # the day after 29 December
    found = resume(logged("2011-12-29", "- 23:50 a\n"), None, now=now)
    assert (found.mode, found.gap) == ("continue", timedelta(minutes=40))


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/Adak", "UTC"])
def test_the_first_day_of_all_is_long_ago_in_every_zone(zone: str) -> None:
    now = NOW.astimezone(ZoneInfo(zone))
    found = resume(logged("0001-01-01", "- a\n"), None, now=now)
    assert found[:2] == ("fresh", datetime(1, 1, 1, tzinfo=now.tzinfo))
