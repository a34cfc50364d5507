from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from pathlib import Path

import pytest

from memory_cli.actions.log import log
from memory_cli.actions.writing import Written
from memory_cli.core.annotation import Note
from memory_cli.core.entry import Entry
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write


def test_the_first_entry_begins_the_log_of_the_day(store: Store) -> None:
    written = log(store, ["Chose Terraform. #billing #decision"], author=author())

    assert read(store, DAY) == "# 2026-11-20\n\n- 9:14 Chose Terraform. #billing #decision\n"
    entry = Entry(
        id=entry_id("Chose Terraform."),
        kind="log",
        path=DAY,
        line=3,
        block=2,
        text="Chose Terraform.",
        section=None,
        day=TODAY,
        time=time(9, 14),
        tags=("billing", "decision"),
        task=None,
        disabled=False,
        note=Note(),
        private=False,
    )
    assert written == Written((entry,), (), written.commit, None)
    assert message(store, written.commit) == (
        f"log: 1 log entry\n\nMem-Op: log\nMem-Actor: cli\nMem-Entry: {entry.id}"
    )


def test_the_first_entry_begins_the_memory(tmp_path: Path) -> None:
    store = Store(tmp_path, "me")
    log(store, ["A."], author=author("script"))
    assert deeds(store) == ["init script", "log script"]


def test_later_entries_stand_below_whatever_their_time(store: Store) -> None:
    write(store, DAY, "# 2026-11-20\n\n- 23:00 Later than now.\n\nA paragraph.\n")
    log(store, ["Now."], author=author())
    assert read(store, DAY) == (
        "# 2026-11-20\n\n- 23:00 Later than now.\n\nA paragraph.\n\n- 9:14 Now.\n"
    )


def test_the_same_words_are_logged_again(store: Store) -> None:
    log(store, ["Took the pill."], author=author())
    written = log(store, ["Took the pill."], author=author())
    assert read(store, DAY) == "# 2026-11-20\n\n- 9:14 Took the pill.\n- 9:14 Took the pill.\n"
    assert [(entry.line, entry.text) for entry in written.entries] == [(4, "Took the pill.")]
    assert written.known == ()


def test_several_texts_are_several_entries_in_one_commit(store: Store) -> None:
    written = log(store, ["One. #a", "Two.", "One."], author=author(), tags=["x"])
    assert read(store, DAY) == "# 2026-11-20\n\n- 9:14 One. #a #x\n- 9:14 Two. #x\n- 9:14 One. #x\n"
    assert [entry.text for entry in written.entries] == ["One.", "Two.", "One."]
    assert message(store, written.commit) == (
        "log: 3 log entries\n\nMem-Op: log\nMem-Actor: cli\n"
        f"Mem-Entry: {entry_id('One.')}\nMem-Entry: {entry_id('Two.')}"
    )


def test_a_task_has_an_open_box(store: Store) -> None:
    written = log(store, ["Send the table.", "[ ] Buy milk."], author=author(), task=True)
    assert read(store, DAY) == "# 2026-11-20\n\n- [ ] 9:14 Send the table.\n- [ ] 9:14 Buy milk.\n"
    assert [entry.task for entry in written.entries] == ["open", "open"]


def test_a_time_that_is_typed_is_words(store: Store) -> None:
    written = log(store, ["8:00 was too early."], author=author())
    assert [(entry.time, entry.text) for entry in written.entries] == [
        (time(9, 14), "8:00 was too early.")
    ]


def test_a_text_is_one_entry_whatever_it_contains(store: Store) -> None:
    text = "First.\n\n# Not a heading\n- not a bullet\n<!-- not a comment"
    log(store, [text, "Second."], author=author())
    assert [entry.text for entry in store.document(DAY).entries] == [text, "Second."]


# At a time that is named

ORDERED = "# 2026-11-20\n\n- 8:00 a\n- 9:30 b\n  more of b\n- 9:30 c\n- 17:00 d\n"


@pytest.mark.parametrize(
    ("at", "result"),
    [
        (time(7, 59), "- 7:59 N\n- 8:00 a\n- 9:30 b\n  more of b\n- 9:30 c\n- 17:00 d\n"),
        (time(8, 0), "- 8:00 a\n- 8:00 N\n- 9:30 b\n  more of b\n- 9:30 c\n- 17:00 d\n"),
        (time(9, 0), "- 8:00 a\n- 9:00 N\n- 9:30 b\n  more of b\n- 9:30 c\n- 17:00 d\n"),
        (time(9, 30), "- 8:00 a\n- 9:30 b\n  more of b\n- 9:30 c\n- 9:30 N\n- 17:00 d\n"),
        (time(18, 5), "- 8:00 a\n- 9:30 b\n  more of b\n- 9:30 c\n- 17:00 d\n- 18:05 N\n"),
        (None, "- 8:00 a\n- 9:30 b\n  more of b\n- 9:30 c\n- 17:00 d\n- N\n"),
    ],
)
def test_an_entry_at_a_time_follows_the_last_that_is_not_later(
    store: Store, at: time | None, result: str
) -> None:
    write(store, DAY, ORDERED)
    written = log(store, ["N"], author=author(), at=(TODAY, at))
    assert read(store, DAY) == "# 2026-11-20\n\n" + result
    assert [(entry.text, entry.time) for entry in written.entries] == [("N", at)]


