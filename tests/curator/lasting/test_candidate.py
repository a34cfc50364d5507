from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from memory_cli.curator.lasting.candidate import candidates
from tests.support.curating import TODAY
from tests.support.curating import logged
from tests.support.curating import practice

HERE = Path(__file__).parent
KEPT = practice(HERE / "kept.md")
DROPPED = practice(HERE / "dropped.md")


def found(line: str, *, today: date = TODAY) -> list[str]:
    return [each.text for entry in logged(line) for each in candidates(entry, today)]


@pytest.mark.parametrize("line", KEPT)
def test_what_lasts_is_kept(line: str) -> None:
    assert len(found(line)) == 1


@pytest.mark.parametrize("line", DROPPED)
def test_what_nobody_needs_is_dropped(line: str) -> None:
    assert found(line) == []


def test_an_entry_that_is_one_fact_keeps_its_words_and_so_its_id() -> None:
    (entry,) = logged("Dana is allergic to peanuts. #health")

    (candidate,) = candidates(entry, TODAY)

    assert candidate.text == entry.text == "Dana is allergic to peanuts."
    assert candidate.evidence == (entry,)


@pytest.mark.parametrize(
    ("line", "facts"),
    [
        ("Long day. Chose Postgres over MySQL. Then pizza.", ["Chose Postgres over MySQL."]),
        (
            "I live in Leiden. I work at Acme as a data engineer.",
            ["I live in Leiden.", "I work at Acme as a data engineer."],
        ),
        (
            "Met Sam, Dana's new partner. He is allergic to cats.",
            ["Met Sam, Dana's new partner. He is allergic to cats."],
        ),
        ("She is allergic to nuts.", []),
        ("It lives in the garage.", []),
        ("> I prefer tea", []),
        ("```\n  I prefer tea\n  ```", []),
        ("| a | b |\n  |---|---|\n  | I prefer tea | 2 |", []),
        ("Had a look at this:\n\n  I prefer tea.", []),
    ],
)
def test_only_the_sentences_that_last_become_facts(line: str, facts: list[str]) -> None:
    assert found(line) == facts


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("Remember that Dana hates surprises.", "Dana hates surprises."),
        ("note to self: never deploy on Fridays", "Never deploy on Fridays"),
        ("NB: invoices are due within 14 days", "Invoices are due within 14 days"),
        ("Wichtig: Opa verträgt kein Ibuprofen", "Opa verträgt kein Ibuprofen"),
        ("We decided today to use Postgres", "We decided on 2026-11-18 to use Postgres"),
        ("Ab morgen keine Meetings am Vormittag", "Ab 2026-11-19 keine Meetings am Vormittag"),
    ],
)
def test_the_words_are_the_persons_without_what_leads_in_and_what_moves(
    line: str, text: str
) -> None:
    assert found(line) == [text]


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("Launch is on 3 December", date(2026, 12, 3)),
        ("Dana is on parental leave until 1 March 2027", date(2027, 3, 1)),
        ("The lease ends on 31 March 2027", date(2027, 3, 31)),
        ("Der Mietvertrag endet am 31. März 2027", date(2027, 3, 31)),
        ("Jana's birthday is on 4 May", None),
        ("Chose Postgres over MySQL", None),
        ("Team retro is every other Friday at 14:00", None),
    ],
)
def test_what_is_over_on_a_day_says_so(line: str, until: date | None) -> None:
    (candidate,) = (each for entry in logged(line) for each in candidates(entry, TODAY))

    assert candidate.until == until


def test_a_date_that_is_over_or_is_tomorrow_is_not_kept() -> None:
    assert found("Launch is on 3 December", today=date(2026, 12, 4)) == []
    assert found("Launch is tomorrow") == []


def test_nothing_of_an_entry_with_a_secret_in_it_is_kept() -> None:
    assert found("I prefer tea, and my password is hunter2xyz9!") == []


def test_a_tag_makes_a_fact_of_what_shows_nothing_by_itself() -> None:
    assert found("Blue is Jonah. #fact") == ["Blue is Jonah."]
    assert found("Event sourcing it is. #decision") == ["Event sourcing it is."]
    assert found("Long talk. Chose Rust over C++. #decision") == ["Chose Rust over C++."]
    assert found("Should we choose Rust? #decision") == []


def test_a_sentence_that_no_entry_can_be_is_no_candidate() -> None:
    assert found("I prefer tea " + "very " * 120 + "much") == []
    assert found("I prefer \u202etea") == []
    assert found("I prefer #pinned tea") == []
