"""The answer to a question: hits, best first, each with what belongs to it."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from datetime import date

from memory_cli.core.citation import is_long
from memory_cli.core.entry import Entry
from memory_cli.core.mentions import mentioned
from memory_cli.search.duplicates import first_of
from memory_cli.search.duplicates import saying
from memory_cli.search.favours import Favour
from memory_cli.search.index import Index
from memory_cli.search.query import Query
from memory_cli.search.query import phrases_in
from memory_cli.search.query import query_of
from memory_cli.search.question import Answer
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from memory_cli.search.question import Hit
from memory_cli.search.question import Question
from memory_cli.search.question import Term
from memory_cli.search.rank import Found
from memory_cli.search.rank import Ranker
from memory_cli.search.scoring import Ranked
from memory_cli.search.traits import asks_when
from memory_cli.search.words import asked
from memory_cli.search.words import spans
from memory_cli.search.words import words

_MORE = 5  # entries that are fetched beyond the limit, for those that say the same


class Answerer:
    """Answers questions about one memory, as of `today`."""

    def __init__(self, index: Index, *, today: date, forgotten: Collection[str] = ()) -> None:
        self._index = index
        self._ranker = Ranker(index, today=today)
        self._today = today
        self._forgotten = forgotten

    def answer(self, question: Question, extent: Extent = Extent()) -> Answer:
        """The hits for `question`, best first.

        Where nothing has all the phrases, their words are looked for, and `missing` names them.
        """
        query = query_of(question.text, quoted=question.quoted, without=question.without)
        query = query._replace(hints=tuple(asked(question.conversation)))
        favour = self._favour(question)
        found, given_up = self._found(query, question.wanted, favour)
        covering = [each for each in found.ranked if each.coverage >= extent.coverage]
        sieve = _Sieve(self._index, self._forgotten, extent)
        sieve.sift(covering)
        return Answer(
            hits=tuple(self._hit(group, found, extent) for group in sieve.groups.values()),
            terms=found.terms,
            window=favour.window,
            missing=phrases_in(question.text) if given_up else (),
            private=sieve.private,
            forgotten=sieve.forgotten,
        )

    def _found(self, query: Query, wanted: Filter, favour: Favour) -> tuple[Found, bool]:
        """What `query` finds, and whether its phrases had to be given up for that."""
        if not (query.words or query.hints or wanted.narrows):
            return Found((), ()), False
        found = self._ranker.find(query, wanted, favour)
        if found.ranked or not query.phrases:
            return found, False
        return self._ranker.find(query._replace(phrases=()), wanted, favour), True

    def _favour(self, question: Question) -> Favour:
        filtered = any(question.wanted.window)
        named = None if filtered else mentioned(question.text, today=self._today)
        return Favour(
            words=frozenset(words(question.text)),
            asks_when=asks_when(question.text),
            window=named,
            topic=question.topic,
            aging=not (filtered or named),
        )

    def _hit(self, group: _Group, found: Found, extent: Extent) -> Hit:
        best = group[0][0]
        shown = first_of(entry for _, entry in group)
        place = next(each.place for each, entry in group if entry is shown)
        around = range(place - extent.around, place + extent.around + 1)
        near = self._index.entries(around) if extent.around else {}
        near = {at: entry for at, entry in near.items() if self._may_stand_by(entry, extent)}
        return Hit(
            entry=shown,
            score=best.score,
            duplicates=tuple(entry for _, entry in group if entry is not shown),
            before=tuple(near[at] for at in around if at < place and at in near),
            after=tuple(near[at] for at in around if at > place and at in near),
            marks=self._marks(shown, found.terms) if extent.marks or is_long(shown) else (),
            because=found.because(best.place) if extent.because and found.because else None,
        )

    def _may_stand_by(self, entry: Entry, extent: Extent) -> bool:
        hidden = entry.id in self._forgotten or (entry.private and not extent.private)
        return bool(entry.text) and entry.is_active(self._today) and not hidden

    def _marks(self, entry: Entry, terms: Iterable[Term]) -> tuple[tuple[int, int], ...]:
        """Where the headline of `entry` has a word of one of `terms`."""
        wanted = {term.stem for term in terms}
        pieces = spans(entry.headline)
        stems = self._index.stems(word for _, _, given in pieces for word in given)
        return tuple(
            (start, end)
            for start, end, given in pieces
            if any(stems[word] in wanted for word in given)
        )


_Group = list[tuple[Ranked, Entry]]


class _Sieve:
    """Gathers the best entries, those that say the same in one group, up to the limit."""

    def __init__(self, index: Index, hidden: Collection[str], extent: Extent) -> None:
        self._index = index
        self._hidden = hidden
        self._extent = extent
        self.groups: dict[tuple[str, ...], _Group] = {}
        self.private = 0
        self.forgotten = 0

    def sift(self, ranked: list[Ranked]) -> None:
        """Take from `ranked`, best first, until there are enough."""
        size = self._extent.limit + _MORE
        for start in range(0, len(ranked), size):
            some = ranked[start : start + size]
            entries = self._index.entries([each.place for each in some])
            for each in some:
                self._add(each, entries[each.place])
            if len(self.groups) >= self._extent.limit:
                break

    def _add(self, ranked: Ranked, entry: Entry) -> None:
        if not entry.text:  # a bullet that nobody has written behind yet
            return
        key = saying(entry, self._index.stems)
        if key not in self.groups and len(self.groups) >= self._extent.limit:
            return
        if entry.id in self._hidden:
            self.forgotten += 1
        elif entry.private and not self._extent.private:
            self.private += 1
        else:
            self.groups.setdefault(key, []).append((ranked, entry))
