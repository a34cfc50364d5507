"""`curate --tidy`: the facts that exist, looked after."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta

from memory_cli.actions.counting import unrecalled
from memory_cli.actions.curate import Considered
from memory_cli.actions.curate import caught_up
from memory_cli.actions.curate import matter
from memory_cli.actions.origin import origins
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import today
from memory_cli.core.annotation import PINNED
from memory_cli.core.entry import Entry
from memory_cli.core.layout import FACTS
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.curator.tidy import Known
from memory_cli.curator.tidy import tidy
from memory_cli.store.history import History
from memory_cli.store.history import open_history
from memory_cli.store.pending import waiting
from memory_cli.store.store import Store

_Named = Revise | Retire
_COUNTED = 90  # days of counts, before a fact may be called unused


def tidied(store: Store, *, author: Author) -> tuple[Considered, tuple[Edit, ...]]:
    """What would put the facts in order; what waits for a person is not proposed once more."""
    from memory_cli.search.similar import Similar  # noqa: PLC0415 - with rank-bm25 and numpy

    caught_up(store, author)
    day = today(store, author)
    waits = {e.fact for plan in waiting(store.root) for e in plan.edits if isinstance(e, _Named)}
    with open_history(store.root) as trail, store.reading() as reading:
        document = reading.document(FACTS, trail.data(trail.tree(trail.top).get(FACTS)))
        facts = [e for e in document.entries if not (e.disabled or e.pinned)]
        facts = [e for e in facts if e.id not in waits]
        similar = Similar(each for each in facts if each.is_active(day))
        wrote, confirmed = _written(trail, facts), _confirmed(trail)
        touched = {i: max(at, confirmed.get(i, at)) for i, at in wrote.items()}
        grown = [i for i, at in wrote.items() if day - at >= timedelta(_COUNTED)]
        known = Known(
            facts=tuple(facts),
            sections=tuple(e for e in document.sections if PINNED not in document.tags_under(e)),
            today=day,
            touched=touched,
            confirmed=confirmed,
            unrecalled=unrecalled(store, grown, days=_COUNTED, today=day),
            same=lambda fact: similar.entry(fact.text, besides=fact.id),
        )
    given = {entry.reference: entry for entry in document.entries if not entry.disabled}
    return Considered(None, matter((), document, day), given, document), tidy(known)


def _written(trail: History, facts: Iterable[Entry]) -> Mapping[str, date]:
    """The day on which each fact came."""
    came = origins(trail, {entry.id: entry.text for entry in facts})
    return {each: revision.at.date() for each, revision in came.items()}


def _confirmed(trail: History) -> Mapping[str, date]:
    """The last day on which a person decided on each fact."""
    found: dict[str, date] = {}
    for revision in trail.messages(containing="Mem-Decided: "):
        for reference in revision.operation.decided if revision.operation else ():
            named, _, place = reference.partition("@")
            if place == "facts":
                found[named] = max(found.get(named, date.min), revision.at.date())
    return found
