"""Reading what `git fast-export` says: every version of every file, and every commit, in order.

Its format is that of git-fast-import(1); only what fast-export writes of it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple
from typing import cast

from memory_cli.core.errors import GitFailed
from memory_cli.store import git

_REGULAR = frozenset({b"100644", b"100755"})
_FILE = re.compile(rb"M (\d+) (:\d+|[0-9a-f]{40}) (.+)")


class Blob(NamedTuple):
    """A version of a file, under the number that commits know it by."""

    mark: bytes
    oid: str
    data: bytes


class Commit(NamedTuple):
    """A commit: its parents are marks, its files (path, mark of a blob or None for none)."""

    mark: bytes
    oid: str
    author: bytes
    committer: bytes
    message: bytes
    parents: tuple[bytes, ...]
    files: tuple[tuple[str, bytes | None], ...]


@contextmanager
def exported(root: Path, ref: str) -> Iterator[Iterator[Blob | Commit]]:
    """The history of `ref`, each blob before the first commit that holds it; raises GitFailed.

    Links and modules are told as no file, signatures not at all.
    """
    wanted = ["fast-export", "--reencode=no", "--show-original-ids", "--use-done-feature", ref]
    with git.printing(wanted, root=root) as said:
        yield _Reader(cast("BufferedReader", said)).run()


class _Reader:
    """The stream, with one line of it looked at ahead."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._line = b""
        self._next()

    def _next(self) -> None:
        self._line = self._stream.readline().removesuffix(b"\n")
        if not self._line and not self._stream.peek(1):
            self._line = b"done"

    def run(self) -> Iterator[Blob | Commit]:
        """Everything until it is done."""
        while self._line != b"done":
            if self._line == b"blob":
                self._next()
                yield self._blob()
            elif self._line.startswith(b"commit "):
                self._next()
                yield self._commit()
            else:  # feature, reset, an empty line
                self._next()

    def _blob(self) -> Blob:
        mark, oid = self._value(b"mark "), self._value(b"original-oid ")
        return Blob(mark, oid.decode(), self._data())

    def _commit(self) -> Commit:
        mark, oid = self._value(b"mark "), self._value(b"original-oid ")
        author, committer = self._value(b"author "), self._value(b"committer ")
        while not self._line.startswith(b"data "):  # encoding, gpgsig
            is_signature = self._line.startswith(b"gpgsig ")
            self._next()
            if is_signature:
                self._data()
        message = self._data()
        parents = []
        while self._line.startswith((b"from ", b"merge ")):
            parents.append(self._line.partition(b" ")[2])
            self._next()
        return Commit(
            mark, oid.decode(), author, committer, message, tuple(parents), tuple(self._files())
        )

    def _files(self) -> Iterator[tuple[str, bytes | None]]:
        while self._line.startswith((b"M ", b"D ")) or self._line == b"deleteall":
            found = _FILE.fullmatch(self._line)
            if found:
                is_regular = found[1] in _REGULAR and found[2].startswith(b":")
                yield _path(found[3]), found[2] if is_regular else None
            elif self._line.startswith(b"D "):
                yield _path(self._line[2:]), None
            else:
                raise GitFailed("this history cannot be read file by file")
            self._next()

    def _value(self, name: bytes) -> bytes:
        if not self._line.startswith(name):
            raise GitFailed(f"git fast-export said {self._line[:40]!r} where {name!r} was expected")
        value = self._line[len(name) :]
        self._next()
        return value

    def _data(self) -> bytes:
        size = int(self._value_now(b"data "))
        data = self._stream.read(size)
        if len(data) != size:
            raise GitFailed("git fast-export ended in the middle")
        self._next()
        if not self._line:  # the line end that may follow
            self._next()
        return data

    def _value_now(self, name: bytes) -> bytes:
        """The same without reading on: data follows, and not a line."""
        if not self._line.startswith(name):
            raise GitFailed(f"git fast-export said {self._line[:40]!r} where {name!r} was expected")
        return self._line[len(name) :]


def _path(said: bytes) -> str:
    """A path; one in quotes has characters that no memory file has in its name."""
    return said.decode("utf-8", "surrogateescape")
