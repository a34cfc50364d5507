"""Proving that something is erased: every object of a repository is looked into."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.layout import FACTS
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import IGNORE
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import SOUL
from memory_cli.core.needle import Needle
from memory_cli.core.retelling import retold
from memory_cli.core.units import Eraser
from memory_cli.store import git
from memory_cli.store.objects import Object
from memory_cli.store.objects import objects
from memory_cli.store.objects import texts
from memory_cli.store.objects import versions
from memory_cli.store.repository import BRANCH

_NAME = re.compile(rb"\d+ ([^\0]+)\0.{20}", re.DOTALL)  # git-cat-file(1): mode, name, binary id
_OWN = frozenset(name.encode() for name in (SOUL, FACTS, LOGS, FORGOTTEN, IGNORE))
_DAY = re.compile(rb"\d{4}-\d\d-\d\d\.md\Z")
_LARGEST = 1 << 28  # bytes of a file that is searched


class Search(NamedTuple):
    """How many objects were looked into, and those that have the words."""

    objects: int
    hits: tuple[Object, ...]


def searched(root: Path, needles: Collection[Needle]) -> Search:
    """Search every object of the store at `root` for `needles`, those too short to tell apart."""
    telling = tuple(needle for needle in needles if not needle.is_short)
    count, hits = 0, []
    for each in objects(root):
        count += 1
        said = _words(each)
        if any(needle.is_in(said) for needle in telling):
            hits.append(each)
    return Search(count, tuple(hits))


def _words(each: Object) -> bytes:
    """What an object says that mem itself has not put there in a form without any words."""
    match each.kind:
        case "commit":  # who made it is not for erasing
            message = each.data.partition(b"\n\n")[2]
            return b"" if _is_ours(message) else message
        case "tree":
            names = (found[1] for found in _NAME.finditer(each.data))
            return b"\n".join(name for name in names if name not in _OWN and not _DAY.match(name))
        case _:
            return each.data


def _is_ours(message: bytes) -> bool:
    """Whether a message is just what would be told of it again."""
    text = message.decode("utf-8", "replace")
    return retold(text, {}) == text


def paths_with(root: Path, eraser: Eraser) -> tuple[str, ...]:
    """The paths that have, in any version of the history, a unit that has to go."""
    paths = {
        version.path
        for version, data in texts(root, versions(root, BRANCH))
        if eraser.doomed(version.path, data.decode("utf-8", "surrogateescape"))
    }
    return tuple(sorted(paths))


def files_with(root: Path, needles: Collection[Needle]) -> tuple[str, ...]:
    """The files under `root`, of whatever kind, that have the words or are named so.

    Links are not followed; a rebuilt `.git` has nothing beside its objects.
    """
    telling = tuple(needle for needle in needles if not needle.is_short)
    found = []
    for folder, folders, names in os.walk(root):
        folders.sort()
        if Path(folder) == root and ".git" in folders:
            folders.remove(".git")
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


def check(root: Path) -> None:
    """Have git check a repository as strictly as it can; raises GitFailed."""
    git.patiently(["fsck", "--full", "--strict", "--no-dangling", "--no-progress"], root=root)
