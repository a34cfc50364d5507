"""`add`: a fact goes into MEMORY.md."""

from __future__ import annotations

from collections.abc import Sequence

from memory_cli.actions.find import find_in
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.actions.writing import begin
from memory_cli.actions.writing import drafts_of
from memory_cli.actions.writing import entries_by_id
from memory_cli.actions.writing import lift
from memory_cli.actions.writing import summary
from memory_cli.actions.writing import today
from memory_cli.core.annotation import UNDATED
from memory_cli.core.annotation import Note
from memory_cli.core.document import Document
from memory_cli.core.draft import Draft
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import Refused
from memory_cli.core.layout import FACTS
from memory_cli.core.splice import annotate
from memory_cli.core.splice import append_to_section
from memory_cli.core.splice import replace
from memory_cli.core.splice import unstrike
from memory_cli.store.change import starting_over
from memory_cli.store.store import Store

SECTION = "Facts"


@starting_over
def add(
    store: Store,
    texts: Sequence[str],
    *,
    author: Author,
    section: str = SECTION,
    tags: Sequence[str] = (),
    note: Note = UNDATED,
    replaces: str | None = None,
) -> Written:
    """Put each of `texts` at the end of `section` as one fact.

    Words that are an active fact already are known; annotations they lack are added to it, and a
    disabled or expired one comes back. `replaces` names the fact whose place the text takes.
    """
    drafts = [
        each.annotated(tags=tags, since=note.since, until=note.until) for each in drafts_of(texts)
    ]
    old = _replaced(store, replaces, drafts) if replaces else None
    begin(store, author)
    return remember(store, drafts, author=author, section=section, old=old)


def remember(
    store: Store,
    drafts: Sequence[Draft],
    *,
    author: Author,
    section: str,
    sources: tuple[str, ...] = (),
    old: Entry | None = None,
) -> Written:
    """Make facts of `drafts`, which rest on `sources`, and record it as one `add`."""
    ids = tuple(dict.fromkeys(each.id for each in drafts))
    with store.change(author.operation("add")) as change:
        document = change.document(FACTS)
        held = {entry.id: entry for entry in reversed(document.entries)}
        day = today(store, author)
        if old is not None:
            if old.id not in held:
                raise Conflict(f"{old.short_id} is no longer a fact", "look at it with mem show")
            result = replace(document, held[old.id], drafts[0])
        else:
            result = document
            fresh: dict[str, Draft] = {}
            for each in drafts:
                if each.id in held:
                    result = _refreshed(result, each, expired=held[each.id].is_expired(day))
                else:
                    fresh.setdefault(each.id, each)
            if fresh:
                result = append_to_section(result, section, list(fresh.values()))
        before, after = (
            {entry.id: _plain(entry) for entry in reversed(each.entries)}
            for each in (document, result)
        )
        changed = tuple(each for each in ids if before.get(each) != after[each])
        if changed:
            change.put(result)
            lift(change, changed)
        entries = entries_by_id(result, ids)
        change.describe(
            summary(entry for entry in entries if entry.id in changed),
            entries=changed,
            sources=sources,
            replaces=(old.id,) if old else (),
        )
    known = tuple(each for each in ids if each not in changed)
    return Written(entries, known, *change.outcome)


def _replaced(store: Store, name: str, drafts: Sequence[Draft]) -> Entry:
    facts = store.document(FACTS)
    (old, *_) = find_in([facts], [name])
    if len(drafts) != 1:
        raise Refused("a fact can be replaced by one text only", "give one text")
    if any(entry.id == drafts[0].id for entry in facts.entries):
        raise Refused("these words are a fact already", f"run: mem forget {old.short_id}@facts")
    return old


def _refreshed(document: Document, new: Draft, *, expired: bool) -> Document:
    """`document` with the fact that has the words of `new` active and annotated like it."""

    def current() -> Entry:
        return next(entry for entry in document.entries if entry.id == new.id)

    document = unstrike(document, current())
    entry = current()
    note = new.note if any(new.note) else entry.note
    if expired and note == entry.note:
        note = Note(since=entry.note.since)
    return annotate(document, entry, new.tags, note)


def _plain(entry: Entry) -> tuple[object, ...]:
    return entry.tags, entry.note, entry.disabled, entry.task
