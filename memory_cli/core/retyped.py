"""What a person has typed again with their own hand: it is forgotten no more."""

from __future__ import annotations

from collections.abc import Mapping

from memory_cli.core.document import Document
from memory_cli.core.forgotten import erased
from memory_cli.core.forgotten import forgotten
from memory_cli.core.forgotten import lifted
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import kind_of


def without_retyped(listed: str, edited: Mapping[str, tuple[str, str]]) -> str:
    """The text of `.forgotten` without the ids of entries that have come into a file by hand.

    `edited` has the text of each file before and after. What was erased stays so, and so does what
    the person has just put on the list.
    """
    liftable = forgotten(listed) - erased(listed)
    if FORGOTTEN in edited:
        liftable &= forgotten(edited[FORGOTTEN][0])
    if not liftable:
        return listed
    back: set[str] = set()
    for path, (before, after) in edited.items():
        if kind_of(path) and (there := liftable & _ids(path, after)):
            back |= there - _ids(path, before)
    return lifted(listed, back)


def _ids(path: str, text: str) -> frozenset[str]:
    return frozenset(entry.id for entry in Document(path, text).entries)
