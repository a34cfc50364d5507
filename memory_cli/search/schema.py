"""The tables of the index, and how its database is opened: no other module knows a file name."""

from __future__ import annotations

import os
import sqlite3
import stat
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from memory_cli.search.rows import WORDS

VERSION = 2 << 8 | int(unicodedata.unidata_version.partition(".")[0])
"""Raised, before the shift, whenever the tables or the analysis of words change.

An index of another version is built anew, also when this Python knows another Unicode.
"""

_APPLICATION = 0x6D656D30  # "mem0" in the header of the file
_PATIENCE = 2.0  # seconds that a refresh waits for another one
_JOURNAL = "-journal"
_BESIDE = (_JOURNAL, "-wal", "-shm")  # what SQLite may put there; ours has a journal alone

_STEMS = """
    tokenize = "porter unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'"
"""
"""Words come analysed and a space apart; SQLite's own Porter stemmer does the rest."""

_SETTINGS = "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA cache_spill = OFF;"
_UNSEEN = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"  # until it is whole
_TABLES = f"""
CREATE TABLE file (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, signature INTEGER,
    digest BLOB NOT NULL, entries INTEGER NOT NULL, length REAL NOT NULL, lent INTEGER NOT NULL
);
CREATE TABLE entry (
    place INTEGER PRIMARY KEY, length REAL NOT NULL, asks INTEGER NOT NULL,
    tells_when INTEGER NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, line INTEGER NOT NULL,
    block INTEGER NOT NULL, text BLOB NOT NULL, section BLOB, time TEXT, tags BLOB NOT NULL,
    task TEXT, disabled INTEGER NOT NULL, since TEXT, until TEXT, private INTEGER NOT NULL,
    date TEXT, proof INTEGER NOT NULL, {WORDS.replace(",", " TEXT NOT NULL,")} TEXT NOT NULL
);
CREATE INDEX entry_id ON entry (id);
CREATE INDEX entry_end ON entry (disabled, until) WHERE disabled OR until IS NOT NULL;
CREATE INDEX entry_task ON entry (date) WHERE task = 'open';
CREATE INDEX entry_shelf ON entry (kind, date, tags);
CREATE VIRTUAL TABLE word USING fts5 (
    {WORDS}, content = 'entry', content_rowid = 'place', {_STEMS}
);
CREATE VIRTUAL TABLE posting USING fts5vocab ('word', 'instance');
CREATE VIRTUAL TABLE vocabulary USING fts5vocab ('word', 'row');
PRAGMA application_id = {_APPLICATION};
PRAGMA user_version = {VERSION};
"""
_STEMMING = (
    f"CREATE VIRTUAL TABLE temp.stemming USING fts5 (word, {_STEMS})",
    "CREATE VIRTUAL TABLE temp.stem USING fts5vocab ('temp', 'stemming', 'instance')",
)


class Doubt(Exception):
    """The index is not one of ours, not of this version, or damaged: it is built anew."""


def created(path: Path) -> sqlite3.Connection:
    """A new, empty index at `path`, which must not exist, for the owner's eyes alone."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    return _told(_connected(_uri(path, "mode=rw")), _UNSEEN + _TABLES)


def in_memory() -> sqlite3.Connection:
    """A new, empty index that no disk sees."""
    return _told(_connected("file::memory:"), _TABLES)


def existing(path: Path) -> sqlite3.Connection:
    """The index at `path`, for reading and writing; raises Doubt, OSError, sqlite3.Error."""
    return _checked(_connected(_uri(_ordinary(path), "mode=rw")))


def unchangeable(path: Path) -> sqlite3.Connection:
    """The index at `path` on a disk that nobody can write to: no lock, no journal."""
    if _journal(path).exists():  # half a change, which nobody can take back here
        raise Doubt
    return _checked(_connected(_uri(_ordinary(path), "mode=ro&immutable=1")))


def copied(connection: sqlite3.Connection) -> sqlite3.Connection:
    """The same index in memory, to be changed where the file cannot be; raises TimeoutError."""

    def told(status: int, _remaining: int, _of: int) -> None:
        if status not in {sqlite3.SQLITE_OK, sqlite3.SQLITE_DONE}:  # else it tries for ever
            raise TimeoutError

    copy = _connected("file::memory:")
    try:
        connection.backup(copy, progress=told)
    except BaseException:
        copy.close()
        raise
    return copy


def disown(connection: sqlite3.Connection) -> None:
    """Let nobody trust the index until it is scrubbed, should that fail or be killed."""
    connection.execute("PRAGMA user_version = 0")


def scrub(connection: sqlite3.Connection) -> None:
    """Leave no byte of deleted words in the file, and own it again.

    A deletion from FTS5 only adds a marker beside the words, even under `secure_delete`; they go
    when segments are merged. (SQLite 3.42 has an option for it, which slows every refresh.)
    """
    connection.execute("INSERT INTO word (word) VALUES ('optimize')")
    connection.execute("VACUUM")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def _connected(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
    return _told(connection, _SETTINGS)


def _told(connection: sqlite3.Connection, script: str) -> sqlite3.Connection:
    """The same connection after `script`; closed where that fails."""
    try:
        connection.executescript(script)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _checked(connection: sqlite3.Connection) -> sqlite3.Connection:
    try:
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error:  # damage, or somebody keeps it: who asks can tell
        connection.close()
        raise
    if (ours, version) != (_APPLICATION, VERSION):
        connection.close()
        raise Doubt
    return connection


def _uri(path: Path, options: str) -> str:
    return f"file://{quote(os.fsencode(path.absolute()))}?{options}"


def _ordinary(path: Path) -> Path:
    """`path`, when it is a plain file of ours, and only a journal of ours lies beside it."""
    if path.parent.is_symlink() or not _is_plain(path.lstat()):
        raise Doubt
    for suffix in _BESIDE:
        with suppress(FileNotFoundError):
            if not (_is_plain(os.lstat(f"{path}{suffix}")) and suffix == _JOURNAL):
                raise Doubt
    return path


def _is_plain(found: os.stat_result) -> bool:
    """Whether it is a file of ours and nothing that leads elsewhere."""
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and found.st_nlink == 1


def prepare_stems(connection: sqlite3.Connection) -> None:
    """Give `connection` the tables that `stems` needs; they live in memory."""
    for statement in _STEMMING:
        connection.execute(statement)


def stems(connection: sqlite3.Connection, words: Sequence[str]) -> list[str]:
    """The stems of `words`, made by the stemmer that made those of the index."""
    found = list(words)
    connection.execute("DELETE FROM temp.stemming")
    connection.executemany(
        "INSERT INTO temp.stemming (rowid, word) VALUES (?, ?)", enumerate(words)
    )
    for number, stem in connection.execute("SELECT doc, term FROM temp.stem"):
        found[number] = stem
    return found


def remove(path: Path) -> None:
    """Delete an index and what lies beside it, which belongs to no other; nothing behind a link."""
    if path.parent.is_symlink():
        return
    for suffix in ("", *_BESIDE):
        with suppress(FileNotFoundError):
            path.with_name(f"{path.name}{suffix}").unlink()


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}{_JOURNAL}")
