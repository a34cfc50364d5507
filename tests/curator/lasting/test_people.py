from __future__ import annotations

import pytest

from memory_cli.curator.lasting.people import is_of_another
from memory_cli.curator.lasting.people import named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Hague is nice", "the Hague is nice"),
        ("My sister Jana lives here", "Kin lives here"),
        ("Dana’s boss is Tom", "Kin is Tom"),
        ("Meine Schwester Jana wohnt hier", "Kin wohnt hier"),
        ("I'm here and we've eaten", "I am here and we have eaten"),
        ("My customer number is 4", "my customer number is 4"),
        ("On Monday", "on monday"),
    ],
)
def test_only_names_keep_their_capital_and_kin_are_one_name(text: str, expected: str) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dana prefers tea", True),
        ("My sister Jana lives in Leiden", True),
        ("Tom and Jana are married", True),
        ("I prefer tea", False),
        ("My locker is 217", False),
        ("Prefers tea", False),
        ("Never deploy on Fridays", False),
    ],
)
def test_whom_a_sentence_is_of_is_told_by_its_beginning(text: str, expected: bool) -> None:
    assert is_of_another(text) is expected


def test_what_is_something_may_be_a_thing() -> None:
    assert is_of_another("Rent is due")
    assert not is_of_another("Rent is due", is_thing=True)
