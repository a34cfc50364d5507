"""`curate`: what the logs say that lasts becomes facts.

Four steps, so that no lock is held while a curator thinks or a person reads: `considered` gathers
what no curation has seen, a curator proposes, `judged` sorts its edits into those that may be done,
those that need a person and those that may not, and `carry_out` does, under the lock, what still
applies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from memory_cli.actions.trust import trust
from memory_cli.actions.unread import unread
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import entries_by_id
from memory_cli.actions.writing import today
from memory_cli.core.apply import apply
from memory_cli.core.check import MAX_LOSS
from memory_cli.core.check import Checked
from memory_cli.core.check import Grounds
from memory_cli.core.check import Rejected
from memory_cli.core.check import check
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import NotRecorded
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import path_of
from memory_cli.core.operation import operation
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Proposed
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.core.plan import evidence
from memory_cli.core.plan import subject
from memory_cli.curator.curator import Facts
from memory_cli.curator.curator import Matter
from memory_cli.store.change import starting_over
from memory_cli.store.history import open_history
from memory_cli.store.pending import wait
from memory_cli.store.pending import waiting
from memory_cli.store.store import Store


class Considered(NamedTuple):
    """What a curation looks at: memory as of one commit."""

    commit: str | None  # None where no log was looked at
    matter: Matter
    given: Mapping[str, Entry]  # the entries of `matter`, those before too, by reference
    facts: Document
    since: date | None = None
    awaiting: tuple[str, ...] = ()  # evidence of plans that wait for a person


class Terms(NamedTuple):
    """Under which terms edits are judged."""

    max_loss: int = MAX_LOSS  # percent
    trusted: frozenset[str] = frozenset()  # kinds of actors whose word is taken for a person's
    approved: tuple[Edit, ...] = ()  # by a person, each by itself


class Noted(NamedTuple):
    """What a commit says of the entries that were looked at; see `core/operation.py`."""

    read: str | None = None
    since: date | None = None
    unread: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()


class Curated(NamedTuple):
    """What was done, what fell away at the last moment, and the commit."""

    applied: tuple[Proposed, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    entries: tuple[Entry, ...] = ()  # new and changed facts as they stand
    commit: str | None = None
    delayed: NotRecorded | None = None


def considered(store: Store, *, author: Author, since: date | None = None) -> Considered:
    """The entries that no curation has considered and no plan waits with, and the facts.

    Raises Conflict while history cannot be brought up to date.
    """
    caught_up(store, author)
    gone = store.forgotten()
    with open_history(store.root) as trail, store.reading() as reading:
        found = unread(trail, reading, since=since, forgotten=gone)
        facts = reading.document(FACTS, trail.data(trail.tree(trail.top).get(FACTS)))
    waits = awaited(store)
    entries = tuple(entry for entry in found.new if entry.reference not in waits)
    about = matter(entries, facts, today(store, author), store.soul().language)
    return Considered(
        commit=trail.top,
        matter=about._replace(before=found.before),
        given={entry.reference: entry for entry in (*found.before, *entries)},
        facts=facts,
        since=since,
        awaiting=tuple(entry.reference for entry in found.new if entry.reference in waits),
    )


def awaited(store: Store) -> frozenset[str]:
    """The evidence of all plans that wait for a person."""
    return frozenset(each for plan in waiting(store.root) for each in evidence(plan.edits))


def caught_up(store: Store, author: Author) -> None:
    """Record hand edits, so that the newest commit holds what is looked at; raises Conflict."""
    with store.recorder(author.operation("edit").at) as recorder:
        if recorder.delayed is not None:
            hint = recorder.delayed.hint or recorder.delayed.message
            raise Conflict("history is not up to date, so nothing can be curated now", hint)


def matter(
    entries: tuple[Entry, ...], facts: Document, day: date, language: str | None = None
) -> Matter:
    """`entries` and what is known already, as a curator is given them."""
    from memory_cli.search.similar import Similar  # noqa: PLC0415 - with rank-bm25 and numpy

    active = tuple(entry for entry in facts.entries if entry.is_active(day))
    counts = Counter(tag for entry in (*active, *entries) for tag in entry.tags)
    similar = Similar(active)
    known = Facts(
        entries=active,
        sections=facts.sections,
        tags=tuple(sorted(counts, key=lambda tag: (-counts[tag], tag))),
        related=similar.nearest,
        alike=lambda text, known: similar.covers(known, text),
    )
    return Matter(entries, known, day, language)


def judged(
    store: Store,
    edits: Sequence[Edit],
    *,
    facts: Document,
    given: Mapping[str, Entry],
    author: Author,
    terms: Terms,
    gone: Collection[str] | None = None,
) -> Checked:
    """`edits` in three heaps; see `core/check.py`. `gone` are forgotten ids, if not the store's."""
    from memory_cli.search.similar import Similar  # noqa: PLC0415 - with rank-bm25 and numpy

    day = today(store, author)
    found = trust(store, edits, facts, given, trusted=terms.trusted)
    grounds = Grounds(
        facts=facts,
        given=given,
        today=day,
        same=Similar(entry for entry in facts.entries if entry.is_active(day)).same,
        forgotten=store.forgotten() if gone is None else gone,
        protected=found.protected,
        untrusted=found.untrusted,
        approved=terms.approved,
        max_loss=terms.max_loss,
    )
    return check(edits, grounds)


