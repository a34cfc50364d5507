"""Counting what is recalled, on this machine alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from datetime import datetime
from datetime import timedelta
from types import ModuleType

from memory_cli.core.layout import LOCAL
from memory_cli.store.memory import Memory

_USAGE = f"{LOCAL}/usage.db"
_CONTEXT = "context"


def count(
    memory: Memory, ids: Collection[str], *, seconds: float, calls: int, now: datetime
) -> None:
    """Note what was recalled; never an error, never a wait."""
    if usage := _usage():
        usage.count(memory.path(_USAGE), ids, seconds=seconds, calls=calls, now=now)


def unrecalled(memory: Memory, ids: Collection[str], *, days: int, today: date) -> frozenset[str]:
    """Those of `ids` that no question has brought up in `days`; none while fewer are counted."""
    usage = _usage()
    first = usage.first_day(memory.path(_USAGE)) if usage else None
    earliest = today - timedelta(days)
    if usage is None or first is None or first > earliest:
        return frozenset()
    known = usage.counts(memory.path(_USAGE))
    return frozenset(i for i in ids if i not in known or known[i].last.date() < earliest)


def uncount(memory: Memory, ids: Collection[str]) -> None:
    """Take `ids` out of the counts for good."""
    if usage := _usage():
        usage.forget(memory.path(_USAGE), ids)


def note_context(memory: Memory, now: datetime) -> None:
    """Note that somebody went to work with this memory."""
    if usage := _usage():
        usage.mark(memory.path(_USAGE), _CONTEXT, now)


def last_context(memory: Memory) -> datetime | None:
    """When somebody last went to work with this memory, if that was noted."""
    usage = _usage()
    moment: datetime | None = usage.marked(memory.path(_USAGE), _CONTEXT) if usage else None
    return moment if moment and moment.tzinfo else None  # without a zone it is not ours


def _usage() -> ModuleType | None:
    """What keeps the counts; None in a Python without SQLite."""
    try:
        from memory_cli.search import usage  # noqa: PLC0415 - see above
    except ImportError:
        return None
    return usage
