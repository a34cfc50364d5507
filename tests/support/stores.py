"""Memories for tests of the store: begun in this process, with given time and given words."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path

from memory_cli.core.operation import Operation
from memory_cli.store.create import Owner
from memory_cli.store.create import create
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.record import Recorder
from memory_cli.store.repository import checked
from memory_cli.store.store import Store

AT = 1_795_166_040  # 2026-11-20 09:14 UTC

SOUL = b"# Soul\n\n## Me\n\n- Left-handed.\n"
FACTS = b"# Facts\n\n## Facts\n\n- Likes tea.\n"
IGNORE = b".mem/\n.mem-tmp-*\n"


def deed(op: str, actor: str = "cli", *, at: int = AT, **about: object) -> Operation:
    """An operation; whoever asks for it acts at the same moment as everybody."""
    return Operation(op, actor, at)._replace(**about)  # type: ignore[arg-type]


def begun(home: Path, files: Mapping[str, bytes] | None = None) -> Store:
    """The memory of `me` under `home`: three short files of known bytes, and `files`."""
    store = Store(home, "me")
    short = {"SOUL.md": SOUL, "MEMORY.md": FACTS, ".gitignore": IGNORE}
    create(store, deed("init"), owner=Owner(), files=short | dict(files or {}))
    return store


def put(store: Store, files: Mapping[str, bytes | None], operation: Operation) -> str | None:
    """Write `files` as one operation; the commit."""
    with store.change(operation) as change:
        for path, data in files.items():
            change.write(path, data)
        change.describe("by a test", entries=operation.entries)
    return change.outcome.commit


@contextmanager
def recorder(store: Store) -> Iterator[Recorder]:
    """The history of `store` under its lock, before anything has been caught up."""
    with Folder(store.root) as folder, locked(folder):
        yield Recorder(folder, checked(folder))
