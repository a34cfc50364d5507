"""How good a MEMORY.md is, beside what should be in it: text in, figures out.

- Precision: how many of the active facts say what should or may be there.
- Recall: how much of what should be there an active fact says.
- A fact that says what is stale, or what must never appear, says nothing right, and one that is
  longer than a few sentences says nothing at all: who copies a whole day has not curated it.
- What must never appear is looked for in every entry, active or not, of SOUL.md as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from benchmarks.curation.expected import Expected
from benchmarks.curation.expected import Item
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import SOUL

LONGEST = 60  # words


class Score(NamedTuple):
    """What was found where; the names are those of the items, the texts those of the facts."""

    facts: int  # active
    right: int  # of these
    found: tuple[Item, ...]  # of what should be there
    missed: tuple[Item, ...]
    stale: tuple[tuple[str, str], ...]  # the name, and the first fact that says it
    junk: tuple[str, ...]  # facts that say nothing of all this, and nothing forbidden
    never: tuple[str, ...]
    twice: tuple[str, ...]  # said by more than one fact
    placed: int  # of what was found, how much stands under a fitting heading
    placeable: int  # and of how much that can be said

    @property
    def precision(self) -> float | None:
        """How many of the facts are right; None when there are none."""
        return self.right / self.facts if self.facts else None

    @property
    def recall(self) -> float | None:
        """How much of what should be there is there; None when nothing should."""
        wanted = len(self.found) + len(self.missed)
        return len(self.found) / wanted if wanted else None

    def of(self, how: str) -> Score:
        """The same of what was let be known so."""
        return self._replace(
            found=tuple(item for item in self.found if item.how == how),
            missed=tuple(item for item in self.missed if item.how == how),
        )


def score(memory: str, expected: Expected, *, today: date, soul: str = "") -> Score:
    """Judge the text of a MEMORY.md as it stands on `today`."""
    everything = Document(FACTS, memory).entries
    facts = [entry for entry in everything if entry.is_active(today)]
    never = _forbidden((*everything, *Document(SOUL, soul).entries), expected.never)
    stale = [(item.name, saying) for item in expected.stale if (saying := _saying(item, facts))]
    wrong = {id(fact) for _, saying in stale for fact in saying}
    wrong |= {id(fact) for fact in facts if _forbidden((fact,), expected.never)}
    good = [fact for fact in facts if id(fact) not in wrong]
    kept = {item.name: _saying(item, good) for item in expected.keep}
    may = {id(fact) for item in expected.optional for fact in _saying(item, good)}
    right = may | {id(fact) for saying in kept.values() for fact in saying}
    found = tuple(item for item in expected.keep if kept[item.name])
    placeable = [item for item in found if item.sections]
    return Score(
        facts=len(facts),
        right=len(right),
        found=found,
        missed=tuple(item for item in expected.keep if not kept[item.name]),
        stale=tuple((name, saying[0].headline) for name, saying in stale),
        junk=tuple(fact.headline for fact in facts if id(fact) not in right | wrong),
        never=never,
        twice=tuple(item.name for item in found if len(kept[item.name]) > 1),
        placed=sum(any(_fits(item, fact) for fact in kept[item.name]) for item in placeable),
        placeable=len(placeable),
    )


def _saying(item: Item, facts: Iterable[Entry]) -> list[Entry]:
    """The facts that say what `item` asks for."""
    return [
        fact for fact in facts if len(fact.text.split()) <= LONGEST and item.is_said_by(fact.text)
    ]


def _forbidden(entries: Sequence[Entry], never: Iterable[Item]) -> tuple[str, ...]:
    """The names of what must never appear, and does."""
    return tuple(
        item.name
        for item in never
        if any(
            item.is_said_by(entry.text) and not (item.private and entry.private)
            for entry in entries
        )
    )


def _fits(item: Item, fact: Entry) -> bool:
    return (fact.section or "").lower() in item.sections
