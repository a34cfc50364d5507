"""Memories that actions are tried on, and looks at them with plain reading and plain git."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from datetime import UTC
from datetime import datetime
from pathlib import Path

from memory_cli.actions.writing import Author
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import is_recorded
from memory_cli.core.layout import kind_of
from memory_cli.core.operation import operation
from memory_cli.store.create import Owner
from memory_cli.store.create import create
from memory_cli.store.store import Store

NOW = datetime(2026, 11, 20, 9, 14, tzinfo=UTC)  # a Friday
TODAY = NOW.date()
FACTS = "MEMORY.md"
DAY = "memory/2026-11-20.md"
NOBODY = Owner()


def author(actor: str = "cli", *, now: datetime = NOW, owner: Owner = NOBODY) -> Author:
    """Somebody who acts, always at the same moment, so that commit ids are always the same."""
    return Author(actor, now, owner)


def begun(home: Path) -> Store:
    """The memory of `me` under `home`, whose files are empty: tests say themselves what is in."""
    store = Store(home, "me")
    empty = {SOUL: b"", FACTS: b""}
    create(store, operation("init", actor="cli", now=NOW), owner=Owner(), files=empty)
    return store


def copied(store: Store, home: Path) -> Store:
    """The same memory under another home."""
    shutil.copytree(store.root, home / store.user, symlinks=True)
    return Store(home, store.user)


def read(store: Store, path: str) -> str:
    """The text of `path`, every byte of it."""
    return store.path(path).read_bytes().decode("utf-8", "surrogateescape")


def write(store: Store, path: str, text: str) -> None:
    """Save `path` as a person's editor does that, a minute ago, so that nobody waits for it."""
    target = store.path(path)
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(text.encode("utf-8", "surrogateescape"))
    os.utime(target, (time.time() - 60, time.time() - 60))


def files(store: Store) -> dict[str, bytes]:
    """Every recorded path and its bytes on disk."""
    found = [*store.root.glob("*"), *store.root.glob("memory/*")]
    named = ((path.relative_to(store.root).as_posix(), path) for path in sorted(found))
    return {name: path.read_bytes() for name, path in named if is_recorded(name)}


def entries(store: Store) -> list[Entry]:
    """Every entry, file by file."""
    texts = {path: read(store, path) for path in files(store) if kind_of(path)}
    return [entry for path, text in texts.items() for entry in Document(path, text).entries]


def named(store: Store, words: str) -> Entry:
    """The first entry whose text is `words`."""
    return next(entry for entry in entries(store) if entry.text == words)


def id_of(store: Store, words: str) -> str:
    """The id of the entry whose text is `words`."""
    return named(store, words).id


def git(store: Store, *args: str) -> str:
    """What plain git says, run as the person's own."""
    done = subprocess.run(
        ["git", "-C", str(store.root), *args], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode("utf-8", "surrogateescape")


def deeds(store: Store) -> list[str]:
    """Operation and actor of every commit, oldest first, as the trailers say them."""
    told = (f"%(trailers:key=Mem-{key},valueonly,separator=)" for key in ("Op", "Actor"))
    return git(store, "log", "--reverse", f"--format={' '.join(told)}", "main").splitlines()


def message(store: Store, commit: str | None = "main") -> str:
    """The message of a commit."""
    assert commit is not None
    return git(store, "log", "-1", "--format=%B", commit).rstrip("\n")


def tip(store: Store) -> str:
    """The newest commit."""
    return git(store, "rev-parse", "main").strip()
