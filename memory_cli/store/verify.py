"""Proving that something is erased: every object of a repository is looked into."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.needle import Needle
from memory_cli.core.units import Eraser
from memory_cli.store import git
from memory_cli.store.objects import Object
from memory_cli.store.objects import named
from memory_cli.store.objects import objects
from memory_cli.store.objects import versions
from memory_cli.store.repository import BRANCH

_LARGEST = 1 << 28  # bytes of a file that is searched


class Search(NamedTuple):
    """How many objects were looked into, and those that have the words."""

    objects: int
    hits: tuple[Object, ...]


def searched(git_dir: Path, needles: Collection[Needle]) -> Search:
    """Search every object of `git_dir` for `needles`, those apart that are too short to tell."""
    telling = tuple(needle for needle in needles if not needle.is_short)
    count, hits = 0, []
    for each in objects(git_dir):
        count += 1
        said = _words(each)
        if any(needle.is_in(said) for needle in telling):
            hits.append(each)
    return Search(count, tuple(hits))


def _words(each: Object) -> bytes:
    """What an object says; of a commit its message: who made it is not for erasing."""
    return each.data.partition(b"\n\n")[2] if each.kind == "commit" else each.data


def paths_with(git_dir: Path, eraser: Eraser) -> tuple[str, ...]:
    """The paths that have, in any version of the history, a unit that has to go."""
    found = tuple(versions(git_dir, BRANCH))
    blobs = named(git_dir, [version.oid for version in found])
    paths = {
        version.path
        for version, blob in zip(found, blobs, strict=True)
        if eraser.doomed(version.path, blob.data.decode("utf-8", "surrogateescape"))
    }
    return tuple(sorted(paths))


def files_with(root: Path, needles: Collection[Needle]) -> tuple[str, ...]:
    """The files under `root`, of whatever kind, that have the words or are named so.

    Links are not followed; git's compressed objects are for `searched`.
    """
    telling = tuple(needle for needle in needles if not needle.is_short)
    found = []
    for folder, folders, names in os.walk(root):
        folders.sort()
        if folder.endswith("/.git/objects"):
            folders.clear()
            continue
        paths = (Path(folder, name) for name in sorted(names))
        found += [path for path in paths if _has_any(path, telling)]
    return tuple(path.relative_to(root).as_posix() for path in found)


def _has_any(path: Path, needles: Collection[Needle]) -> bool:
    with suppress(OSError):
        status = path.lstat()
        if any(needle.stands_in(path.name) for needle in needles):
            return True
        if stat.S_ISREG(status.st_mode) and status.st_size <= _LARGEST:
            data = path.read_bytes()
            return any(needle.is_in(data) for needle in needles)
    return False


def check(git_dir: Path) -> None:
    """Have git check a repository as strictly as it can; raises GitFailed."""
    git.patiently(["fsck", "--full", "--strict", "--no-dangling", "--no-progress"], git_dir=git_dir)
