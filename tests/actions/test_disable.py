from __future__ import annotations

import pytest

from memory_cli.actions.disable import disable
from memory_cli.actions.enable import enable
from memory_cli.actions.writing import Written
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write

FACTS = "MEMORY.md"
TEA = entry_id("Likes tea.")


def test_an_entry_is_struck_where_it_stands(store: Store) -> None:
    write(store, FACTS, "## Food\n\n- Likes tea. #drinks (since 2026-01-01)\n- Other.\n")
    written = disable(store, [TEA[:4]], author=author())
    assert read(store, FACTS) == (
        "## Food\n\n- ~~Likes tea. #drinks (since 2026-01-01)~~\n- Other.\n"
    )
    assert [(e.id, e.disabled, e.tags) for e in written.entries] == [(TEA, True, ("drinks",))]
    assert written.known == ()
    assert message(store, written.commit) == (
        f"disable: 1 fact\n\nMem-Op: disable\nMem-Actor: cli\nMem-Entry: {TEA}"
    )


def test_every_place_of_every_id_is_struck_in_one_commit(store: Store) -> None:
    write(store, FACTS, "- Likes tea.\n- Other.\n- Likes tea.\n")
    write(store, DAY, "- [ ] 9:00 Likes tea.\n- Logged.\n")
    written = disable(store, [TEA, entry_id("Logged.")], author=author())
    assert read(store, FACTS) == "- ~~Likes tea.~~\n- Other.\n- ~~Likes tea.~~\n"
    assert read(store, DAY) == "- [ ] 9:00 ~~Likes tea.~~\n- ~~Logged.~~\n"
    assert message(store, written.commit).startswith("disable: 2 facts, 2 log entries\n")
    assert deeds(store) == ["init cli", "edit editor", "disable cli"]


def test_a_place_names_one_of_them(store: Store) -> None:
    write(store, FACTS, "- Likes tea.\n")
    write(store, DAY, "- Likes tea.\n")
    disable(store, [f"{TEA}@facts"], author=author())
    assert (read(store, FACTS), read(store, DAY)) == ("- ~~Likes tea.~~\n", "- Likes tea.\n")


def test_what_is_disabled_already_is_known(store: Store) -> None:
    write(store, FACTS, "- ~~Likes tea.~~\n- Other.\n")
    again = disable(store, [TEA], author=author())
    assert again == Written(again.entries, (TEA,), None, None)
    assert [entry.id for entry in again.entries] == [TEA]
    both = disable(store, [TEA, entry_id("Other.")], author=author())
    assert both.known == (TEA,)
    assert [entry.text for entry in both.entries] == ["Other."]
    assert read(store, FACTS) == "- ~~Likes tea.~~\n- ~~Other.~~\n"


def test_soul_is_left_to_the_person(store: Store) -> None:
    write(store, "SOUL.md", "- Likes tea.\n")
    with pytest.raises(Refused) as raised:
        disable(store, [TEA], author=author())
    assert raised.value.message == "SOUL.md is changed by your own hand only"
    write(store, FACTS, "- Likes tea.\n")
    disable(store, [TEA], author=author())
    assert (read(store, "SOUL.md"), read(store, FACTS)) == ("- Likes tea.\n", "- ~~Likes tea.~~\n")


def test_one_unknown_id_leaves_all_as_they_are(store: Store) -> None:
    write(store, FACTS, "- Likes tea.\n")
    with pytest.raises(NotFound):
        disable(store, [TEA, "zzzz"], author=author())
    assert read(store, FACTS) == "- Likes tea.\n"


def test_what_cannot_be_struck_is_refused_and_nothing_changes(store: Store) -> None:
    write(store, FACTS, "- Likes tea.\n\n```\ncode\n```\n")
    with pytest.raises(Refused) as raised:
        disable(store, [TEA, entry_id("```\ncode\n```")], author=author())
    assert raised.value.message.endswith("cannot be changed without changing what stands around it")
    assert read(store, FACTS) == "- Likes tea.\n\n```\ncode\n```\n"


@pytest.mark.parametrize(
    "line",
    [
        "- Likes tea.\n",
        "- Likes tea. #a #b (until 2027-01-01)\n",
        "* [x] Likes tea.   #a  \r\n",
        "1) Likes\n   tea.\n\n   - nested\n   - list ~~struck~~\n",
        "Likes tea\nin a paragraph. #x",
        "> Likes tea\n> in a quote.\n",
        "- a ~~b~~ c\n",
        "- ~~a~~ b ~~c~~\n",
        "- ends in a tilde~\n",
        "- ends in a backslash\\\n",
        "- \\~~escaped\\~~\n",
        "- ~\n",
    ],
)
@pytest.mark.parametrize("path", [FACTS, DAY])
def test_enabling_brings_back_exactly_the_bytes_from_before(
    store: Store, line: str, path: str
) -> None:
    text = f"# Head\n\n{line}"
    write(store, path, text)
    before = store.document(path).entries[0]
    struck = disable(store, [before.id], author=author())
    assert [(entry.id, entry.disabled) for entry in struck.entries] == [(before.id, True)]
    enabled = enable(store, [before.id], author=author())
    assert read(store, path) == text
    assert enabled.entries == (before,)
