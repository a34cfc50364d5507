"""A program that asks a memory: `python -m tests.search.asking HOME [SIGNS]`.

It prints what it is told, as JSON. With a folder SIGNS it asks again and again, until there is a
file `stop` in it, and says of each time how many edits there were before and after.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from memory_cli.actions import searching
from memory_cli.store.memory import Memory
from tests.search.notes import Answers
from tests.search.notes import answers

Plain = dict[str, list[list[object]]]


def plain(told: Answers) -> Plain:
    """The same for JSON."""
    return {
        question: [[entry.path, entry.line, entry.text, score] for entry, score, _ in found]
        for question, found in told.items()
    }


def edits(signs: Path) -> int:
    """How many edits are done."""
    return len((signs / "edits").read_bytes())


def main(home: str, signs: str | None = None) -> None:
    """Ask, and print what was told."""
    memory = Memory(Path(home), "me")
    if signs is None:
        _say(plain(searching.ask(memory, answers).answer))
        return
    with (Path(signs) / "here").open("ab") as here:
        here.write(b".")
    while not (Path(signs) / "stop").exists():
        before = edits(Path(signs))
        told = plain(searching.ask(memory, lambda index: answers(index, "tea", "")).answer)
        _say([before, edits(Path(signs)), told])


def _say(told: object) -> None:
    sys.stdout.write(f"{json.dumps(told)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
