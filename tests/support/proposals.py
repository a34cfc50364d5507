"""What waits for a person in a memory that is used through `mem`, and everything that is in it."""

from __future__ import annotations

from datetime import datetime
from datetime import timedelta

from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.store.pending import Pending
from memory_cli.store.pending import wait
from memory_cli.store.pending import waiting
from tests.support.sample import NOW
from tests.support.sample import Mem


def waits(mem: Mem, *edits: Edit | Log, minutes: int = 0) -> None:
    """Let a plan of the rules wait since so many minutes past NOW."""
    at = datetime.fromisoformat(NOW) + timedelta(minutes=minutes)
    wait(mem.store, "rules", edits, now=at)


def plans(mem: Mem) -> tuple[Pending, ...]:
    """The plans that wait."""
    return waiting(mem.store)


_CACHES = frozenset({"index.db", "repository.json", "soul.json", "lock"})


def everything(mem: Mem) -> dict[str, bytes]:
    """Every file of the home but caches: memory, history, what waits, what lies around it."""
    home = mem.home.parent
    files = (p for p in home.rglob("*") if p.is_file() and p.name not in _CACHES)
    return {str(p.relative_to(home)): p.read_bytes() for p in files}


def an_editor(mem: Mem, script: str) -> dict[str, str | None]:
    """The environment in which the shell script `script` is the editor."""
    program = mem.home.parent / "editor"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return {"VISUAL": None, "EDITOR": str(program)}
