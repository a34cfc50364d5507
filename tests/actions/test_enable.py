from __future__ import annotations

import pytest

from memory_cli.actions.enable import enable
from memory_cli.actions.writing import Written
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write

FACTS = "MEMORY.md"
TEA = entry_id("Likes tea.")


@pytest.mark.parametrize(
    ("struck", "line"),
    [
        ("- ~~Likes tea.~~ #x\n", "- Likes tea. #x\n"),
        ("- ~~Likes tea. #x~~\n", "- Likes tea. #x\n"),
        ("- ~~[ ] Likes tea.~~ (since 2026-01-01)\n", "- [ ] Likes tea. (since 2026-01-01)\n"),
    ],
)
def test_a_strike_by_hand_is_taken_off(store: Store, struck: str, line: str) -> None:
    write(store, FACTS, struck)
    written = enable(store, [TEA], author=author())
    assert read(store, FACTS) == line
    assert [(entry.id, entry.disabled) for entry in written.entries] == [(TEA, False)]
    assert message(store, written.commit) == (
        f"enable: 1 fact\n\nMem-Op: enable\nMem-Actor: cli\nMem-Entry: {TEA}"
    )


def test_of_several_places_those_that_are_struck_change(store: Store) -> None:
    write(store, FACTS, "- Likes tea.\n")
    write(store, DAY, "- ~~9:00 Likes tea.~~\n")
    written = enable(store, [TEA], author=author())
    assert read(store, DAY) == "- 9:00 Likes tea.\n"
    assert [entry.path for entry in written.entries] == [DAY]
    assert written.known == (TEA,)


def test_what_is_enabled_already_is_known(store: Store) -> None:
    write(store, FACTS, "- Likes tea.\n")
    written = enable(store, [TEA], author=author())
    assert written == Written(written.entries, (TEA,), None, None)
    assert read(store, FACTS) == "- Likes tea.\n"


def test_soul_is_left_to_the_person(store: Store) -> None:
    write(store, "SOUL.md", "- ~~Likes tea.~~\n")
    with pytest.raises(Refused):
        enable(store, [TEA], author=author())
    assert read(store, "SOUL.md") == "- ~~Likes tea.~~\n"
