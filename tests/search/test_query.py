from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.search.query import Query
from memory_cli.search.query import phrases_in
from memory_cli.search.query import query_of
from memory_cli.search.words import words

signs = st.text(st.sampled_from("ab é“”\"' -*(\x00\n字🙂.") | st.characters(), max_size=40)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", (), id="nothing"),
        pytest.param("?!", (), id="no word"),
        pytest.param("Where did Dana put the keys?", ("dana", "put", "keys"), id="a question"),
        pytest.param(
            "what is it?", ("what", "is", "it"), id="stop words, when there are no others"
        ),
        pytest.param("tea, tea and tea", ("tea", "tea", "tea"), id="what is repeated counts again"),
        pytest.param('"dark mode"', ("dark", "mode"), id="a phrase is words as well"),
    ],
)
def test_a_question_is_its_words_without_those_that_only_ask(
    text: str, found: tuple[str, ...]
) -> None:
    assert query_of(text).words == found


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        pytest.param('"dark mode" editor', (("dark", "mode"),), id="one"),
        pytest.param('a "b c" d "e"', (("b", "c"), ("e",)), id="two"),
        pytest.param("“dark mode”", (("dark", "mode"),), id="curly"),
        pytest.param('"the end"', (("the", "end"),), id="stop words are words of a phrase"),
        pytest.param('"find_files"', (("find", "files", "find_files"),), id="a name with parts"),
        pytest.param('"深色模"', (("深", "深色", "色", "色模", "模"),), id="without spaces"),
        pytest.param('5" nails and 3" nails', (("nails", "and", "3"),), id="quotes are quotes"),
        pytest.param('"dark mode', (), id="never closed"),
        pytest.param('"" " " "?"', (), id="without a word"),
        pytest.param("'dark mode'", (), id="single quotes"),
        pytest.param("«dark mode»", (), id="other quotes"),
    ],
)
def test_double_quotes_mean_a_phrase_where_they_are_meant(
    text: str, phrases: tuple[tuple[str, ...], ...]
) -> None:
    assert query_of(text, quoted=True).phrases == phrases
    assert query_of(text).phrases == ()


def test_what_must_not_occur_is_words_or_phrases() -> None:
    query = query_of("tea", without=["Milk", "no sugar", "?", ""])
    assert query == Query(words=("tea",), excluded=(("milk",), ("no", "sugar")))


def test_phrases_are_told_as_they_were_typed() -> None:
    assert phrases_in('see "mem.find_files  fast" and “Dark\nmode”, not "?" ""') == (
        "mem.find_files fast",
        "Dark mode",
    )


@given(signs, st.booleans(), st.lists(signs, max_size=2))
def test_no_text_is_a_mistake(text: str, quoted: bool, without: list[str]) -> None:
    query = query_of(text, quoted=quoted, without=without)
    said = words(text)
    assert set(query.words) <= set(said)
    assert bool(query.words) == bool(said) or query.excluded
    assert all(set(phrase) <= set(said) for phrase in query.phrases)
    assert all(phrase for phrase in (*query.phrases, *query.excluded))
    assert len(phrases_in(text)) >= len(query.phrases)
