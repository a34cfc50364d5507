from __future__ import annotations

import pytest

from memory_cli.curator.claude import MODEL
from memory_cli.curator.prices import PRICES
from memory_cli.curator.prices import dollars


@pytest.mark.parametrize(
    ("model", "cost"),
    [
        ("claude-sonnet-5-5", 12.0),
        ("claude-haiku-4-5", 6.0),
        ("claude-haiku-4-5-20251001", 6.0),
        ("claude-nobody-1", None),
        ("", None),
    ],
)
def test_a_million_tokens_read_and_written_cost(model: str, cost: float | None) -> None:
    assert dollars(model, input_tokens=1_000_000, output_tokens=1_000_000) == cost


def test_reading_and_writing_have_prices_of_their_own() -> None:
    assert dollars("claude-opus-5-5", input_tokens=1_000, output_tokens=10) == pytest.approx(0.0042)


def test_the_model_that_is_asked_when_nobody_says_has_a_price() -> None:
    assert MODEL in PRICES


def test_every_model_with_a_price_is_one_that_the_library_knows_and_does_not_give_up() -> None:
    from typing import get_args

    from anthropic.resources.messages import messages
    from anthropic.types.model import Model

    known = {name for part in get_args(Model) for name in get_args(part)}
    assert set(PRICES) <= known - set(vars(messages)["DEPRECATED_MODELS"])
