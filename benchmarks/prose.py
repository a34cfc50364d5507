"""Words of which few are common and most are rare, as in notes of years, and questions for them.

They are made of syllables and nobody knows what they mean, but they are drawn as Zipf's law has it:
the first is in half of all entries, number 3,000 in one of two thousand.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from collections.abc import Mapping
from functools import cache
from itertools import accumulate
from itertools import islice
from itertools import product

from benchmarks.decade import sentence

WORDS = 20_000
_EACH = 16  # words of an entry, besides what somebody did
_SYLLABLES = [f"{one}{two}" for one, two in product("bdfgklmnprstvz", "aeiou")]

COMMON, RARE = 4, 3_000  # numbers in the vocabulary

Question = Callable[[int], str]
"""Makes the question with that number."""


def entry(chance: random.Random, number: int) -> str:
    """Who did what and why, and some words more."""
    more = chance.choices(_vocabulary(), cum_weights=_weights(), k=_EACH)
    return f"{sentence(chance, number)[:-1]}: {' '.join(more)}."


def word(rank: int) -> str:
    """The word that comes at `rank` when all are ordered by how often they are said."""
    return _vocabulary()[rank]


def kinds() -> Mapping[str, Question]:
    """Every kind of question."""
    return {
        "a rare word": lambda n: word(RARE + n),
        "a common word": lambda n: word(COMMON + n),
        "three words": lambda n: f"{word(30 + n)} {word(300 + n)} {word(RARE - n)}",
        "a sentence": lambda n: (
            f"When did Dana agree to the lease, {word(90 + n)} {word(900 + n)}?"
        ),
        "a time": lambda n: f"what did Marek send Aisha last month, with {word(200 + n)}",
        "an entry": lambda n: entry(random.Random(n), n),
        "a slip": lambda n: f"{word(RARE + n)}x",
        "nonsense": lambda n: f"qqxwy{'vw' * n}",
    }


@cache
def _vocabulary() -> list[str]:
    chance = random.Random(2026)
    made = ("".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in iter(int, 1))
    return list(islice(dict.fromkeys(islice(made, 2 * WORDS)), WORDS))


@cache
def _weights() -> list[float]:
    return list(accumulate(1 / (rank + 2.7) for rank in range(1, WORDS + 1)))
