from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.curator.lasting.english import rules as english
from memory_cli.curator.lasting.german import rules as german
from memory_cli.curator.lasting.rule import Rule
from memory_cli.curator.lasting.signals import Signal
from memory_cli.curator.lasting.signals import is_lasting
from memory_cli.curator.lasting.signals import rule_of
from memory_cli.curator.lasting.signals import signal
from tests.support.curating import practice

KEPT = practice(Path(__file__).parent / "kept.md")
RULES = (*english.RULES, *german.RULES)


def test_a_signal_says_what_it_is_and_why() -> None:
    assert signal("Dana’s allergic to peanuts") == Signal("health", "an allergy", 0.93)
    assert signal("I prefer tea.") == Signal("preference", "a preference", 0.88)
    assert signal("Wir nehmen Postgres statt MySQL") == Signal("decision", "a decision", 0.84)
    assert signal("Never deploy on Fridays") == Signal("rule", "a standing instruction", 0.9)
    assert signal("We talked about peanuts") is None
    assert signal("") is None


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}: {rule.hints[:40]}")
def test_every_rule_has_a_sentence_that_it_is_for(rule: Rule) -> None:
    assert any(rule_of(sentence) is rule for sentence in KEPT)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.kind}: {rule.hints[:40]}")
def test_every_rule_is_sure_enough_to_need_no_person(rule: Rule) -> None:
    assert 0.6 <= rule.confidence < 1
    assert len(rule.why.split()) <= 6


@pytest.mark.parametrize(
    "sentence",
    [
        "I love this weather",
        "I prefer tea today",
        "Today I love tea",
        "Tom says he prefers tea",
        "If we move to Rome I work from home",
    ],
)
def test_what_holds_only_now_or_is_only_said_is_no_signal(sentence: str) -> None:
    assert signal(sentence) is None


@pytest.mark.parametrize(
    "sentence", ["From today on no coffee after noon", "Moved to Rome today", "Moved to Rome again"]
)
def test_what_became_so_today_lasts(sentence: str) -> None:
    assert signal(sentence) is not None


def test_what_says_when_does_not_last() -> None:
    assert is_lasting("The printer jams with thick paper")
    assert not is_lasting("The printer jams again")
    assert not is_lasting("Had a jam in the printer")
    assert not is_lasting("Does the printer jam?")
