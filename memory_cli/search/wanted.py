"""Which entries may be found at all: a filter, and what holds without being asked for."""

from __future__ import annotations

from datetime import date

from memory_cli.search.index import Index
from memory_cli.search.query import Query
from memory_cli.search.question import Filter
from memory_cli.search.spread import Flags
from memory_cli.search.spread import Spread

_ENDED = "(disabled OR until IS NOT NULL) AND (disabled OR until < ?)"  # as its index has it


def allowed(index: Index, spread: Spread, query: Query, wanted: Filter, today: date) -> Flags:
    """A flag for each slot: whether its entry may be found."""
    condition, values = _condition(wanted)
    flags = spread.flags(index.places(condition, values)) if condition else spread.real
    if not wanted.inactive:
        flags = flags & ~spread.flags(index.places(_ENDED, (today.isoformat(),)))
    for phrase in query.phrases:
        flags = flags & spread.flags(index.with_phrase(phrase))
    for phrase in query.excluded:
        flags = flags & ~spread.flags(index.with_phrase(phrase))
    return flags


def _condition(wanted: Filter) -> tuple[str, tuple[str, ...]]:
    """The filter in SQL, with the values it needs."""
    start, end = wanted.window
    parts = [
        (f"kind IN ({', '.join('?' * len(wanted.kinds))})", wanted.kinds) if wanted.kinds else None,
        ("date >= ?", (start.isoformat(),)) if start else None,
        ("date <= ?", (end.isoformat(),)) if end else None,
        ("task = 'open'", ()) if wanted.open_tasks else None,
        *(("instr(tags, ?)", (f" {tag} ",)) for tag in wanted.tags),
    ]
    given = [part for part in parts if part]
    return " AND ".join(sql for sql, _ in given), tuple(v for _, values in given for v in values)
