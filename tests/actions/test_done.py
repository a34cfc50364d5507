from __future__ import annotations

import pytest

from memory_cli.actions.done import done
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

OLDER = "memory/2026-11-18.md"
MILK = entry_id("Buy milk.")


@pytest.mark.parametrize(
    ("line", "ticked"),
    [
        ("- [ ] Buy milk. #home\n", "- [x] Buy milk. #home\n"),
        ("* 9:00 [ ] Buy milk.\n", "* 9:00 [x] Buy milk.\n"),
        ("- [ ] ~~Buy milk.~~\n", "- [x] ~~Buy milk.~~\n"),
        ("1. [ ] Buy\n   milk.\n", "1. [x] Buy\n   milk.\n"),
        ("[ ] Buy milk.\r\n", "[x] Buy milk.\r\n"),
    ],
)
def test_a_task_is_ticked_and_nothing_else_changes(store: Store, line: str, ticked: str) -> None:
    write(store, DAY, f"# A\n\n{line}\nAfter.")
    written = done(store, MILK[:4], author=author())
    assert read(store, DAY) == f"# A\n\n{ticked}\nAfter."
    assert [(entry.id, entry.task) for entry in written.entries] == [(MILK, "done")]
    assert written.known == ()
    assert message(store, written.commit) == (
        f"done: 1 log entry\n\nMem-Op: done\nMem-Actor: cli\nMem-Entry: {MILK}"
    )


def test_of_the_same_words_the_newest_open_task_is_ticked(store: Store) -> None:
    write(store, "MEMORY.md", "- [ ] Buy milk.\n")
    write(store, OLDER, "- [ ] Buy milk.\n")
    write(store, "memory/2026-11-19.md", "- [ ] 8:00 Buy milk.\n- [ ] 9:00 Buy milk.\n")
    write(store, DAY, "- [x] Buy milk.\n- Buy milk.\n")
    texts = [read(store, "memory/2026-11-19.md")]
    for _ in range(4):
        done(store, MILK, author=author())
        texts.append(read(store, "memory/2026-11-19.md"))
    assert texts[:3] == [
        "- [ ] 8:00 Buy milk.\n- [ ] 9:00 Buy milk.\n",
        "- [ ] 8:00 Buy milk.\n- [x] 9:00 Buy milk.\n",
        "- [x] 8:00 Buy milk.\n- [x] 9:00 Buy milk.\n",
    ]
    assert read(store, OLDER) == "- [x] Buy milk.\n"
    assert read(store, "MEMORY.md") == "- [x] Buy milk.\n"
    assert read(store, DAY) == "- [x] Buy milk.\n- Buy milk.\n"


def test_a_place_names_one_of_them(store: Store) -> None:
    for path in (OLDER, DAY):
        write(store, path, "- [ ] Buy milk.\n")
    done(store, f"{MILK}@2026-11-18", author=author())
    assert (read(store, OLDER), read(store, DAY)) == ("- [x] Buy milk.\n", "- [ ] Buy milk.\n")


def test_a_task_that_is_done_is_known(store: Store) -> None:
    write(store, DAY, "- [X] Buy milk.\n- [x] Buy milk.\n")
    written = done(store, MILK, author=author())
    assert written == Written(written.entries, (MILK,), None, None)
    assert [entry.line for entry in written.entries] == [1, 2]
    assert read(store, DAY) == "- [X] Buy milk.\n- [x] Buy milk.\n"


def test_what_is_no_task_cannot_be_done(store: Store) -> None:
    write(store, DAY, "- Buy milk.\n")
    with pytest.raises(Refused) as raised:
        done(store, MILK, author=author())
    assert raised.value.message == f"{MILK} is not a task"
    with pytest.raises(NotFound):
        done(store, "zzzz", author=author())
    assert deeds(store) == ["init cli"]


def test_a_task_in_soul_is_ticked_by_the_persons_own_hand(store: Store) -> None:
    write(store, "SOUL.md", "- [ ] Buy milk.\n")
    with pytest.raises(Refused) as raised:
        done(store, MILK, author=author())
    assert raised.value.message == "SOUL.md is changed by your own hand only"
