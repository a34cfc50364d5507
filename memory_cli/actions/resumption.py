"""How to go on after a while: told by the gap since the last interaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC
from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import Literal
from typing import NamedTuple

from memory_cli.core.entry import Entry

Mode = Literal["continue", "recap", "fresh"]

_CONTINUE = timedelta(hours=1)
_RECAP = timedelta(days=1)
_NONE = timedelta()
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))  # seconds


class Resume(NamedTuple):
    """How to go on; without a `last` interaction nothing happened before."""

    mode: Mode
    last: datetime | None = None
    gap: timedelta = timedelta()

    def __str__(self) -> str:
        """The hint in words, for whoever reads the block."""
        if self.last is None:
            return "nothing happened before"
        return f"last interaction {_ago(self.gap)}: {_HINTS[self.mode]}"


_HINTS: dict[Mode, str] = {
    "continue": "continue where it stopped",
    "recap": "recap before going on",
    "fresh": "start fresh",
}


def resume(entries: Iterable[Entry], called: datetime | None, *, now: datetime) -> Resume:
    """How to go on at `now`, after the newest of `entries` and the last time that was `called`.

    `continue` under an hour, `recap` under a day, else `fresh`. What lies ahead does not count,
    and an entry without a time counts from the beginning of its day.
    """
    moments = (*(_moment(entry, now) for entry in entries), called)
    past = [(gap, moment) for moment in moments if moment and (gap := _since(moment, now)) >= _NONE]
    if not past:
        return Resume("fresh")
    gap, last = min(past)
    mode: Mode = "continue" if gap < _CONTINUE else "recap" if gap < _RECAP else "fresh"
    return Resume(mode, last.astimezone(now.tzinfo), gap)


def is_past(entry: Entry, now: datetime) -> bool:
    """Whether a log entry was made by `now`."""
    moment = _moment(entry, now)
    return moment is not None and _since(moment, now) >= _NONE


def _moment(entry: Entry, now: datetime) -> datetime | None:
    """When a log entry was made, on the clock of `now`."""
    if entry.day is None:
        return None
    return datetime.combine(entry.day, entry.time or time(), tzinfo=now.tzinfo)


def _since(moment: datetime, now: datetime) -> timedelta:
    """The time that passed: in one zone, clocks that were put back in between hide an hour."""
    return now.astimezone(UTC) - moment


def _ago(gap: timedelta) -> str:
    for seconds, unit in _UNITS:
        if number := int(gap.total_seconds()) // seconds:
            return f"{number} {unit}{'s' * (number > 1)} ago"
    return "a moment ago"
