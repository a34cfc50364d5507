from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.core.unwelcome import Unwelcome
from memory_cli.core.unwelcome import erased_refused
from memory_cli.core.unwelcome import refusal
from memory_cli.core.unwelcome import unwelcome
from tests.support.keys import KEY
from tests.support.keys import WHAT

GONE = "words that were erased for good"
TEA, HEADING, COMMENT = entry_id("Tea."), entry_id("## Tea."), entry_id("<!-- Tea. -->")
HEADER = entry_id("name: Tea")
ERASED = (TEA, HEADING, COMMENT, HEADER)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "- Tea.\n", [(TEA, 1)]),
        ("- a\n", "- a\n- ~~Tea.~~ #x\n", [(TEA, 2)]),
        ("- Tea.\n", "- a\n- Tea. #x\n", []),
        ("", "# Day\n\n## Tea.\n", [(HEADING, 3)]),
        ("## Tea.\n", "## Tea.\n\n- Tea.\n", [(TEA, 3)]),
        ("", "<!-- Tea. -->\n", [(COMMENT, 1)]),
        ("", "---\nname: Tea\n---\n", [(HEADER, 2)]),
        ("", "- Tea\n- Green tea.\n", []),
    ],
)
def test_erased_words_are_known_wherever_they_come_in(
    before: str, after: str, found: list[tuple[str, int]]
) -> None:
    wanted = tuple(Unwelcome(GONE, line, each) for each, line in found)
    assert unwelcome("MEMORY.md", before, after, erased=ERASED) == wanted


def test_secrets_and_erased_words_come_in_the_order_of_their_lines() -> None:
    after = f"- Tea.\n- {KEY}\n- Tea.\n"
    found = unwelcome("MEMORY.md", "", after, erased=[TEA])
    assert [(each.line, each.said) for each in found] == [
        *((1, f"says {GONE}"), (2, f"looks like {WHAT}"), (3, f"says {GONE}"))
    ]


def test_an_allowed_secret_lets_in_no_erased_word() -> None:
    after = f"- Tea.\n- {KEY}\n"
    found = unwelcome("MEMORY.md", "", after, erased=[TEA], allow_secret=True)
    assert [each.id for each in found] == [TEA]


def test_a_list_of_ids_is_looked_at_for_secrets_alone() -> None:
    assert unwelcome(".forgotten", "", f"{TEA} 2026-11-20\n", erased=[TEA]) == ()
    assert unwelcome(".gitignore", "", f"{KEY}\n") == (Unwelcome(WHAT, 1),)


def test_the_refusal_repeats_nothing_of_it_and_says_what_helps() -> None:
    person, agent = (refusal([Unwelcome(WHAT, 1)], actor) for actor in ("cli", "agent:x"))
    assert person.message == f"this looks like {WHAT}; nothing was written"
    assert person.hint == "leave it out, or say --allow-secret"
    assert agent.hint == "leave it out, only a person lets it in"


def test_of_erased_words_the_ids_are_named() -> None:
    error = refusal([Unwelcome(WHAT, 1), Unwelcome(GONE, 2, TEA)], "cli")
    assert error.message == erased_refused([TEA]).message
    assert error.message == f"these words were erased for good ({TEA})"
