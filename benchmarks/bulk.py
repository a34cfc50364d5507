"""Many lines through a pipe are one commit, and soon done."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.table import against
from benchmarks.table import within
from benchmarks.timing import race
from benchmarks.world import NOW
from benchmarks.world import Wrong
from benchmarks.world import commits
from benchmarks.world import mem
from benchmarks.world import new_store
from benchmarks.world import run

LINES = 10_000
ROUNDS = 3
BAR = 3.0
HASHED = "git hash-object -w"


def measure(place: Path) -> Iterator[str]:
    """Log them into a new memory each time, beside git storing the same bytes as one object."""
    lines = [
        f"Sensor {n % 7} read {n * 37 % 1000} at step {n}. #probe{n % 7}" for n in range(LINES)
    ]
    data = "".join(f"{line}\n" for line in lines).encode()
    homes = [new_store(place / f"bulk{number}") for number in range(ROUNDS + 1)]
    before = commits(homes[0])
    numbers = count()
    hashing = ["git", f"--git-dir={homes[0]}/me/.git", "hash-object", "-w", "--stdin"]
    taken = race(
        {
            "log": lambda: mem(homes[next(numbers)], "log", stdin=data),
            HASHED: lambda: run(hashing, homes[0], data),
        },
        ROUNDS,
    )
    for home in homes:
        _check(home, lines, commits(home) - before)
    what = f"mem log, {LINES:,} lines"
    yield within(what, taken["log"], BAR)
    yield against(what, taken["log"], HASHED, taken[HASHED])


def _check(home: Path, lines: list[str], made: int) -> None:
    if made != 1:
        raise Wrong(f"{LINES} lines made {made} commits")
    text = (home / "me" / "memory" / f"{NOW[:10]}.md").read_text("utf-8")
    logged = [line.partition(" ")[2].partition(" ")[2] for line in text.splitlines()[2:]]
    if logged != lines:
        raise Wrong(f"of {LINES} lines, {len(set(logged) & set(lines))} are in the log as given")
