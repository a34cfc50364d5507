from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rank_bm25 import BM25Okapi

from memory_cli.search.bm25 import Bm25
from memory_cli.search.bm25 import Corpus
from memory_cli.search.bm25 import Text
from memory_cli.search.bm25 import idf

frequencies = st.dictionaries(st.sampled_from("abc"), st.floats(0.1, 9))
texts = st.lists(st.builds(Text, frequencies, st.floats(0.1, 50)), min_size=1, max_size=5)
weights = st.dictionaries(st.sampled_from("abcd"), st.floats(0.1, 3), min_size=1)
corpora = st.builds(
    lambda more, mean, having: Corpus(5 + more, mean, having),
    st.integers(0, 50),
    st.floats(1, 40),
    st.dictionaries(st.sampled_from("abc"), st.integers(1, 5)),
)


@pytest.mark.parametrize("size", [1, 2, 3, 10, 50_000])
def test_a_word_always_says_something_and_a_rarer_one_more(size: int) -> None:
    said = [idf(having, size) for having in range(min(size, 10) + 1)]
    assert said == sorted(said, reverse=True)
    assert said[-1] > 0


def test_the_rarity_of_a_word_is_lucenes() -> None:
    assert idf(1, 1) == pytest.approx(math.log(4 / 3))
    assert idf(2, 10) == pytest.approx(math.log(1 + 8.5 / 2.5))


@given(texts, corpora, weights)
def test_scores_are_okapis_formula(
    given_texts: list[Text], corpus: Corpus, weight: dict[str, float]
) -> None:
    k1, b = 0.9, 0.4
    scored = Bm25(given_texts, corpus, weight, k1=k1, b=b)
    expected = []
    for often, length in given_texts:
        score = 0.0
        for word, worth in weight.items():
            times = often.get(word, 0)
            rarity = worth * idf(corpus.having.get(word, 0), corpus.size)
            norm = k1 * (1 - b + b * length / corpus.mean_length)
            score += rarity * times * (k1 + 1) / (times + norm)
        expected.append(score)
    assert scored.scores() == pytest.approx(expected)
    for number, score in enumerate(expected):
        parts = scored.parts(number)
        assert sum(parts.values()) == pytest.approx(score)
        assert parts.keys() == given_texts[number].frequencies.keys() & weight.keys()


def test_a_memory_of_one_entry_or_two_has_scores_above_zero_unlike_the_library() -> None:
    for said in ([["tea"]], [["tea"], ["milk"]]):
        theirs = BM25Okapi(said).get_scores(["tea"])
        ours = Bm25(
            [Text(dict.fromkeys(text, 1.0), len(text)) for text in said],
            Corpus(len(said), 1, {"tea": 1}),
            {"tea": 1},
            k1=1.5,
            b=0.75,
        )
        assert theirs[0] <= 0 < ours.scores()[0]
        assert ours.scores()[1:] == [0.0] * (len(said) - 1)


def test_texts_of_no_length_are_no_division_by_zero() -> None:
    empty = Bm25([Text({}, 0)], Corpus(1, 0, {}), {"tea": 1}, k1=0.9, b=0.4)
    assert empty.scores() == [0.0]
    assert empty.parts(0) == {}