@starting_over
def carry_out(
    store: Store,
    edits: Sequence[Edit],
    *,
    actor: str,
    author: Author,
    terms: Terms,
    noted: Noted,
) -> Curated:
    """Do those of `edits` that still apply, as one commit of `actor`, and note what was looked at.

    Facts and evidence are read again: what a person has changed meanwhile stays as they left it.
    """
    with store.change(operation("curate", actor=actor, now=author.now)) as change:
        facts = change.document(FACTS)
        given = standing(edits, change.document)
        checked = judged(
            store,
            edits,
            facts=facts,
            given=given,
            author=author,
            terms=terms,
            gone=change.forgotten(),
        )
        done = apply(facts, checked.accepted, given)
        late = tuple(Rejected(each.edit, each.reason, later=True) for each in checked.waiting)
        rejected = (*checked.rejected, *late, *done.rejected)
        if done.edits:
            change.put(done.document)
        change.describe(
            summary(done.edits),
            entries=tuple(map(subject, done.edits)),
            rests=tuple((subject(edit), each) for edit in done.edits for each in edit.because),
            replaces=tuple(_replaced(done.edits)),
        )
        change.consider(
            read=noted.read,
            since=noted.since.isoformat() if noted.since else None,
            unread=tuple(dict.fromkeys((*noted.unread, *left(rejected)))) if noted.read else (),
            decided=tuple(each for each in noted.decided if each not in left(rejected)),
        )
    entries = entries_by_id(done.document, map(subject, done.edits))
    return Curated(done.edits, rejected, entries, *change.outcome)


def standing(edits: Iterable[Edit], document: Callable[[str], Document]) -> dict[str, Entry]:
    """The evidence of `edits` that stands in its file, by reference; disabled entries do not."""
    documents = lru_cache(maxsize=None)(document)
    given: dict[str, Entry] = {}
    for name in evidence(tuple(edits)):
        named, _, place = name.partition("@")
        path = path_of(place)
        for entry in documents(path).entries if path else ():
            if entry.id == named and not entry.disabled:
                given.setdefault(name, entry)
    return given


def left(rejected: Iterable[Rejected]) -> tuple[str, ...]:
    """The evidence of edits that another run may propose again."""
    return evidence([each.edit for each in rejected if each.later])


def _replaced(edits: Iterable[Edit]) -> Iterable[str]:
    return (each.fact for each in edits if isinstance(each, Revise) and each.fact != subject(each))


def summary(edits: Sequence[Edit]) -> str:
    """What was done, in counts."""
    words = {Add: "added", Revise: "revised", Retire: "retired"}
    counts = Counter(type(edit) for edit in edits)
    told = [f"{counts[kind]} {word}" for kind, word in words.items() if counts[kind]]
    return ", ".join(told) or "nothing to keep"


def conclude(
    store: Store,
    found: Considered,
    edits: Sequence[Edit],
    *,
    declined: Sequence[Edit] = (),
    waits: tuple[Edit, ...],
    rejected: Sequence[Rejected],
    actor: str,
    author: Author,
    terms: Terms,
) -> Curated:
    """Do `edits`, let `waits` wait for a person, and note what was considered, worth it or not.

    What waits counts as not considered, so that it comes back should it get lost.
    """
    wait(store.root, actor, waits, now=author.now)
    still = awaited(store)  # a person may have decided meanwhile
    awaiting = (each for each in found.awaiting if each in still)
    unread_yet = (*awaiting, *evidence(waits), *left(rejected))
    if found.commit and found.matter.entries:
        noted = Noted(found.commit, found.since, unread_yet)
    else:
        noted = Noted(decided=evidence(declined))
    if not (noted.read or noted.decided or edits):
        return Curated()
    return carry_out(store, edits, actor=actor, author=author, terms=terms, noted=noted)
