"""`.mem/usage.db`: how often each entry was recalled, and how long that took; never in git.

Counting is a courtesy: it holds ids and numbers, no word of memory, and when it cannot be done, it
is not done, without a word and without a wait.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Collection
from contextlib import closing
from contextlib import suppress
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

_PATIENCE = 0.05  # seconds that counting may wait for another process
_FAILURES = (sqlite3.Error, OSError, ValueError)
_TABLES = """
CREATE TABLE IF NOT EXISTS entry (id TEXT PRIMARY KEY, times INTEGER NOT NULL, last TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS day (
    day TEXT PRIMARY KEY, calls INTEGER NOT NULL, seconds REAL NOT NULL, longest REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS moment (name TEXT PRIMARY KEY, at TEXT NOT NULL);
"""
_ENTRY = """
    INSERT INTO entry VALUES (?1, 1, ?2)
    ON CONFLICT (id) DO UPDATE SET times = times + 1, last = ?2
"""
_DAY = """
    INSERT INTO day VALUES (?1, ?2, ?3, ?4) ON CONFLICT (day) DO UPDATE SET
    calls = calls + ?2, seconds = seconds + ?3, longest = max(longest, ?4)
"""


class Count(NamedTuple):
    """How often an entry was recalled, and when last."""

    times: int
    last: datetime


def count(path: Path, ids: Collection[str], *, seconds: float, calls: int, now: datetime) -> None:
    """Note that `calls` questions, answered in `seconds` together, recalled `ids`."""
    with suppress(*_FAILURES), closing(_opened(path, "rw")) as connection:
        at = now.isoformat(timespec="seconds")
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_ENTRY, ((each, at) for each in ids))
        share = seconds / max(calls, 1)
        connection.execute(_DAY, (now.date().isoformat(), calls, seconds, share))
        connection.execute("COMMIT")


def forget(path: Path, ids: Collection[str]) -> None:
    """Take `ids` out of the counts, down to the last byte; where that fails, all counts go."""
    if not path.exists():
        return
    try:
        with closing(_opened(path, "rw")) as connection:
            connection.executemany("DELETE FROM entry WHERE id = ?", ((each,) for each in ids))
            connection.execute("VACUUM")
    except _FAILURES:
        with suppress(OSError):
            path.unlink()


def counts(path: Path) -> dict[str, Count]:
    """How often each entry was recalled; empty where nothing was counted."""
    found: dict[str, Count] = {}
    with suppress(*_FAILURES), closing(_opened(path, "ro")) as connection:
        for id_, times, last in connection.execute("SELECT id, times, last FROM entry"):
            found[id_] = Count(times, datetime.fromisoformat(str(last)))
    return found


def first_day(path: Path) -> date | None:
    """The day since which it is counted how often entries are recalled; None for never."""
    with suppress(*_FAILURES), closing(_opened(path, "ro")) as connection:
        (day,) = connection.execute("SELECT min(day) FROM day").fetchone()
        return date.fromisoformat(str(day)) if day else None
    return None


def mark(path: Path, name: str, now: datetime) -> None:
    """Note that `name` happened now."""
    with suppress(*_FAILURES), closing(_opened(path, "rw")) as connection:
        at = now.isoformat(timespec="seconds")
        connection.execute("INSERT OR REPLACE INTO moment VALUES (?, ?)", (name, at))


def marked(path: Path, name: str) -> datetime | None:
    """When `name` happened last, if that was noted."""
    with suppress(*_FAILURES), closing(_opened(path, "ro")) as connection:
        row = connection.execute("SELECT at FROM moment WHERE name = ?", (name,)).fetchone()
        return datetime.fromisoformat(str(row[0])) if row else None
    return None


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    """The counts at `path`; with mode `rw` created, for the owner's eyes alone, when missing."""
    if path.parent.is_symlink():
        raise FileNotFoundError(path)
    if mode == "rw":
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
    found = path.lstat()
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:  # a link leads elsewhere
        raise FileNotFoundError(path)
    uri = f"file://{quote(os.fsencode(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(uri, uri=True, timeout=_PATIENCE, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        if mode == "rw":
            connection.executescript(_TABLES)
    except BaseException:
        connection.close()
        raise
    return connection
