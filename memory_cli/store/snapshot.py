"""A whole memory at one moment: its files, and its history as a git bundle."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from memory_cli.core.errors import MemError
from memory_cli.core.export_form import is_exported
from memory_cli.store import git
from memory_cli.store.reading import reading
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Repository
from memory_cli.store.repository import tip
from memory_cli.store.store import Store


class Snapshot(NamedTuple):
    """The files, and the commit that holds them, if one does.

    `trouble` says why history could not be brought up to date; `at` is when its newest commit was
    made, or else the newest file, in seconds since 1970.
    """

    files: dict[str, bytes]
    unreadable: tuple[str, ...]
    commit: str | None
    at: int
    bundle: bytes | None = None
    trouble: MemError | None = None


def snapshot(store: Store, at: int, *, with_history: bool) -> Snapshot:
    """The memory as it is while nobody writes, hand edits recorded (dated `at`) before.

    Where that cannot be, on a read-only disk or without git, the files as they are now. Raises
    NotFound when there is no memory.
    """
    if not store.is_there():
        raise store.missing()
    try:
        with store.recorder(at) as recorder:
            taken = _files(store)
            if recorder.delayed is not None:
                return taken._replace(trouble=recorder.delayed)
            newest = tip(recorder.repository)
            if newest and with_history:
                bundle = _bundle(recorder.repository)
                taken = taken._replace(at=_made(store.root, newest), bundle=bundle)
            is_held = not (recorder.withheld or recorder.moving)
            return taken._replace(commit=newest if is_held else None)
    except MemError as trouble:
        return _files(store)._replace(trouble=trouble)


def _files(store: Store) -> Snapshot:
    files: dict[str, bytes] = {}
    newest = 0
    with reading(store.root) as found:
        for path in sorted(filter(is_exported, found.signatures())):
            data = found.data(path)
            if data is not None:
                files[path] = data
                newest = max(newest, int(store.path(path).stat().st_mtime))
        return Snapshot(files, tuple(found.unreadable), None, newest)


def _made(root: Path, commit: str) -> int:
    return int(git.run(["show", "-s", "--format=%ct", commit], root=root))


def _bundle(repository: Repository) -> bytes:
    """All of `main`, so that `git clone` makes a repository of it."""
    words = ["-c", "pack.threads=1", "bundle", "create", "--quiet", "-", "HEAD", BRANCH]
    return git.patiently(words, root=repository.root)
