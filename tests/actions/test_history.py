from __future__ import annotations

import shutil
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from memory_cli.actions import history as module
from memory_cli.actions.add import add
from memory_cli.actions.disable import disable
from memory_cli.actions.forget import considered
from memory_cli.actions.forget import forget
from memory_cli.actions.history import Asked
from memory_cli.actions.history import Chapter
from memory_cli.actions.history import chapter
from memory_cli.actions.history import history
from memory_cli.actions.log import log
from memory_cli.actions.save import save
from memory_cli.actions.undo import undo
from memory_cli.core.changes import Changes
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import GitFailed
from memory_cli.core.identity import entry_id
from memory_cli.core.operation import Operation
from memory_cli.store import history as reading
from memory_cli.store.history import History
from memory_cli.store.history import Revision
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import begun
from tests.support.memories import git
from tests.support.memories import write

FACTS = "MEMORY.md"
TEA = entry_id("Tea.")


def at(hour: int) -> datetime:
    return datetime(2026, 11, 20, hour, tzinfo=UTC)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Eight hours of a day, told by `ALL`; nobody writes to it."""
    store = begun(tmp_path_factory.mktemp("story"))
    add(store, ["Tea. #x", "Bread."], author=author(now=at(10)))
    log(store, ["Called Dana."], author=author("agent", now=at(11)))
    write(store, FACTS, "## Food\n\n- Tea. #x\n- Bread.\n- Cheese.\n")
    save(store, author=author(now=at(12)))
    disable(store, [TEA], author=author("script", now=at(13)))
    add(store, ["Rye bread."], author=author(now=at(14)), replaces=entry_id("Bread."))
    forget(store, considered(store, [TEA]).entries, author=author(now=at(15)))
    undo(store, None, author=author(now=at(16)))
    return store


def told(chapters: tuple[Chapter, ...]) -> list[str]:
    return [f"{each.revision.at.hour} {each.revision.op}" for each in chapters]


ALL = [
    *("16 undo", "15 forget", "14 add", "13 disable", "12 edit", "11 log", "10 add", "9 init"),
]


@pytest.mark.parametrize(
    ("asked", "hours"),
    [
        (Asked(), ALL),
        (Asked(limit=2), ALL[:2]),
        (Asked(op="add"), ["14 add", "10 add"]),
        (Asked(op="add", limit=1), ["14 add"]),
        (Asked(op="edit"), ["12 edit"]),
        (Asked(actor="agent"), ["11 log"]),
        (Asked(actor="editor"), ["12 edit"]),
        (Asked(actor="nobody"), []),
        (Asked(since=at(14)), ALL[:3]),
        (Asked(since=at(17)), []),
        (Asked(what=FACTS), [*ALL[:5], "10 add", "9 init"]),
        (Asked(what=DAY), ["11 log"]),
        (Asked(what=".forgotten"), ALL[:2]),
        (Asked(what=FACTS, limit=1), ["16 undo"]),
        (Asked(what=TEA), ["16 undo", "15 forget", "13 disable", "10 add"]),
        (Asked(what=TEA[:4].upper()), ["16 undo", "15 forget", "13 disable", "10 add"]),
        (Asked(what=f"{TEA}@facts"), ["16 undo", "15 forget", "13 disable", "10 add"]),
        (Asked(what=entry_id("Cheese.")), ["12 edit"]),
        (Asked(what=entry_id("Bread.")), ["14 add", "10 add"]),
        (Asked(what=entry_id("Rye bread.")), ["14 add"]),
        (Asked(what="zzzz"), []),
        (Asked(words="bread"), ["14 add", "10 add"]),
        (Asked(words="BREAD rye"), ["14 add"]),
        (Asked(words="bread cheese"), []),
        (Asked(words="heading nowhere"), []),
        (Asked(words="food"), ["12 edit"]),
        (Asked(what=TEA, op="add", actor="cli", since=at(9), words="tea"), ["10 add"]),
    ],
)
def test_what_is_asked_for_newest_first(story: Store, asked: Asked, hours: list[str]) -> None:
    assert told(history(story, asked)) == hours


def test_a_chapter_tells_what_came_and_what_went(story: Store) -> None:
    (replaced,) = history(story, Asked(what=entry_id("Rye bread.")))
    old, new = entry_id("Bread."), entry_id("Rye bread.")
    assert replaced.changes == ((FACTS, Changes(("- Rye bread.",), ("- Bread.",), (new,), (old,))),)
    assert replaced.added == ("- Rye bread.",)
    assert replaced.removed == ("- Bread.",)
    assert replaced.entries == (new,)
    assert replaced.revision.at == at(14)
    assert replaced.revision.operation == Operation(
        "add", "cli", int(at(14).timestamp()), "1 fact", entries=(new,), replaces=(old,)
    )


def test_a_chapter_goes_file_by_file(story: Store) -> None:
    back, gone = history(story, Asked(limit=2))
    line = f"{TEA} 2026-11-20"
    assert gone.changes == (
        (".forgotten", Changes((line,), ())),
        (FACTS, Changes((), ("- ~~Tea. #x~~",), (), (TEA,))),
    )
    assert (gone.added, gone.removed) == ((line,), ("- ~~Tea. #x~~",))
    assert (back.added, back.removed) == (("- ~~Tea. #x~~",), (line,))


def test_a_chapter_of_hand_edits_is_about_what_came_and_went(story: Store) -> None:
    (by_hand,) = history(story, Asked(op="edit"))
    assert by_hand.added == ("## Food", "- Cheese.")
    assert by_hand.removed == ("## Facts",)
    assert by_hand.entries == (entry_id("Cheese."),)


def test_asked_for_a_path_a_chapter_tells_of_that_path_alone(story: Store) -> None:
    found = history(story, Asked(what=".forgotten", limit=1))
    assert [path for path, _ in found[0].changes] == [".forgotten"]


def test_entries_beyond_those_a_message_names_are_found(store: Store) -> None:
    add(store, [f"Fact {n}." for n in range(60)], author=author(now=at(10)))
    assert told(history(store, Asked(what=entry_id("Fact 59.")))) == ["10 add"]
    (added,) = history(store, Asked(op="add"))
    assert len(added.entries) == 60


def test_an_id_is_looked_for_in_the_files_only_where_no_message_names_any(
    story: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_into: list[str] = []

    def looking(trail: History, revision: Revision, *, private: bool) -> Chapter:
        looked_into.append(revision.op)
        return chapter(trail, revision, private=private)

    monkeypatch.setattr(module, "chapter", looking)
    assert told(history(story, Asked(what=entry_id("Cheese.")))) == ["12 edit"]
    assert looked_into == ["edit", "init"]


def test_a_long_history_is_read_in_parts(story: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_BATCH", 2)
    assert told(history(story, Asked(since=at(9)))) == ALL
    assert told(history(story, Asked(words="bread"))) == ["14 add", "10 add"]


def test_commits_by_hand_are_edits_of_an_editor(store: Store) -> None:
    write(store, FACTS, "- Tea.\n")
    git(store, "-c", "user.name=Sam", "-c", "user.email=s@s", "commit", "-qam", "Mem-Op: add\n\nx")
    (first, _) = history(store, Asked())
    assert (first.revision.op, first.revision.actor, first.revision.author) == (
        *("edit", "editor", "Sam"),
    )
    assert (first.revision.operation, first.added, first.entries) == (None, ("- Tea.",), (TEA,))


def test_no_history_is_an_empty_one(store: Store, tmp_path: Path) -> None:
    assert history(Store(tmp_path, "nobody"), Asked()) == ()
    shutil.rmtree(store.path(".git"))
    with pytest.raises(GitFailed):
        history(store, Asked())


@pytest.mark.parametrize("what", ["notes.txt", "../MEMORY.md", "/etc/passwd", ""])
def test_only_files_of_the_memory_have_a_history(store: Store, what: str) -> None:
    with pytest.raises(BadInput) as raised:
        history(store, Asked(what=what))
    assert raised.value.message == f"{what!r} is neither an id nor a file of this memory"
