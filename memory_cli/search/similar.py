"""Facts that are near to a text, and whether one of them says the same already.

Nearness is rank-bm25 over the stems of the facts; sameness is an overlap of their words, and knows
that "not" and a number make another fact.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from weakref import finalize

from memory_cli.core.entry import Entry
from memory_cli.search.bm25 import Bm25
from memory_cli.search.bm25 import Corpus
from memory_cli.search.bm25 import Text
from memory_cli.search.schema import prepare_stems
from memory_cli.search.schema import stems
from memory_cli.search.words import words

_K1, _B = 1.2, 0.5  # facts are short, and about as long as one another
_MOST_COMPARED = 8  # of the nearest facts
_ENOUGH = 64  # facts, before commoner words are looked at
_COVERED = 0.6  # of the words of a fact that a text must have, to be no more than a part of it

_IDLE = frozenset(
    """
    a an the i im ive me my mine we our us is are am be been was were it its this that these those
    have has had do does will of and so too also very really just
    der die das den dem ein eine einen einem ich mein meine meinen meiner wir unser unsere ist bin
    sind war und auch sehr
    """.split()
)
"""Words that two texts may differ in and say the same: no `not`, `before`, `her`, no number."""

_TURNING = frozenset(
    """
    not no never none nor neither without cannot cant couldnt dont doesnt didnt isnt arent wasnt
    werent wont wouldnt shouldnt hasnt havent hadnt mustnt stopped quit used formerly former
    wants wanted want plans planned plan hopes hope might maybe almost
    nicht nie niemals kein keine keinen keinem keiner keines ohne früher will möchte vielleicht
    """.split()
)
"""Words that turn around what is said, or leave it open: who has them says something else."""


class Similar:
    """The facts `entries`, to be compared with texts."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._stemmer = sqlite3.connect(":memory:", isolation_level=None)
        finalize(self, self._stemmer.close)
        prepare_stems(self._stemmer)
        self._stems: dict[str, str] = {}
        self._known: dict[str, frozenset[str]] = {}
        self._learn(word for entry in self._entries for word in words(entry.text))
        said = [Counter(self._said(entry.text)) for entry in self._entries]
        self._texts = [Text(each, each.total()) for each in said]
        self._having: dict[str, list[int]] = {}
        for number, each in enumerate(said):
            for stem in each:
                self._having.setdefault(stem, []).append(number)
        total = sum(text.length for text in self._texts)
        self._corpus = Corpus(
            size=len(self._texts),
            mean_length=total / len(self._texts) if self._texts else 0.0,
            having={stem: len(numbers) for stem, numbers in self._having.items()},
        )

    def nearest(self, text: str, most: int) -> Sequence[Entry]:
        """The facts that share words with `text`, at most `most`, the nearest first."""
        weights = {stem: 1.0 for stem in self._said(text) if stem in self._having}
        numbers = self._likely(weights)
        if not numbers:
            return ()
        texts = [self._texts[number] for number in numbers]
        scores = Bm25(texts, self._corpus, weights, k1=_K1, b=_B).scores()
        ranked = sorted(zip(scores, numbers, strict=True), key=lambda pair: (-pair[0], pair[1]))
        return tuple(self._entries[number] for _, number in ranked[:most])

    def _likely(self, stems: Iterable[str]) -> list[int]:
        """The facts that have one of `stems`: those of the rarest, until there are enough."""
        found: set[int] = set()
        for stem in sorted(stems, key=lambda stem: (len(self._having[stem]), stem)):
            if len(found) >= _ENOUGH:
                break
            found.update(self._having[stem])
        return sorted(found)

    def entry(self, text: str, *, besides: str | None = None) -> Entry | None:
        """The nearest fact that says all that `text` does, but not the one of the id `besides`."""
        near = (each for each in self.nearest(text, _MOST_COMPARED) if each.id != besides)
        return next((each for each in near if self.covers(each.text, text)), None)

    def same(self, text: str, others: Sequence[str] = (), besides: str | None = None) -> str | None:
        """The words of a fact, or of `others`, that say all that `text` does; None: it is new."""
        if (found := self.entry(text, besides=besides)) is not None:
            return found.text
        return next((known for known in others if self.covers(known, text)), None)

    def covers(self, known: str, text: str) -> bool:
        """Whether `text` says nothing that `known` does not."""
        held, said = self._words_of(known), self._words_of(text)
        if not said or not said <= held or len(said) < _COVERED * len(held):
            return False
        return _TURNING.intersection(words(known)) <= set(words(text))

    def _words_of(self, text: str) -> frozenset[str]:
        if text not in self._known:
            self._known[text] = frozenset(self._said(text))
        return self._known[text]

    def _said(self, text: str) -> list[str]:
        found = words(text)
        self._learn(found)
        return [self._stems[word] for word in found if word not in _IDLE] or found

    def _learn(self, found: Iterable[str]) -> None:
        """Know the stems of the words `found`."""
        new = [word for word in dict.fromkeys(found) if word not in self._stems]
        if new:
            self._stems.update(zip(new, stems(self._stemmer, new), strict=True))
