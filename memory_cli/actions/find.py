"""Finding entries by the ids, places and words a person gives."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence

from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import Reference
from memory_cli.core.identity import folded
from memory_cli.core.identity import longest_word
from memory_cli.core.identity import parse_reference
from memory_cli.store.store import Store

_MOST_CANDIDATES = 20
_WORD = re.compile(r"[^\W_]+")


def find(store: Store, names: Sequence[str]) -> tuple[Entry, ...]:
    """Every place of the entries that `names` stand for; see `find_in`."""
    return find_in(store.documents(), names)


def find_in(documents: Iterable[Document], names: Sequence[str]) -> tuple[Entry, ...]:
    """Every place in `documents` of the entries that `names` (ids, perhaps @place) stand for.

    Raises BadInput, NotFound, and Ambiguous when a name fits entries with different ids.
    """
    references = [parse_reference(name) for name in names]
    entries = [
        entry
        for document in documents
        for entry in document.entries
        if any(entry.is_named_by(reference) for reference in references)
    ]
    for reference in references:
        _check_one(reference, [entry for entry in entries if entry.is_named_by(reference)])
    return tuple(entries)


def _check_one(reference: Reference, entries: Sequence[Entry]) -> None:
    if not entries:
        raise NotFound(f"there is no entry {reference}", "mem show lists entries with their ids")
    if len({entry.id for entry in entries}) > 1:
        raise Ambiguous(
            f"{reference} is the beginning of several ids",
            "give more of the id",
            candidates(entries),
        )


def matching(store: Store, words: str) -> tuple[Entry, ...]:
    """The entries in which every word of `words` occurs; raises NotFound."""
    wanted = folded(words).casefold().split()
    parts = [longest_word(word) for word in wanted]
    entries = tuple(
        entry
        for document in store.documents()
        if has_words(document.text, parts)  # told quickly, before it is read as entries
        for entry in document.entries
        if has_words(entry.text, wanted)
    )
    if not wanted or not entries:
        raise NotFound(f"no entry has all the words of {words!r}", "mem show lists the entries")
    return entries


def has_words(text: str, wanted: Iterable[str]) -> bool:
    """Whether every one of `wanted` (case-folded) occurs in `text`."""
    held = folded(text).casefold()
    return all(word in held for word in wanted)


def words_of(text: str) -> frozenset[str]:
    """The words of `text`, among them the `longest_word` of everything that it says."""
    return frozenset(("", *_WORD.findall(folded(text))))


def candidates(entries: Sequence[Entry]) -> tuple[str, ...]:
    """One line for each entry, so that a person can choose."""
    lines = [f"{entry.reference}  {entry.headline}" for entry in entries[:_MOST_CANDIDATES]]
    left = len(entries) - len(lines)
    return (*lines, *([f"and {left} more"] if left else []))
