"""The only module that knows rank_bm25: its Okapi formula over weighted words.

`get_scores` is the library's. What it is given differs: a word counts as often as it occurs, plus
a part of how often its neighbours have it; and the rarity of a word is known from the whole
memory, not from the few entries at hand. The library's own idf is negative for a word that more
than half of the entries have, which in a young memory is every word.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from collections.abc import Sequence
from typing import NamedTuple

from rank_bm25 import BM25Okapi


class Text(NamedTuple):
    """What is scored: how often it has each word that is looked for, and its length in words."""

    frequencies: Mapping[str, float]
    length: float


class Corpus(NamedTuple):
    """What is known of everything: number of texts, their mean length, texts that have a word."""

    size: int
    mean_length: float
    having: Mapping[str, int]


class Bm25(BM25Okapi):  # type: ignore[misc]
    """BM25 of `texts`, as a part of `corpus`; each word counts as much as `weights` says."""

    def __init__(
        self,
        texts: Sequence[Text],
        corpus: Corpus,
        weights: Mapping[str, float],
        *,
        k1: float,
        b: float,
    ) -> None:
        self._corpus = corpus
        self._weights = weights
        super().__init__(texts, k1=k1, b=b)

    def scores(self) -> list[float]:
        """The score of each text, for all words that have a weight."""
        return [float(score) for score in self.get_scores(list(self._weights))]

    def parts(self, number: int) -> dict[str, float]:
        """What each word gave to the score of text `number`."""
        return {
            word: float(self.get_batch_scores([word], [number])[0])
            for word in self._weights
            if self.doc_freqs[number].get(word)
        }

    def _initialize(self, corpus: Sequence[Text]) -> Mapping[str, int]:
        self.doc_freqs = [text.frequencies for text in corpus]
        self.doc_len = [text.length for text in corpus]
        self.corpus_size = len(corpus)
        self.avgdl = self._corpus.mean_length or 1.0
        return self._corpus.having

    def _calc_idf(self, nd: Mapping[str, int]) -> None:
        """The idf that is never negative: Lucene's, ln(1 + (N - n + .5) / (n + .5))."""
        for word, weight in self._weights.items():
            self.idf[word] = weight * idf(nd.get(word, 0), self._corpus.size)


def idf(having: int, size: int) -> float:
    """How much it says that a text has a word, which `having` of `size` have."""
    return math.log1p((size - having + 0.5) / (having + 0.5))
