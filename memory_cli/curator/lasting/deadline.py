"""The last day that a sentence names, in English and German: until then a plan is to be known."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import cache

_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("jän", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"),
)
_MONTH = (
    r"(?P<month>jan|jän|feb|mar|mär|apr|may|mai|jun|jul|aug|sep|oct|okt|nov|dec|dez)"
    r"(?:[a-zä]{1,6})?\.?\b"
)
_YEAR = r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
_FORMS = (
    r"\b(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)\b",
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?(?: of)? {_MONTH}{_YEAR}",
    rf"\b{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d){_YEAR}",
    r"\b(?P<day>\d{1,2})\.(?P<number>\d{1,2})\.(?P<year>\d{4})?(?!\d)",
    rf"\b{_MONTH} (?P<year>(?:19|20)\d\d)\b",
    rf"\b(?:end of|ende|late|in|by|until|till|im|bis) {_MONTH}(?! \d)",
)
_NO_MAY = re.compile(r"(?<!in )(?<!by )(?<!of )(?<!il )\bmay (?!\d)")


def last_day(text: str, *, day: date) -> date | None:
    """The latest day named in `text`, as it was meant on `day`; None when none is."""
    return max(_days(text, day), default=None)


def _days(text: str, day: date) -> Iterator[date]:
    plain = _NO_MAY.sub("", text).lower()
    for form in _FORMS:
        for found in _compiled(form).finditer(plain):
            with suppress(ValueError, OverflowError):  # the calendar has no such day
                yield _meant(found.groupdict(), day)
        plain = _compiled(form).sub(" ", plain)  # "1 March 2027" is not all of March, too


def _meant(said: dict[str, str | None], day: date) -> date:
    """The day that `said` names: in the year given, else the next one from `day` on."""
    name, given, number = said.get("month"), said.get("year"), said.get("day")
    month = _MONTHS.index(name) % 12 + 1 if name else int(said["number"] or 0)
    for year in (int(given),) if given else range(day.year, day.year + 9):
        with suppress(ValueError):  # 29 February
            found = date(year, month, int(number or monthrange(year, month)[1]))
            if given or found >= day:
                return found
    raise ValueError(said)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