def test_entries_without_a_time_stay_where_they_are(store: Store) -> None:
    write(store, DAY, "- 8:00 a\n- untimed\n- 10:00 b\n- also untimed\n")
    log(store, ["N"], author=author(), at=(TODAY, time(9, 0)))
    assert read(store, DAY) == "- 8:00 a\n- 9:00 N\n- untimed\n- 10:00 b\n- also untimed\n"


def test_several_texts_at_a_time_stay_in_order(store: Store) -> None:
    write(store, DAY, "- 8:00 a\n- 10:00 b\n")
    written = log(store, ["One", "Two"], author=author(), at=(TODAY, time(9, 0)))
    assert read(store, DAY) == "- 8:00 a\n- 9:00 One\n- 9:00 Two\n- 10:00 b\n"
    assert [entry.line for entry in written.entries] == [2, 3]


def test_an_entry_may_go_into_the_log_of_another_day(store: Store) -> None:
    log(store, ["A."], author=author(), at=(date(2026, 11, 18), time(14, 2)))
    assert read(store, "memory/2026-11-18.md") == "# 2026-11-18\n\n- 14:02 A.\n"
    assert sorted(files(store)) == [".gitignore", "MEMORY.md", "SOUL.md", "memory/2026-11-18.md"]


# Which day it is


@pytest.mark.parametrize(
    ("zone", "path", "clock"),
    [
        ("", "memory/2026-11-19.md", "23:30"),
        ("timezone: Europe/Amsterdam\n", DAY, "0:30"),
        ("timezone: America/New_York\n", "memory/2026-11-19.md", "18:30"),
        ("timezone: Asia/Kathmandu\n", DAY, "5:15"),
        ("timezone: Nowhere/Land\n", "memory/2026-11-19.md", "23:30"),
        ("timezone: ../../etc/passwd\n", "memory/2026-11-19.md", "23:30"),
        ("timezone: [broken\n", "memory/2026-11-19.md", "23:30"),
        ("timezone: 7\n", "memory/2026-11-19.md", "23:30"),
    ],
)
def test_the_day_is_that_of_the_persons_time_zone(
    store: Store, zone: str, path: str, clock: str
) -> None:
    write(store, "SOUL.md", f"---\nname: Sam\n{zone}---\n")
    log(store, ["A."], author=author(now=datetime(2026, 11, 19, 23, 30, tzinfo=UTC)))
    assert read(store, path) == f"# {path[7:17]}\n\n- {clock} A.\n"


# What was forgotten


def test_an_explicit_log_lets_forgotten_words_come_back(store: Store) -> None:
    write(store, ".forgotten", f"{entry_id('A.')} 2026-11-01\n{entry_id('B.')} 2026-11-01\n")
    log(store, ["A."], author=author())
    assert read(store, ".forgotten") == f"{entry_id('B.')} 2026-11-01\n"


def test_erased_words_do_not_come_back(store: Store) -> None:
    write(store, ".forgotten", f"{entry_id('A.')} 2026-11-01 erased\n")
    with pytest.raises(Refused) as raised:
        log(store, ["A.", "B."], author=author())
    assert raised.value.message == f"these words were erased for good ({entry_id('A.')})"
    assert sorted(files(store)) == [".forgotten", ".gitignore", "MEMORY.md", "SOUL.md"]


# With the person at work


def test_hand_edits_of_the_day_are_kept_and_recorded_first(store: Store) -> None:
    write(store, DAY, "Went for a walk.\n\n- 8:00 Breakfast")
    log(store, ["A."], author=author())
    assert read(store, DAY) == "Went for a walk.\n\n- 8:00 Breakfast\n- 9:14 A."
    assert deeds(store) == ["init cli", "edit editor", "log cli"]


def test_the_tags_of_the_day_hold_for_its_entries(store: Store) -> None:
    write(store, DAY, "---\ntags: [travel]\nprivate: true\n---\n\n## Trip #utrecht\n\n- 8:00 a\n")
    written = log(store, ["N"], author=author())
    entry = written.entries[0]
    assert (entry.tags, entry.private, entry.section) == (("travel", "utrecht"), True, "Trip")


def test_an_empty_text_is_refused_before_anything_begins(tmp_path: Path) -> None:
    store = Store(tmp_path, "me")
    with pytest.raises(BadInput):
        log(store, [" "], author=author())
    assert not store.exists()
