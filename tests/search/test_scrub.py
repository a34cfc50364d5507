"""Forgotten words leave the file of the index, not only its answers."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from memory_cli.actions import searching
from memory_cli.core.identity import entry_id
from memory_cli.search import fresh
from memory_cli.search import refresh
from memory_cli.search import schema
from tests.search.notes import DAY
from tests.search.notes import FACTS
from tests.search.notes import YESTERDAY
from tests.search.notes import Notes

NEEDLES = ("Zyzzogetons", "quixotryness")
SECRET = f"The {NEEDLES[0]} of {NEEDLES[1]}, said Dana."
TRACES = ("zyzzogeton", "quixotry")  # in every case and form: stems are shorter than words
HAY = "".join(f"- Fact {number} of tea and Dana, row {number % 7}.\n" for number in range(60))


@pytest.fixture
def secret(notes: Notes) -> Notes:
    """A memory whose index holds the secret, in the middle of other words."""
    notes.write(FACTS, f"{HAY}- {SECRET}\n{HAY}")
    notes.answers()
    for number in range(3):  # several segments, as a life leaves them
        notes.write(YESTERDAY, f"- Day {number}.\n" * (number + 1))
        notes.answers()
    assert traces(notes) == list(TRACES)
    return notes


def traces(notes: Notes) -> list[str]:
    """Which of the traces any file in `.mem` has."""
    every = b"\0".join(notes.bytes.values()).lower()
    return [trace for trace in TRACES if trace.encode() in every]


def forget(notes: Notes) -> None:
    """Take the secret out of its file and note its id."""
    notes.write(".forgotten", f"{entry_id(SECRET)} 2026-11-20\n")
    notes.write(FACTS, HAY * 2)


def scrubs(monkeypatch: pytest.MonkeyPatch, instead: Callable[[], None]) -> None:
    """Do something else whenever an index is to be scrubbed."""
    monkeypatch.setattr(schema, "scrub", lambda _connection: instead())


def test_no_byte_of_a_forgotten_word_stays(secret: Notes) -> None:
    forget(secret)
    assert secret.answers() == secret.truth()
    assert traces(secret) == []
    before = secret.bytes
    assert secret.answers() == secret.truth()
    assert secret.bytes == before


def test_without_a_scrub_the_words_would_stay(
    secret: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    scrubs(monkeypatch, lambda: None)
    forget(secret)
    assert entry_id(SECRET) not in {entry.id for entry, *_ in secret.answers("Dana")["Dana"]}
    assert traces(secret) != []


def test_an_index_built_anew_never_had_them(secret: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "_MANY", 0)
    forget(secret)
    assert secret.answers() == secret.truth()
    assert traces(secret) == []


def test_a_secret_of_a_day_that_is_gone_leaves_as_well(secret: Notes) -> None:
    secret.write(DAY, f"- 9:00 {SECRET}\n- Tea.\n")
    secret.write(FACTS, HAY)
    secret.answers()
    assert traces(secret) != []
    secret.remove(DAY)
    secret.write(".forgotten", entry_id(SECRET))
    secret.answers()
    assert traces(secret) == []


@pytest.mark.parametrize(
    "move",
    [
        lambda notes: notes.write(DAY, f"- 9:00 {SECRET} #tag\n"),
        lambda notes: notes.write(FACTS, f"## Other\n\n- {SECRET}\n{HAY}"),
        lambda notes: notes.write(DAY, f"- ~~{SECRET}~~\n"),
    ],
    ids=["to another file", "within its file", "and was struck"],
)
def test_an_entry_that_merely_moved_is_not_scrubbed(
    secret: Notes, move: Callable[[Notes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    scrubs(monkeypatch, lambda: done.append("scrubbed"))
    forget(secret)
    move(secret)
    assert secret.answers() == secret.truth()
    assert done == []


def test_what_is_edited_away_but_not_forgotten_is_not_scrubbed(
    secret: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    scrubs(monkeypatch, lambda: done.append("scrubbed"))
    secret.write(".forgotten", f"{entry_id('Something else.')} 2026-11-20\n")
    secret.write(FACTS, HAY)
    assert secret.answers() == secret.truth()
    assert done == []


@pytest.mark.parametrize("error", [sqlite3.OperationalError, OSError, KeyboardInterrupt])
def test_a_scrub_that_fails_or_is_stopped_is_made_good_by_the_next_question(
    secret: Notes, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    def fails() -> None:
        raise error

    forget(secret)
    with pytest.MonkeyPatch.context() as patch:
        scrubs(patch, fails)
        if error is KeyboardInterrupt:
            with pytest.raises(KeyboardInterrupt):
                secret.answers()
        else:
            assert secret.answers() == secret.truth()
    assert secret.answers() == secret.truth()
    assert traces(secret) == []


@pytest.mark.parametrize("statement", ["BEGIN; SELECT * FROM entry", "BEGIN IMMEDIATE"])
def test_words_leave_as_soon_as_nobody_keeps_the_index(
    secret: Notes, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    monkeypatch.setattr(schema, "_PATIENCE", 0.05)
    forget(secret)
    with closing(sqlite3.connect(secret.index, isolation_level=None)) as keeper:
        for each in statement.split("; "):
            keeper.execute(each).fetchone()
        assert secret.answers() == secret.truth()
        assert traces(secret) != []
    assert secret.answers() == secret.truth()
    assert traces(secret) == []


# On demand


def test_to_forget_leaves_no_word_before_anybody_asks(secret: Notes) -> None:
    forget(secret)
    searching.leave_no_word(secret.memory)
    assert traces(secret) == []
    assert secret.answers() == secret.truth()


def test_to_forget_builds_no_index_where_there_is_none(notes: Notes) -> None:
    searching.leave_no_word(notes.memory)
    assert notes.beside == []


def test_words_that_left_the_files_before_leave_the_index_on_demand(secret: Notes) -> None:
    secret.write(FACTS, HAY)
    secret.answers()
    assert traces(secret) != []  # not forgotten, so far
    secret.write(".forgotten", entry_id(SECRET))
    searching.leave_no_word(secret.memory)
    assert traces(secret) == []


def test_an_index_that_cannot_be_scrubbed_is_deleted(
    secret: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "_PATIENCE", 0.05)
    forget(secret)
    with closing(sqlite3.connect(secret.index, isolation_level=None)) as keeper:
        keeper.execute("BEGIN IMMEDIATE")
        searching.leave_no_word(secret.memory)
    assert traces(secret) == []
    assert secret.answers() == secret.truth()


def test_a_damaged_index_that_is_to_be_scrubbed_is_deleted(secret: Notes) -> None:
    data = secret.index.read_bytes()
    secret.index.write_bytes(data[: len(data) // 2])
    forget(secret)
    searching.leave_no_word(secret.memory)
    assert not secret.index.exists()
    assert secret.answers() == secret.truth()


@pytest.mark.parametrize("value", ["'many'", "1 << 40", "NULL", "-1"])
def test_an_index_that_makes_no_sense_is_deleted(secret: Notes, value: str) -> None:
    with closing(sqlite3.connect(secret.index)) as connection:
        connection.execute(f"UPDATE OR IGNORE file SET entries = {value} WHERE id = 1")
        connection.execute("DELETE FROM word_data")
        connection.commit()
    forget(secret)
    searching.leave_no_word(secret.memory)
    assert traces(secret) == []
    assert secret.answers() == secret.truth()


def test_an_index_behind_a_link_is_left_alone(secret: Notes, tmp_path: Path) -> None:
    elsewhere = Notes(tmp_path / "elsewhere", {FACTS: "- Hates tea.\n"})
    elsewhere.answers()
    before = elsewhere.bytes
    shutil.rmtree(secret.local)
    secret.local.symlink_to(elsewhere.local)
    forget(secret)
    searching.leave_no_word(secret.memory)
    assert elsewhere.bytes == before


def test_an_index_that_is_a_link_is_no_longer_one(secret: Notes, tmp_path: Path) -> None:
    secret.index.rename(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    secret.index.symlink_to(tmp_path / "elsewhere")
    forget(secret)
    searching.leave_no_word(secret.memory)
    assert not secret.index.is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_a_refresh_says_whether_words_are_left_behind(secret: Notes) -> None:
    """The version is taken back with the entries, in one transaction."""
    forget(secret)
    seen: list[int] = []
    with (
        secret.files() as files,
        closing(schema.existing(secret.index)) as connection,
        pytest.MonkeyPatch.context() as patch,
    ):
        scrubs(patch, lambda: seen.append(_version(connection)))
        refresh.refresh(connection, files)
        assert seen == [0]
        patch.undo()
        schema.scrub(connection)
        assert _version(connection) == schema.VERSION


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    assert isinstance(version, int)
    return version
