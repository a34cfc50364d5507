"""What one phrase for days means: "yesterday", "last week", "5 may", "may 2026", "2026-05".

A phrase is read by the shape of its words, so what is understood can be read off the `case` lines.
A name that comes again and again ("monday", "may", "5 may") means its latest occurrence, one that
has begun today or earlier; looking forward it means the first that is not over. "last" is then
strictly over, "next" not yet begun, and "this" the one of this calendar week or year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from datetime import timedelta
from typing import NamedTuple

_DAYS = {
    "day before yesterday": -2,
    "yesterday": -1,
    "today": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_COUNTS = {
    word: count
    for count, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six"),
            *("seven", "eight", "nine", "ten", "eleven", "twelve"),
        ),
        start=1,
    )
} | {"a": 1, "an": 1}
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAYS = {
    word: number for number, name in enumerate(WEEKDAY_NAMES) for word in (name, name[:3])
} | {"tues": 1, "thurs": 3}
MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTHS = {
    word: number for number, name in enumerate(MONTH_NAMES, start=1) for word in (name, name[:3])
} | {"sept": 9}
_LONG = {1, 3, 5, 7, 8, 10, 12}
_PERIODS = {"week", "month", "year"}
_UNITS = {"day", *_PERIODS}
_STEPS = {"last": -1, "this": 0, "next": 1}
_LEAP_GAP = 8
"""Years that can lie between two 29ths of February."""

WORDS = frozenset(
    (
        *" ".join(_DAYS).split(),
        *("ago", "past", *_STEPS, *_COUNTS, *WEEKDAYS, *MONTHS),
        *(unit + end for unit in _UNITS for end in ("", "s")),
    )
)
"""What a phrase is made of, besides numbers and the "in" or "on" before it."""

# Compiled when they are first used: most commands name no date.
_ISO = r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?"
_YEAR = r"[0-9]{4}"
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"


class Span(NamedTuple):
    """The days from `start` to `end`, both included."""

    start: date
    end: date


def span(words: list[str], today: date, *, forward: bool) -> Span:
    """Return the days of one phrase, or raise ValueError."""
    match words:
        case ["in", count, unit] if _unit(unit) in _UNITS:
            return _one(_shift(today, _count(count), _unit(unit)))
        case ["on" | "in", *rest]:
            words = rest
        case _:
            pass
    return (
        _relative(words, today)
        or _absolute(words)
        or _pick(words, "forward" if forward else "past", today)
    )


def _relative(words: list[str], today: date) -> Span | None:
    match words:
        case _ if (day := " ".join(words)) in _DAYS:
            return _one(today + timedelta(_DAYS[day]))
        case [count, unit, "ago"] if _unit(unit) in _UNITS:
            return _one(_shift(today, -_count(count), _unit(unit)))
        case ["last" | "past", count, unit] if _unit(unit) in _UNITS:
            return Span(_shift(today, -_count(count), _unit(unit)) + timedelta(1), today)
        case [which, unit] if which in _STEPS and unit in _PERIODS:
            return _period(_shift(today, _STEPS[which], unit), unit)
        case [which, name] if which in _STEPS:
            return _pick([name], which, today)
        case _:
            return None


def _absolute(words: list[str]) -> Span | None:
    match words:
        case [word] if match := re.fullmatch(_ISO, word):
            year, month, day = match.groups()
            unit = "day" if day else "month" if month else "year"
            return _period(date(int(year), int(month or 1), int(day or 1)), unit)
        case [month, year] if month in MONTHS and re.fullmatch(_YEAR, year):
            return _period(date(int(year), MONTHS[month], 1), "month")
        case [*pair, year] if re.fullmatch(_YEAR, year) and (found := _day_and_month(pair)):
            day, month = found
            return _one(date(int(year), month, day))
        case _:
            return None


def _day_and_month(words: list[str]) -> tuple[int, int] | None:
    match words:
        case [month, day] if month in MONTHS and (number := re.fullmatch(_ORDINAL, day)):
            return int(number[1]), MONTHS[month]
        case [day, month] if month in MONTHS and (number := re.fullmatch(_ORDINAL, day)):
            return int(number[1]), MONTHS[month]
        case _:
            return None


def _pick(words: list[str], which: str, today: date) -> Span:
    """Return the occurrence of a recurring name that `which` asks for, or raise ValueError."""
    spans = list(occurrences(words, today))
    match which:
        case "past":
            return max(span for span in spans if span.start <= today)
        case "forward":
            return min(span for span in spans if span.end >= today)
        case "last":
            return max(span for span in spans if span.end < today)
        case "next":
            return min(span for span in spans if span.start > today)
        case _:
            whole = _period(today, "week" if words[0] in WEEKDAYS else "year")
            return max(span for span in spans if whole.start <= span.start <= whole.end)


def occurrences(words: list[str], today: date) -> Iterator[Span]:
    """Yield the spans around `today` that a recurring name stands for; nothing for other words."""
    match words:
        case [name] if name in WEEKDAYS:
            monday = today - timedelta(today.weekday())
            for week in (-1, 0, 1):
                yield _one(monday + timedelta(7 * week + WEEKDAYS[name]))
        case [name] if name in MONTHS:
            for year in range(today.year - 1, today.year + 2):
                with suppress(ValueError):
                    yield _period(date(year, MONTHS[name], 1), "month")
        case _ if found := _day_and_month(words):
            day, month = found
            for year in range(today.year - _LEAP_GAP, today.year + _LEAP_GAP + 1):
                with suppress(ValueError):
                    yield _one(date(year, month, day))
        case _:
            pass


def _one(day: date) -> Span:
    return Span(day, day)


def _period(day: date, unit: str) -> Span:
    """Return the whole week (Monday to Sunday), month or year that holds `day`, or just the day."""
    match unit:
        case "week":
            monday = day - timedelta(day.weekday())
            return Span(monday, monday + timedelta(6))
        case "month":
            return Span(day.replace(day=1), _last_of_month(day.year, day.month))
        case "year":
            return Span(day.replace(month=1, day=1), day.replace(month=12, day=31))
        case _:
            return _one(day)


def _shift(day: date, count: int, unit: str) -> date:
    """Move `day`; where the month it lands in is too short, to that month's last day."""
    if unit in {"day", "week"}:
        return day + timedelta(count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, _last_of_month(year, month).day))


def _last_of_month(year: int, month: int) -> date:
    return date(year, month, 31) if month in _LONG else date(year, month + 1, 1) - timedelta(1)


def _unit(word: str) -> str:
    return word.removesuffix("s")


def _count(word: str) -> int:
    if word in _COUNTS:
        return _COUNTS[word]
    if not re.fullmatch("[0-9]{1,9}", word):
        raise ValueError(word)
    return int(word)
