"""Whatever becomes of `.mem/index.db`, the answers are those of the files."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from memory_cli.search import schema
from memory_cli.search.answer import Answerer
from memory_cli.search.index import Index
from memory_cli.search.question import Answer
from memory_cli.search.question import Question
from tests.search.notes import DAY
from tests.search.notes import FACTS
from tests.search.notes import QUESTIONS
from tests.search.notes import TEXTS
from tests.search.notes import TODAY
from tests.search.notes import Notes
from tests.search.notes import entries_of
from tests.support import FULL

SEEDS = range(4_000 if FULL else 120)
ASKED = (*QUESTIONS, "likes")  # of which one is disabled


@pytest.fixture
def kept(notes: Notes) -> Notes:
    """A memory with an index that is up to date."""
    assert notes.answers() == notes.truth()
    return notes


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file beside the memory that nothing has to do with."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    return victim


def still_right(notes: Notes) -> None:
    """The answers are right, the index is usable again, and nothing else is there."""
    truth = notes.truth()
    assert notes.answers() == truth
    assert notes.answers() == truth
    assert notes.beside == ["index.db", "soul.json"]
    assert set(notes.signatures) == set(TEXTS)


def tables(path: Path) -> dict[str, int]:
    """The first page of each table and index of the database."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0")
        return dict(found.fetchall())


# Damage


def test_an_index_cut_off_anywhere_changes_no_answer(kept: Notes) -> None:
    truth, data = kept.truth(), kept.index.read_bytes()
    lengths = {*range(0, len(data), 4096), *range(1, 120, 17), *range(99, len(data), 1913)}
    for length in sorted(lengths):
        kept.index.write_bytes(data[:length])
        assert kept.answers() == truth, length
    assert kept.index.read_bytes() != data[:length]
    still_right(kept)


GARBAGE: dict[str, Callable[[bytes], bytes]] = {
    "random": lambda data: random.Random(1).randbytes(len(data)),
    "zeros": lambda data: bytes(len(data)),
    "ones": lambda data: b"\xff" * len(data),
    "random behind the header": lambda data: data[:100] + random.Random(2).randbytes(len(data)),
    "zeros behind the first page": lambda data: data[:4096] + bytes(len(data) - 4096),
    "another size of pages": lambda data: data[:16] + b"\x00\x01" + data[18:],
    "as if it had a log": lambda data: data[:18] + b"\x02\x02" + data[20:],
    "as if in UTF-16": lambda data: data[:56] + b"\x00\x00\x00\x02" + data[60:],
    "without its first page": lambda data: data[4096:],
    "pages in another order": lambda data: data[:4096] + data[8192:] + data[4096:8192],
    "more behind it": lambda data: data + random.Random(3).randbytes(5000),
    "a text": lambda data: b"- just a text\n" + data[:0],
    "a byte": lambda data: data[:1],
    "nothing": lambda data: data[:0],
}


@pytest.mark.parametrize("garbage", GARBAGE.values(), ids=GARBAGE)
def test_garbage_in_place_of_an_index_changes_no_answer(
    kept: Notes, garbage: Callable[[bytes], bytes]
) -> None:
    kept.index.write_bytes(garbage(kept.index.read_bytes()))
    still_right(kept)


def test_damaged_bytes_never_break_an_answer_nor_make_up_an_entry(kept: Notes) -> None:
    """SQLite keeps no check sums: what stands in no row of ours may change what is found."""
    truth, data = kept.truth(*ASKED), kept.index.read_bytes()
    every = set.union(*entries_of(kept.truth(*ASKED)).values())
    unharmed = 0
    for seed in SEEDS:
        dice = random.Random(seed)
        damaged = bytearray(data)
        for _ in range(dice.choice([1, 3, 30])):
            damaged[dice.randrange(len(data))] = dice.randrange(256)
        kept.index.write_bytes(damaged)
        told = kept.answers(*ASKED)
        assert set.union(*entries_of(told).values()) <= every, seed
        unharmed += told == truth
    assert unharmed >= 0.95 * len(SEEDS)


@pytest.mark.parametrize(
    "table", ["entry", "entry_id", "entry_shelf", "entry_task", "word_docsize"]
)
def test_a_flipped_bit_of_entries_changes_no_answer(kept: Notes, table: str) -> None:
    truth = kept.truth(*ASKED)
    for damaged in flipped(kept.index, table):
        kept.index.write_bytes(damaged)
        assert kept.answers(*ASKED) == truth


