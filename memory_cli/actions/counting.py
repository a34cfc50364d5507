"""Counting what is recalled, on this machine alone."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
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
