"""What reads no memory costs little more than Python with typer."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.table import against
from benchmarks.timing import race
from benchmarks.world import TYPER
from benchmarks.world import Wrong
from benchmarks.world import mem
from benchmarks.world import new_store
from benchmarks.world import python

ROUNDS = 30
BARS = {"--version": None, "path": 1.4, "capture --queue": 1.6, "--help": 1.8}
TALK = b"""{"role": "user", "content": "I moved to Delft."}
{"role": "assistant", "content": "Congratulations!"}
"""


def measure(place: Path) -> Iterator[str]:
    """Start `mem` in the ways that read no memory, beside `import typer`."""
    home = new_store(place / "starting")
    contenders = {words: partial(mem, home, *words.split(), stdin=TALK) for words in BARS}
    taken = race({TYPER: partial(python, home, TYPER), **contenders}, ROUNDS)
    queued = len(list((home / "me" / ".mem" / "queue").iterdir()))
    if queued != ROUNDS + 1:
        raise Wrong(f"of {ROUNDS + 1} conversations, {queued} were put aside")
    for words, bar in BARS.items():
        yield against(f"mem {words}", taken[words], TYPER, taken[TYPER], bar)
