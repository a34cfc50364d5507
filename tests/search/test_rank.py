from __future__ import annotations

import pytest

from memory_cli.search.query import query_of
from memory_cli.search.question import Filter
from memory_cli.search.question import Term
from memory_cli.search.rank import CANDIDATES
from memory_cli.search.rank import Ranker
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import SOUL
from tests.support.recalls import TODAY
from tests.support.recalls import YESTERDAY
from tests.support.recalls import Texts
from tests.support.recalls import found
from tests.support.recalls import index
from tests.support.recalls import items

THREE = ("Likes green tea.", "Sister is called Mia.", "Allergic to peanuts.")


def ranked(
    files: Texts, text: str, wanted: Filter = Filter(), *, most: int = CANDIDATES
) -> list[str]:
    """The words of everything that is ranked, best first."""
    with index(files) as asked:
        ranker = Ranker(asked, today=TODAY)
        places = [each.place for each in ranker.find(query_of(text), wanted, most=most).ranked]
        entries = asked.entries(places)
        return [entries[place].text for place in places]


@pytest.mark.parametrize("path", [SOUL, FACTS])
@pytest.mark.parametrize("size", [0, 1, 2, 3])
def test_in_the_smallest_memories_the_one_that_matches_is_the_hit(size: int, path: str) -> None:
    files = {path: items(*THREE[:size])}
    assert ranked(files, "tea") == list(THREE[:1] if size > 0 else ())
    assert ranked(files, "what is my sister called?") == list(THREE[1:2] if size > 1 else ())
    assert ranked(files, "zebra") == []


@pytest.mark.parametrize("size", [1, 2, 3])
def test_in_a_log_its_neighbours_are_hits_behind_it(size: int) -> None:
    day = {DAY: items(*THREE[:size])}
    assert ranked(day, "peanuts")[:1] == list(THREE[2:3] if size > 2 else ())
    assert ranked(day, "tea")[0] == THREE[0]
    assert set(ranked(day, "tea")) == set(THREE[:size])
    assert ranked({DAY: items(*THREE, "far", "further")}, "tea") == [*THREE]


@pytest.mark.parametrize("number", [2, 10])
def test_a_term_of_half_or_all_entries_still_finds_them(number: int) -> None:
    half = {FACTS: items(*(f"{'Tea' if each % 2 else 'Milk'} {each}." for each in range(number)))}
    assert len(ranked(half, "tea")) == number // 2
    everywhere = {FACTS: items(*(f"Tea {each}." for each in range(number)))}
    assert len(ranked(everywhere, "tea")) == number
    assert ranked(everywhere, "tea 1")[0] == "Tea 1."
    assert ranked(everywhere, "zebra 1") == ["Tea 1."]


def test_without_words_the_newest_come_first_and_of_a_day_what_was_written_last() -> None:
    files = {
        FACTS: items("one", "two (since 2026-11-19)", "three"),
        YESTERDAY: items("four", "9:00 five", "8:00 six"),
        DAY: items("seven"),
    }
    everything = ["seven", "six", "two", "five", "four", "three", "one"]
    assert ranked(files, "") == everything
    assert found(files, "", wanted=Filter(("fact", "log"))) == everything
    assert found(files, "?!", wanted=Filter(("fact",))) == ["two", "three", "one"]
    assert found(files, "") == []


def test_nothing_is_ranked_where_there_is_nothing() -> None:
    for files in ({}, {FACTS: ""}, {DAY: "# 2026-11-20\n"}):
        assert ranked(files, "tea") == []
        assert ranked(files, "") == []
        assert ranked(files, "", Filter(inactive=True)) == []


def test_what_was_looked_for_is_told_even_when_nothing_is_found() -> None:
    with index({FACTS: items("Likes tea.")}) as asked:
        ranker = Ranker(asked, today=TODAY)
        assert ranker.find(query_of("zebra")) == ((Term("zebra", 1, "zebra"),), (), None)
        assert ranker.find(query_of("tee")).ranked == ()


def test_of_too_many_candidates_those_that_promise_most_are_ranked() -> None:
    texts = [f"Tea {number} {'saffron' * (number == 7)}." for number in range(20)]
    files = {FACTS: items(*texts)}
    best = ranked(files, "tea saffron", most=5)
    assert best[0] == texts[7]
    assert len(best) == 5
    assert len(ranked(files, "", most=5)) == 5


def test_many_questions_are_answered_one_after_the_other_as_each_alone() -> None:
    files = {DAY: items(*THREE), FACTS: items("Tea at four.", "Peanuts again.")}
    questions = [f"{one} {other}" for one in ("tea", "mia", "peanuts") for other in ("", "four")]
    with index(files) as asked:
        ranker = Ranker(asked, today=TODAY)
        together = [ranker.find(query_of(text)).ranked for text in questions]
    for text, one in zip(questions, together, strict=True):
        with index(files) as asked:
            assert Ranker(asked, today=TODAY).find(query_of(text)).ranked == one
