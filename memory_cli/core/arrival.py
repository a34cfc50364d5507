"""What comes from elsewhere and asks to be remembered: entries, whole files, and what was dropped.

A `source` says where something stood, as a person finds it again: `Dana.md:12`, `mem0.json: 3`.
"""

from __future__ import annotations

from typing import NamedTuple

from memory_cli.core.document import Document
from memory_cli.core.draft import Item


class Arrival(NamedTuple):
    """One entry: the file and section it is for, and its item."""

    path: str
    section: str | None
    item: Item
    source: str


class Dropped(NamedTuple):
    """Something that does not come along, and why, in a few words."""

    source: str
    reason: str


class Sheet(NamedTuple):
    """A whole file: as it is where the memory has none of that name, else entry by entry.

    Then what is `left` stays behind.
    """

    document: Document
    source: str
    left: tuple[Dropped, ...] = ()


class Load(NamedTuple):
    """All that one source holds. `kind` is `mem`, `jsonl` or `notes`."""

    kind: str
    sheets: tuple[Sheet, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    forgotten: str = ""  # the text of `.forgotten` that came along
    dropped: tuple[Dropped, ...] = ()
