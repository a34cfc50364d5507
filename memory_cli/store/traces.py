"""What erased words leave beside history: in the memory files, in `.mem`, in editors' leftovers."""

from __future__ import annotations

import re
import stat
from collections.abc import Collection
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import MemError
from memory_cli.core.errors import Refused
from memory_cli.core.forgotten import noted
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import INDEX
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import PENDING
from memory_cli.core.layout import QUEUE
from memory_cli.core.layout import TEMPORARY
from memory_cli.core.layout import is_recorded
from memory_cli.core.needle import Needle
from memory_cli.core.strays import is_leftover
from memory_cli.core.units import Eraser
from memory_cli.store.files import Folder
from memory_cli.store.reading import recorded_places

_LARGEST = 1 << 28  # bytes of a file that is searched
_TRIES = 5
_DERIVED = (INDEX, f"{INDEX}-journal", "recorded.json", "soul.json", "repository.json")
_KEPT = frozenset({"lock", "intent", "watch"})  # held by who is at work
_COUNTS = "usage.db"  # has ids, and is cleaned of them by who keeps it
_ESCAPES = re.compile(r"""(?:\\u[0-9a-fA-F]{4})+|\\[bfnrt"\\/]""")


def clean(
    folder: Folder, *, ids: frozenset[str], needles: frozenset[Needle], day: date
) -> tuple[str, ...]:
    """Take what is erased out of every file beside history; the paths of those that are gone.

    Hand edits that history does not have yet are kept, without it. What cannot be read as a memory
    file is left alone. May be done twice.
    """
    _rewrite(folder, Eraser(ids), day)
    for name in _DERIVED:
        folder.drop_local(name)
    telling = tuple(needle for needle in needles if not needle.is_short)
    removed = [*_local(folder, telling, ids), *_leftovers(folder, telling)]
    for path in removed:
        folder.discard(path)
    return tuple(path for path in removed if not path.rpartition("/")[2].startswith(TEMPORARY))


def without_words(folder: Folder, path: str, eraser: Eraser, day: date) -> None:
    """Rewrite one recorded file without what is erased; raises Refused, Failed."""
    for _ in range(_TRIES):
        before = folder.read(path)
        text = (before or b"").decode("utf-8", "surrogateescape")
        left = eraser.without(path, text)
        if path == FORGOTTEN:
            left = noted(left, sorted(eraser.ids), day, erased=True)
        after = left.encode("utf-8", "surrogateescape")
        if after == (before or b""):
            return
        staged = folder.stage(path, after)
        if folder.read(path) == before:  # else somebody saved it just now: theirs is read anew
            folder.publish(staged, path)
            return
        folder.discard(staged)


def _rewrite(folder: Folder, eraser: Eraser, day: date) -> None:
    there = {path for path, _ in recorded_places(folder) if is_recorded(path)}
    for path in sorted({*there, FORGOTTEN}):
        with suppress(Refused, BadInput):
            without_words(folder, path, eraser, day)


def _local(folder: Folder, needles: Collection[Needle], ids: Collection[str]) -> Iterator[str]:
    """Local files that say it: plans and conversations that wait, and whatever else there is."""
    for inside in (LOCAL, PENDING, QUEUE):
        for name, status in folder.names(inside):
            path = f"{inside}/{name}"
            if not stat.S_ISREG(status.st_mode) or (inside == LOCAL and name in _KEPT):
                continue
            known = () if name == _COUNTS else ids
            if name.startswith(TEMPORARY) or _says(folder, path, needles, known):
                yield path


def _leftovers(folder: Folder, needles: Collection[Needle]) -> Iterator[str]:
    for inside in ("", LOGS):
        for name, status in folder.names(inside):
            path = f"{inside}/{name}" if inside else name
            is_file = stat.S_ISREG(status.st_mode) or stat.S_ISLNK(status.st_mode)
            if not is_file or is_recorded(path):
                continue
            if name.startswith(TEMPORARY) or (is_leftover(name) and _says(folder, path, needles)):
                yield path


def _says(
    folder: Folder, path: str, needles: Collection[Needle], ids: Collection[str] = ()
) -> bool:
    """Whether a file has any of `needles`, plain or in JSON, or names any of `ids`."""
    data = _content(folder, path)
    if any(each.encode() in data for each in ids) or any(each.is_in(data) for each in needles):
        return True
    text = _ESCAPES.sub(_unescaped, data.decode("utf-8", "replace")) if b"\\" in data else ""
    return any(each.stands_in(text) for each in needles if text)


def _content(folder: Folder, path: str) -> bytes:
    """What a file holds, or where a link leads; nothing for what cannot be read."""
    if (leads_to := folder.target(path)) is not None:
        return leads_to.encode("utf-8", "surrogateescape")
    try:
        return folder.read(path, largest=_LARGEST) or b""
    except MemError:
        return b""


def _unescaped(found: re.Match[str]) -> str:
    """What stands for `found` in JSON; white space is all the same."""
    escape = found[0][1:]
    if escape[0] != "u":
        return escape if escape in '"\\/' else " "
    units = bytes.fromhex(found[0].replace("\\u", ""))
    return units.decode("utf-16-be", "replace")
