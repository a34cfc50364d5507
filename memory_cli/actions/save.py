"""`save`: hand edits are recorded now."""

from __future__ import annotations

from typing import NamedTuple

from memory_cli.actions.writing import Author
from memory_cli.core.errors import NotRecorded
from memory_cli.store.store import Store
from memory_cli.store.withheld import Withheld


class Saved(NamedTuple):
    """The paths that were recorded and the newest commit; what could not be, says `delayed`."""

    paths: tuple[str, ...]
    commit: str | None
    delayed: NotRecorded | None
    unreadable: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()


def save(store: Store, *, author: Author, allow_secret: bool = False) -> Saved:
    """Record every hand edit that history does not have yet; `allow_secret` those with one, too."""
    with store.recorder(author.operation("edit").at, allow_secret=allow_secret) as recorder:
        commit = recorder.commits[-1] if recorder.commits else None
        return Saved(
            recorder.recorded,
            commit,
            recorder.delayed,
            recorder.unreadable,
            tuple(recorder.withheld.values()),
        )
