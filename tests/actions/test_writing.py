from __future__ import annotations

from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from memory_cli.actions.writing import begin
from memory_cli.actions.writing import drafts_of
from memory_cli.actions.writing import entries_by_id
from memory_cli.actions.writing import keep_secrets_out
from memory_cli.actions.writing import lift
from memory_cli.actions.writing import summary
from memory_cli.actions.writing import today
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.core.operation import Operation
from memory_cli.store.pause import Leave
from memory_cli.store.store import Store
from tests.support.keys import KEY
from tests.support.keys import PRIVATE_KEY
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import git
from tests.support.memories import read
from tests.support.memories import write


def test_an_operation_says_who_and_when() -> None:
    assert author("agent").operation("add") == Operation("add", "agent", 1795166040)


def test_every_text_is_a_draft_and_none_is_an_error() -> None:
    assert [each.words for each in drafts_of(["One. #x", "Two."])] == ["One.", "Two."]
    for texts in ((), ("One.", "")):
        with pytest.raises(BadInput) as raised:
            drafts_of(texts)
        assert raised.value.message == "there is nothing to remember: the text is empty"


def test_a_memory_begins_once(tmp_path: Path) -> None:
    store = Store(tmp_path, "me")
    begin(store, author())
    before = files(store)
    begin(store, author())
    assert files(store) == before
    assert deeds(store) == ["init cli"]


def test_files_of_which_the_history_is_gone_are_not_begun_again(tmp_path: Path) -> None:
    store = Store(tmp_path, "me")
    store.root.mkdir()
    write(store, "MEMORY.md", "- Mine.\n")
    begin(store, author())
    assert files(store) == {"MEMORY.md": b"- Mine.\n"}


def test_a_history_that_never_had_a_commit_is_begun(tmp_path: Path) -> None:
    store = Store(tmp_path, "me")
    store.root.mkdir()
    git(store, "init", "-q", "-b", "main", ".")
    begin(store, author())
    assert deeds(store) == ["init cli"]


@pytest.mark.parametrize(
    ("zone", "day"),
    [("", 20), ("Pacific/Kiritimati", 21), ("Pacific/Pago_Pago", 19), ("No/Where", 20)],
)
def test_today_is_the_persons_own_day(store: Store, zone: str, day: int) -> None:
    write(store, "SOUL.md", f"---\ntimezone: {zone}\n---\n")
    now = datetime(2026, 11, 20, 10, 30, tzinfo=UTC)
    assert today(store, author(now=now)).day == day


def test_a_summary_counts_kinds_and_holds_no_words(store: Store) -> None:
    write(store, "SOUL.md", "- a\n")
    write(store, "MEMORY.md", "- b\n- c\n")
    write(store, DAY, "- d\n")
    entries = [entry for document in store.documents() for entry in document.entries]
    assert summary(entries) == "1 soul entry, 2 facts, 1 log entry"
    assert summary([]) == "no entry"


def test_lifting_takes_out_the_lines_of_these_ids_alone(store: Store) -> None:
    a, b = entry_id("a"), entry_id("b")
    write(store, ".forgotten", f"{a} 2026-01-01\r\n\n# by hand\n{b} 2026-01-01\n{a} again")
    with store.change(author().operation("add")) as change:
        lift(change, [a, "0000000000000000"], actor="cli")
    assert read(store, ".forgotten") == f"\n# by hand\n{b} 2026-01-01\n"


def test_nothing_forgotten_is_nothing_to_lift(store: Store) -> None:
    with store.change(author().operation("add")) as change:
        lift(change, [entry_id("a")], actor="cli")
    assert ".forgotten" not in files(store)


def test_erased_ids_are_never_lifted(store: Store) -> None:
    a, b = entry_id("a"), entry_id("b")
    text = f"{a} 2026-01-01\n{b} 2026-01-01 erased\n"
    write(store, ".forgotten", text)
    with pytest.raises(Refused) as raised, store.change(author().operation("add")) as change:
        lift(change, [a, b], actor="cli")
    assert raised.value.message == f"these words were erased for good ({b})"
    assert read(store, ".forgotten") == text


def test_entries_come_in_the_order_of_the_ids_the_first_place_of_each(store: Store) -> None:
    write(store, "MEMORY.md", "- a\n- b\n- a\n")
    document = store.document("MEMORY.md")
    ids = [entry_id(words) for words in ("b", "none", "a")]
    assert [(e.text, e.line) for e in entries_by_id(document, ids)] == [("b", 2), ("a", 1)]


@pytest.mark.parametrize(
    ("texts", "where"),
    [
        ([f"It is {KEY}."], "this"),
        (["one", f"It is {KEY}.", KEY], "line 2, blank ones not counted,"),
        (["one", "two", *PRIVATE_KEY.split("\n")], "line 3, blank ones not counted,"),
        (["several\nlines", KEY], "line 2, blank ones not counted,"),
    ],
)
def test_which_text_holds_a_secret_is_told(store: Store, texts: list[str], where: str) -> None:
    with pytest.raises(Refused) as raised:
        keep_secrets_out(store, texts, author())
    assert raised.value.message.startswith(f"{where} looks like a")
    free = Store(store.root.parent, store.user, Leave(secrets=True))
    keep_secrets_out(free, texts, author())


def test_neither_a_section_nor_a_tag_is_a_place_for_one(store: Store) -> None:
    with pytest.raises(Refused) as raised:
        keep_secrets_out(store, ["one"], author("agent"), about=["Facts", KEY])
    assert raised.value.message.startswith("what it is to be kept under looks like")
    keep_secrets_out(store, ["one", ""], author(), about=["Facts"])
