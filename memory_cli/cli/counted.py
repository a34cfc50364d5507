"""Counting what an answer gives, if that is wanted."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from memory_cli.actions.counting import count
from memory_cli.cli.deps import Context
from memory_cli.store.memory import Memory


@contextmanager
def counted(ctx: Context, memory: Memory, *, calls: int = 1) -> Iterator[list[str]]:
    """Yield a list for the ids of the entries that are given; the time until the end is theirs."""
    began = time.perf_counter()
    given: list[str] = []
    yield given
    if ctx.counts and memory.exists():
        seconds = time.perf_counter() - began
        count(memory, given, seconds=seconds, calls=calls, now=ctx.now)
