"""Reading files that are no memory of ours: whatever stands there, it is only read, and bounded.

A folder is walked from its open descriptor with O_NOFOLLOW at each step, so no link leads out of
it; a pipe is never opened for good, a device never at all.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.arrival import Dropped
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from memory_cli.store.files import LARGEST
from memory_cli.store.files import translated

LARGEST_FILE = 1 << 28  # bytes of one export
MOST_TEXT = 1 << 27  # bytes of all notes of a folder

_NOTES = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"})
_DEEPEST = 32  # folders in folders
_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Text(NamedTuple):
    """A note as it was found; `path` is relative to its folder."""

    path: str
    data: bytes


def file_data(path: Path) -> bytes:
    """The bytes of the file that a person named; raises NotFound, BadInput and Failed."""
    with translated(str(path)):
        try:
            if not stat.S_ISREG(path.stat().st_mode):
                raise BadInput(f"{path} is no ordinary file", "pipe it in, and name it -")
            descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except FileNotFoundError as error:
            raise NotFound(f"there is no file {path}", "name a file or a folder") from error
        with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise BadInput(
            f"{path} has more than {LARGEST_FILE >> 20} MiB", "give it in smaller pieces"
        )
    return data


def notes(root: Path) -> Iterator[Text | Dropped]:
    """Every note under `root`, by name, and what there is beside notes, with the reason.

    Raises NotFound for no folder, BadInput for more text than a memory is for.
    """
    with translated(str(root)):
        try:
            descriptor = os.open(root.resolve(), _DIRECTORY)
        except FileNotFoundError as error:
            raise NotFound(f"there is no folder {root}", "name a file or a folder") from error
    left = MOST_TEXT
    for found in _walked(descriptor, "", 0):
        if isinstance(found, Text):
            left -= len(found.data)
            if left < 0:
                raise BadInput(
                    f"{root} has more than {MOST_TEXT >> 20} MiB of notes",
                    "bring its folders in one by one",
                )
        yield found


def _walked(descriptor: int, folder: str, depth: int) -> Iterator[Text | Dropped]:
    """What is in the folder that `descriptor`, which is closed in the end, has open."""
    try:
        with translated(folder or "the folder"), os.scandir(descriptor) as found:
            names = sorted(each.name for each in found)
        for name in names:
            yield from _looked_at(descriptor, name, f"{folder}{name}", depth, names)
    finally:
        os.close(descriptor)


def _looked_at(
    descriptor: int, name: str, path: str, depth: int, beside: list[str]
) -> Iterator[Text | Dropped]:
    try:
        mode = os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mode
    except OSError as error:
        yield Dropped(path, _said(error))
        return
    if name.startswith("."):
        yield Dropped(path + "/" * stat.S_ISDIR(mode), "hidden")
    elif stat.S_ISLNK(mode):
        yield Dropped(path, "a link")
    elif stat.S_ISDIR(mode):
        if name == "logseq" and "pages" in beside:
            yield Dropped(f"{path}/", "Logseq's own settings and backups")
        elif depth == _DEEPEST:
            yield Dropped(f"{path}/", "too many folders deep")
        else:
            yield from _stepped_into(descriptor, name, path, depth)
    elif not stat.S_ISREG(mode):
        yield Dropped(path, "no ordinary file")
    elif (kind := Path(name).suffix.lower()) not in _NOTES:
        yield Dropped(path, f"no note ({kind or 'no ending'})")
    else:
        yield _read(descriptor, name, path)


def _stepped_into(descriptor: int, name: str, path: str, depth: int) -> Iterator[Text | Dropped]:
    try:
        inside = os.open(name, _DIRECTORY, dir_fd=descriptor)
    except OSError as error:
        yield Dropped(f"{path}/", _said(error))
        return
    yield from _walked(inside, f"{path}/", depth + 1)


def _read(descriptor: int, name: str, path: str) -> Text | Dropped:
    try:
        opened = os.open(name, _FILE, dir_fd=descriptor)
        with open(opened, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
            if not stat.S_ISREG(os.fstat(opened).st_mode):
                return Dropped(path, "no ordinary file")
            data = file.read(LARGEST + 1)
    except OSError as error:
        return Dropped(path, _said(error))
    if len(data) > LARGEST:
        return Dropped(path, f"larger than {LARGEST >> 20} MiB")
    return Dropped(path, "not text") if b"\0" in data else Text(path, data)


def _said(error: OSError) -> str:
    return f"cannot be read: {(error.strerror or str(error)).lower()}"
