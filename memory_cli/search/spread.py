"""Where words occur, over the whole memory at once: every entry a number in a row of numpy.

The entries of all files stand in one row, those of a file side by side, with a gap behind each
file, so that what a word lends to its neighbours is the same row shifted by one or two.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple
from typing import TypeAlias
from typing import cast

import numpy as np

from memory_cli.search.index import ASKING
from memory_cli.search.index import CONTEXT
from memory_cli.search.index import LENDING
from memory_cli.search.index import Index
from memory_cli.search.place import POSITION
from memory_cli.search.place import SHIFT
from memory_cli.search.refresh import File
from memory_cli.search.rows import ASKED
from memory_cli.search.rows import NEIGHBOURS

Numbers: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]
Amounts: TypeAlias = np.ndarray[tuple[int], np.dtype[np.float64]]
Flags: TypeAlias = np.ndarray[tuple[int], np.dtype[np.bool_]]

_GAP = max(abs(offset) for offset, _ in NEIGHBOURS)
"""The part of a place that counts the entries of its file."""

_BEFORE = dict(NEIGHBOURS)[-1]
_MOST_KEPT = 64  # words, in a batch of questions


class Occurrence(NamedTuple):
    """How often one word occurs."""

    own: Numbers  # for each slot, in its words, section, tags and date
    weighted: Amounts  # the same with what its neighbours lend
    having: int  # how many entries have it so
    daily: Numbers  # for each file, how often it is lent there, and once for all context
    days: int  # how many files have it so


class Spread:
    """The row of all entries. A slot is a number in it, a place the name of an entry."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.files: Sequence[File] = index.files
        counts = np.array([file.entries for file in self.files], dtype=np.int64)
        ends = np.cumsum(counts + _GAP)
        self.size = int(ends[-1]) if len(ends) else 0
        self.entries = int(counts.sum())
        self._starts = ends - counts - _GAP
        self._ids = np.array([file.id for file in self.files], dtype=np.int64)
        self._start_of_id = np.zeros(int(self._ids.max(initial=0)) + 1, dtype=np.int64)
        self._start_of_id[self._ids] = self._starts
        self.real = np.ones(self.size, dtype=np.bool_)
        for step in range(_GAP):
            self.real[self._starts + counts + step] = False
        self._known: dict[str, Occurrence] = {}

    def slots(self, places: Numbers) -> Numbers:
        """The slots of `places`."""
        return cast("Numbers", self._start_of_id[places >> SHIFT] + (places & POSITION))

    def numbers(self, slots: Numbers) -> Numbers:
        """Which of the files each of `slots` belongs to."""
        return cast("Numbers", self._starts.searchsorted(slots, side="right") - 1)

    def places(self, slots: Numbers) -> list[int]:
        """The places of `slots`."""
        numbers = self.numbers(slots)
        places = (self._ids[numbers] << SHIFT) + slots - self._starts[numbers]
        return [int(place) for place in places]

    def flags(self, places: str) -> Flags:
        """The whole row, true at `places`, which have commas between."""
        flags = np.zeros(self.size, dtype=np.bool_)
        flags[self.slots(_numbers(places))] = True
        return flags

    def occurrence(self, stem: str) -> Occurrence:
        """How often `stem` occurs everywhere."""
        if stem not in self._known:
            if len(self._known) >= _MOST_KEPT:
                self._known.clear()
            self._known[stem] = self._counted(stem)
        return self._known[stem]

    @cached_property
    def mean_length(self) -> float:
        """The mean length of an entry, with what its neighbours lend."""
        return sum(file.length for file in self.files) / max(self.entries, 1)

    @cached_property
    def logs(self) -> dict[int, int]:
        """How many words each file lends that lends any; by its number."""
        return {number: file.lent for number, file in enumerate(self.files) if file.lent}

    def _counted(self, stem: str) -> Occurrence:
        postings = _numbers(self.index.postings(stem))
        slots, columns = self.slots(postings >> 2), postings & 3
        own = self._counts(slots)
        lent = self._counts(slots[(columns == LENDING) | (columns == ASKING)])
        weighted = own.astype(np.float64)
        for offset, weight in NEIGHBOURS:
            there, here = _shifted(offset)
            weighted[here] += weight * lent[there]
        asking, context = slots[columns == ASKING], slots[columns == CONTEXT]
        if asking.size:
            weighted[1:] += (ASKED - _BEFORE) * self._counts(asking)[:-1]
        weighted *= self.real
        daily = self._by_file(lent)
        daily[self.numbers(context)] += 1  # once, however many entries have it
        having, days = int(np.count_nonzero(weighted)), int(np.count_nonzero(daily))
        return Occurrence(own, weighted, having, daily, days)

    def _counts(self, slots: Numbers) -> Numbers:
        return np.bincount(slots, minlength=self.size)

    def _by_file(self, counts: Numbers) -> Numbers:
        found: Numbers = np.add.reduceat(counts, self._starts) if self.size else counts
        return found


def _numbers(text: str) -> Numbers:
    return np.fromstring(text, dtype=np.int64, sep=",")


def _shifted(offset: int) -> tuple[slice, slice]:
    """Where a neighbour at `offset` stands, and where the entry it lends to."""
    if offset < 0:
        return slice(None, offset), slice(-offset, None)
    return slice(offset, None), slice(None, -offset)
