from __future__ import annotations

import numpy as np
import pytest

from memory_cli.search.spread import Spread
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import YESTERDAY
from tests.support.recalls import Texts
from tests.support.recalls import index
from tests.support.recalls import items

SOMEWHERE = "memory/2026-11-18.md"


def occurrence(files: Texts, stem: str) -> tuple[list[int], list[float]]:
    """How often each entry has `stem`, by itself and with what is lent to it."""
    with index(files) as asked:
        spread = Spread(asked)
        found = spread.occurrence(stem)
        assert found.having == np.count_nonzero(found.weighted)
        assert not found.weighted[~spread.real].any()
        weighted = [round(float(amount), 2) for amount in found.weighted[spread.real]]
        return found.own[spread.real].tolist(), weighted


@pytest.mark.parametrize(
    ("files", "own", "weighted"),
    [
        pytest.param({}, [], [], id="no memory"),
        pytest.param({FACTS: ""}, [], [], id="an empty file"),
        pytest.param({DAY: items("Tea.")}, [1], [1], id="one entry"),
        pytest.param(
            {DAY: items("a", "b", "c", "Tea, tea.", "d", "e", "f")},
            [0, 0, 0, 2, 0, 0, 0],
            [0, 0.3, 0.6, 2, 0.8, 0.6, 0],
            id="two before and two after it",
        ),
        pytest.param(
            {DAY: items("a", "b", "c", "Tea?", "d", "e", "f")},
            [0, 0, 0, 1, 0, 0, 0],
            [0, 0.15, 0.3, 1, 1, 0.3, 0],
            id="what answers has all of the question",
        ),
        pytest.param(
            {DAY: items("Tea.", "Tea.")}, [1, 1], [1.3, 1.4], id="what neighbours lend adds up"
        ),
        pytest.param(
            {FACTS: items("a", "Tea.", "b")}, [0, 1, 0], [0, 1, 0], id="facts lend nothing"
        ),
        pytest.param(
            {YESTERDAY: items("Tea."), DAY: items("a")}, [1, 0], [1, 0], id="nor from day to day"
        ),
        pytest.param(
            {SOMEWHERE: "", YESTERDAY: items("Tea."), "memory/2026-11-21.md": "", DAY: items("a")},
            [1, 0],
            [1, 0],
            id="empty days between",
        ),
        pytest.param(
            {DAY: items("a", "~~Tea.~~", "b")}, [0, 1, 0], [0, 1, 0], id="nor does what is disabled"
        ),
        pytest.param(
            {DAY: items("a", "Tea? #private", "b")}, [0, 1, 0], [0, 1, 0], id="nor what is private"
        ),
        pytest.param(
            {DAY: items("a", "Tea. (until 2030-01-01)")}, [0, 1], [0, 1], id="nor what expires"
        ),
        pytest.param(
            {DAY: items("a #tea", "~~b~~ #tea", "c")}, [1, 1, 0], [1, 1, 0], id="tags are not lent"
        ),
        pytest.param(
            {DAY: "## Tea\n\n- Tea. #tea\n"}, [3], [3], id="heading, words and tag count alike"
        ),
    ],
)
def test_an_entry_has_its_own_words_and_part_of_its_neighbours(
    files: Texts, own: list[int], weighted: list[float]
) -> None:
    assert occurrence(files, "tea") == (own, weighted)


def test_a_day_has_the_words_it_lends_and_each_word_of_context_once() -> None:
    files = {
        FACTS: items("Tea. #tea"),
        SOMEWHERE: "## Tea\n\n- Tea, tea. #tea\n- Tea? #tea\n",
        YESTERDAY: items("Milk. #tea", "Milk. #tea", "~~Tea.~~"),
        DAY: items("~~Tea.~~ #tea", "Tea. #private"),
    }
    with index(files) as asked:
        spread = Spread(asked)
        assert [file.path for file in spread.files] == [FACTS, SOMEWHERE, YESTERDAY, DAY]
        assert spread.occurrence("tea").daily.tolist() == [0, 4, 1, 0]
        assert spread.occurrence("tea").days == 2
        assert spread.logs == {1: 3, 2: 2}


def test_the_words_of_a_day_are_found_by_its_date() -> None:
    dates = {YESTERDAY: items("a", "b"), FACTS: items("c (since 2026-11-19)", "d")}
    assert occurrence(dates, "thursdai") == ([1, 0, 1, 1], [1, 0, 1, 1])
    assert occurrence(dates, "novemb") == ([1, 0, 1, 1], [1, 0, 1, 1])


def test_slots_and_places_name_the_same_entries() -> None:
    with index({FACTS: items("a", "b"), YESTERDAY: "", DAY: items("c", "d", "e")}) as asked:
        spread = Spread(asked)
        slots = np.flatnonzero(spread.real)
        places = spread.places(slots)
        assert spread.entries == len(places) == 5
        assert spread.slots(np.array(places)).tolist() == slots.tolist()
        assert [asked.entries(places)[place].text for place in places] == list("abcde")
        assert spread.numbers(slots).tolist() == [0, 0, 2, 2, 2]
        assert np.array_equal(spread.flags(",".join(map(str, places))), spread.real)
        assert not spread.flags("").any()


def test_the_mean_length_counts_what_is_lent() -> None:
    with index({DAY: items("Tea please.", "b"), FACTS: items("c")}) as asked:
        # Those of the log have four words of its date; 0.4 of two words and 0.3 of one are lent.
        assert Spread(asked).mean_length == pytest.approx((6 + 0.3 + 5 + 0.8 + 1) / 3)
    with index({}) as asked:
        assert Spread(asked).mean_length == 0


def test_more_words_than_are_kept_are_counted_all_the_same() -> None:
    spoken = [f"{one}{other}" for one in "bcdfghklmn" for other in "oaui"] * 2
    with index({FACTS: items(*spoken)}) as asked:
        spread = Spread(asked)
        having = {word: spread.occurrence(word).having for word in [*spoken, "none"]}
        assert having == {**dict.fromkeys(spoken, 2), "none": 0}
