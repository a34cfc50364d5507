"""Hand edits that history does not get: with a secret in them, or words that were erased.

The file stays as the person left it, and is recorded once the line is gone. What is withheld is
noted in `.mem/`, for those who only read.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import suppress
from typing import NamedTuple

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import MemError
from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import WITHHELD
from memory_cli.core.layout import is_recorded
from memory_cli.core.several import several
from memory_cli.core.unwelcome import Unwelcome
from memory_cli.core.unwelcome import unwelcome
from memory_cli.store.files import Folder
from memory_cli.store.reading import signature

_MOST_NAMED = 3


class Withheld(NamedTuple):
    """A file whose edit is withheld, what it held when it was looked at, and what is in the way."""

    path: str
    found: tuple[Unwelcome, ...]
    data: bytes = b""
    recorded: bytes | None = None  # what history and the deeds that wait for it have of the file

    @property
    def places(self) -> str:
        """Where what is in the way stands, and what it looks like; never its words."""
        return several([f"{self.path}:{each.line} {each.said}" for each in self.found], _MOST_NAMED)

    @property
    def way_out(self) -> str:
        """What the person can do about it."""
        if any(each.id for each in self.found):
            return "take the line out, or say it in other words"
        return "take the line out, or let it in: mem save --allow-secret"

    @property
    def warning(self) -> str:
        """What who has not asked is told of it."""
        return f"not recorded: {self.places}; {self.way_out}"

    @property
    def reason(self) -> NotRecorded:
        """Why what is saved is not recorded as it stands."""
        return NotRecorded(f"saved, but not recorded as it stands: {self.places}", self.way_out)


def withheld(
    changed: Mapping[str, bytes | None],
    recorded: Mapping[str, bytes],
    *,
    erased: Collection[str],
    allow_secret: bool,
) -> dict[str, Withheld]:
    """Those of the `changed` files that history must not get; it has what is `recorded`."""
    kept: dict[str, Withheld] = {}
    for path, data in changed.items():
        if data is None:
            continue
        before = recorded.get(path)
        found = unwelcome(
            path, text_of(before), text_of(data), erased=erased, allow_secret=allow_secret
        )
        if found:
            kept[path] = Withheld(path, found, data, before)
    return kept


def text_of(data: bytes | None) -> str:
    """The text of a file; none of one that is not there."""
    return (data or b"").decode("utf-8", "surrogateescape")


def note(folder: Folder, kept: Collection[Withheld]) -> None:
    """Note what is withheld, for those who only read; where that cannot be done, it is not."""
    with suppress(MemError):
        if not kept:
            folder.drop_local(WITHHELD)
            return
        plain = json.dumps([list(_plain(folder, each)) for each in kept]).encode()
        if _read(folder) != plain:
            folder.keep_local(WITHHELD, plain)


def noted(folder: Folder) -> tuple[Withheld, ...]:
    """What was withheld when history was last brought up to date, of files still as they were."""
    data = _read(folder)
    if data is None:
        return ()
    found: list[Withheld] = []
    with suppress(ValueError, TypeError, RecursionError, MemError):
        for path, seen, lines in json.loads(data):
            status = folder.status(path) if is_recorded(path) else None
            if status and signature(status) == seen:
                found.append(Withheld(path, tuple(Unwelcome(*each) for each in lines)))
    return tuple(found)


def _plain(folder: Folder, kept: Withheld) -> Iterator[object]:
    status = folder.status(kept.path)
    yield from (kept.path, status and signature(status), [list(each) for each in kept.found])


def _read(folder: Folder) -> bytes | None:
    try:
        return folder.read(f"{LOCAL}/{WITHHELD}")
    except (Refused, BadInput):
        return None
