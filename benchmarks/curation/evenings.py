"""Days as they were lived: a log is written, and every evening what is new in it is curated."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks.world import MEM
from benchmarks.world import Wrong
from benchmarks.world import environment
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import SOUL

KEY = "ANTHROPIC_API_KEY"
_HANDED_ON = (KEY, "ANTHROPIC_BASE_URL")  # to a curator that needs them, and to no other
_MORNING, _EVENING = "06:00", "23:00"
_FINE = (0, 1, 3)  # also: nothing to do; saved, while a secret keeps a log out of history


class Memory(NamedTuple):
    """What there is after the last evening, and what it took."""

    facts: str
    soul: str
    applied: int  # edits
    rejected: tuple[str, ...]  # why, for each edit that was not applied


def live(home: Path, days: Sequence[Path], *, curator: str, approves: bool) -> Memory:
    """Begin a memory in `home`, live these days, and return what is remembered.

    What waits for a person is approved every evening by one who `approves` of everything: so it is
    the curator that is measured. Without, it is what nobody ever looks at.
    """
    home.mkdir(parents=True)
    more = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
    told = environment(home) | (more if curator != "rules" else {})
    applied = 0
    rejected: list[str] = []
    _mem(_at(told, days[0], _MORNING), home, "init")
    logs = home / "me" / "memory"
    logs.mkdir(exist_ok=True)
    for day in days:
        (logs / day.name).write_bytes(day.read_bytes())
        evening = _at(told, day, _EVENING)
        words = ("curate", "--with", curator, "--yes", "--json")
        answer = _answer(_mem(evening, home, *words), day)
        applied += len(answer["applied"])
        rejected += [str(edit.get("reason")) for edit in answer["rejected"]]
        if approves:
            reviewed = _answer(_mem(evening, home, "review", "--yes", "--json"), day)
            applied += len(reviewed["applied"])
            rejected += [str(edit.get("reason")) for edit in reviewed["rejected"]]
    facts, soul = ((home / "me" / path).read_text("utf-8") for path in (FACTS, SOUL))
    return Memory(facts, soul, applied, tuple(rejected))


def day_of(path: Path) -> date:
    """The day whose log this is."""
    try:
        return date.fromisoformat(path.stem)
    except ValueError as error:
        raise Wrong(f"{path} is no log: its name is no day") from error


def _at(told: Mapping[str, str], day: Path, clock: str) -> dict[str, str]:
    return {**told, "MEM_NOW": f"{day_of(day)}T{clock}:00+00:00"}


def _mem(told: Mapping[str, str], home: Path, *words: str) -> bytes:
    done = subprocess.run([MEM, *words], capture_output=True, env=told, cwd=home, check=False)
    if done.returncode not in _FINE:
        said = done.stderr.decode("utf-8", "replace").strip()
        when = told["MEM_NOW"][:10]
        raise Wrong(f"mem {' '.join(words)} on {when} ended with {done.returncode}: {said}")
    return done.stdout


def _answer(printed: bytes, day: Path) -> dict[str, list[dict[str, object]]]:
    try:
        answer = json.loads(printed)
        return {name: list(answer[name]) for name in ("applied", "rejected")}
    except (ValueError, KeyError, TypeError) as error:
        said = printed.decode("utf-8", "replace")[:80]
        raise Wrong(f"mem on {day.stem} answered {said!r}") from error
