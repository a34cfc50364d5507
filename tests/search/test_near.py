from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.search.near import are_near
from memory_cli.search.near import near

VOCABULARY = (
    *("wohn", "wohnung", "wohnungssuch", "wohnungsschlussel", "wohnort", "wander", "wand"),
    *("water", "waiter", "wafer", "wait", "walter", "weather", "whether", "we", "work", "word"),
    *("2026", "v2", "深色", "กินข้าว", "workshop", "wonderful"),
)
words = st.text("abc", max_size=9)


@pytest.mark.parametrize(
    ("word", "found"),
    [
        pytest.param("wohnungs", ("wohnungssuch", "wohnungsschlussel"), id="the shortest first"),
        pytest.param("wohn", ("wohn", "wohnort", "wohnung"), id="at most three"),
        pytest.param("work", ("work", "workshop"), id="beginnings before slips"),
        pytest.param("watr", ("water",), id="a letter missing"),
        pytest.param("waterr", ("water",), id="a letter too many"),
        pytest.param("waler", ("wafer", "walter", "water"), id="a wrong letter, ties by term"),
        pytest.param("wrod", ("word",), id="neighbours that changed places"),
        pytest.param("wohnugn", ("wohnung",), id="seven letters, one slip"),
        pytest.param("wnohugn", (), id="seven letters, two slips"),
        pytest.param("wonderfull", ("wonderful",), id="long"),
        pytest.param("wnoderfulk", ("wonderful",), id="long, two slips"),
        pytest.param("wnodefulk", (), id="long, three slips"),
        pytest.param("wohnungsuch", ("wohnungssuch",), id="one slip hides two"),
        pytest.param("wor", (), id="too short"),
        pytest.param("w0rd", (), id="with a digit"),
        pytest.param("2025", (), id="a number"),
        pytest.param("กินข้า", (), id="a script without spaces"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_the_closest_stems_stand_in(word: str, found: tuple[str, ...]) -> None:
    assert near(word, VOCABULARY) == found


def test_nothing_stands_in_where_there_is_no_vocabulary() -> None:
    assert near("word", ()) == ()


@given(words, st.lists(words))
def test_the_order_of_the_vocabulary_does_not_matter(word: str, stems: list[str]) -> None:
    assert near(word, iter(stems)) == near(word, sorted(stems * 2))


@given(words, words)
def test_words_are_near_as_far_as_the_fewest_slips_go(one: str, other: str) -> None:
    slips = slips_between(one, other)
    assert [are_near(one, other, most) for most in range(3)] == [slips <= most for most in range(3)]


@given(words.filter(lambda word: len(word) > 3), st.lists(words, max_size=40))
def test_no_stem_that_is_closer_is_left_out(word: str, stems: list[str]) -> None:
    found = near(word, stems)
    longer = sorted({stem for stem in stems if stem.startswith(word)}, key=lambda s: (len(s), s))
    slips = {stem: slips_between(word, stem) for stem in stems}
    fewest = min(slips.values(), default=9)
    closest = sorted(stem for stem in slips if slips[stem] == fewest)
    near_enough = fewest <= (2 if len(word) > 7 else 1)
    assert found == tuple(longer[:3] or (closest[:3] if near_enough else []))


def slips_between(one: str, other: str) -> int:
    """By the book: the whole table of the distances between all beginnings."""
    table = [[i + j for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, a in enumerate(one, start=1):
        for j, b in enumerate(other, start=1):
            table[i][j] = min(
                table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a != b)
            )
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
    return table[-1][-1]
