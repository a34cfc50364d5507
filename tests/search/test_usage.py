from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from pathlib import Path

import pytest

from memory_cli.search.usage import Count
from memory_cli.search.usage import count
from memory_cli.search.usage import counts
from memory_cli.search.usage import first_day
from memory_cli.search.usage import mark
from memory_cli.search.usage import marked
from tests.support.cli import environment

NOW = datetime(2026, 11, 20, 9, 14, tzinfo=UTC)
LATER = datetime(2026, 11, 21, 8, 0, 7, tzinfo=timezone(timedelta(hours=5, minutes=45)))
WORKERS, TURNS = 4, 25

_COUNTING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from memory_cli.search import usage
usage._PATIENCE = 30.0
for turn in range(int(sys.argv[2])):
    now = datetime(2026, 11, 20, 9, turn, tzinfo=UTC)
    usage.count(Path(sys.argv[1]), ["one", f"of {turn}"], seconds=0.5, calls=2, now=now)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where nothing was counted yet."""
    (tmp_path / ".mem").mkdir()
    return tmp_path / ".mem" / "usage.db"


def days(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM day ORDER BY day").fetchall()


def once(path: Path, *ids: str) -> None:
    count(path, ids or ("one", "two"), seconds=0.25, calls=1, now=NOW)


# Counts


def test_where_nothing_was_counted_there_is_nothing(path: Path) -> None:
    assert (counts(path), marked(path, "context")) == ({}, None)
    assert list(path.parent.iterdir()) == []
    assert counts(path.parent.parent / "nowhere" / "usage.db") == {}


def test_every_entry_is_counted_with_the_time_it_was_recalled_last(path: Path) -> None:
    count(path, ["one", "two"], seconds=0.5, calls=1, now=NOW)
    count(path, ["two"], seconds=0.25, calls=1, now=LATER)
    assert counts(path) == {"one": Count(1, NOW), "two": Count(2, LATER)}


def test_every_day_has_its_calls_their_time_and_the_longest(path: Path) -> None:
    count(path, [], seconds=0.5, calls=1, now=NOW)
    count(path, ["one"], seconds=3.0, calls=4, now=NOW)
    count(path, ["one"], seconds=0.25, calls=1, now=LATER)
    count(path, ["one"], seconds=0.25, calls=0, now=LATER)
    assert days(path) == [("2026-11-20", 5, 3.5, 0.75), ("2026-11-21", 1, 0.5, 0.25)]


def test_counts_of_several_processes_add_up(path: Path) -> None:
    words = [sys.executable, "-c", _COUNTING, str(path), str(TURNS)]
    env = environment(path.parent.parent / "mem")
    workers = [subprocess.Popen(words, env=env) for _ in range(WORKERS)]
    assert [worker.wait(60) for worker in workers] == [0] * WORKERS
    found = counts(path)
    assert found["one"].times == WORKERS * TURNS
    assert {id_: each.times for id_, each in found.items() if id_ != "one"} == {
        f"of {turn}": WORKERS for turn in range(TURNS)
    }
    assert days(path) == [("2026-11-20", 2 * WORKERS * TURNS, 0.5 * WORKERS * TURNS, 0.25)]


def test_only_ids_and_numbers_are_kept(path: Path) -> None:
    once(path, "0ced9awxqtdtfjpz")
    mark(path, "resume", NOW)
    with closing(sqlite3.connect(path)) as connection:
        assert list(connection.iterdump()) == [
            "BEGIN TRANSACTION;",
            *_schema(connection, "day"),
            "INSERT INTO \"day\" VALUES('2026-11-20',1,0.25,0.25);",
            *_schema(connection, "entry"),
            "INSERT INTO \"entry\" VALUES('0ced9awxqtdtfjpz',1,'2026-11-20T09:14:00+00:00');",
            *_schema(connection, "moment"),
            "INSERT INTO \"moment\" VALUES('resume','2026-11-20T09:14:00+00:00');",
            "COMMIT;",
        ]


def _schema(connection: sqlite3.Connection, table: str) -> list[str]:
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return [f"{sql};"]


# Moments


def test_a_moment_is_noted_and_the_last_one_counts(path: Path) -> None:
    mark(path, "context", NOW)
    mark(path, "resume", NOW)
    mark(path, "context", LATER)
    assert (marked(path, "context"), marked(path, "resume")) == (LATER, NOW)
    assert marked(path, "other") is None
    assert counts(path) == {}


@pytest.mark.parametrize("name", ["", "a'b", "\0", "会議", "%s", "x" * 10_000])
def test_a_moment_may_have_any_name(path: Path, name: str) -> None:
    mark(path, name, NOW)
    assert marked(path, name) == NOW


# Who may see it, and where it lies


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_only_the_owner_may_read_it_whatever_the_umask(path: Path, mask: int) -> None:
    os.umask(mask)
    once(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["a b", "a?mode=ro", "a#b", "100%25", "é 会議", "\udce9", "a\nb"])
def test_it_lies_where_it_is_wanted_however_that_is_called(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    once(tmp_path / name / "usage.db")
    assert os.listdir(tmp_path) == [name]
    assert os.listdir(tmp_path / name) == ["usage.db"]
    assert set(counts(tmp_path / name / "usage.db")) == {"one", "two"}


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_what_a_link_leads_to_is_neither_read_nor_changed(
    path: Path, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    once(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    link(tmp_path / "elsewhere", path)
    once(path)
    mark(path, "context", NOW)
    assert (counts(path), marked(path, "context")) == ({}, None)
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_a_link_to_nowhere_makes_nothing_there(path: Path, tmp_path: Path) -> None:
    path.symlink_to(tmp_path / "nowhere")
    once(path)
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    once(tmp_path / "elsewhere" / "usage.db")
    (tmp_path / ".mem").symlink_to(tmp_path / "elsewhere")
    once(tmp_path / ".mem" / "usage.db", "three")
    assert counts(tmp_path / ".mem" / "usage.db") == {}
    assert set(counts(tmp_path / "elsewhere" / "usage.db")) == {"one", "two"}


# Never an error, never a wait


def garbage(path: Path) -> None:
    path.write_bytes(b"not a database, but as long as one" * 300)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def in_no_folder(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()


def in_a_file(path: Path) -> None:
    in_no_folder(path)
    path.parent.write_text("not a folder")


def of_other_tables(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for table in ("entry", "day", "moment"):
            connection.executescript(f"DROP TABLE {table}; CREATE TABLE {table} (a)")


def of_other_values(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "UPDATE entry SET last = x'ff'; UPDATE moment SET at = 7; UPDATE day SET calls = 'x'"
        )


@pytest.mark.parametrize(
    "becomes",
    [garbage, cut_off, a_folder, a_pipe, in_no_folder, in_a_file, of_other_tables, of_other_values],
)
def test_what_cannot_be_counted_is_not(path: Path, becomes: Callable[[Path], None]) -> None:
    once(path)
    mark(path, "context", NOW)
    becomes(path)
    start = time.monotonic()
    once(path, "three")
    mark(path, "resume", NOW)
    assert set(counts(path)) <= {"three"}
    assert marked(path, "context") is None
    assert time.monotonic() - start < 1.5


def test_an_empty_file_is_begun_anew(path: Path) -> None:
    path.touch()
    assert counts(path) == {}
    once(path)
    assert counts(path) == {"one": Count(1, NOW), "two": Count(1, NOW)}


@pytest.mark.parametrize("lock", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_who_keeps_it_makes_nobody_wait(
    path: Path, monkeypatch: pytest.MonkeyPatch, lock: str
) -> None:
    once(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as keeper:
        keeper.execute(lock)
        start = time.monotonic()
        once(path)
        mark(path, "context", NOW)
        counts(path)
        marked(path, "context")
        assert time.monotonic() - start < 1.5  # a few times its patience, on a busy machine
    assert counts(path) == {"one": Count(1, NOW), "two": Count(1, NOW)}
    once(path)
    assert counts(path) == {"one": Count(2, NOW), "two": Count(2, NOW)}


def test_what_can_only_be_read_stays_as_it_is(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once(path)
    before = path.read_bytes()
    connect = sqlite3.connect

    def read_only(name: str, **about: object) -> sqlite3.Connection:  # what permissions do
        return connect(name.replace("mode=rw", "mode=ro"), **about)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(sqlite3, "connect", read_only)
    once(path)
    mark(path, "context", NOW)
    assert path.read_bytes() == before
    assert counts(path) == {"one": Count(1, NOW), "two": Count(1, NOW)}


def test_half_a_count_is_taken_back(path: Path) -> None:
    once(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TRIGGER t BEFORE UPDATE ON day BEGIN SELECT RAISE(ABORT, 'no'); END"
        )
    once(path)
    assert counts(path) == {"one": Count(1, NOW), "two": Count(1, NOW)}
    assert days(path) == [("2026-11-20", 1, 0.25, 0.25)]


# Since when


def test_it_is_known_since_when_it_is_counted(path: Path) -> None:
    assert first_day(path) is None
    mark(path, "context", NOW)
    assert first_day(path) is None
    count(path, ["one"], seconds=0.25, calls=1, now=LATER)
    assert first_day(path) == LATER.date()
    once(path)
    assert first_day(path) == NOW.date()


@pytest.mark.parametrize(
    "becomes", [garbage, cut_off, a_folder, a_pipe, in_no_folder, in_a_file, of_other_tables]
)
def test_where_no_counts_can_be_read_nothing_is_known(
    path: Path, becomes: Callable[[Path], None]
) -> None:
    once(path)
    becomes(path)
    assert first_day(path) is None


@pytest.mark.parametrize("day", ["x'ff'", "'yesterday'", "7", "''", "'2026-13-01'"])
def test_what_is_no_day_is_none(path: Path, day: str) -> None:
    once(path)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(f"UPDATE day SET day = {day}")
    assert first_day(path) is None
