"""The answer to a question: hits, best first, each with what belongs to it."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date

from memory_cli.core.citation import is_long
from memory_cli.core.entry import Entry
from memory_cli.core.mentions import mention
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
from memory_cli.search.rank import CANDIDATES
from memory_cli.search.rank import Found
from memory_cli.search.rank import Ranker
from memory_cli.search.scoring import Ranked
from memory_cli.search.traits import asks_when
from memory_cli.search.words import asked
from memory_cli.search.words import spans
from memory_cli.search.words import words

_LONGEST = 1 << 16  # characters of a question that are read
_MARKED = 20_000  # characters of an entry
_FURTHER = 10  # times as many candidates, where most of them may not be shown
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
        Where nothing has the words, but they name days, these are shown, the newest entries first.
        """
        question = question._replace(text=_ends(question.text))
        filtered = any(question.wanted.window)
        named = None if filtered else mention(question.text, today=self._today)
        query = query_of(question.text, quoted=question.quoted, without=question.without)
        relative = named.relative if named else frozenset()
        query = query._replace(
            words=tuple(word for word in query.words if word not in relative),
            hints=tuple(asked(question.conversation)),
        )
        favour = Favour(
            words=frozenset(words(question.text)),
            asks_when=asks_when(question.text),
            window=named.window if named else None,
            topic=question.topic,
            aging=not (filtered or named),
        )
        found, sieve = self._sifted(query, question.wanted, favour, extent)
        missing: tuple[str, ...] = ()
        if query.phrases and not found.ranked:
            missing, query = phrases_in(question.text), query._replace(phrases=())
            found, sieve = self._sifted(query, question.wanted, favour, extent)
        if named and not found.ranked:
            days = question.wanted._replace(window=named.window)
            found, sieve = self._sifted(Query(excluded=query.excluded), days, favour, extent)
        hits = tuple(
            self._hit(group, found, extent, inactive=question.wanted.inactive)
            for group in sieve.groups.values()
        )
        return Answer(
            hits=self._merged(hits) if extent.around else hits,
            terms=found.terms,
            window=favour.window,
            corrected=self._corrected(hits, found.terms),
            missing=missing,
            private=sieve.private,
            forgotten=sieve.forgotten,
        )

    def _sifted(
        self, query: Query, wanted: Filter, favour: Favour, extent: Extent
    ) -> tuple[Found, _Sieve]:
        """What `query` finds, and the best of it; more is ranked where too little is left."""
        most, today = CANDIDATES, None if wanted.inactive else self._today
        while True:
            sieve = _Sieve(self._index, extent, hidden=self._forgotten, today=today)
            if not (query.words or query.hints or wanted.narrows):
                return Found((), ()), sieve
            found = self._ranker.find(query, wanted, favour, most=most)
            sieve.sift([each for each in found.ranked if each.coverage >= extent.coverage])
            if len(sieve.groups) >= extent.limit or len(found.ranked) < most:
                return found, sieve
            most *= _FURTHER

    def _hit(self, group: _Group, found: Found, extent: Extent, *, inactive: bool) -> Hit:
        best = group[0][0]
        shown = first_of(entry for _, entry in group)
        place = next(each.place for each, entry in group if entry is shown)
        around = range(place - extent.around, place + extent.around + 1)
        near = self._index.entries(around) if extent.around else {}
        near = {
            at: entry
            for at, entry in near.items()
            if (inactive or entry.is_active(self._today)) and self._may_stand_by(entry, extent)
        }
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
        return bool(entry.text) and not hidden

    @staticmethod
    def _merged(hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """The same with every entry once: a hit stands by no other, another by the first."""
        seen = {hit.entry for hit in hits}
        merged: list[Hit] = []
        for hit in hits:
            before = tuple(entry for entry in hit.before if entry not in seen)
            after = tuple(entry for entry in hit.after if entry not in seen)
            seen.update(before, after)
            merged.append(hit._replace(before=before, after=after))
        return tuple(merged)

    def _marks(self, entry: Entry, terms: Iterable[Term]) -> tuple[tuple[int, int], ...]:
        """Where the headline of `entry` has a word of one of `terms`."""
        wanted = {term.stem for term in terms}
        return tuple((start, end) for start, end, _, stems in self._pieces(entry) if stems & wanted)

    def _corrected(self, hits: Iterable[Hit], terms: Iterable[Term]) -> dict[str, tuple[str, ...]]:
        """The words that no entry has, and those that were found in their place.

        Only words of `hits` are told: others may be private, or struck.
        """
        asked_for = {term.stem: term.word for term in terms if term.is_near}
        found: dict[str, dict[str, None]] = {}
        if asked_for:
            for hit in hits:
                for _, _, said, stems in self._pieces(hit.entry):
                    for stem in stems & asked_for.keys():
                        found.setdefault(asked_for[stem], {})[said] = None
        return {word: tuple(said) for word, said in found.items()}

    def _pieces(self, entry: Entry) -> Iterator[tuple[int, int, str, frozenset[str]]]:
        """The words at the beginning of the headline of `entry`, where they stand, their stems."""
        text = entry.headline[:_MARKED]
        pieces = spans(text)
        stems = self._index.stems(word for _, _, given in pieces for word in given)
        for start, end, given in pieces:
            yield start, end, text[start:end], frozenset(stems[word] for word in given)


def _ends(text: str) -> str:
    """Beginning and end of a text that is too long to be read as a question."""
    half = _LONGEST // 2
    return text if len(text) <= _LONGEST else f"{text[:half]} {text[-half:]}"


_Group = list[tuple[Ranked, Entry]]


class _Sieve:
    """Gathers the best entries, those that say the same in one group, up to the limit."""

    def __init__(
        self, index: Index, extent: Extent, *, hidden: Collection[str], today: date | None
    ) -> None:
        self._index = index
        self._extent = extent
        self._hidden = hidden
        self._today = today  # None: disabled and expired entries too
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
        if not entry.text or (self._today and not entry.is_active(self._today)):
            return  # a bullet that nobody has written behind yet; an index that is damaged
        key = saying(entry, self._index.stems)
        if key not in self.groups and len(self.groups) >= self._extent.limit:
            return
        if entry.id in self._hidden:
            self.forgotten += 1
        elif entry.private and not self._extent.private:
            self.private += 1
        else:
            self.groups.setdefault(key, []).append((ranked, entry))
