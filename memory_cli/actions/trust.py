"""Whose words an edit rests on, and whose fact it would change: history tells, never text."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from memory_cli.actions.origin import brought
from memory_cli.actions.origin import origins
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.layout import is_person
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.store.history import open_history
from memory_cli.store.store import Store

_CURATORS = frozenset({"rules", "claude"})  # what they wrote was approved when it was written
_MACHINES = _CURATORS | {"agent", "import", "sync", "recover"}


class Trust(NamedTuple):
    """What needs a person: ids of facts that one wrote, references of evidence that none wrote."""

    protected: frozenset[str] = frozenset()
    untrusted: frozenset[str] = frozenset()


def trust(
    store: Store,
    edits: Sequence[Edit],
    facts: Document,
    given: Mapping[str, Entry],
    *,
    trusted: Collection[str] = (),
) -> Trust:
    """What history says of the facts and the evidence of `edits`.

    `trusted` are kinds of actors (`agent`, `import`) whose entries count as a person's.
    """
    named = {edit.fact for edit in edits if not isinstance(edit, Add)}
    changed = {entry.id: entry.text for entry in facts.entries if entry.id in named}
    because = dict.fromkeys(each for edit in edits for each in edit.because)
    rests = {each: given[each] for each in because if each in given and given[each].kind == "log"}
    wanted = changed | {entry.id: entry.text for entry in rests.values()}
    if not wanted:
        return Trust()
    with open_history(store.root) as trail:
        actors = {each: revision.actor for each, revision in origins(trail, wanted).items()}
        there = {each: revision.actor for each, revision in brought(trail, rests).items()}
    return Trust(
        protected=frozenset(each for each in changed if _kind(actors.get(each)) not in _MACHINES),
        untrusted=frozenset(
            reference
            for reference, entry in rests.items()
            if not _is_trusted(actors.get(entry.id), trusted)
            or not _is_trusted(there.get(reference, actors.get(entry.id)), trusted)
        ),
    )


def _is_trusted(actor: str | None, trusted: Collection[str]) -> bool:
    return actor is not None and (is_person(actor) or _kind(actor) in {*_CURATORS, *trusted})


def _kind(actor: str | None) -> str | None:
    return actor.partition(":")[0] if actor else None
