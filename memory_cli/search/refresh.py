"""Bringing an index up to date with the memory files: only what changed is read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from operator import itemgetter
from typing import TYPE_CHECKING
from typing import NamedTuple

from memory_cli.core.layout import kind_of
from memory_cli.core.progress import Progress
from memory_cli.search import place
from memory_cli.search import schema
from memory_cli.search.rows import COLUMNS
from memory_cli.search.rows import WORDS
from memory_cli.search.rows import Damaged
from memory_cli.search.rows import rows_of

if TYPE_CHECKING:  # the parser is for files that changed, which most questions do not find
    from memory_cli.core.document import Document

_FIELDS = f"place, {COLUMNS}, {WORDS}"
_MARKS = ", ".join("?" * (_FIELDS.count(",") + 1))


class Files(NamedTuple):
    """The memory files, as functions of the room that reads them."""

    signatures: Mapping[str, int | None]  # of all that may be one; None proves nothing
    data: Callable[[str], bytes | None]
    document: Callable[[str, bytes], Document]
    forgotten: Callable[[], Collection[str]]  # ids


class File(NamedTuple):
    """A file as it was indexed."""

    id: int
    path: str
    signature: int | None
    digest: bytes
    entries: int
    length: float  # words of its entries, with what their neighbours lend
    lent: int  # words they lend


_ENTRIES = File._fields.index("entries")


class Stale(NamedTuple):
    """What of an index is not as the files are."""

    changed: tuple[str, ...]
    gone: tuple[File, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.gone)

    @property
    def size(self) -> int:
        """How many files have to be looked at."""
        return len(self.changed) + len(self.gone)


def indexed(connection: sqlite3.Connection) -> dict[str, File]:
    """Every file that the index knows, in the order of their paths; raises Damaged."""
    rows = connection.execute("SELECT * FROM file").fetchall()
    if not all(0 <= row[_ENTRIES] <= place.POSITION for row in rows):  # no end of entries
        raise Damaged
    rows.sort(key=itemgetter(1))
    return {row[1]: File._make(row) for row in rows}


def stale(known: Mapping[str, File], files: Files) -> Stale:
    """Compare what is `known` with the files there are; young ones by what they hold."""
    signatures = files.signatures
    changed = (
        path
        for path, signature in signatures.items()
        if not (path in known and _is_same(known[path], signature, files)) and kind_of(path)
    )
    gone = (file for path, file in known.items() if path not in signatures)
    return Stale(tuple(changed), tuple(gone))


def _is_same(file: File, signature: int | None, files: Files) -> bool:
    if signature is not None:
        return signature == file.signature
    data = files.data(file.path)
    return data is not None and _digest(data) == file.digest


def fill(connection: sqlite3.Connection, files: Files, progress: Progress) -> None:
    """Put everything into an empty index."""
    paths = stale({}, files).changed
    connection.execute("BEGIN")
    for number, path in enumerate(paths):
        progress(number, len(paths))
        _replace(connection, None, path, files)
    connection.execute("COMMIT")
    progress(len(paths), len(paths))


def refresh(connection: sqlite3.Connection, files: Files) -> None:
    """Make the index say what the files say; raises sqlite3.OperationalError when it may not.

    Words of entries that are forgotten leave the file of the index as well.
    """
    with _transaction(connection):
        known = indexed(connection)
        found = stale(known, files)  # once more, under the lock: another process may have done it
        before: set[str] = set()
        for file in found.gone:
            before |= _remove(connection, file)
        for path in found.changed:
            before |= _replace(connection, known.get(path), path, files)
        lost = _lost(connection, before)
        leaving = lost and not lost.isdisjoint(files.forgotten())
        if leaving:
            schema.disown(connection)
    if leaving:
        schema.scrub(connection)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # not after every error
            connection.execute("ROLLBACK")
        raise


def _replace(
    connection: sqlite3.Connection, file: File | None, path: str, files: Files
) -> set[str]:
    """Index `path` as it is now; return the ids it had before."""
    data = files.data(path)
    if data is None:  # gone in the meantime, or nothing that can be read
        return _remove(connection, file) if file else set()
    digest = _digest(data)
    signature = files.signatures[path]
    if file and file.digest == digest:
        if signature is not None:
            connection.execute("UPDATE file SET signature = ? WHERE id = ?", (signature, file.id))
        return set()
    before = _remove(connection, file) if file else set()
    _insert(connection, files.document(path, data), signature, digest)
    return before


def _digest(data: bytes) -> bytes:
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it: needed only for files that changed

    return hashlib.blake2b(data, digest_size=16).digest()


def _insert(
    connection: sqlite3.Connection, document: Document, signature: int | None, digest: bytes
) -> None:
    rows, length, lent = rows_of(document)
    about = (document.path, signature, digest, len(rows), length, lent)
    added = connection.execute(
        "INSERT INTO file (path, signature, digest, entries, length, lent) VALUES (?,?,?,?,?,?)",
        about,
    )
    file = added.lastrowid or 0
    connection.executemany(
        f"INSERT INTO entry ({_FIELDS}) VALUES ({_MARKS})",  # noqa: S608 - names of columns
        ((place.first(file) + number, *row) for number, row in enumerate(rows)),
    )
    _words(connection, f"INSERT INTO word (rowid, {WORDS}) SELECT place", file)


def _remove(connection: sqlite3.Connection, file: File) -> set[str]:
    """Take everything of `file` out; return the ids it had."""
    _words(connection, f"INSERT INTO word (word, rowid, {WORDS}) SELECT 'delete', place", file.id)
    gone = connection.execute(
        "DELETE FROM entry WHERE place BETWEEN ? AND ? RETURNING id", _places(file.id)
    ).fetchall()
    connection.execute("DELETE FROM file WHERE id = ?", (file.id,))
    return {id_ for (id_,) in gone}


def _words(connection: sqlite3.Connection, what: str, file: int) -> None:
    connection.execute(f"{what}, {WORDS} FROM entry WHERE place BETWEEN ? AND ?", _places(file))


def _places(file: int) -> tuple[int, int]:
    return place.first(file), place.last(file)


def _lost(connection: sqlite3.Connection, before: Iterable[str]) -> set[str]:
    """Those of the ids `before` that no entry has any more."""
    return {
        id_
        for id_ in before
        if not connection.execute("SELECT 1 FROM entry WHERE id = ? LIMIT 1", (id_,)).fetchone()
    }
