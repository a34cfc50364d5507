"""An entry: one thing remembered, as it was read from a memory file."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from memory_cli.core.annotation import PINNED
from memory_cli.core.annotation import PRIVATE
from memory_cli.core.annotation import Note
from memory_cli.core.annotation import Task
from memory_cli.core.identity import SHOWN
from memory_cli.core.identity import Reference
from memory_cli.core.layout import Kind
from memory_cli.core.layout import place_of


class Inherited(NamedTuple):
    """What the front matter of a daily log says of all its entries."""

    tags: tuple[str, ...] = ()
    private: bool = False


class Entry(NamedTuple):
    """One top-level bullet or block with everything under it."""

    id: str
    kind: Kind
    path: str  # relative to the store
    line: int  # of its first line, from 1
    block: int  # which block of its document it is
    text: str  # the words, without marker and annotations
    section: str | None
    day: dt.date | None  # of the log it stands in
    time: dt.time | None
    tags: tuple[str, ...]  # lower case: at the end, inside, inherited
    task: Task | None
    disabled: bool
    note: Note
    private: bool

    @property
    def date(self) -> dt.date | None:
        """The day it belongs to: that of its log, else the one its date note begins with."""
        return self.day or self.note.since

    @property
    def pinned(self) -> bool:
        """Whether it comes first in every context and curation leaves it alone."""
        return PINNED in self.tags

    @property
    def place(self) -> str:
        """Where it stands, as a person says it: `soul`, `facts` or the day."""
        return place_of(self.path)

    @property
    def reference(self) -> str:
        """How history names it as evidence: `id@2026-11-18`, `id@facts`."""
        return f"{self.id}@{self.place}"

    @property
    def short_id(self) -> str:
        """As much of the id as people are shown."""
        return self.id[:SHOWN]

    @property
    def headline(self) -> str:
        """The words on one line."""
        return " ".join(self.text.split())

    def is_active(self, today: dt.date) -> bool:
        """Whether it holds on `today`: neither disabled nor expired."""
        return not self.disabled and not self.is_expired(today)

    def is_expired(self, today: dt.date) -> bool:
        """Whether the last day of its date note lies before `today`."""
        return self.note.until is not None and self.note.until < today

    def is_named_by(self, reference: Reference) -> bool:
        """Whether `reference` fits its id and, when it names one, its place."""
        return self.id.startswith(reference.prefix) and reference.place in {None, self.place}


def is_private(tags: tuple[str, ...]) -> bool:
    """Whether `tags` keep an entry from models and pipes: `#private`, and `#private/health` too."""
    return any(tag == PRIVATE or tag.startswith(f"{PRIVATE}/") for tag in tags)
