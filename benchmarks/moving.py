"""Ten years out, as JSON and as a tar, and in again where nothing is, and where all is known."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from benchmarks.decade import decade
from benchmarks.table import against
from benchmarks.table import heavier
from benchmarks.timing import race
from benchmarks.world import MEM
from benchmarks.world import TYPER
from benchmarks.world import Wrong
from benchmarks.world import mem
from benchmarks.world import peak
from benchmarks.world import run

ROUNDS = 3
LISTED = "mem show log --json"
BUNDLE = "git bundle create"
ADOPT = "mem init --from"


def measure(place: Path) -> Iterator[str]:
    """Each beside what reads as much, or moves the same bytes without reading them."""
    home, numbers = decade(place), count()
    out = place / "moving"
    out.mkdir()
    file = str(out / "memory.json")
    mem(home, "export", "-o", file)
    taken = race(
        {
            "json": lambda: mem(home, "export", "-o", f"{out}/{next(numbers)}.json"),
            "md": lambda: mem(home, "export", "--format", "md", "-o", f"{out}/{next(numbers)}.tar"),
            "in": lambda: _into(out, next(numbers), "import", file, "--yes"),
            "known": lambda: mem(home, "import", file, "--yes"),
            ADOPT: lambda: _into(out, next(numbers), "init", "--from", str(home / "me")),
            LISTED: lambda: mem(home, "show", "log", "--json"),
            BUNDLE: lambda: run(
                ["git", f"--git-dir={home}/me/.git", "bundle", "create", f"{out}/x", "main"], home
            ),
        },
        ROUNDS,
    )
    yield against("mem export, ten years", taken["json"], LISTED, taken[LISTED])
    yield against("mem export --format md, ten years", taken["md"], BUNDLE, taken[BUNDLE])
    yield against("mem import, ten years", taken["in"], ADOPT, taken[ADOPT])
    yield against("mem import, all of it known", taken["known"], ADOPT, taken[ADOPT])
    for moved in out.glob("home*"):
        if _texts(moved) != _texts(home):
            raise Wrong(f"{moved.name} has not all of it")
    commands = {
        "export": [MEM, "export"],
        "import": [MEM, "import", file, "--dry-run"],
        TYPER: [sys.executable, "-c", TYPER],
    }
    most = {what: (peak(home, command),) for what, command in commands.items()}
    for verb in ("export", "import"):
        yield heavier(f"memory of mem {verb}, ten years", most[verb], TYPER, most[TYPER])


def _into(out: Path, number: int, *words: str) -> None:
    home = out / f"home{number}"
    home.mkdir()
    mem(home, *words)


def _texts(home: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (home / "me").rglob("*.md")}
