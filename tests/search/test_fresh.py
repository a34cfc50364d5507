"""The index is there, fresh and private, wherever it can be; and else in memory."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from memory_cli.core.errors import Failed
from memory_cli.core.layout import TEMPORARY
from memory_cli.search import fresh
from memory_cli.search import schema
from memory_cli.search.index import Index
from memory_cli.search.rows import Damaged
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.record import sweep
from tests.search.notes import DAY
from tests.search.notes import FACTS
from tests.search.notes import TEXTS
from tests.search.notes import Notes
from tests.search.notes import answers

ALL = [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]

# Built, kept, brought up to date


def test_the_first_question_builds_an_index_and_tells_how_far_it_is(notes: Notes) -> None:
    assert notes.beside == []
    assert notes.steps() == ALL
    assert notes.beside == ["index.db", "soul.json"]
    assert notes.steps() == []
    assert notes.answers() == notes.truth()


def test_edits_are_seen_at_once_without_building(notes: Notes) -> None:
    notes.answers()
    inode = notes.index.stat().st_ino
    for text in ("- Likes white tea.\n", "- Likes black tea.\n", "", "- Likes no tea.\n"):
        notes.write(FACTS, text)
        assert notes.steps() == []
        assert notes.answers() == notes.truth()
    notes.remove(DAY)
    assert notes.answers() == notes.truth()
    assert notes.index.stat().st_ino == inode


@pytest.mark.parametrize(("most", "told"), [(2, []), (1, ALL)])
def test_an_index_of_which_much_has_changed_is_built_anew(
    notes: Notes, monkeypatch: pytest.MonkeyPatch, most: int, told: list[tuple[int, int]]
) -> None:
    notes.answers()
    monkeypatch.setattr(fresh, "_MANY", most)
    notes.write(FACTS, "- Likes white tea.\n")
    notes.write(DAY, "- Tea.\n")
    assert notes.steps() == told
    assert notes.answers() == notes.truth()


@pytest.mark.parametrize("missing", [".mem", ".mem/index.db", ".mem/soul.json"])
def test_what_is_deleted_is_made_again(notes: Notes, missing: str) -> None:
    truth = notes.answers()
    path = notes.memory.path(missing)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    assert notes.answers() == truth == notes.truth()
    assert notes.beside == ["index.db", "soul.json"]


def test_a_memory_of_nothing_has_an_index_of_nothing(tmp_path: Path) -> None:
    notes = Notes(tmp_path / "mem", {})
    assert notes.steps() == [(0, 0)]
    assert notes.answers("tea", "") == {"tea": [], "": []}
    notes.write(FACTS, "- Tea.\n")
    assert notes.answers() == notes.truth()


# Damage that shows late


def test_a_question_that_meets_damage_is_put_again_to_a_new_index(notes: Notes) -> None:
    notes.answers()
    inode = notes.index.stat().st_ino
    tries: list[int] = []

    def question(_index: Index) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise Damaged
        return "told"

    assert notes.ask(question) == "told"
    assert len(tries) == 2
    assert notes.index.stat().st_ino != inode


def test_what_is_no_damage_is_raised_the_second_time(notes: Notes) -> None:
    tries: list[int] = []

    def question(_index: Index) -> str:
        tries.append(1)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        notes.ask(question)
    assert len(tries) == 2
    assert notes.answers() == notes.truth()


def test_what_a_person_has_to_know_is_raised_at_once(notes: Notes) -> None:
    notes.answers()
    inode = notes.index.stat().st_ino

    def question(_index: Index) -> str:
        raise Failed("no")

    with pytest.raises(Failed):
        notes.ask(question)
    assert notes.index.stat().st_ino == inode


def test_a_temporary_index_that_is_swept_away_under_its_builder_changes_no_answer(
    notes: Notes,
) -> None:
    """Whoever writes removes temporary files, also those of the living."""

    def swept(_done: int, _of: int) -> None:
        with Folder(notes.root) as folder:
            sweep(folder)

    told = notes.ask(lambda index: [file.path for file in index.files], progress=swept)
    assert told == sorted(TEXTS)
    assert notes.beside == ["soul.json"]
    assert notes.answers() == notes.truth()


def test_a_builder_that_fails_leaves_nothing_behind(notes: Notes) -> None:
    class Stopped(BaseException):
        pass

    def stopped(done: int, _of: int) -> None:
        assert "index.db" not in notes.beside
        assert leftovers(notes) != []
        if done == 2:
            raise Stopped

    with pytest.raises(Stopped):
        notes.ask(lambda _: None, progress=stopped)
    assert leftovers(notes) == []


def leftovers(notes: Notes) -> list[str]:
    return [name for name in notes.beside if name.startswith(TEMPORARY)]


# No lock of the store


def test_the_lock_of_the_store_is_free_while_an_index_is_built(notes: Notes) -> None:
    free: list[bool] = []

    def look(_done: int, _of: int) -> None:
        with Folder(notes.root) as folder, locked(folder, patience=0.0):
            free.append(True)

    notes.ask(lambda _: None, progress=look)
    assert free == [True] * 5


def test_an_index_is_built_brought_up_to_date_and_asked_while_another_writes(
    notes: Notes,
) -> None:
    notes.local.mkdir()
    lock = os.open(notes.local / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(lock, fcntl.LOCK_EX)
    assert notes.answers() == notes.truth()
    notes.write(FACTS, "- Likes white tea.\n")
    assert notes.answers() == notes.truth()
    os.close(lock)


# Somebody keeps it


@pytest.mark.parametrize("lock", ["BEGIN", "BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
@pytest.mark.parametrize("is_stale", [False, True])
def test_who_keeps_the_index_makes_nobody_wait_beyond_their_patience(
    notes: Notes, monkeypatch: pytest.MonkeyPatch, lock: str, is_stale: bool
) -> None:
    monkeypatch.setattr(schema, "_PATIENCE", 0.1)
    notes.answers()
    if is_stale:
        notes.write(FACTS, "- Likes white tea.\n")
    truth, before = notes.truth(), notes.bytes["index.db"]
    with closing(sqlite3.connect(notes.index, isolation_level=None)) as keeper:
        keeper.execute(lock)
        keeper.execute("SELECT * FROM file").fetchone()
        start = time.monotonic()
        assert notes.answers() == truth
        assert time.monotonic() - start < 1.5  # a few times its patience, on a busy machine
        assert notes.bytes["index.db"] == before
    assert notes.answers() == truth
    assert notes.steps() == []


def test_a_question_sees_one_state_whatever_is_written_meanwhile(
    notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_PATIENCE", 0.05)
    truth = notes.truth()

    def question(index: Index) -> object:
        notes.write(FACTS, "- Likes white tea.\n")
        assert notes.answers() == notes.truth() != truth
        return answers(index)

    assert notes.ask(question) == truth
    assert notes.answers() == notes.truth()
