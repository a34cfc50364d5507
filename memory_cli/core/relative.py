"""Days that move with the reader: "yesterday", "next week", "on Friday", "vor drei Tagen".

What is written once and read for years must not hold them. Here they are found in a text, and said
as what they meant on the day it was written; `relative_english` and `relative_german` hold the
words.

In doubt nothing is found, since a date that is wrong is worse than one that is vague: what comes
again ("every Friday", "Monday to Friday", "the Friday call"), what hangs on another date ("two days
after Easter", "the last week of May"), and how long something took ("shipped in 3 days") stay, as
do code and addresses.

"next" and "last" mean what they mean to `phrases`. A weekday alone is never the day of writing,
which is called today. It is the coming one behind "by", "until", "to", "for", "before" and "due",
the latest one behind "since", and else what the nearest verb before it in its clause says, or the
first one behind it ("Dana called on Friday", "on Friday we will"); without any, the coming one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from datetime import timedelta

from memory_cli.core.phrases import MONTH_NAMES
from memory_cli.core.phrases import WEEKDAYS
from memory_cli.core.phrases import span
from memory_cli.core.relative_language import Language
from memory_cli.core.relative_reader import Found
from memory_cli.core.relative_reader import relative

_NIGHTS = {"night", "nacht"}
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_SEASON = 3
_STEPS = {"last": -1, "this": 0, "next": 1}


def relative_dates(text: str) -> tuple[tuple[int, int], ...]:
    """Return where in `text` stands what means another day when it is read on another day."""
    return tuple((found.start, found.end) for found in relative(text))


def absolute(text: str, *, day: date) -> str:
    """Return `text` with each relative date replaced by what it meant on `day`.

    Nothing relative is left then, and every other character is as it was; only what the calendar
    has no date for stays.
    """
    pieces, read = [], 0
    for found in relative(text):
        with suppress(ValueError, OverflowError):
            pieces += [text[read : found.start], _said(found, day)]
            read = found.end
    return "".join([*pieces, text[read:]])


def _said(found: Found, day: date) -> str:
    """Return what stands in place of a phrase that was written on `day`, or raise ValueError."""
    words, language = found.words, found.language
    kind, start = _meant(words, day, is_ahead=found.is_ahead)
    part, season = words.get("part", "").lower(), words.get("season", "")
    month, year = MONTH_NAMES[start.month - 1], f"{start.year:04}"
    length = words.get("length", "")
    if kind in {"before", "after"}:
        length = re.sub(r"\w+", lambda word: _unbent(word[0], language), length)
    forms = language.forms["night" if kind == "part" and part in _NIGHTS else kind]
    said = forms.get(found.slot, forms["bare"]).format(
        day=start.isoformat(),
        month=start.isoformat()[: len("2026-11")],
        month_name=language.names.get(month, month),
        year=year,
        quarter=(start.month + 2) // 3,
        part=language.names.get(part, part),
        season=language.names.get(season, season),
        years=f"{year}/{(start.year + 1) % 100:02}" if season == "winter" else year,
        length=length,
    )
    return said[0].upper() + said[1:] if found.is_title else said


def _unbent(word: str, language: Language) -> str:
    return language.nominative.get(word.lower(), word)


def _meant(words: Mapping[str, str], day: date, *, is_ahead: bool) -> tuple[str, date]:
    """Return what kind of period the words mean on `day`, and when it begins."""
    match words:
        case {"length": _, "turn": turn}:
            return ("from" if turn == "next" else "until"), day
        case {"length": _}:
            return ("before" if "back" in words else "after"), day
        case {"name": _} | {"day": _} | {"part": _}:
            return ("part" if "part" in words else "day"), _one_day(words, day, is_ahead=is_ahead)
        case {"open": _}:
            has_begun = is_ahead or day.weekday() >= WEEKDAYS["saturday"]
            return "weekend", _step("weekend", "this" if has_begun else "last", day)
        case _:
            return _period(words, day)


def _one_day(words: Mapping[str, str], day: date, *, is_ahead: bool) -> date:
    match words:
        case {"week": which, "name": name}:
            return _step("week", which, day) + timedelta(WEEKDAYS[name])
        case {"which": which, "name": name}:
            return _first([which, name], day)
        case {"name": name}:
            return _first(["next" if is_ahead else "last", name], day)
        case {"day": name}:
            return _first(name.split(), day)
        case _:
            return _first(["yesterday" if words["part"].lower() in _NIGHTS else "today"], day)


def _period(words: Mapping[str, str], day: date) -> tuple[str, date]:
    match words:
        case {"count": count, "unit": unit}:
            counted = [count, unit, "ago"] if "back" in words else ["in", count, unit]
            kind = "day" if "exact" in words else unit
            return kind, _step(kind, "this", _first(counted, day))
        case {"second": which, "unit": unit}:
            return unit, _step(unit, which, _step(unit, which, day))
        case {"season": season, "which": which}:
            return "season", _season(season, which, day)
        case {"month": month, "which": which}:
            return "month", _first([which, month], day)
        case _:
            unit = words["unit"]
            return unit, _step(unit, words.get("which", "this"), day)


def _first(words: list[str], day: date) -> date:
    return span(words, day, forward=True).start


def _step(unit: str, which: str, day: date) -> date:
    """Return when the last, this or next period of one kind begins."""
    match unit:
        case "day":
            return day
        case "weekend":
            return _first([which, "week"], day) + timedelta(WEEKDAYS["saturday"])
        case "quarter":
            quarters = day.year * 4 + (day.month - 1) // 3 + _STEPS[which]
            return date(quarters // 4, quarters % 4 * 3 + 1, 1)
        case _:
            return _first([which, unit], day)


def _season(season: str, which: str, day: date) -> date:
    """Return when a season begins, in the north; the year is the same in the south."""
    starts = [date(year, _SEASONS[season], 1) for year in range(day.year - 2, day.year + 2)]
    over = [start for start in starts if _months(day) - _months(start) >= _SEASON]
    match which:
        case "last":
            return over[-1]
        case "next":
            return next(start for start in starts if start > day)
        case _ if season == "winter":
            return starts[len(over)]
        case _:
            return date(day.year, _SEASONS[season], 1)


def _months(day: date) -> int:
    return day.year * 12 + day.month
