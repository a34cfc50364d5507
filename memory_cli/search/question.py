"""What may be asked of a memory, and what an answer is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from memory_cli.core.dates import Window
from memory_cli.core.entry import Entry
from memory_cli.core.layout import Kind


class Filter(NamedTuple):
    """What a person restricts a search to."""

    kinds: tuple[Kind, ...] = ()  # any
    window: Window = Window(None, None)
    tags: tuple[str, ...] = ()  # all of them
    open_tasks: bool = False  # these alone
    inactive: bool = False  # disabled and expired entries too

    @property
    def narrows(self) -> bool:
        """Whether it leaves something out."""
        return bool(self.kinds or self.tags or self.open_tasks or any(self.window))


class Question(NamedTuple):
    """What somebody asks."""

    text: str
    quoted: bool = False  # whether double quotes mean a phrase
    without: tuple[str, ...] = ()  # words that must not occur
    conversation: str = ""  # what was said around it
    topic: str | None = None
    wanted: Filter = Filter()


class Extent(NamedTuple):
    """How much of an answer is wanted."""

    limit: int = 10
    budget: int | None = None  # tokens
    coverage: float = 0.0  # the least share of the question a hit has
    around: int = 0  # neighbours on each side of a hit
    private: bool = True  # private entries too; else they are only counted
    marks: bool = False  # where what was looked for stands; in long entries it always is
    because: bool = False


class Term(NamedTuple):
    """A stem that was looked for, how much it counts, and the word that asked for it."""

    stem: str
    weight: float
    word: str
    is_near: bool = False  # it stands for a word that no entry has
    is_hint: bool = False  # it comes from what was said around the question


class Because(NamedTuple):
    """What made a score: the sum of `words` and `day`, times all `factors`."""

    words: Mapping[str, float]  # what each stem gave
    borrowed: tuple[str, ...]  # the stems that it has from its neighbours alone
    day: float
    factors: Mapping[str, float]


class Hit(NamedTuple):
    """An entry that was found."""

    entry: Entry
    score: float
    duplicates: tuple[Entry, ...] = ()  # others that say the same
    before: tuple[Entry, ...] = ()  # what stands around it
    after: tuple[Entry, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()  # where its headline has what was looked for
    because: Because | None = None


class Answer(NamedTuple):
    """What was found, and how the question was understood."""

    hits: tuple[Hit, ...] = ()
    terms: tuple[Term, ...] = ()
    window: Window | None = None  # days that the question names
    corrected: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """Words that no entry has, with those like them in the hits."""
    missing: tuple[str, ...] = ()  # phrases that nothing has: their words were looked for
    private: int = 0  # entries that were left out
    forgotten: int = 0