@pytest.mark.parametrize("table", ["file", "word_data", "word_idx"])
def test_a_flipped_bit_of_files_and_words_changes_at_most_what_is_found(
    kept: Notes, table: str
) -> None:
    every = set.union(*entries_of(kept.truth(*ASKED)).values())
    for damaged in flipped(kept.index, table):
        kept.index.write_bytes(damaged)
        assert set.union(*entries_of(kept.answers(*ASKED)).values()) <= every


def test_a_flipped_bit_shows_nothing_that_is_disabled(kept: Notes) -> None:
    for damaged in flipped(kept.index, "entry_end"):
        kept.index.write_bytes(damaged)
        answers = kept.ask(_answers)
        assert [hit.entry.text for each in answers for hit in each.hits if hit.entry.disabled] == []


def _answers(index: Index) -> list[Answer]:
    answerer = Answerer(index, today=TODAY)
    return [answerer.answer(Question(text)) for text in ("likes", "coffee")]


def flipped(path: Path, table: str) -> list[bytes]:
    """The database with one bit flipped, in turns, where a table has something."""
    dice = random.Random(table)
    data = path.read_bytes()
    start = (tables(path)[table] - 1) * 4096
    used = [number for number in range(start, start + 4096) if data[number]]
    found = []
    for number in dice.sample(used, min(len(used), 400 if FULL else 40)):
        damaged = bytearray(data)
        damaged[number] ^= 1 << dice.randrange(8)
        found.append(bytes(damaged))
    return found


@pytest.mark.parametrize("table", ["entry", "word_data", "file", "word_config", "posting"])
def test_an_index_that_lost_a_table_is_built_anew(kept: Notes, table: str) -> None:
    with closing(sqlite3.connect(kept.index)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = ?", (table,))
        connection.commit()
    still_right(kept)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE file SET path = CAST(x'ff' AS TEXT) WHERE id = 2",
        "UPDATE file SET entries = entries + 7",
        "UPDATE file SET entries = 1 << 40",
        "UPDATE file SET entries = 'many'",
        "UPDATE file SET id = id + 9",
        "UPDATE file SET id = -id",
        "UPDATE entry SET place = place + 100",
        "UPDATE entry SET text = x'41' WHERE kind = 'fact'",
        "UPDATE entry SET kind = CAST(x'ff' AS TEXT), date = CAST(x'ff' AS TEXT)",
        "UPDATE entry SET proof = 'x'",
        "DELETE FROM entry",
        "DELETE FROM word_data",
    ],
)
def test_rows_that_make_no_sense_are_damage(kept: Notes, statement: str) -> None:
    with closing(sqlite3.connect(kept.index)) as connection:
        connection.execute(statement)
        connection.commit()
    truth = kept.truth(*ASKED)
    assert kept.answers(*ASKED) == truth
    assert kept.answers(*ASKED) == truth
    kept.write(FACTS, "- Likes white tea.\n")  # the same, met when it is brought up to date
    assert kept.answers(*ASKED) == kept.truth(*ASKED)


# Something else in its place


def foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("CREATE TABLE entry (a); INSERT INTO entry VALUES (1)")


def of_version(version: int) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("DELETE FROM word_data")
            connection.execute(f"PRAGMA user_version = {version}")
            connection.commit()

    return write


def of_our_name(path: Path) -> None:
    """A foreign database that says it is ours."""
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA application_id = {schema._APPLICATION}")
        connection.execute(f"PRAGMA user_version = {schema.VERSION}")


@pytest.mark.parametrize(
    "becomes",
    [foreign, of_our_name, *map(of_version, (0, 1, schema.VERSION - 1, schema.VERSION + 1, -1))],
    ids=["foreign", "of our name", "0", "1", "older", "newer", "negative"],
)
def test_another_database_is_replaced(kept: Notes, becomes: Callable[[Path], None]) -> None:
    becomes(kept.index)
    still_right(kept)


