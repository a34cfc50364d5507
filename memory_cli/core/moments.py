"""Moments as other programs write them: ISO 8601, or a count since 1970, in whatever unit."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import tzinfo
from typing import NamedTuple

_COUNT = re.compile(r"[0-9]{9,19}(?:\.[0-9]+)?")
_UNITS = (1, 1e3, 1e6, 1e9)  # of a second
_MOST_SECONDS = 1e11  # the year 5138; a greater count is one of a smaller unit


class Moment(NamedTuple):
    """A day and, where it was said, the minute."""

    day: date
    time: time | None = None


def moment(value: object, zone: tzinfo | None) -> Moment | None:
    """Read `value`, on the clock of `zone` where it says its own; None for what is no moment.

    Strings are dates or times of ISO 8601, or hold a count; numbers count seconds since 1970 (UTC),
    or thousandths of them, by their size.
    """
    with suppress(ValueError, OverflowError, OSError, StopIteration):
        if isinstance(value, str):
            return _written(value.strip(), zone)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _at(_counted(value), zone)
        if isinstance(value, datetime):
            return _at(value, zone)
        if isinstance(value, date):
            return Moment(value)
    return None


def _written(text: str, zone: tzinfo | None) -> Moment:
    if _COUNT.fullmatch(text):
        return _at(_counted(float(text)), zone)
    try:
        return Moment(date.fromisoformat(text))
    except ValueError:
        return _at(datetime.fromisoformat(text), zone)


def _counted(number: float) -> datetime:
    seconds = next(number / unit for unit in _UNITS if abs(number) <= unit * _MOST_SECONDS)
    return datetime.fromtimestamp(seconds, UTC)


def _at(when: datetime, zone: tzinfo | None) -> Moment:
    here = when.astimezone(zone) if when.tzinfo else when
    return Moment(here.date(), time(here.hour, here.minute))
