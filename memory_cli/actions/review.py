"""`review`: a person decides what waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from typing import NamedTuple

from memory_cli.actions.capture import judged_logs
from memory_cli.actions.capture import write_down
from memory_cli.actions.curate import Curated
from memory_cli.actions.curate import Noted
from memory_cli.actions.curate import Terms
from memory_cli.actions.curate import carry_out
from memory_cli.actions.curate import judged
from memory_cli.actions.curate import standing
from memory_cli.actions.writing import Author
from memory_cli.core.check import Rejected
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Refused
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import is_person
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.plan import Proposed
from memory_cli.core.plan import edits_of
from memory_cli.core.plan import evidence
from memory_cli.core.plan import logs_of
from memory_cli.store.pending import Pending
from memory_cli.store.pending import leave
from memory_cli.store.pending import waiting
from memory_cli.store.store import Store


class Case(NamedTuple):
    """One plan that waits: what of it still applies, with its evidence, and what fell away."""

    plan: Pending
    edits: tuple[Proposed, ...]
    given: dict[str, Entry]
    fallen: tuple[Rejected, ...]


class Decision(NamedTuple):
    """What a person said to each edit; what they did not come to waits on."""

    approved: tuple[Proposed, ...] = ()
    reworded: tuple[Proposed, ...] = ()  # approved in words of their own
    declined: tuple[Proposed, ...] = ()
    open: tuple[Proposed, ...] = ()


def cases(store: Store, *, author: Author) -> tuple[Case, ...]:
    """The plans that wait, oldest first, judged by what memory says now.

    Raises Refused for an agent: what waits for a person is not for it.
    """
    if not is_person(author.actor):
        raise Refused(
            f"{author.actor} cannot approve what waits for a person",
            'ask them to run "mem review" in a terminal',
        )
    return tuple(_case(store, plan, author) for plan in waiting(store.root))


def _case(store: Store, plan: Pending, author: Author) -> Case:
    edits = edits_of(plan.edits)
    given = standing(edits, store.document)
    checked = judged(
        store,
        edits,
        facts=store.document(FACTS),
        given=given,
        author=author,
        terms=Terms(approved=edits),
    )
    logs, rejected = judged_logs(store, logs_of(plan.edits))
    return Case(plan, (*logs, *checked.accepted), given, (*rejected, *checked.rejected))


def decide(store: Store, case: Case, decision: Decision, *, author: Author) -> Curated:
    """Do what was approved, and note that the rest is decided; what is open waits on."""
    edits, actor = edits_of(decision.approved), case.plan.actor
    done = write(store, logs_of(decision.approved), actor, author)
    done = joined(done, write(store, logs_of(decision.reworded), author.actor, author))
    decided = _decided((*decision.approved, *decision.declined), decision.open)
    if edits or decided:
        noted, terms = Noted(decided=decided), Terms(approved=edits)
        more = carry_out(store, edits, actor=actor, author=author, terms=terms, noted=noted)
        done = joined(done, more)
    reworded = edits_of(decision.reworded)
    done = joined(done, reword(store, reworded, author=author, left_open=decision.open))
    leave(store.root, case.plan, decision.open)
    return done


def reword(
    store: Store,
    edits: tuple[Edit, ...],
    *,
    author: Author,
    left_open: Sequence[Proposed] = (),
) -> Curated:
    """Do `edits` as the deed of the person whose words they are now."""
    if not edits:
        return Curated()
    noted, terms = Noted(decided=_decided(edits, left_open)), Terms(approved=edits)
    return carry_out(store, edits, actor=author.actor, author=author, terms=terms, noted=noted)


def _decided(edits: Sequence[Proposed], left_open: Sequence[Proposed]) -> tuple[str, ...]:
    """The evidence of `edits` that nothing waits with any more."""
    waits = evidence(left_open)
    return tuple(each for each in evidence(edits) if each not in waits)


def write(
    store: Store, logs: tuple[Log, ...], actor: str, author: Author, *, at: time | None = None
) -> Curated:
    """Write `logs` down, each in the log of its day, at the time `at`."""
    if not logs:
        return Curated()
    written, rejected = write_down(store, logs, actor=actor, author=author, at=at)
    late = {each.edit for each in rejected}
    applied = tuple(each for each in logs if each not in late)
    return Curated(applied, rejected, written.entries, written.commit, written.delayed)


def joined(one: Curated, other: Curated) -> Curated:
    """Two deeds told as one."""
    return Curated(
        one.applied + other.applied,
        one.rejected + other.rejected,
        one.entries + other.entries,
        other.commit or one.commit,
        other.delayed or one.delayed,
    )
