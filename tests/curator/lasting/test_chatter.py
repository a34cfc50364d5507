from __future__ import annotations

import pytest

from memory_cli.curator.lasting.chatter import is_event
from memory_cli.curator.lasting.chatter import is_idle
from memory_cli.curator.lasting.chatter import is_mood
from memory_cli.curator.lasting.chatter import is_noise
from memory_cli.curator.lasting.chatter import is_passing
from memory_cli.curator.lasting.chatter import is_question
from memory_cli.curator.lasting.chatter import is_told


@pytest.mark.parametrize("text", ["Do I like tea?", "Really?!", "“Tea?”", "Was nun?"])
def test_questions_are_known_by_their_mark(text: str) -> None:
    assert is_question(text)
    assert is_idle(text)


@pytest.mark.parametrize(
    "text",
    [
        "I might move to Rome",
        "Maybe I prefer tea",
        "We may move to Kafka",
        "If we ever move, I want a garden",
        "It would be nice to live by the sea",
        "I think I am allergic to cats",
        "We haven't decided on a database yet",
        "Vielleicht ziehen wir um",
        "Wir könnten nach Rom ziehen",
        "Ich hoffe, es klappt",
        "I live on cake lol",
        "I love paperwork /s",
        "I only drink champagne 😂",
        "“I hate coffee,” said Dana",
        'Dana: "I prefer tea"',
        "Dana said: I prefer tea",
    ],
)
def test_guesses_wishes_jokes_and_quotes_are_idle(text: str) -> None:
    assert is_idle(text)


@pytest.mark.parametrize(
    "text",
    [
        "I prefer tea",
        "Launch is in May",
        "Dana’s favourite song is “Heroes”",
        "I'd rather have tea than coffee",
        "Decision: Postgres",
        "Note: I prefer tea",
        "Billing: chose Postgres",
    ],
)
def test_plain_statements_are_not_idle(text: str) -> None:
    assert not is_idle(text)


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/prefer/tea",
        "def prefer(x): return x",
        "ValueError: I prefer not to",
        "2026-11-18 09:11:02 INFO started",
        "{'prefer': 'tea'};",
        "!!! ???",
        "prefer",
    ],
)
def test_what_was_pasted_is_noise(text: str) -> None:
    assert is_noise(text)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("I prefer tea today", True),
        ("I prefer tea again", True),
        ("Ich mag das gerade", True),
        ("From today on I prefer tea", False),
        ("I live in Rome since yesterday", False),
        ("I swim every Tuesday", False),
    ],
)
def test_what_holds_for_the_moment_passes(text: str, passes: bool) -> None:
    assert is_passing(text) is passes


def test_what_happened_what_was_felt_and_what_was_heard_are_told_apart() -> None:
    assert is_event("Had lunch with Tom")
    assert is_event("Bin spazieren gegangen")
    assert not is_event("I have lunch at noon")
    assert is_mood("What a long day")
    assert not is_mood("The day has 24 hours")
    assert is_told("Tom says it works")
    assert not is_told("It works")
