"""`export`: everything a memory holds, for other programs or for safe keeping."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from memory_cli.actions.writing import Author
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import MemError
from memory_cli.core.errors import Refused
from memory_cli.core.export_form import Export
from memory_cli.core.layout import is_person
from memory_cli.core.layout import kind_of
from memory_cli.store.snapshot import snapshot
from memory_cli.store.soul import inherited_by
from memory_cli.store.store import Store


class Exported(NamedTuple):
    """Everything, as it stood at one moment; `history` is a git bundle, if one was asked for."""

    export: Export
    unreadable: tuple[str, ...]  # paths of what is no ordinary file, or too large
    at: int  # when its newest commit was made, in seconds since 1970
    history: bytes | None
    trouble: MemError | None  # why history has not got it all

    def entries(self) -> Iterator[Entry]:
        """Every entry, file by file; struck, private and expired ones too."""
        for path, data in sorted(self.export.files.items()):
            if kind_of(path):
                text = data.decode("utf-8", "surrogateescape")
                yield from Document(path, text, inherited_by(path, text)).entries


def export(store: Store, *, author: Author, with_history: bool = False) -> Exported:
    """Take everything out, hand edits recorded before.

    What is private goes with it, so Refused is raised to everybody who is no person; and NotFound.
    """
    if not is_person(author.actor):
        raise Refused("only a person takes everything out", "mem recall and mem show answer you")
    taken = snapshot(store, author.operation("edit").at, with_history=with_history)
    made = Export(
        exported_at=author.now.isoformat(timespec="seconds"),
        user=store.user,
        commit=taken.commit,
        files=taken.files,
    )
    return Exported(made, taken.unreadable, taken.at, taken.bundle, taken.trouble)
