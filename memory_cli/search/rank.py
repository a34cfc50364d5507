"""Ranking: candidates from the whole memory, then the exact score of the best."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from memory_cli.search.bm25 import idf
from memory_cli.search.favours import Favour
from memory_cli.search.index import Index
from memory_cli.search.place import POSITION
from memory_cli.search.query import Query
from memory_cli.search.question import Because
from memory_cli.search.question import Filter
from memory_cli.search.question import Term
from memory_cli.search.scoring import K1
from memory_cli.search.scoring import Ranked
from memory_cli.search.scoring import Scoring
from memory_cli.search.spread import Flags
from memory_cli.search.spread import Numbers
from memory_cli.search.spread import Spread
from memory_cli.search.terms import terms_of
from memory_cli.search.wanted import allowed

CANDIDATES = 300  # entries that are ranked


class Found(NamedTuple):
    """Entries, best first, and the terms they were found by."""

    terms: tuple[Term, ...]
    ranked: tuple[Ranked, ...]
    because: Callable[[int], Because] | None = None  # of the entry at a place


class Ranker:
    """Ranks the entries of one memory for one question after the other, as of `today`."""

    def __init__(self, index: Index, *, today: date) -> None:
        self._index = index
        self._spread = Spread(index)
        self._today = today

    def find(
        self,
        query: Query,
        wanted: Filter = Filter(),
        favour: Favour = Favour(),
        *,
        most: int = CANDIDATES,
    ) -> Found:
        """At most `most` entries that answer `query`, best first; without words, the newest."""
        flags = allowed(self._index, self._spread, query, wanted, self._today)
        if not (query.words or query.hints):
            return Found((), self._newest(flags, most))
        terms = terms_of(query, self._index)
        slots = self._candidates(terms, flags, most)
        if not len(slots):
            return Found(terms, ())
        scoring = Scoring(self._spread, slots, terms, favour, today=self._today)
        return Found(terms, scoring.ranked(), scoring.because)

    def _newest(self, flags: Flags, most: int) -> tuple[Ranked, ...]:
        slots = np.flatnonzero(flags)[-most:]  # logs stand last, by their day
        places = self._spread.places(slots)
        openings = self._index.openings(places)
        places.sort(key=lambda place: openings[place].id)
        # Of one day, what stands further down was written later.
        places.sort(key=lambda place: (openings[place].date or "", place & POSITION), reverse=True)
        return tuple(Ranked(place, 0.0, 1.0) for place in places)

    def _candidates(self, terms: Sequence[Term], flags: Flags, most: int) -> Numbers:
        """The slots of the entries that promise most, by the rarity of the words they have."""
        promise = np.zeros(self._spread.size)
        for term in terms:
            found = self._spread.occurrence(term.stem)
            worth = term.weight * idf(found.having, self._spread.entries)
            promise += worth * found.weighted / (found.weighted + K1)
        promise[~flags] = 0
        slots = np.flatnonzero(promise)
        if len(slots) > most:
            slots = np.sort(slots[np.argpartition(-promise[slots], most)[:most]])
        return slots
