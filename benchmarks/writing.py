"""One entry more, durable and committed, in a new memory and in one of ten years."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks.decade import decade
from benchmarks.table import against
from benchmarks.timing import race
from benchmarks.world import TYPER
from benchmarks.world import Wrong
from benchmarks.world import commits
from benchmarks.world import mem
from benchmarks.world import new_store
from benchmarks.world import python

ROUNDS = 25
VERBS = ("add", "log")
START_BAR = 2.4
GROWTH_BAR = 1.3


def measure(place: Path) -> Iterator[str]:
    """Write with `add` and `log` to both, all side by side with `import typer`."""
    homes = {"new store": new_store(place / "writing"), "ten years": decade(place)}
    before = {size: commits(home) for size, home in homes.items()}
    contenders = {TYPER: partial(python, homes["new store"], TYPER)}
    numbers = count(1)
    for verb in VERBS:
        for size, home in homes.items():
            contenders[f"mem {verb}, {size}"] = partial(_write, home, verb, numbers)
    taken = race(contenders, ROUNDS)
    for size, home in homes.items():
        made = commits(home) - before[size]
        if made != len(VERBS) * (ROUNDS + 1):
            raise Wrong(f"{len(VERBS) * (ROUNDS + 1)} writes made {made} commits")
    for verb in VERBS:
        new, old = (f"mem {verb}, {size}" for size in homes)
        yield against(new, taken[new], TYPER, taken[TYPER], START_BAR)
        yield against(old, taken[old], TYPER, taken[TYPER], START_BAR)
        yield against(old, taken[old], "new store", taken[new], GROWTH_BAR)


def _write(home: Path, verb: str, numbers: Iterator[int]) -> bytes:
    return mem(home, verb, f"Nobody has said this before, it is thing {next(numbers)}. #bench")
