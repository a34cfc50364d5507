from __future__ import annotations

import pytest

from memory_cli.search.query import Query
from memory_cli.search.query import query_of
from memory_cli.search.question import Term
from memory_cli.search.terms import terms_of
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import Texts
from tests.support.recalls import index
from tests.support.recalls import items

FILES = {
    FACTS: items("Prefers dark mode.", "Wohnungssuche in Utrecht.", "Wohnungsschlüssel liegt."),
    DAY: items("Took the pills.", "A pill again.", "Dark pills.", "Watered plants."),
}


def terms(text: str, files: Texts = FILES, *, hints: str = "") -> tuple[Term, ...]:
    with index(files) as asked:
        return terms_of(query_of(text)._replace(hints=tuple(hints.split())), asked)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", (), id="nothing"),
        pytest.param("dark", (Term("dark", 1, "dark"),), id="a word that somebody wrote"),
        pytest.param("pilling", (Term("pill", 1, "pilling"),), id="another form of one"),
        pytest.param("dark Dark", (Term("dark", 2, "dark"),), id="what is repeated counts again"),
        pytest.param("pill pills", (Term("pill", 2, "pills"),), id="two forms are one stem"),
        pytest.param("zebra", (Term("zebra", 1, "zebra"),), id="a word that nobody wrote"),
        pytest.param("42", (Term("42", 1, "42"),), id="a number that nobody wrote"),
        pytest.param(
            "utrcht", (Term("utrecht", 0.5, "utrcht", is_near=True),), id="a slip, at half weight"
        ),
        pytest.param(
            "wohnungs",
            (
                Term("wohnungssuch", 0.5, "wohnungs", is_near=True),
                Term("wohnungsschlussel", 0.5, "wohnungs", is_near=True),
            ),
            id="the beginning of several",
        ),
        pytest.param(
            "dark drak",
            (Term("dark", 1.5, "drak", is_near=True),),
            id="a word and a slip of it",
        ),
        pytest.param(
            "friday 2026", (Term("fridai", 1, "friday"), Term("2026", 1, "2026")), id="day"
        ),
    ],
)
def test_words_become_stems_that_the_memory_holds(text: str, found: tuple[Term, ...]) -> None:
    assert terms(text) == found


def test_a_memory_without_a_word_leaves_the_words_as_they_are() -> None:
    assert terms("dark modes", {}) == (Term("dark", 1, "dark"), Term("mode", 1, "modes"))


def test_words_of_the_conversation_are_hints_when_they_are_known_and_new() -> None:
    assert terms("dark", hints="pills dark plants plant zebra") == (
        Term("dark", 1, "dark"),
        Term("plant", 0.3, "plant", is_hint=True),
        Term("pill", 0.3, "pills", is_hint=True),
    )


def test_of_a_long_conversation_the_rarest_words_hint() -> None:
    spoken = "alpha beta gamma delta zeta theta iota kappa lambda sigma tau omega".split()
    files = {FACTS: items(*(" ".join(spoken[:many]) for many in range(1, 13)))}
    rarest = [term.stem for term in terms("", files, hints=" ".join(spoken))]
    assert rarest == spoken[:-9:-1]


def test_of_a_long_text_only_the_words_count_that_say_most() -> None:
    known = [f"term{letter}{other}" for letter in "abcdefghij" for other in "abcdefghij"]
    files = {FACTS: items("common", *(f"common {word}" for word in known))}
    unknown = " ".join(f"missing{number}" for number in range(500))
    found = terms(f"common utrcht {unknown} {' '.join(known)} {known[-1]}", files)
    assert [term.word for term in found] == [known[-1], *known[:63]]
    assert {term.weight for term in found[1:]} == {1}
    assert found[0].weight == 2


@pytest.mark.parametrize("word", ["\U0010ffff", "\U0010ffff" * 4, "\ud7ff" * 4, "\U0001faff" * 4])
def test_a_word_of_the_last_characters_there_are_is_a_word(word: str) -> None:
    with index(FILES) as asked:
        assert terms_of(Query((word,)), asked) == (Term(word, 1, word),)
