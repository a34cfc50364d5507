from __future__ import annotations

from math import prod

import pytest

from memory_cli.core.dates import Window
from memory_cli.search.favours import Favour
from memory_cli.search.index import Opening
from memory_cli.search.query import Query
from memory_cli.search.question import Because
from memory_cli.search.rank import Ranker
from memory_cli.search.scoring import Ranked
from memory_cli.search.scoring import ordered
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import TODAY
from tests.support.recalls import YESTERDAY
from tests.support.recalls import Texts
from tests.support.recalls import index
from tests.support.recalls import items

Scored = dict[str, tuple[Ranked, Because]]


def scored(files: Texts, query: Query, favour: Favour = Favour()) -> Scored:
    """What is known of every entry that is ranked, by its words, best first."""
    with index(files) as asked:
        found = Ranker(asked, today=TODAY).find(query, favour=favour)
        assert found.because
        entries = asked.entries([each.place for each in found.ranked])
        return {
            entries[each.place].text: (each, found.because(each.place)) for each in found.ranked
        }


def test_of_equal_scores_the_newer_comes_first_then_the_smaller_id() -> None:
    days = {1: ("b", "2026-11-19"), 2: ("c", None), 3: ("a", "2026-11-20"), 4: ("d", "2026-11-20")}
    openings = {
        place: Opening(1.0, 0, 0, id=id_, date=day, text=b"") for place, (id_, day) in days.items()
    }
    ranked = [Ranked(place, 1.0, 1.0) for place in days]
    best = Ranked(2, 1.5, 1.0)
    assert [each.place for each in ordered(ranked, openings)] == [3, 4, 1, 2]
    assert [each.place for each in ordered([*ranked[2:], best], openings)] == [2, 3, 4]


def test_a_score_is_the_sum_of_its_parts_times_its_factors() -> None:
    files = {
        DAY: items("Dana: tea?", "Yes. #billing", "Milk."),
        YESTERDAY: items("Tea with milk."),
        FACTS: items("Tea."),
    }
    favour = Favour(words={"dana"}, topic="billing", window=Window(TODAY, TODAY))
    found = scored(files, Query(("tea", "milk")), favour)
    for ranked, because in found.values():
        parts = sum(because.words.values()) + because.day
        assert ranked.score == pytest.approx(parts * prod(because.factors.values()))
    assert found.keys() == {"Dana: tea?", "Yes.", "Milk.", "Tea with milk.", "Tea."}
    why = {text: reason for text, (_, reason) in found.items()}
    assert why["Dana: tea?"].borrowed == ("milk",)
    assert why["Dana: tea?"].factors.keys() == {"subject", "asking", "window", "age"}
    assert why["Yes."].borrowed == ("tea", "milk")
    assert why["Yes."].factors.keys() == {"window", "topic", "age"}
    assert why["Milk."].borrowed == ("tea",)
    assert why["Tea."] == Because(why["Tea."].words, (), 0.0, {"lasting": 1.8})
    assert why["Yes."].day == why["Milk."].day > 0


def test_how_much_of_the_question_an_entry_has_goes_by_rarity() -> None:
    files = {FACTS: items("Tea.", "Tea and saffron.", "Saffron.", "Tea now.", "Green tea.")}
    shares = {
        text: each.coverage for text, (each, _) in scored(files, Query(("tea", "saffron"))).items()
    }
    assert shares["Tea and saffron."] == pytest.approx(1)
    assert shares["Saffron."] > 0.5 > shares["Tea."]
    assert shares["Saffron."] + shares["Tea."] == pytest.approx(1)


def test_a_word_nobody_has_is_a_part_of_the_question_that_is_missing() -> None:
    found = scored({FACTS: items("Tea.", "Milk.")}, Query(("tea", "zebra")))
    assert 0 < found["Tea."][0].coverage < 0.5


def test_what_is_lent_covers_a_question_in_part() -> None:
    found = scored({DAY: items("Tea.", "Milk.")}, Query(("tea",)))
    assert found["Tea."][0].coverage == pytest.approx(1)
    assert found["Milk."][0].coverage == pytest.approx(0.4)


def test_hints_bring_before_others_and_cover_nothing() -> None:
    files = {FACTS: items("Dana likes tea.", "Dana likes milk.")}
    found = scored(files, Query(("dana",), hints=("milk",)))
    assert list(found) == ["Dana likes milk.", "Dana likes tea."]
    assert [each.coverage for each, _ in found.values()] == [1, 1]
    alone = scored(files, Query(hints=("milk",)))
    assert {text: each.coverage for text, (each, _) in alone.items()} == {"Dana likes milk.": 0}


def test_a_word_that_is_asked_for_twice_counts_twice() -> None:
    files = {FACTS: items("Tea.", "Milk.", "Water.")}
    assert list(scored(files, Query(("tea", "milk", "milk")))) == ["Milk.", "Tea."]
    assert list(scored(files, Query(("tea", "milk", "tea")))) == ["Tea.", "Milk."]
