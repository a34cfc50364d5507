from __future__ import annotations

import pytest

from memory_cli.curator.lasting.leadins import Asked
from memory_cli.curator.lasting.leadins import asked
from memory_cli.curator.lasting.leadins import lead_in


@pytest.mark.parametrize(
    ("sentence", "text", "says"),
    [
        ("Remember that Ben needs his inhaler.", "Ben needs his inhaler.", "remember that"),
        ("remember: rent is due on the 1st", "Rent is due on the 1st", "remember"),
        ("Note to self: never deploy on Fridays", "Never deploy on Fridays", "note to self"),
        ("**Important:** the key is with Ruth", "The key is with Ruth", "important"),
        ("Don’t forget that Ben is deaf", "Ben is deaf", "don't forget that"),
        ("NB: Ben is deaf", "Ben is deaf", "nb"),
        ("Keep in mind that Ben is deaf", "Ben is deaf", "keep in mind that"),
        ("merken: der Schlüssel liegt bei Ruth", "Der Schlüssel liegt bei Ruth", "merken"),
        ("Wichtig: Opa verträgt kein Ibuprofen", "Opa verträgt kein Ibuprofen", "wichtig"),
    ],
)
def test_what_is_asked_for_is_found_behind_the_words_that_ask(
    sentence: str, text: str, says: str
) -> None:
    assert asked(sentence) == Asked(text, says)


@pytest.mark.parametrize(
    "sentence",
    [
        "remember to buy milk",
        "Remember that night in Rome",
        "I remember that Ben is deaf",
        "Note to self: buy milk",
        "Important: call Ben before Friday",
        "Important meeting tomorrow",
        "Don't forget: dentist at three",
        "Nicht vergessen: Milch kaufen",
        "Important: the build is broken",
        "Remember:",
        "Reminder: water the plants",
    ],
)
def test_what_is_to_be_done_once_or_is_no_statement_is_not_asked_for(sentence: str) -> None:
    assert asked(sentence) is None


def test_what_leads_in_is_known_even_where_no_statement_follows() -> None:
    assert lead_in("Note to self: buy milk") == Asked("Buy milk", "note to self")
    assert lead_in("Buy milk") is None
