"""Whether what search keeps in `.mem` is sound; to look changes nothing."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from memory_cli.search import schema
from memory_cli.search.refresh import Files
from memory_cli.search.refresh import indexed
from memory_cli.search.refresh import stale


def behind(path: Path, files: Files) -> int | None:
    """How many files the index at `path` has yet to read; None when it cannot be used.

    One that is missing can: it is built when somebody asks.
    """
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    try:
        connection = schema.existing(path) if writable else schema.unchangeable(path)
    except FileNotFoundError:
        return len(files.signatures)
    except (schema.Doubt, OSError, sqlite3.Error):
        return None
    try:
        with closing(connection):
            if not _is_whole(connection):
                return None
            return stale(indexed(connection), files).size
    except Exception:  # noqa: BLE001 - damage shows as anything
        return None


def is_sound(path: Path) -> bool:
    """Whether the database at `path` can be read, or is not there."""
    if not path.exists():
        return True
    uri = f"file://{quote(str(path.absolute()))}?mode=ro"
    with (
        suppress(sqlite3.Error, OSError),
        closing(sqlite3.connect(uri, uri=True, timeout=1.0)) as connection,
    ):
        return _is_whole(connection)
    return False


def remove(path: Path) -> None:
    """Delete a database that is derived or counts, and what lies beside it."""
    schema.remove(path)


def _is_whole(connection: sqlite3.Connection) -> bool:
    return [row[0] for row in connection.execute("PRAGMA quick_check(1)")] == ["ok"]
