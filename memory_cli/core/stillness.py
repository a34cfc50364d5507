"""When a file has come to rest: it held the same at two moments far enough apart.

An editor truncates and fills, renames and writes anew: what a file holds at one moment may be half
of what it is going to hold, or nothing at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Held(NamedTuple):
    """What a file holds: a digest of it, and its size in bytes; one that is gone has no digest."""

    digest: str | None
    size: int


class Seen(NamedTuple):
    """What a file has held, at every look, since a moment (in seconds of any steady clock)."""

    held: Held
    since: float


class Stillness(NamedTuple):
    """How many seconds a file must stay as it is; an empty or missing one is rarely meant so."""

    full: float = 1.0
    empty: float = 10.0

    def rests_at(self, seen: Seen) -> float:
        """The moment from which on a look that finds the same finds it at rest."""
        return seen.since + (self.full if seen.held.size else self.empty)


def looked(before: Mapping[str, Seen], now: Mapping[str, Held], at: float) -> dict[str, Seen]:
    """What is known after a look that found `now`; what it did not find is of no interest."""
    return {
        path: before[path] if path in before and before[path].held == held else Seen(held, at)
        for path, held in now.items()
    }


def settled(seen: Mapping[str, Seen], stillness: Stillness, at: float) -> dict[str, str | None]:
    """The digests of the files that a look at this very moment has found at rest."""
    return {
        path: each.held.digest
        for path, each in seen.items()
        if each.since < at and stillness.rests_at(each) <= at
    }
