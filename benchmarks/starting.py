"""What does not touch a memory costs little more than Python with typer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.table import against
from benchmarks.timing import race
from benchmarks.world import TYPER
from benchmarks.world import mem
from benchmarks.world import new_store
from benchmarks.world import python

ROUNDS = 30
BARS = {"--version": None, "path": 1.4, "--help": 1.8}


def measure(place: Path) -> Iterator[str]:
    """Start `mem` in the ways that need no memory, beside `import typer`."""
    home = new_store(place / "starting")
    contenders = {word: partial(mem, home, word) for word in BARS}
    taken = race({TYPER: partial(python, home, TYPER), **contenders}, ROUNDS)
    for word, bar in BARS.items():
        yield against(f"mem {word}", taken[word], TYPER, taken[TYPER], bar)
