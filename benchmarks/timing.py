"""Timing things side by side."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from collections.abc import Mapping
from typing import NamedTuple

Seconds = tuple[float, ...]
"""How long one contender took in each round."""


class Spread(NamedTuple):
    """The middle of some measurements, and the quarters around it."""

    low: float
    median: float
    high: float


def race(
    contenders: Mapping[str, Callable[[], object]], rounds: int, *, pause: float = 0.0
) -> dict[str, Seconds]:
    """Run every contender once in each round, in an order that changes; one round is not counted.

    The first round warms up: it writes .pyc files and fills the caches of the disk. Before each
    there may be a pause.
    """
    order = list(contenders)
    shuffle = random.Random(0).shuffle
    taken: dict[str, list[float]] = {name: [] for name in order}
    for _ in range(rounds + 1):
        time.sleep(pause)
        shuffle(order)
        for name in order:
            begin = time.perf_counter()
            contenders[name]()
            taken[name].append(time.perf_counter() - begin)
    return {name: tuple(seconds[1:]) for name, seconds in taken.items()}


def spread(values: Seconds) -> Spread:
    """The median of `values` and its quartiles."""
    if len(values) == 1:
        return Spread(*values * 3)
    return Spread(*statistics.quantiles(values, n=4, method="inclusive"))


def ratio(one: Seconds, other: Seconds) -> Spread:
    """How many times as long `one` takes, round by round: what slows a round slows both."""
    return spread(tuple(a / b for a, b in zip(one, other, strict=True)))
