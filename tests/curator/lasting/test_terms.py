from __future__ import annotations

import pytest

from memory_cli.curator.lasting.terms import says_all
from memory_cli.curator.lasting.terms import terms


def test_words_are_told_by_their_stems_without_what_says_nothing() -> None:
    assert terms("I am allergic to the peanuts.") == terms("Allergic to a peanut!")
    assert terms("Dana’s allergies") == terms("dana allergy")
    assert terms("the of and") == ()


@pytest.mark.parametrize(
    ("known", "text", "expected"),
    [
        ("Dana is allergic to peanuts and nuts", "Dana is allergic to peanuts", True),
        ("Dana is allergic to peanuts", "Dana is allergic to peanuts and nuts", False),
        ("I prefer tea over coffee", "I prefer coffee over tea", False),
        ("I like tea", "I don't like tea", False),
        ("Locker 217", "Locker 218", False),
        ("Ich esse Fleisch", "Ich esse kein Fleisch", False),
        ("I live in Rome with Sam and two cats on a hill", "I live in Rome", False),
        ("Rome", "", False),
    ],
)
def test_a_text_says_all_of_another_in_its_order(known: str, text: str, expected: bool) -> None:
    assert says_all(known, text) is expected
