from __future__ import annotations

from datetime import date

import pytest

from memory_cli.search.question import Filter
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import SOUL
from tests.support.recalls import YESTERDAY
from tests.support.recalls import found
from tests.support.recalls import items
from tests.support.recalls import only

FILES = {
    SOUL: "# Me #home\n\n- Tea at four.\n",
    FACTS: items(
        "Tea, green. (since 2026-11-10) #drinks",
        "Tea with milk. #drinks #food",
        "~~Tea with sugar.~~ #food",
        "Tea diet. (until 2026-11-19)",
        "Tea offer. (until 2026-11-20)",
        "Tea cure. (2026-10-01..2026-11-01)",
    ),
    YESTERDAY: items("Tea spilled. #food"),
    DAY: items("Tea bought. #drinks/green"),
}
ALL = {
    *("Tea at four.", "Tea, green.", "Tea with milk.", "Tea with sugar.", "Tea diet."),
    *("Tea offer.", "Tea cure.", "Tea spilled.", "Tea bought."),
}
ENDED = {"Tea with sugar.", "Tea diet.", "Tea cure."}


@pytest.mark.parametrize("text", ["tea", ""])
@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        pytest.param(Filter(("soul",)), {"Tea at four."}, id="soul"),
        pytest.param(
            Filter(("fact",)), {"Tea, green.", "Tea with milk.", "Tea offer."}, id="facts"
        ),
        pytest.param(Filter(("log",)), {"Tea spilled.", "Tea bought."}, id="log"),
        pytest.param(
            Filter(("soul", "log")), {"Tea at four.", "Tea spilled.", "Tea bought."}, id="two kinds"
        ),
        pytest.param(
            only("2026-11-19"), {"Tea spilled.", "Tea bought."}, id="from a day on, the day itself"
        ),
        pytest.param(
            only(until="2026-11-19"),
            {"Tea, green.", "Tea spilled."},
            id="up to a day, the day itself, and facts by the day they begin with",
        ),
        pytest.param(only("2026-11-20", "2026-11-20"), {"Tea bought."}, id="one day"),
        pytest.param(only("2027-01-01"), set(), id="later than everything"),
        pytest.param(
            Filter(tags=("food",)), {"Tea with milk.", "Tea spilled."}, id="a tag, whole and exact"
        ),
        pytest.param(Filter(tags=("drinks", "food")), {"Tea with milk."}, id="all of several tags"),
        pytest.param(Filter(tags=("home",)), {"Tea at four."}, id="the tag of a heading"),
        pytest.param(Filter(tags=("foo",)), set(), id="a tag nobody has"),
        pytest.param(Filter(("log",), tags=("food",)), {"Tea spilled."}, id="a kind and a tag"),
        pytest.param(
            Filter(("fact",), inactive=True),
            {"Tea, green.", "Tea with milk.", "Tea offer.", *ENDED},
            id="what is over, too",
        ),
        pytest.param(
            only("2026-10-01", "2026-10-01", inactive=True),
            {"Tea cure."},
            id="what is over, by day",
        ),
    ],
)
def test_a_filter_leaves_only_what_fits_with_a_question_or_without(
    wanted: Filter, left: set[str], text: str
) -> None:
    assert set(found(FILES, text, wanted=wanted)) == left


def test_what_is_disabled_or_over_is_not_found_unless_asked_for() -> None:
    assert set(found(FILES, "tea")) == ALL - ENDED
    assert set(found(FILES, "tea", wanted=Filter(inactive=True))) == ALL


@pytest.mark.parametrize(
    ("today", "over"),
    [
        pytest.param("2026-11-01", {"Tea with sugar."}, id="on their last day both hold"),
        pytest.param("2026-11-02", {"Tea with sugar.", "Tea cure."}, id="the day after"),
        pytest.param("2026-11-21", ENDED | {"Tea offer."}, id="later"),
        pytest.param("9999-12-31", ENDED | {"Tea offer."}, id="at the end of time"),
    ],
)
def test_an_entry_is_found_up_to_its_last_day(today: str, over: set[str]) -> None:
    assert set(found(FILES, "tea", today=date.fromisoformat(today))) == ALL - over


@pytest.mark.parametrize(
    ("without", "left"),
    [
        (["milk"], {"Tea, green.", "Tea offer."}),
        (["MILKS"], {"Tea, green.", "Tea offer."}),
        (["with milk"], {"Tea, green.", "Tea offer."}),
        (["milk with"], {"Tea, green.", "Tea with milk.", "Tea offer."}),
        (["milk", "green"], {"Tea offer."}),
        (["drinks"], {"Tea, green.", "Tea with milk.", "Tea offer."}),
        (["tea"], set()),
        (["?"], {"Tea, green.", "Tea with milk.", "Tea offer."}),
    ],
)
def test_words_that_must_not_occur_do_not(without: list[str], left: set[str]) -> None:
    facts = Filter(("fact",))
    assert set(found(FILES, "tea", without=tuple(without), wanted=facts)) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('"tea with milk"', ["Tea with milk."]),
        ('"tea with"', ["Tea with milk."]),
        ('"tea with" "milk"', ["Tea with milk."]),
        ('"with milks" tea spilled', ["Tea with milk."]),
    ],
)
def test_phrases_occur_word_for_word(text: str, left: list[str]) -> None:
    assert found(FILES, text, quoted=True) == left


def test_a_phrase_may_stand_in_what_lends_nothing() -> None:
    files = {
        DAY: items("Dark mode, says Sam. #private", "Which dark mode?", "Dark modes.", "Mode.")
    }
    assert set(found(files, '"dark mode"', quoted=True)) == {
        "Dark mode, says Sam.",
        "Which dark mode?",
        "Dark modes.",
    }
