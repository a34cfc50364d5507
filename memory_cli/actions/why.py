"""`why`: where an entry comes from."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from memory_cli.actions.find import find_in
from memory_cli.actions.history import Chapter
from memory_cli.actions.history import chapter
from memory_cli.actions.history import names_all
from memory_cli.actions.origin import brought
from memory_cli.actions.origin import origins
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import parse_reference
from memory_cli.core.layout import kind_of
from memory_cli.store.history import History
from memory_cli.store.history import Revision
from memory_cli.store.history import open_history
from memory_cli.store.store import Store

_MARKS = frozenset({"done", "disable", "enable"})  # they bring no entry to its place


Places = Mapping[str, Revision]
"""What brought an entry to each of its places, by reference."""


class Why(NamedTuple):
    """What is known of an entry's past; every list is oldest first."""

    id: str
    entries: tuple[Entry, ...]  # where it stands now
    origin: Chapter | None  # the first commit that contains it
    sources: tuple[tuple[str, str | None], ...]  # id@day of the evidence, and its words
    replaces: tuple[tuple[str, str | None], ...]  # ids it took the place of, and their words
    supports: tuple[tuple[str, str | None], ...]  # ids that rest on it, and their words
    revisions: tuple[Revision, ...]  # every commit that names it
    places: Places  # what brought it there; not what came by hand later

    @property
    def elsewhere(self) -> tuple[tuple[str, Revision], ...]:
        """The places it came to later than to the first, each with what brought it there."""
        first = self.origin.revision.commit if self.origin else None
        came = ((each.place, self.places.get(each.reference)) for each in self.entries)
        return tuple((at, each) for at, each in came if each and each.commit != first)


def why(store: Store, name: str, *, private: bool = True) -> Why:
    """Where the entry `name` comes from, whether it still stands or not.

    Without `private` nothing that a private entry says is told. Raises NotFound, Ambiguous,
    BadInput.
    """
    reference = parse_reference(name)
    documents = tuple(store.documents())
    try:
        entries = find_in(documents, [name])
    except NotFound:
        entries = ()
    if not private and any(entry.private for entry in entries):
        raise NotFound(f"{name} is private", "only a person is told of it")
    if not store.has_history():
        raise NotFound(f"there is no history to look for {name} in", 'run "mem init"')
    with open_history(store.root) as trail:
        told = _Words(documents, trail, private=private)
        full = entries[0].id if entries else _past_id(trail, reference.prefix, told)
        named = tuple(trail.messages(containing=full))
        own = [r.operation for r in named if r.operation and full in r.operation.entries]
        sources = dict.fromkeys(source for each in own for source in each.evidence_of(full))
        replaced = dict.fromkeys(old for each in own for old in each.replaces)
        supports = dict.fromkeys(
            entry
            for each in named
            if each.operation
            for entry in each.operation.resting_on(full)
            if entry != full
        )
        came = origins(trail, {full: told.of(full) or ""}).get(full)
        origin = chapter(trail, came, private=private) if came else None
        return Why(
            id=full,
            entries=entries,
            origin=origin,
            sources=tuple((each, told.of(each.partition("@")[0])) for each in sources),
            replaces=tuple((each, told.of(each)) for each in replaced),
            supports=tuple((each, told.of(each)) for each in supports),
            revisions=tuple(each for each in named if _is_about(each, full)),
            places=_places(trail, entries, origin),
        )


def _places(trail: History, entries: Sequence[Entry], origin: Chapter | None) -> Places:
    """What brought the entry to each place: to the only one its origin, else who names it there."""
    if origin is None:
        return {}
    if len(entries) == 1:
        return {entries[0].reference: origin.revision}
    found = brought(trail, {each.reference: each for each in entries})
    told = {each: revision for each, revision in found.items() if revision.op not in _MARKS}
    ids = {each.id for each in entries}
    first = {path for path, changes in origin.changes if ids & set(changes.ids_added)}
    return told | {each.reference: origin.revision for each in entries if each.path in first}


def _past_id(trail: History, prefix: str, told: _Words) -> str:
    """The full id of an entry that stands nowhere any more."""
    messages = trail.messages(containing=f"Mem-Entry: {prefix}")
    named = (i for each in messages if each.operation for i in each.operation.entries)
    found = dict.fromkeys(i for i in named if i.startswith(prefix))
    if not found:
        silent = (each for each in trail.messages() if not names_all(each.operation))
        held = (i for each in trail.with_files(silent) for i in chapter(trail, each).entries)
        found = dict.fromkeys(i for i in held if i.startswith(prefix))
    if len(found) > 1:
        lines = tuple(f"{each}  {' '.join((told.of(each) or '').split())}" for each in found)
        raise Ambiguous(f"{prefix} is the beginning of several ids", "give more of the id", lines)
    if not found:
        hint = "mem history --match WORDS finds ids"
        raise NotFound(f"no entry {prefix} is or ever was here", hint)
    return next(iter(found))


def _is_about(revision: Revision, full: str) -> bool:
    """Whether it did something with the entry, and not only looked at it."""
    operation = revision.operation
    if operation is None:
        return True
    names = (*operation.entries, *operation.sources, *operation.replaces)
    return any(name.startswith(full) for name in names)


class _Words:
    """The words of entries, from the files or, when they are gone, from history."""

    def __init__(self, documents: Iterable[Document], trail: History, *, private: bool) -> None:
        self._trail = trail
        self._private = private
        self._now = {e.id: e for document in documents for e in document.entries}

    def of(self, full: str) -> str | None:
        """The words of the entry `full`; None when nothing holds them any more."""
        if full in self._now:
            return self._told(self._now[full])
        for naming in self._trail.with_files(self._trail.messages(containing=full)):
            for file in naming.files:
                for blob in (file.before, file.after):
                    if kind_of(file.path) is None or blob is None:
                        continue
                    for entry in Document(file.path, self._trail.text(blob)).entries:
                        if entry.id == full:
                            return self._told(entry)
        return None

    def _told(self, entry: Entry) -> str | None:
        return entry.text if self._private or not entry.private else None
