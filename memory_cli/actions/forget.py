"""`forget`: entries are removed and keep from coming back."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from memory_cli.actions.find import find
from memory_cli.actions.find import matching
from memory_cli.actions.mark import standing
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.actions.writing import summary
from memory_cli.actions.writing import today
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.forgotten import noted
from memory_cli.core.identity import folded
from memory_cli.core.identity import longest_word
from memory_cli.core.identity import parse_reference
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import INDEX
from memory_cli.core.splice import remove
from memory_cli.store.change import Change
from memory_cli.store.change import starting_over
from memory_cli.store.files import Folder
from memory_cli.store.history import open_history
from memory_cli.store.store import Store


class Forgetting(NamedTuple):
    """What would be forgotten, and what is bound to it by evidence.

    `open` says that it was not said exactly: an id stands in several places, or words fit several
    entries, or there is something bound to it.
    """

    entries: tuple[Entry, ...]
    related: tuple[Entry, ...]  # what it rests on, and what rests on it
    open: bool


def considered(store: Store, names: Sequence[str], match: str | None = None) -> Forgetting:
    """What `names` (ids, perhaps @place) or `match` (words that must all occur) would forget."""
    entries = matching(store, match) if match is not None else find(store, names)
    related = _related(store, entries)
    if match is None and all(parse_reference(name).place for name in names):
        return Forgetting(entries, related, open=False)
    different = len({entry.id for entry in entries})
    several = len(entries) > (1 if match is not None else different)
    return Forgetting(entries, related, open=several or bool(related))


@starting_over
def forget(store: Store, entries: Sequence[Entry], *, author: Author) -> Written:
    """Remove `entries` where they stand; ids that then stand nowhere are noted as forgotten."""
    with store.change(author.operation("forget")) as change:
        removed = list(_removed(change, entries))
        _note(change, _gone(store, change, removed), store, author)
        ids = dict.fromkeys(entry.id for entry in removed)
        change.describe(summary(removed), entries=tuple(ids))
    leave_no_word(store)
    return Written(tuple(removed), (), *change.outcome)


def leave_no_word(store: Store) -> None:
    """Take what was forgotten out of the index; a Python without SQLite takes the index away."""
    try:
        from memory_cli.actions import searching  # noqa: PLC0415 - loads SQLite
    except ImportError:
        with Folder(store.root) as folder:
            folder.drop_local(INDEX)
    else:
        searching.leave_no_word(store)


def _removed(change: Change, entries: Sequence[Entry]) -> Iterator[Entry]:
    for path, group in groupby(sorted(entries, key=_place), key=lambda entry: entry.path):
        document = change.document(path)
        present = tuple(dict.fromkeys(standing(document, entry) for entry in group))
        change.put(remove(document, present))
        yield from present


def _place(entry: Entry) -> tuple[str, int]:
    return entry.path, entry.line


def _gone(store: Store, change: Change, removed: Sequence[Entry]) -> tuple[str, ...]:
    """The ids of `removed` that no file holds any more."""
    touched = {entry.path for entry in removed}
    words = {longest_word(entry.text) for entry in removed}
    left = {
        entry.id
        for document in store.documents()
        if _has_any(document, words)  # told quickly, before it is read as entries
        for entry in (
            change.document(document.path) if document.path in touched else document
        ).entries
    }
    return tuple(each for each in dict.fromkeys(e.id for e in removed) if each not in left)


def _has_any(document: Document, words: Collection[str]) -> bool:
    text = folded(document.text)
    return any(word in text for word in words)


def _note(change: Change, ids: Sequence[str], store: Store, author: Author) -> None:
    if ids:
        text = (change.read(FORGOTTEN) or b"").decode("utf-8", "surrogateescape")
        text = noted(text, ids, today(store, author))
        change.write(FORGOTTEN, text.encode("utf-8", "surrogateescape"))


def _related(store: Store, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Entries bound to `entries` by the evidence that history names."""
    if not store.has_history():
        return ()
    ids = {entry.id for entry in entries}
    bound: set[str] = set()
    with open_history(store.root) as history:
        for revision in history.messages(containing="Mem-Source: "):
            if (operation := revision.operation) is None:
                continue
            for each in ids:
                bound |= set(operation.resting_on(each))
                if each in operation.entries:
                    bound |= {s.partition("@")[0] for s in operation.evidence_of(each)}
    if not bound - ids:
        return ()
    documents = store.documents()
    return tuple(e for document in documents for e in document.entries if e.id in bound - ids)
