"""The scores of candidates for one question: by their words, by their day, by small favours."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from math import prod
from typing import NamedTuple

import numpy as np

from memory_cli.core.layout import day_of
from memory_cli.search.bm25 import Bm25
from memory_cli.search.bm25 import Corpus
from memory_cli.search.bm25 import Text
from memory_cli.search.favours import Favour
from memory_cli.search.favours import factors
from memory_cli.search.index import Opening
from memory_cli.search.question import Because
from memory_cli.search.question import Term
from memory_cli.search.spread import Numbers
from memory_cli.search.spread import Spread

# Found on conversations of months: docs/recall.md says what each gives.
K1, B = 0.9, 0.4
DAY_K1, DAY_B = 1.2, 0.75
DAY = 0.8  # share of the score of its day


class Ranked(NamedTuple):
    """An entry and its score."""

    place: int
    score: float
    coverage: float  # the share of the question it has, 0 to 1, weighted by rarity


def ordered(ranked: Sequence[Ranked], openings: Mapping[int, Opening]) -> tuple[Ranked, ...]:
    """Best first; of two alike the newer, then by id, so that no order depends on an index."""
    by_id = sorted(ranked, key=lambda each: openings[each.place].id)
    by_day = sorted(by_id, key=lambda each: openings[each.place].date or "", reverse=True)
    return tuple(sorted(by_day, key=lambda each: each.score, reverse=True))


class Scoring:
    """The scores of the entries in `slots`, for `terms`."""

    def __init__(
        self,
        spread: Spread,
        slots: Numbers,
        terms: Sequence[Term],
        favour: Favour,
        *,
        today: date,
    ) -> None:
        self._spread = spread
        self._slots = slots
        self._favour = favour
        self._today = today
        self._weights = {term.stem: term.weight for term in terms}
        self._hints = {term.stem for term in terms if term.is_hint}
        self._found = {stem: spread.occurrence(stem) for stem in self._weights}
        self._files: list[int] = spread.numbers(slots).tolist()
        self._places = spread.places(slots)

    def ranked(self) -> tuple[Ranked, ...]:
        """Every entry with its score, best first."""
        worth = {
            stem: 0.0 if stem in self._hints else self._words.idf[stem] for stem in self._found
        }
        whole = sum(worth.values()) or 1.0
        shares = [
            sum(worth[stem] * min(1.0, often) for stem, often in text.items()) / whole
            for text in self._words.doc_freqs
        ]
        scores = [
            (words + self._days.get(file, 0.0)) * prod(favours.values())
            for words, file, favours in zip(
                self._words.scores(), self._files, self._favours, strict=True
            )
        ]
        found = list(map(Ranked, self._places, scores, shares))
        return ordered(found, self._openings)

    def because(self, place: int) -> Because:
        """What made the score of the entry at `place`."""
        number = self._places.index(place)
        slot = self._slots[number]
        words = self._words.parts(number)
        borrowed = tuple(word for word in words if not self._found[word].own[slot])
        day = self._days.get(self._files[number], 0.0)
        return Because(words, borrowed, day, self._favours[number])

    @cached_property
    def _openings(self) -> dict[int, Opening]:
        return self._spread.index.openings(self._places)

    @cached_property
    def _words(self) -> Bm25:
        having = {stem: found.having for stem, found in self._found.items()}
        corpus = Corpus(self._spread.entries, self._spread.mean_length, having)
        rows = np.stack([found.weighted[self._slots] for found in self._found.values()], axis=1)
        texts = [
            Text(_present(self._weights, row), self._openings[place].length)
            for place, row in zip(self._places, rows.tolist(), strict=True)
        ]
        return Bm25(texts, corpus, self._weights, k1=K1, b=B)

    @cached_property
    def _days(self) -> dict[int, float]:
        """What each daily log gives to its entries."""
        logs = self._spread.logs
        files = [number for number in dict.fromkeys(self._files) if number in logs]
        if not files:
            return {}
        having = {stem: found.days for stem, found in self._found.items()}
        corpus = Corpus(len(logs), sum(logs.values()) / len(logs), having)
        rows = np.stack([found.daily[files] for found in self._found.values()], axis=1)
        texts = [
            Text(_present(self._weights, row), logs[number])
            for number, row in zip(files, rows.tolist(), strict=True)
        ]
        scores = Bm25(texts, corpus, self._weights, k1=DAY_K1, b=DAY_B).scores()
        return {number: DAY * score for number, score in zip(files, scores, strict=True)}

    @cached_property
    def _favours(self) -> list[dict[str, float]]:
        files = self._spread.files
        days = {number: day_of(files[number].path) for number in set(self._files)}
        topic = self._favour.topic
        tagged = self._spread.index.places("instr(tags, ?)", (f" {topic} ",)) if topic else ""
        of_topic = self._spread.flags(tagged)[self._slots].tolist()
        return [
            dict(
                factors(
                    self._openings[place],
                    self._favour,
                    of_topic=of_topic[number],
                    log_of=days[file],
                    today=self._today,
                )
            )
            for number, (place, file) in enumerate(zip(self._places, self._files, strict=True))
        ]


def _present(stems: Mapping[str, float], row: Sequence[float]) -> dict[str, float]:
    return {stem: often for stem, often in zip(stems, row, strict=True) if often}
