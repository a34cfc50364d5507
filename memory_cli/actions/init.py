"""`init`: a memory begins, empty or with the files of a folder that is adopted."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from memory_cli.actions.writing import Author
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import kind_of
from memory_cli.core.secrets import new_secrets
from memory_cli.core.unwelcome import secret_refused
from memory_cli.store.create import create
from memory_cli.store.files import Folder
from memory_cli.store.files import translated
from memory_cli.store.store import Store


class Begun(NamedTuple):
    """Where the memory is; whether it is new; what was copied into it and what was not."""

    path: Path
    created: bool
    adopted: tuple[str, ...]
    left: tuple[str, ...]
    commit: str | None
    delayed: NotRecorded | None


def init(store: Store, *, author: Author, source: Path | None = None) -> Begun:
    """Create the store, or complete one; nothing that exists is overwritten.

    Files of `source` are copied, never moved; `left` names what there was no place for.
    """
    created = not store.has_history()
    found, left = adoptable(source) if source else ({}, ())
    if not created and found.pop(FORGOTTEN, None) is not None:
        left = (*left, FORGOTTEN)  # what another memory forgot is none of this one's business
    _keep_secrets_out(store, found, author)
    written, outcome = create(store, author.operation("init"), owner=author.owner, files=found)
    adopted = tuple(path for path in found if path in written)
    kept = tuple(path for path in found if path not in written)
    return Begun(store.root, created, adopted, tuple(sorted((*left, *kept))), *outcome)


def _keep_secrets_out(store: Store, files: Mapping[str, bytes], author: Author) -> None:
    """Raise Refused where a file holds what looks like a secret, before anything is begun."""
    for path, data in files.items() if not store.leave.secrets else ():
        found = new_secrets("", data.decode("utf-8", "surrogateescape"))
        if found:
            where = f"{path}:{found[0].line}"
            raise secret_refused(found[0].what, author.actor, where)


def adoptable(source: Path) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The memory files in `source`, and the names of everything else there."""
    if not source.is_dir():
        raise NotFound(f"{source} is not a folder", "name one with SOUL.md, MEMORY.md or memory/")
    files: dict[str, bytes] = {}
    left: list[str] = []
    with translated(str(source)), Folder(source.resolve()) as folder:
        for path in _paths(folder):
            if kind_of(path) is None and path != FORGOTTEN:
                left.append(path)
                continue
            try:
                files[path] = folder.read(path) or b""
            except (Refused, BadInput):
                left.append(path)
    return files, tuple(left)


def _paths(folder: Folder) -> list[str]:
    paths: list[str] = []
    for name, status in sorted(folder.names(""), key=lambda each: each[0]):
        if name in {".git", ".mem", ".gitignore"}:
            continue
        if name == "memory" and stat.S_ISDIR(status.st_mode):
            paths += [f"memory/{log}" for log, _ in sorted(folder.names("memory"))]
        else:
            paths.append(name + os.sep * stat.S_ISDIR(status.st_mode))
    return paths
