"""What Claude models cost: for an estimate beside an answer, never for a bill."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Price(NamedTuple):
    """Dollars for a million tokens."""

    input: float
    output: float


# As https://platform.claude.com/docs/en/about-claude/pricing and the page of each model had them in
# October 2026. Haiku 5.5 costs five times as much for prompts of over 100,000 tokens; ours stay far
# below. What a cache spares or costs is left out, because none is asked for.
PRICES: Mapping[str, Price] = MappingProxyType(
    {
        "claude-fable-5-1": Price(10, 50),
        "claude-opus-5-5": Price(4, 20),
        "claude-sonnet-5-5": Price(2, 10),
        "claude-haiku-5-5": Price(0.10, 0.50),
        "claude-fable-5": Price(10, 50),
        "claude-opus-5": Price(5, 25),
        "claude-sonnet-5": Price(2, 10),
        "claude-haiku-4-5": Price(1, 5),
    }
)

_SNAPSHOT = re.compile(r"-\d{8}\Z")  # a model of a day costs what its family does


def dollars(model: str, *, input_tokens: int, output_tokens: int) -> float | None:
    """The estimated price of an answer; None for a model whose price is not known."""
    price = PRICES.get(_SNAPSHOT.sub("", model))
    if price is None:
        return None
    return (input_tokens * price.input + output_tokens * price.output) / 1_000_000
