"""Many writers at once lose nothing, tear nothing and double nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.table import against
from benchmarks.world import Wrong
from benchmarks.world import commits
from benchmarks.world import git
from benchmarks.world import mem
from benchmarks.world import new_store

WRITERS = 8
EACH = 20


def measure(place: Path) -> Iterator[str]:
    """Add the same number of facts with 8 writers at once and with one, and compare the time."""
    crowd, one = new_store(place / "crowd"), new_store(place / "one")
    batches = [[f"Writer {w} said thing {n}." for n in range(EACH)] for w in range(WRITERS)]
    facts = [fact for batch in batches for fact in batch]
    begin = time.perf_counter()
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(lambda batch: _add(crowd, batch), batches))
    together = time.perf_counter() - begin
    _check(crowd, facts)
    begin = time.perf_counter()
    _add(one, facts)
    alone = time.perf_counter() - begin
    _check(one, facts)
    what = f"mem add, {WRITERS} writers × {EACH}"
    yield against(what, (together,), f"one writer × {len(facts)}", (alone,))


def _add(home: Path, facts: list[str]) -> None:
    for fact in facts:
        mem(home, "add", fact)


def _check(home: Path, facts: list[str]) -> None:
    """Whether each fact stands once in the file and in history, one commit each, all sound."""
    data = (home / "me" / "MEMORY.md").read_bytes()
    found = [line for line in data.decode().splitlines() if line.startswith("- Writer")]
    if sorted(found) != sorted(f"- {fact}" for fact in facts):
        raise Wrong(f"{len(facts)} facts became {len(found)} lines, {len(set(found))} different")
    if git(home, "show", "HEAD:MEMORY.md") != data:
        raise Wrong("the newest commit does not hold what the file holds")
    if commits(home) != len(facts) + 1:
        raise Wrong(f"{len(facts)} facts and a beginning made {commits(home)} commits")
    git(home, "fsck", "--strict", "--no-progress")
