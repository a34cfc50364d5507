from __future__ import annotations

from datetime import time

import pytest

from memory_cli.core.arrival import Arrival
from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Sheet
from memory_cli.core.document import Document
from memory_cli.core.draft import draft
from memory_cli.core.gate import Gate
from memory_cli.core.gate import Standing
from memory_cli.core.gate import is_harmless
from memory_cli.core.identity import entry_id

FACTS = "MEMORY.md"
DAY = "memory/2026-11-20.md"
TEA, RUM = entry_id("Tea."), entry_id("Rum.")


def gate(held: dict[str, str]) -> Gate:
    """The gate of a memory that has forgotten tea, and erased rum for good."""
    return Gate(
        Standing(
            lambda path: Document(path, held.get(path, "")),
            held.get,
            lambda path: path not in held,
            frozenset({TEA, RUM}),
            frozenset({RUM}),
        )
    )


def arrival(words: str, path: str = FACTS, section: str | None = None) -> Arrival:
    return Arrival(path, section, draft(words), f"x: {words}")


def test_a_fact_is_known_by_its_words_and_an_entry_of_a_log_by_its_time_too() -> None:
    found = gate({FACTS: "- Ale.\n", DAY: "- 9:00 Pill.\n- Walk.\n- Walk.\n"})
    ale, pill, walk = entry_id("Ale."), entry_id("Pill."), entry_id("Walk.")
    assert [found.has(FACTS, ale, clock) for clock in (None, time(9))] == [True, True]
    assert [found.has(DAY, pill, clock) for clock in (None, time(9), time(9))] == [
        False,
        True,
        False,
    ]
    assert [found.has(DAY, walk, None) for _ in range(3)] == [True, True, False]
    assert found.known == [ale, ale, pill, walk, walk]


def test_what_passed_is_known_from_then_on() -> None:
    found = gate({})
    found.judge(arrival("Ale."))
    assert found.has(FACTS, entry_id("Ale."), None)
    assert [each.source for each in found.passed[FACTS]] == ["x: Ale."]


def test_what_must_stay_away_is_told_by_its_reason() -> None:
    found = gate({})
    for words in ("Tea.", "Rum.", "The password is Kestrel!4417"):
        found.judge(arrival(words))
    assert (found.forgotten, found.erased, dict(found.passed)) == ([TEA], [RUM], {})
    assert found.secrets == [Dropped("x: The password is Kestrel!4417", "a password")]


def test_a_section_may_tell_a_secret() -> None:
    assert is_harmless(arrival("Ale.", section="Drinks"))
    assert not is_harmless(arrival("Ale.", section="The password is Kestrel!4417"))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("- Ale.\r\n", "- Ale.\r\n"),
        ("- Ale.\n- Tea.\n- Rum.\n", "- Ale.\n"),
        ("## The password is Kestrel!4417\n\n- Ale.\n", None),
    ],
)
def test_a_file_comes_whole_without_what_must_stay_away(text: str, rest: str | None) -> None:
    whole = gate({}).whole(Sheet(Document(DAY, text), DAY))
    assert (whole.text if whole else None) == rest


def test_a_file_that_is_there_does_not_come_whole() -> None:
    assert gate({DAY: "- Ale.\n"}).whole(Sheet(Document(DAY, "- Ale.\n"), DAY)) is None
    assert gate({DAY: "- Gin.\n"}).whole(Sheet(Document(DAY, "- Ale.\n"), DAY)) is None
