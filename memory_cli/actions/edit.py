"""`edit`: which file and line an editor is to open."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from memory_cli.actions.find import find
from memory_cli.actions.path import named
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.identity import is_reference
from memory_cli.core.layout import LOGS
from memory_cli.store.files import Folder
from memory_cli.store.store import Store


class Target(NamedTuple):
    """A file, relative to the store, and the line to begin at (from 1)."""

    path: str
    line: int


def target(store: Store, what: str, *, today: date) -> Target:
    """Where `what` is to be edited: `today`, `soul`, `facts`, a date, or the line of an id.

    Raises NotFound, Ambiguous, BadInput; Refused when the file is no ordinary one.
    """
    try:
        path, line = named(what, today=lambda: today), 1
    except BadInput:
        if not is_reference(what):
            raise
        entries = find(store, [what])
        if len({entry.path for entry in entries}) > 1:
            places = tuple(f"{entry.id}@{entry.place}" for entry in entries)
            raise Ambiguous(
                f"{what} stands in several places", "name one of them", places
            ) from None
        path, line = entries[0].path, entries[0].line
    with Folder(store.root) as folder:
        folder.read(path)
        if path.startswith(LOGS):
            folder.make(LOGS)
    return Target(path, line)
