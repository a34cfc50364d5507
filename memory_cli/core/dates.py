"""Dates as people write them, in English: one phrase, a range of two, or a moment of a day."""

from __future__ import annotations

import re
from datetime import date
from datetime import datetime
from datetime import time
from typing import NamedTuple

from memory_cli.core.errors import BadInput
from memory_cli.core.phrases import occurrences
from memory_cli.core.phrases import span

_HINT = 'try 2026-11-20, yesterday, "3 days ago", "last week", may, or A..B'
_DAY_HINT = 'name one day, like 2026-11-20, yesterday, "3 days ago" or monday'
_MOMENT_HINT = 'try "2026-11-20 14:30", 14:30, yesterday or "monday 14:30"'
_LONGEST_ECHO = 40

_BETWEEN = {"between": "and", "from": "to"}
_FILLERS = {"the", "of"}

_MOMENT = r"""(?x)
    (?: (?P<iso> [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} ) [t ] | (?P<phrase> .+? )[ ](?:at[ ])? )?
    (?P<hour> [0-9]{1,2} ) : (?P<minute> [0-9]{2} ) (?: :[0-5][0-9] (?:[.,][0-9]+)? )?
    (?(iso) [ ]? (?P<zone> z | [+-][0-9]{2} (?: :?[0-9]{2} )? )? )
"""


class Window(NamedTuple):
    """The days from `start` to `end`, both included; None leaves that end open."""

    start: date | None
    end: date | None


def parse_window(text: str, *, today: date, forward: bool = False) -> Window:
    """Return the days `text` names: one, a week, month or year, or a range; else BadInput."""
    try:
        window = _window(_words(text), today, forward=forward)
    except (ValueError, OverflowError) as error:
        raise _bad(text, "is not a date", _HINT) from error
    if window.start and window.end and window.end < window.start:
        raise _bad(text, "ends before it begins", "put the earlier day first")
    return window


def parse_day(text: str, *, today: date, forward: bool = False) -> date:
    """Return the one day `text` names; looking forward, the last day of something longer."""
    start, end = parse_window(text, today=today, forward=forward)
    if end is None or (start != end and not forward):
        raise _bad(text, "is not one day", _DAY_HINT)
    return end


def parse_moment(text: str, *, now: datetime) -> tuple[date, time | None]:
    """Return the day and, when `text` names one, the minute, on the clock of `now` (aware)."""
    match = re.fullmatch(_MOMENT, " ".join(text.lower().split()))
    phrase = text if match is None else match["iso"] or match["phrase"] or "today"
    try:
        day = parse_day(phrase, today=now.date())
        if match is None:
            return day, None
        clock = time(int(match["hour"]), int(match["minute"]))
        if match["zone"] is None:
            return day, clock
        there = datetime.fromisoformat(f"{day}T{clock}{match['zone'].upper()}")
        here = there.astimezone(now.tzinfo)
    except BadInput as error:
        raise BadInput(error.message, _MOMENT_HINT) from error
    except (ValueError, OverflowError) as error:
        raise _bad(text, "is not a time", _MOMENT_HINT) from error
    return here.date(), time(here.hour, here.minute)


def _bad(text: str, problem: str, hint: str) -> BadInput:
    words = " ".join(text.split())
    shown = words if len(words) <= _LONGEST_ECHO else words[: _LONGEST_ECHO - 1] + "…"
    return BadInput(f"{shown!r} {problem}", hint)


def _words(text: str) -> list[str]:
    words = text.lower().replace("..", " .. ").replace(",", " ").split()
    return [word for word in words if word not in _FILLERS]


def _window(words: list[str], today: date, *, forward: bool) -> Window:
    last: list[str] = []
    match words:
        case ["since", *first] if first:
            pass
        case ["until", *last] if last:
            first = []
        case [opener, *rest] if opener in _BETWEEN:
            first, last = _split(rest, _BETWEEN[opener])
            if not (first and last):
                raise ValueError(words)
        case _ if ".." in words:
            first, last = _split(words, "..")
        case _:
            return Window(*span(words, today, forward=forward))
    return _range(first, last, today, forward=forward)


def _split(words: list[str], separator: str) -> tuple[list[str], list[str]]:
    middle = words.index(separator)
    return words[:middle], words[middle + 1 :]


def _range(first: list[str], last: list[str], today: date, *, forward: bool) -> Window:
    """Read both ends; a name that lands on the wrong side is read again from the other end."""
    if not (first or last):
        raise ValueError(first)
    start = span(first, today, forward=forward).start if first else None
    end = span(last, today, forward=forward).end if last else None
    if start and end and end < start:
        if forward and any(occurrences(last, start)):
            end = span(last, start, forward=True).end
        elif not forward and any(occurrences(first, end)):
            start = span(first, end, forward=False).start
    return Window(start, end)
