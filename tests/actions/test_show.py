from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.actions.show import Overview
from memory_cli.actions.show import names_an_entry
from memory_cli.actions.show import overview
from memory_cli.actions.show import show
from memory_cli.actions.show import tags
from memory_cli.core.budget import tokens
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import entry_id
from memory_cli.store.soul import Header
from memory_cli.store.store import Store
from tests.support.memories import TODAY
from tests.support.memories import write


@pytest.fixture
def full(store: Store) -> Store:
    write(store, "SOUL.md", "---\nname: Sam\nbudget: 900\n---\n# Me\n\n- Left-handed.\n")
    write(
        store,
        "MEMORY.md",
        "## UI #ui\n\n- Dark mode. #Pinned\n- ~~Light mode.~~\n- Old. (until 2026-11-19)\n"
        "- Last day. (until 2026-11-20)\n- [ ] Task of a fact.\n",
    )
    write(store, "memory/2026-11-20.md", "- 9:00 Today. #ui #work\n- [ ] 9:10 Task of today.\n")
    write(store, "memory/2026-11-19.md", "- [x] Done.\n- [ ] Task.\n- [ ] ~~Struck task.~~\n")
    write(store, "memory/2026-11-02.md", "- Second. #work\n")
    write(store, "memory/2025-11-20.md", "- A year ago.\n")
    return store


def words(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.text for entry in entries]


ALL_LOGS = [
    *("A year ago.", "Second.", "Done.", "Task.", "Struck task."),
    *("Today.", "Task of today."),
]


@pytest.mark.parametrize(
    ("what", "shown"),
    [
        ("soul", ["Left-handed."]),
        ("facts", ["Dark mode.", "Light mode.", "Old.", "Last day.", "Task of a fact."]),
        ("log", ALL_LOGS),
        ("today", ["Today.", "Task of today."]),
        (" TODAY ", ["Today.", "Task of today."]),
        ("yesterday", ["Done.", "Task.", "Struck task."]),
        ("tasks", ["Task of a fact.", "Task of today.", "Done.", "Task."]),
        ("disabled", ["Light mode.", "Struck task."]),
        ("#work", ["Today.", "Second."]),
        ("#PINNED", ["Dark mode."]),
        (
            "tags",
            [
                "Dark mode.",
                "Light mode.",
                "Old.",
                "Last day.",
                "Task of a fact.",
                "Today.",
                "Second.",
            ],
        ),
        ("2026-11-02", ["Second."]),
        ("2026-11-03", []),
        ("november", ["Second.", "Done.", "Task.", "Struck task.", "Today.", "Task of today."]),
        ("2025", ["A year ago."]),
        ("2025-11-20..2026-11-02", ["A year ago.", "Second."]),
        ("until 2026-11-02", ["A year ago.", "Second."]),
        ("since yesterday", ["Done.", "Task.", "Struck task.", "Today.", "Task of today."]),
        (entry_id("Second."), ["Second."]),
        (entry_id("Second.")[:4].upper(), ["Second."]),
        (f"{entry_id('Second.')}@2026-11-02", ["Second."]),
    ],
)
def test_what_is_shown(full: Store, what: str, shown: list[str]) -> None:
    assert words(show(full, what, today=TODAY)) == shown


def test_an_id_shows_every_place(store: Store) -> None:
    write(store, "MEMORY.md", "- Tea.\n")
    write(store, "memory/2026-11-20.md", "- Tea.\n")
    shown = show(store, entry_id("Tea."), today=TODAY)
    assert [entry.place for entry in shown] == ["facts", "2026-11-20"]


def test_a_reserved_word_wins_over_a_date_and_a_date_over_an_id(store: Store) -> None:
    write(store, "MEMORY.md", "- w1602960\n")
    assert entry_id("w1602960").startswith("2026")
    assert words(show(store, "2026", today=TODAY)) == []
    assert words(show(store, "2026e", today=TODAY)) == ["w1602960"]
    assert words(show(store, "facts", today=TODAY)) == ["w1602960"]
    assert not names_an_entry("2026", today=TODAY)
    assert not names_an_entry("facts", today=TODAY)
    assert not names_an_entry("sept", today=TODAY)
    assert not names_an_entry("nonsense", today=TODAY)
    assert names_an_entry(" 2026E ", today=TODAY)
    assert names_an_entry("2026@facts", today=TODAY)


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ("zzzz", NotFound),
        ("#nothing", NotFound),
        ("#", BadInput),
        ("#42", BadInput),
        ("", BadInput),
        ("nonsense", BadInput),
        ("MEMORY.md", BadInput),
        ("2026-02-30", BadInput),
    ],
)
def test_what_cannot_be_shown(full: Store, what: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        show(full, what, today=TODAY)


def test_the_beginning_of_several_ids_is_ambiguous(store: Store) -> None:
    write(store, "MEMORY.md", "- w50\n- w1781\n")
    with pytest.raises(Ambiguous):
        show(store, "avbp", today=TODAY)


def test_tags_are_counted_the_most_used_first(full: Store) -> None:
    assert tags(full) == (("ui", 6), ("work", 2), ("pinned", 1))


def test_everything_at_a_glance(full: Store) -> None:
    found = overview(full, today=TODAY)
    assert found == Overview(
        header=Header(name="Sam", budget=900),
        soul=full.document("SOUL.md").entries,
        facts=full.document("MEMORY.md").entries,
        today=full.document("memory/2026-11-20.md").entries,
        tasks=found.tasks,
        disabled=found.disabled,
        days=4,
        always_on=tokens("Left-handed.\nDark mode.\nLast day.\nTask of a fact."),
        budget=900,
    )
    assert words(found.tasks) == ["Task of a fact.", "Task of today.", "Task."]
    assert words(found.disabled) == ["Light mode.", "Struck task."]


def test_a_memory_that_has_not_begun_is_empty(tmp_path: Path) -> None:
    store = Store(tmp_path, "me")
    nothing: tuple[Entry, ...] = ()
    assert overview(store, today=TODAY) == Overview(
        Header(), nothing, nothing, nothing, nothing, nothing, 0, 0, 2000
    )
    for what in ("soul", "facts", "log", "today", "tasks", "2026"):
        assert show(store, what, today=TODAY) == ()
    assert tags(store) == ()
    assert not store.exists()
