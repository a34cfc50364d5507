from __future__ import annotations

import pytest

from memory_cli.curator.lasting.sentences import sentences
from memory_cli.curator.lasting.sentences import spoken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ("One.", "Two!", "Three?", "Four")),
        ("Wrapped in\nthe middle. Next.", ("Wrapped in the middle.", "Next.")),
        ("Met Dr. Patel at 9 a.m. today", ("Met Dr. Patel at 9 a.m. today",)),
        ("Am 3. Dezember ist Start. Gut.", ("Am 3. Dezember ist Start.", "Gut.")),
        ("z. B. Rust. Oder Go.", ("z. B. Rust.", "Oder Go.")),
        ("Version 2.4 is out. It works", ("Version 2.4 is out.", "It works")),
        ("First.\n\nSecond paragraph.", ("First.",)),
        ("First.\n- an item", ("First.",)),
        ("> quoted", ()),
        ("| a | b |", ()),
        ("$ git push", ()),
        ("```\ncode\n```", ()),
        ("", ()),
        ("   ", ()),
    ],
)
def test_an_entry_is_read_up_to_what_is_no_prose(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


def test_a_message_is_read_around_what_is_no_prose() -> None:
    message = "Hi. One\ntwo\n\n```py\nthree()\n```\n> four\n- five\n- six. Seven\nEight\n\n1. nine"

    assert spoken(message) == ("Hi.", "One two", "five", "six.", "Seven", "Eight", "nine")


def test_a_fence_that_is_never_closed_hides_the_rest() -> None:
    assert spoken("One\n\n~~~\ntwo\n```\nthree") == ("One",)


def test_a_long_text_takes_no_long_time() -> None:
    assert len(sentences("Word. " * 5000)) == 5000
