"""Candidates that say the same become one, those said again and again count, newer replace older.

Texts are compared only within buckets of a rare word, so that ten years of notes take seconds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import islice

from memory_cli.core.entry import Entry
from memory_cli.core.identity import folded
from memory_cli.curator.lasting.candidate import Candidate
from memory_cli.curator.lasting.subject import replaces
from memory_cli.curator.lasting.subject import subject
from memory_cli.curator.lasting.terms import marks
from memory_cli.curator.lasting.terms import says_all
from memory_cli.curator.lasting.terms import terms
from memory_cli.curator.lasting.turns import Turns
from memory_cli.curator.lasting.turns import told

Alike = Callable[[str, str], bool]

_RAREST = 3  # words of a text by which others are found that may say the same
_MOST_COMPARED = 40  # texts in one bucket, the newest
_SURER = 0.03  # for each further day on which it was said
_SUREST = 0.98
_SAID = ", said on "


def merged(candidates: Iterable[Candidate], alike: Alike) -> list[Candidate]:
    """One candidate for each thing said, in the order of its first evidence.

    The wording is that of the newest that says it all.
    """
    groups = _Groups(list(_same_words(candidates)), alike)
    return [_one(group) for group in groups.found()]


def current(candidates: Sequence[Candidate]) -> list[tuple[Candidate, tuple[str, ...]]]:
    """The candidates that no newer one replaces, each with the texts it has replaced."""
    by_age = sorted(range(len(candidates)), key=lambda number: (_day(candidates[number]), number))
    holders: dict[str, dict[int, None]] = {}
    gone: dict[int, int] = {}
    words = [told(each) for each in candidates]
    turns, earlier = Turns(words), set[int]()
    for number in by_age:
        about = subject(candidates[number].text)
        for key, _ in about.ends:
            for older in holders.get(key, ()):
                if older not in gone and replaces(about, subject(candidates[older].text)):
                    gone[older] = number
                    earlier.discard(older)
        turned = turns.turned(words[number], earlier)
        if turned is not None:
            gone[turned] = number
            earlier.discard(turned)
        earlier.add(number)
        for key, _ in about.holds:
            holders.setdefault(key, {})[number] = None
    before: dict[int, list[str]] = {}
    for older in by_age:
        newest = older
        while newest in gone:
            newest = gone[newest]
        if newest != older:
            before.setdefault(newest, []).append(candidates[older].text)
    return [
        (each, tuple(before.get(number, ())))
        for number, each in enumerate(candidates)
        if number not in gone
    ]


def days(evidence: Iterable[Entry]) -> int:
    """On how many days it was said."""
    return len({entry.day for entry in evidence})


class _Groups:
    """Candidates that say the same, found by their rarest words."""

    def __init__(self, candidates: list[Candidate], alike: Alike) -> None:
        self._candidates = candidates
        self._alike = alike
        self._terms = [terms(each.text) for each in candidates]
        self._counts = Counter(word for words in self._terms for word in set(words))
        self._group = list(range(len(candidates)))

    def found(self) -> Iterator[list[Candidate]]:
        """The groups, each in the order of its evidence."""
        buckets: dict[str, list[int]] = {}
        for number, words in enumerate(self._terms):
            for word in self._rarest(words):
                bucket = buckets.setdefault(word, [])
                self._join(number, bucket)
                bucket.append(number)
        groups: dict[int, list[Candidate]] = {}
        for number, each in enumerate(self._candidates):
            groups.setdefault(self._root(number), []).append(each)
        yield from groups.values()

    def _join(self, number: int, bucket: list[int]) -> None:
        for other in islice(reversed(bucket), _MOST_COMPARED):
            if self._root(number) != self._root(other) and self._is_same(number, other):
                first, second = sorted((self._root(number), self._root(other)))
                self._group[second] = first

    def _is_same(self, number: int, other: int) -> bool:
        one, two = self._candidates[number].text, self._candidates[other].text
        if replaces(subject(one), subject(two)) or replaces(subject(two), subject(one)):
            return False
        if marks(self._terms[number]) != marks(self._terms[other]):
            return False
        return (
            says_all(one, two)
            or says_all(two, one)
            or self._alike(one, two)
            or self._alike(two, one)
        )

    def _root(self, number: int) -> int:
        while self._group[number] != number:
            number = self._group[number]
        return number

    def _rarest(self, words: tuple[str, ...]) -> list[str]:
        return sorted(set(words), key=lambda word: (self._counts[word], word))[:_RAREST]


def _same_words(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """One candidate for each text, with all its evidence."""
    groups: dict[str, list[Candidate]] = {}
    for each in candidates:
        groups.setdefault(folded(each.text).casefold().rstrip(".!"), []).append(each)
    return map(_one, groups.values())


def _one(group: list[Candidate]) -> Candidate:
    if len(group) == 1:
        return group[0]
    evidence = tuple(dict.fromkeys(entry for each in group for entry in each.evidence))
    evidence = tuple(sorted(evidence, key=lambda entry: str(entry.day)))
    newest = max(group, key=lambda each: (len(terms(each.text)), _day(each)))
    surest = max((each.signal for each in group), key=lambda signal: signal.confidence)
    said = days(evidence)
    if said > 1:
        sure = min(_SUREST, surest.confidence + _SURER * (said - 1))
        surest = surest._replace(
            confidence=max(sure, surest.confidence), why=_repeated(surest.why, said)
        )
    return Candidate(newest.text, surest, evidence, newest.until)


def _repeated(why: str, days: int) -> str:
    """`why`, and on how many days; a count that it has already is no more."""
    return f"{why.partition(_SAID)[0]}{_SAID}{days} days"


def _day(candidate: Candidate) -> str:
    return str(max(str(entry.day) for entry in candidate.evidence))
