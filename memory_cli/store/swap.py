"""Putting a rebuilt history in the place of the old one; a crash at any moment leaves one whole.

    .mem/new/.git    being built; worth nothing
    .git.mem-new     whole and verified: from here on there is no way back, only forward
    .git.mem-old     the old history, on its way out

What is left to do stands in a note inside the new repository, until all of it is done. Everything
after the new one has got its name can be done twice.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.layout import LOCAL
from memory_cli.core.needle import Needle
from memory_cli.store.files import Folder
from memory_cli.store.files import make_durable
from memory_cli.store.files import make_tree_durable
from memory_cli.store.files import translated
from memory_cli.store.traces import clean

BUILDING = f"{LOCAL}/new"
NEW = ".git.mem-new"
OLD = ".git.mem-old"
_GIT = ".git"
_NOTE = "mem-purge"


class Erasure(NamedTuple):
    """What has to be gone from everywhere: ids with their words, and words to search for.

    What has an id in `spared` may have the words: mem itself put it into the files. `day` is that
    of the purge.
    """

    texts: Mapping[str, str]
    needles: frozenset[Needle]
    day: date
    spared: frozenset[str] = frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The ids alone."""
        return frozenset(self.texts)


def offer(folder: Folder, built: Path, erasure: Erasure) -> None:
    """Let the verified repository `built`, in `BUILDING`, become the history of this store.

    Returns when the disk has it under its new name: what is not finished now will be.
    """
    plain = {
        "ids": sorted(erasure.ids),
        "needles": sorted(needle.words for needle in erasure.needles),
        "day": erasure.day.isoformat(),
    }
    with translated(str(built)):
        (built / _NOTE).write_text(json.dumps(plain), "utf-8")
        make_tree_durable(built)
        built.rename(folder.root / NEW)
        make_durable(folder.root)
        clear(folder)


def clear(folder: Folder) -> None:
    """Remove what was being built, and whatever else has taken its place."""
    aside = folder.root / BUILDING
    shutil.rmtree(aside, ignore_errors=True)
    if _is_there(aside):
        folder.discard(BUILDING)


def is_unfinished(root: Path) -> bool:
    """Whether a purge of the store at `root` was stopped in the middle."""
    return is_decided(root) or _is_there(root / BUILDING)


def is_decided(root: Path) -> bool:
    """Whether it is only a matter of finishing it."""
    return any(_is_there(root / place) for place in (NEW, f"{_GIT}/{_NOTE}"))


def what_is_left(root: Path) -> str | None:
    """The folder of the old history, where the system would not let it be removed."""
    return OLD if _is_there(root / OLD) else None


def is_swapping(root: Path) -> bool:
    """Whether the history of the store at `root` is just getting its name."""
    return not _is_there(root / _GIT) and _is_there(root / NEW)


def finish(folder: Folder) -> tuple[str, ...]:
    """Do what is left of a purge, under the lock; costs nothing when there is none.

    Returns the paths of the leftovers that were removed. Raises Failed when the system will not.
    """
    root = folder.root
    if not is_unfinished(root):
        return ()
    with translated(f"{root}/{_GIT}"):
        if _is_there(root / NEW):
            if _is_there(root / _GIT):
                shutil.rmtree(root / OLD, ignore_errors=True)
                (root / _GIT).rename(root / OLD)
            (root / NEW).rename(root / _GIT)
            make_durable(root)
        removed = _cleaned(folder)
        clear(folder)
    return removed


def _is_there(path: Path) -> bool:
    """Whether something has this name; `Folder` would keep `.git` open while it moves away."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _cleaned(folder: Folder) -> tuple[str, ...]:
    note = folder.root / _GIT / _NOTE
    if not note.is_file():
        return ()
    plain = json.loads(note.read_text("utf-8"))
    removed = clean(
        folder,
        ids=frozenset(plain["ids"]),
        needles=frozenset(map(Needle, plain["needles"])),
        day=date.fromisoformat(plain["day"]),
    )
    shutil.rmtree(folder.root / OLD, ignore_errors=True)
    make_durable(folder.root)
    if _is_there(folder.root / OLD):  # tried again by every command that writes
        return removed
    note.unlink()
    make_durable(note.parent)
    return removed
