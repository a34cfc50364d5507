from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.budget import tokens

any_text = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "cost"),
    [
        pytest.param("", 0, id="nothing"),
        pytest.param("a", 1, id="a letter"),
        pytest.param("Prefers dark mode in every editor.", 12, id="English"),
        pytest.param("- 9:14 Moved to Utrecht. #home", 15, id="an entry"),
        pytest.param("2026-11-20", 10, id="digits and marks"),
        pytest.param("café", 2, id="an accent"),
        pytest.param("Привет", 3, id="Cyrillic"),
        pytest.param("你好世界", 5, id="Chinese"),
        pytest.param("こんにちは", 7, id="kana"),
        pytest.param("안녕하세요", 7, id="hangul"),
        pytest.param("नमस्ते", 6, id="Devanagari"),
        pytest.param("👋", 3, id="emoji"),
        pytest.param("\ud800", 2, id="a surrogate"),
    ],
)
def test_each_kind_of_character_has_its_cost(text: str, cost: int) -> None:
    assert tokens(text) == cost


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        pytest.param("I would like to buy a train ticket to Tokyo, please.", 13, id="English"),
        pytest.param(
            "Je voudrais acheter un billet de train pour Tokyo, s'il vous plaît.", 19, id="French"
        ),
        pytest.param("El perro come las manzanas", 8, id="Spanish"),
    ],
)
def test_the_estimate_is_no_less_than_counts_of_real_tokenizers_and_less_than_twice(
    text: str, counted: int
) -> None:
    assert counted <= tokens(text) < 2 * counted


def test_english_prose_costs_a_token_for_about_three_characters() -> None:
    prose = (
        "The launch moved to the third of December, because the cost table was late. Dana will "
        "confirm in writing, and until then nobody should book the trip to Utrecht."
    )
    assert round(len(prose) / tokens(prose), 1) == 3.1


@given(any_text, any_text)
def test_joining_texts_costs_no_more_than_the_texts_apart_and_at_most_a_token_less(
    one: str, other: str
) -> None:
    assert tokens(one) + tokens(other) - 1 <= tokens(one + other) <= tokens(one) + tokens(other)


@given(any_text, any_text)
def test_more_text_never_costs_less(one: str, other: str) -> None:
    assert max(tokens(one), tokens(other)) <= tokens(one + other)


@given(any_text)
def test_a_text_of_at_least_one_character_costs_at_least_a_token(text: str) -> None:
    assert (tokens(text) > 0) == (text != "")
