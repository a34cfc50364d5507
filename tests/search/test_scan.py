from __future__ import annotations

from typing import Any

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.search.question import Answer
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from memory_cli.search.question import Question
from memory_cli.search.scan import scan
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import SOUL
from tests.support.recalls import TODAY
from tests.support.recalls import YESTERDAY
from tests.support.recalls import documents
from tests.support.recalls import items
from tests.support.recalls import only

FILES = {
    SOUL: items("Drinks tea at four."),
    FACTS: (
        "## Tea\n\n- Green is best. #drinks\n- ~~Black tea.~~\n- Tea offer. (until 2026-11-19)\n"
        "- Tea safe: 4711. #private\n"
    ),
    YESTERDAY: items("Bought milk and tea."),
    DAY: items("Milk is out."),
}


def scanned(text: str, *, extent: Extent = Extent(), forgotten: str = "", **about: Any) -> Answer:
    question = Question(text, **about)
    ids = [entry_id(forgotten)]
    return scan(documents(FILES), question, extent, today=TODAY, forgotten=ids)


def texts(answer: Answer) -> list[str]:
    return [hit.entry.text for hit in answer.hits]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "milk or tea",
            [
                "Bought milk and tea.",
                "Milk is out.",
                "Green is best.",
                "Tea safe: 4711.",
                "Drinks tea at four.",
            ],
            id="more words first, then the newer",
        ),
        pytest.param("MILK", ["Milk is out.", "Bought milk and tea."], id="case does not matter"),
        pytest.param("drinks", ["Green is best.", "Drinks tea at four."], id="tags count"),
        pytest.param("drink", [], id="stems do not"),
        pytest.param("zebra", [], id="nothing"),
        pytest.param("", [], id="no question"),
        pytest.param("?!", [], id="no word"),
        pytest.param("is", ["Milk is out.", "Green is best."], id="a stop word alone"),
    ],
)
def test_every_entry_is_looked_at_for_the_words_themselves(text: str, found: list[str]) -> None:
    assert sorted(texts(scanned(text))) == sorted(found)
    scores = [hit.score for hit in scanned(text).hits]
    assert scores == sorted(scores, reverse=True)


def test_what_has_more_of_the_words_comes_first_then_the_newer() -> None:
    first, second, *_, last = texts(scanned("milk or tea"))
    assert (first, second) == ("Bought milk and tea.", "Milk is out.")
    assert last in {"Green is best.", "Tea safe: 4711.", "Drinks tea at four."}


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (Filter(("log",)), {"Bought milk and tea."}),
        (Filter(("soul",)), {"Drinks tea at four."}),
        (Filter(tags=("drinks",)), {"Green is best."}),
        (only("2026-11-19", "2026-11-19"), {"Bought milk and tea."}),
        (only("2026-11-20"), set()),
        (
            Filter(("fact",), inactive=True),
            {"Green is best.", "Tea safe: 4711.", "Black tea.", "Tea offer."},
        ),
    ],
)
def test_filters_hold(wanted: Filter, found: set[str]) -> None:
    assert set(texts(scanned("tea", wanted=wanted))) == found


def test_a_filter_alone_is_a_question() -> None:
    assert texts(scanned("", wanted=Filter(("log",)))) == ["Milk is out.", "Bought milk and tea."]


def test_a_bullet_without_words_is_no_hit() -> None:
    empty = documents({DAY: "- \n- Tea.\n"})
    question = Question("", wanted=Filter(("log",)))
    assert texts(scan(empty, question, Extent(), today=TODAY)) == ["Tea."]


def test_limit_and_share_hold() -> None:
    assert len(scanned("tea milk", extent=Extent(2)).hits) == 2
    whole = scanned("tea milk", extent=Extent(coverage=0.9))
    assert texts(whole) == ["Bought milk and tea."]
    assert whole.hits[0].score == 1.0


def test_private_and_forgotten_entries_stay_hidden() -> None:
    hidden = scanned("4711", extent=Extent(private=False))
    assert hidden == Answer((), private=1)
    assert texts(scanned("4711")) == ["Tea safe: 4711."]
    assert texts(scanned("4711", forgotten="Tea safe: 4711.")) == []


@pytest.mark.parametrize(
    ("without", "found"),
    [
        ("milk", {"Green is best.", "Tea safe: 4711.", "Drinks tea at four."}),
        ("tea at", {"Green is best.", "Tea safe: 4711.", "Bought milk and tea."}),
        (
            "at tea",
            {"Green is best.", "Tea safe: 4711.", "Drinks tea at four.", "Bought milk and tea."},
        ),
    ],
)
def test_words_that_must_not_occur_do_not(without: str, found: set[str]) -> None:
    assert set(texts(scanned("tea", without=(without,)))) == found


def test_phrases_must_occur_and_without_a_hit_their_words_do() -> None:
    whole = scanned('"milk and tea"', quoted=True)
    assert (texts(whole), whole.missing) == (["Bought milk and tea."], ())
    apart = scanned('"tea and milk"', quoted=True)
    assert (texts(apart)[0], apart.missing) == ("Bought milk and tea.", ("tea and milk",))
    plain = scanned('"tea and milk"')
    assert (texts(plain), plain.missing) == (texts(apart), ())


def test_a_conversation_alone_is_a_question() -> None:
    assert texts(scanned("", conversation="is milk left?"))[0] == "Milk is out."
    assert texts(scanned("tea", conversation="milk")) == texts(scanned("tea"))
