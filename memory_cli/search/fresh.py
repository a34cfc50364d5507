"""`.mem/index.db`: opened, brought up to date, and built anew on any doubt.

It is derived from the memory files, and disposable. No lock of the store is held: whoever finds it
out of date mends it. A new one is built in a file beside it that then takes its name; where it
cannot be written, it lives in memory.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import closing
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from memory_cli.core.errors import MemError
from memory_cli.core.layout import TEMPORARY
from memory_cli.core.progress import Progress
from memory_cli.search import schema
from memory_cli.search.index import Index
from memory_cli.search.refresh import File
from memory_cli.search.refresh import Files
from memory_cli.search.refresh import Stale
from memory_cli.search.refresh import fill
from memory_cli.search.refresh import indexed
from memory_cli.search.refresh import refresh
from memory_cli.search.refresh import stale
from memory_cli.search.schema import Doubt

_BUILDING = "index.lock"
_LONGEST_BUILD = 10.0  # seconds that are waited for another builder
_PAUSE = 0.02
_MANY = 300  # changed files: it is quicker to build anew
_SURROUNDINGS = {
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY),
    *(sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM),
}
"""What SQLite reports of a good index, too: somebody keeps it, or the system will not."""

T = TypeVar("T")

_Opened = tuple[sqlite3.Connection, Mapping[str, File]]
"""An index in a transaction, and the files it knows."""


def ask(path: Path, files: Files, question: Callable[[Index], T], progress: Progress) -> T:
    """The answer to `question`, put to the index at `path` once that says what `files` say.

    Damage that shows only when it is asked makes it anew, and the question is put again. Raises
    sqlite3.Error when there can be no index at all.
    """
    try:
        return _asked(_opened(path, files, progress), question)
    except (MemError, ImportError):
        raise
    except Exception:  # noqa: BLE001 - damage shows as anything, as a number beyond the last
        return _asked(_anew(path, files, progress), question)


def leave_no_word(path: Path, files: Files) -> None:
    """Bring the index at `path` up to date and leave no byte of what it no longer has.

    Where that cannot be done, it is deleted: another one is soon built.
    """
    try:
        with closing(schema.existing(path)) as connection:
            refresh(connection, files)
            schema.scrub(connection)
    except Exception:  # noqa: BLE001 - damage shows as anything
        with suppress(OSError):
            schema.remove(path)


def _asked(opened: _Opened, question: Callable[[Index], T]) -> T:
    connection, known = opened
    with closing(connection):
        return question(Index(connection, known.values()))


def _opened(path: Path, files: Files, progress: Progress) -> _Opened:
    try:
        return _mended(path, files)
    except (Doubt, FileNotFoundError):
        pass
    except sqlite3.DatabaseError as error:
        if _is_of_surroundings(error):
            return _in_memory(files, progress)
    except OSError:
        return _in_memory(files, progress)
    return _anew(path, files, progress)


def _anew(path: Path, files: Files, progress: Progress) -> _Opened:
    try:
        return _built(path, files, progress)
    except (Doubt, OSError, sqlite3.Error):
        return _in_memory(files, progress)


def _in_memory(files: Files, progress: Progress) -> _Opened:
    connection = schema.in_memory()
    fill(connection, files, progress)
    return _begun(connection)


def _mended(path: Path, files: Files) -> _Opened:
    """The index that is there, brought up to date; in memory, if the disk cannot have it."""
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    connection = schema.existing(path) if writable else schema.unchangeable(path)
    try:
        opened = _begun(connection)
        found = stale(opened[1], files)
        if found:
            connection.execute("COMMIT")
            opened = _begun(_refreshed(connection, found, files))
    except BaseException:
        connection.close()
        raise
    return opened


def _refreshed(connection: sqlite3.Connection, found: Stale, files: Files) -> sqlite3.Connection:
    if found.size > _MANY:
        raise Doubt
    try:
        refresh(connection, files)
    except sqlite3.OperationalError:
        copy = schema.copied(connection)
        connection.close()
        try:
            refresh(copy, files)
        except BaseException:
            copy.close()
            raise
        return copy
    return connection


def _built(path: Path, files: Files, progress: Progress) -> _Opened:
    """A new index at `path`; that of another process, if one was building it already."""
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if path.parent.is_symlink():
        raise Doubt
    with _one_builder(path.with_name(_BUILDING)) as waited:
        if waited:
            with suppress(Doubt, OSError, sqlite3.Error):
                return _mended(path, files)
        return _rebuilt(path, files, progress)


@contextmanager
def _one_builder(lock: Path) -> Iterator[bool]:
    """Let one process build at a time, but wait for no other for long; yield whether it waited.

    The lock is a file of its own, and as disposable as what it guards.
    """
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        began, waited = time.monotonic(), False
        while time.monotonic() - began < _LONGEST_BUILD:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                waited = True
                time.sleep(_PAUSE)
            else:
                break
        yield waited
    finally:
        with suppress(OSError):
            lock.unlink()
        os.close(descriptor)


def _rebuilt(path: Path, files: Files, progress: Progress) -> _Opened:
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(6).hex()}")
    try:
        with closing(schema.created(temporary)) as connection:
            fill(connection, files, progress)
        schema.remove(path)  # with its journal, which would be played back into the new one
        temporary.replace(path)
    finally:
        with suppress(OSError):
            temporary.unlink()
    return _begun(schema.existing(path))


def _begun(connection: sqlite3.Connection) -> _Opened:
    """What others write from here on is not seen, so that no answer is half of one state."""
    try:
        connection.execute("BEGIN")
        return connection, indexed(connection)
    except BaseException:
        connection.close()
        raise


def _is_of_surroundings(error: sqlite3.Error) -> bool:
    code: int = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # Python's own have none
    return code & 0xFF in _SURROUNDINGS
