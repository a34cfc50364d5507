from __future__ import annotations

from datetime import date
from datetime import timedelta
from typing import Any

import pytest

from memory_cli.core.dates import Window
from memory_cli.search.favours import Favour
from memory_cli.search.favours import factors
from memory_cli.search.index import Opening
from memory_cli.search.scoring import DAY
from memory_cli.search.words import words

TODAY = date(2026, 11, 20)
MAY = Window(date(2026, 5, 1), date(2026, 5, 31))


def opening(text: str = "", day: str | None = None, **about: int) -> Opening:
    told = {"asks": 0, "tells_when": 0} | about
    return Opening(1.0, **told, id="k3f9", date=day, text=text.encode()[:60])


def favours(
    entry: Opening,
    favour: Favour = Favour(),
    *,
    of_topic: bool = False,
    log_of: date = TODAY,
) -> dict[str, float]:
    favour = favour._replace(aging=favour.aging and log_of != TODAY)
    return dict(factors(entry, favour, of_topic=of_topic, log_of=log_of, today=TODAY))


def test_most_log_entries_are_favoured_by_nothing() -> None:
    assert favours(opening("Likes tea.")) == {}


def test_what_stands_in_no_log_is_favoured_because_it_has_no_day() -> None:
    found = dict(factors(opening("Tea."), Favour(), of_topic=False, log_of=None, today=TODAY))
    assert found == {"lasting": 1 + DAY}


@pytest.mark.parametrize(
    ("text", "question", "is_favoured"),
    [
        pytest.param("Dana: rent goes up.", "what did Dana say", True, id="who says it"),
        pytest.param("Dana: rent goes up.", "DANA’s rent", True, id="in another form"),
        pytest.param("**Dana**: rent goes up.", "dana", True, id="marked up"),
        pytest.param("Dana Scully: rent.", "dana scully rent", True, id="two names"),
        pytest.param("Dana Scully: rent.", "dana rent", False, id="only one of the two"),
        pytest.param("Sam: Dana's rent.", "what did Dana say", False, id="somebody else"),
        pytest.param("Dana says rent goes up.", "what did Dana say", False, id="no colon"),
        pytest.param(
            "What I said to Dana: no.", "what I said to dana", False, id="too long a name"
        ),
        pytest.param(": rent.", "rent", False, id="no name"),
        pytest.param("…: rent.", "rent", False, id="nothing in front of the colon"),
        pytest.param("深色: rent.", "深色", True, id="a script without spaces"),
    ],
)
def test_what_begins_with_a_name_that_is_asked_for_is_favoured(
    text: str, question: str, is_favoured: bool
) -> None:
    favour = Favour(words=frozenset(words(question)))
    assert favours(opening(text), favour) == ({"subject": 1.4} if is_favoured else {})


def test_a_beginning_that_is_cut_inside_a_letter_has_no_name_or_one() -> None:
    text = "é" * 40 + ": a"
    assert favours(opening(text), Favour(words=frozenset(words(text)))) == {}
    entry = opening("a: b")._replace(text="a: é".encode()[:-1])
    assert favours(entry, Favour(words={"a"})) == {"subject": 1.4}


@pytest.mark.parametrize(
    ("asks_when", "tells_when", "found"), [(True, 1, {"when": 1.2}), (True, 0, {}), (False, 1, {})]
)
def test_who_asks_when_is_told_a_time(
    asks_when: bool, tells_when: int, found: dict[str, float]
) -> None:
    entry = opening("It was yesterday.", tells_when=tells_when)
    assert favours(entry, Favour(asks_when=asks_when)) == found


def test_what_asks_is_a_little_less_of_an_answer() -> None:
    assert favours(opening("Where is it?", asks=1)) == {"asking": 0.95}


@pytest.mark.parametrize(
    ("day", "window", "is_within"),
    [
        ("2026-04-30", MAY, False),
        ("2026-05-01", MAY, True),
        ("2026-05-31", MAY, True),
        ("2026-06-01", MAY, False),
        (None, MAY, False),
        ("2026-06-01", Window(MAY.start, None), True),
        ("2026-04-30", Window(MAY.start, None), False),
        ("0001-01-01", Window(None, MAY.end), True),
        ("2026-06-01", Window(None, MAY.end), False),
        ("2026-05-01", None, False),
    ],
)
def test_the_days_that_a_question_names_are_favoured(
    day: str | None, window: Window | None, is_within: bool
) -> None:
    entry = opening("Met Ada.", day)
    assert favours(entry, Favour(window=window)) == ({"window": 1.25} if is_within else {})


def test_what_belongs_to_the_thread_at_hand_is_favoured() -> None:
    assert favours(opening("Met Ada."), of_topic=True) == {"topic": 1.5}


@pytest.mark.parametrize(
    ("days", "left"),
    [(1, 0.9966), (30, 0.925), (60, 0.8875), (3650, 0.85), (-1, 1)],
    ids=["a day", "a half-life", "two of them", "ten years", "tomorrow"],
)
def test_a_log_entry_ages_and_most_of_it_stays(days: int, left: float) -> None:
    aged = favours(opening("Met Ada."), log_of=TODAY - timedelta(days))
    assert aged == {"age": pytest.approx(left, abs=1e-4)}


def test_a_log_does_not_age_when_days_are_named() -> None:
    assert favours(opening("Met Ada."), Favour(aging=False), log_of=date(2020, 1, 1)) == {}


def test_favours_add_up() -> None:
    entry = opening("Dana: is it yesterday?", "2026-05-01", asks=1, tells_when=1)
    favour = Favour(words={"dana"}, asks_when=True, window=MAY)
    everything: dict[str, Any] = {
        "subject": 1.4,
        "when": 1.2,
        "asking": 0.95,
        "window": 1.25,
        "topic": 1.5,
        "age": pytest.approx(0.85, abs=0.01),
    }
    assert favours(entry, favour, of_topic=True, log_of=date(2025, 1, 1)) == everything