@pytest.mark.parametrize("link", [os.symlink, os.link])
@pytest.mark.parametrize("name", ["index.db", "index.db-journal", "index.db-wal", "index.db-shm"])
def test_what_a_link_leads_to_is_neither_read_nor_changed(
    kept: Notes, outside: Path, name: str, link: Callable[[Path, Path], None]
) -> None:
    (kept.local / name).unlink(missing_ok=True)
    link(outside, kept.local / name)
    kept.write(FACTS, "- Likes white tea.\n")
    truth = kept.truth()
    assert kept.answers() == truth
    assert kept.answers() == truth
    assert (outside.read_bytes(), os.stat(outside).st_mode & 0o777) == (b"precious", 0o644)


@pytest.mark.parametrize("link", [os.symlink, os.link])
def test_an_index_elsewhere_is_not_used(
    kept: Notes, tmp_path: Path, link: Callable[[Path, Path], None]
) -> None:
    elsewhere = Notes(tmp_path / "elsewhere", {FACTS: "- Hates tea.\n"})
    elsewhere.answers()
    before = elsewhere.bytes
    kept.index.unlink()
    link(elsewhere.index, kept.index)
    still_right(kept)
    assert elsewhere.bytes == before


def test_a_link_to_nowhere_is_replaced(kept: Notes, tmp_path: Path) -> None:
    kept.index.unlink()
    kept.index.symlink_to(tmp_path / "nowhere")
    still_right(kept)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("name", ["index.db", "index.db-journal", "index.db-wal"])
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_where_no_index_can_be_kept_it_lives_in_memory(
    kept: Notes, name: str, make: Callable[[Path], None]
) -> None:
    (kept.local / name).unlink(missing_ok=True)
    make(kept.local / name)
    kept.write(FACTS, "- Likes white tea.\n")
    truth = kept.truth()
    assert kept.answers() == truth
    assert kept.answers() == truth


# What is left beside it


@pytest.mark.parametrize("name", ["index.db-journal", "index.db-wal", "index.db-shm"])
@pytest.mark.parametrize("left", [b"", b"\0" * 4096, random.Random(4).randbytes(9000)])
def test_a_leftover_changes_no_answer(kept: Notes, name: str, left: bytes) -> None:
    for text in ("- Likes white tea.\n", "- Likes black tea.\n"):
        (kept.local / name).write_bytes(left)
        kept.write(FACTS, text)
        assert kept.answers() == kept.truth()


def torn(notes: Notes, *, then: Callable[[Path], None]) -> None:
    """Leave the index as a machine leaves it that stops in the middle of a change."""
    with closing(sqlite3.connect(notes.index, isolation_level=None)) as connection:
        connection.executescript("PRAGMA cache_size = 1; PRAGMA cache_spill = 1; BEGIN IMMEDIATE")
        connection.execute("UPDATE entry SET text = x'00', length = 7")
        connection.execute("INSERT INTO word (word) VALUES ('delete-all')")
        connection.execute("DELETE FROM file")
        for name in ("index.db", "index.db-journal"):
            shutil.copy(notes.local / name, notes.local / f"torn-{name}")
        connection.execute("ROLLBACK")
    for name in ("index.db", "index.db-journal"):
        (notes.local / f"torn-{name}").rename(notes.local / name)
    assert (notes.local / "index.db-journal").stat().st_size > 512
    then(notes.local)


def test_half_a_change_is_taken_back(kept: Notes) -> None:
    before = kept.held()
    torn(kept, then=lambda _: None)
    assert kept.held() == before
    still_right(kept)


def test_half_a_change_whose_journal_is_lost_changes_no_answer(kept: Notes) -> None:
    torn(kept, then=lambda local: (local / "index.db-journal").unlink())
    still_right(kept)


def test_a_journal_is_not_played_back_into_an_index_built_since(kept: Notes) -> None:
    torn(kept, then=lambda local: (local / "index.db").unlink())
    still_right(kept)


def test_a_write_ahead_log_is_not_played_back_into_an_index_built_since(kept: Notes) -> None:
    with closing(sqlite3.connect(kept.index, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("UPDATE entry SET text = x'00', length = 7")
        shutil.copy(kept.local / "index.db-wal", kept.local / "kept")
    (kept.local / "kept").rename(kept.local / "index.db-wal")
    kept.write(DAY, "- Tea.\n")
    kept.index.write_bytes(b"")
    assert kept.answers() == kept.truth()
    assert kept.answers() == kept.truth()
