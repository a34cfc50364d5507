"""`add`: a fact goes into MEMORY.md."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from memory_cli.actions.find import find_in
from memory_cli.actions.mark import standing
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.actions.writing import begin
from memory_cli.actions.writing import drafts_of
from memory_cli.actions.writing import entries_by_id
from memory_cli.actions.writing import keep_secrets_out
from memory_cli.actions.writing import lift
from memory_cli.actions.writing import summary
from memory_cli.actions.writing import today
from memory_cli.core.annotation import PINNED
from memory_cli.core.annotation import PRIVATE
from memory_cli.core.annotation import UNDATED
from memory_cli.core.annotation import Note
from memory_cli.core.document import Document
from memory_cli.core.draft import Draft
from memory_cli.core.entry import Entry
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
    keep_secrets_out(store, texts, author, about=(section, *tags))
    drafts = [
        each.annotated(tags=tags, since=note.since, until=note.until) for each in drafts_of(texts)
    ]
    old = _replaced(store, replaces, drafts) if replaces is not None else None
    if old is not None:  # a private fact must not become public by getting new words
        drafts = [drafts[0].annotated(tags=[t for t in (PRIVATE, PINNED) if t in old.tags])]
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
        if old is not None:
            result = replace(document, standing(document, old), drafts[0])
        else:
            result = _with_facts(document, drafts, section, today(store, author))
        before, after = _states(document), _states(result)
        changed = tuple(each for each in ids if before.get(each) != after[each])
        if changed:
            change.put(result)
        touched = {*changed, *lift(change, ids, actor=author.actor)}
        changed = tuple(each for each in ids if each in touched)
        change.describe(
            summary(entries_by_id(result, changed)),
            entries=changed,
            rests=tuple((each, source) for each in changed for source in sources),
            replaces=(old.id,) if old else (),
        )
    known = tuple(each for each in ids if each not in changed)
    return Written(entries_by_id(result, ids), known, *change.outcome)


def _with_facts(document: Document, drafts: Sequence[Draft], section: str, day: date) -> Document:
    """`document` with all of `drafts`: what it holds already refreshed, the rest at the end."""
    held: dict[str, list[Entry]] = {}
    for entry in document.entries:
        held.setdefault(entry.id, []).append(entry)
    fresh: dict[str, Draft] = {}
    for each in drafts:
        if each.id not in held:
            first, note = fresh.get(each.id, each), each.note
            fresh[each.id] = first.annotated(tags=each.tags, since=note.since, until=note.until)
        elif not any(_is_said(entry, each, day) for entry in held[each.id]):
            document = _refreshed(document, each, day)
    return append_to_section(document, section, list(fresh.values())) if fresh else document


def _is_said(entry: Entry, new: Draft, day: date) -> bool:
    """Whether the fact holds, and `new` has no annotation that it lacks."""
    has_note = _completed(entry.note, new.note) == entry.note
    return entry.is_active(day) and has_note and set(new.tags) <= set(entry.tags)


def _refreshed(document: Document, new: Draft, day: date) -> Document:
    """`document` with the fact that has the words of `new` active and annotated like it."""
    document = unstrike(document, entries_by_id(document, [new.id])[0])
    entry = entries_by_id(document, [new.id])[0]
    held = Note(entry.note.since) if entry.is_expired(day) else entry.note
    return annotate(document, entry, new.tags, _completed(held, new.note))


def _completed(held: Note, new: Note) -> Note:
    """`held` with the dates of `new`; where that would end before it begins, `new` alone."""
    both = Note(new.since or held.since, new.until or held.until)
    return new if both.since and both.until and both.until < both.since else both


def _states(document: Document) -> dict[str, tuple[object, ...]]:
    """What can be said of each fact beside its words, by id."""
    return {e.id: (e.tags, e.note, e.disabled, e.task) for e in reversed(document.entries)}


def _replaced(store: Store, name: str, drafts: Sequence[Draft]) -> Entry:
    facts = store.document(FACTS)
    (old, *_) = find_in([facts], [name])
    if len(drafts) != 1:
        raise Refused("a fact can be replaced by one text only", "give one text")
    if any(entry.id == drafts[0].id for entry in facts.entries):
        raise Refused("these words are a fact already", f"run: mem forget {old.short_id}@facts")
    return old
