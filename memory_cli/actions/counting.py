"""Counting what is recalled, on this machine alone."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from memory_cli.core.layout import LOCAL
from memory_cli.store.memory import Memory

_USAGE = f"{LOCAL}/usage.db"
_CONTEXT = "context"


def count(
    memory: Memory, ids: Collection[str], *, seconds: float, calls: int, now: datetime
) -> None:
    """Note what was recalled; never an error, never a wait."""
    with suppress(ImportError):  # a Python may have no SQLite
        from memory_cli.search import usage  # noqa: PLC0415

        usage.count(memory.path(_USAGE), ids, seconds=seconds, calls=calls, now=now)


def note_context(memory: Memory, now: datetime) -> None:
    """Note that somebody went to work with this memory."""
    with suppress(ImportError):
        from memory_cli.search import usage  # noqa: PLC0415

        usage.mark(memory.path(_USAGE), _CONTEXT, now)


def last_context(memory: Memory) -> datetime | None:
    """When somebody last went to work with this memory, if that was noted."""
    with suppress(ImportError):
        from memory_cli.search import usage  # noqa: PLC0415

        moment = usage.marked(memory.path(_USAGE), _CONTEXT)
    return moment if moment and moment.tzinfo else None  # without a zone it is not ours
    return None
