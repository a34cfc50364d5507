"""A history written anew without what is erased: export → filter → import into a new repository.

A pure function of the history and the ids: two devices that have the same commits and erase the
same end with the same commits again. What does not hang on `main` is not taken along, nor is any
file that is no memory, any signature, or any message that mem did not write.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import IO
from typing import NamedTuple

from memory_cli.core.layout import Kind
from memory_cli.core.layout import is_recorded
from memory_cli.core.layout import kind_of
from memory_cli.core.operation import Operation
from memory_cli.core.progress import Progress
from memory_cli.core.retelling import BY_HAND
from memory_cli.core.retelling import named_commits
from memory_cli.core.retelling import retold
from memory_cli.core.units import Eraser
from memory_cli.store import git
from memory_cli.store.export import Blob
from memory_cli.store.export import Commit
from memory_cli.store.export import exported
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Repository

_NOBODY = b"mem <mem@localhost>"
_SIGNED = re.compile(rb"[^<>\n\0]* <[^<>\n\0]*> ((?:0|[1-9]\d{0,9}) [+-]\d{4})")
_EVERY = 50  # commits between two reports of progress


class Rebuilt(NamedTuple):
    """The new history: its newest commit, how many it has, and how many versions are others."""

    tip: str
    commits: int
    versions: int


class Last(NamedTuple):
    """What is recorded on top of all: an operation, and the files it leaves."""

    operation: Operation
    files: Mapping[str, bytes]


def rebuild(
    source: Repository, target: Path, *, eraser: Eraser, last: Last, progress: Progress
) -> Rebuilt:
    """Write the history of `source` anew into the empty store at `target`, and `last` on top.

    Raises GitFailed.
    """
    total = int(git.run(["rev-list", "--count", BRANCH], root=source.root))
    importing = ["fast-import", "--quiet", "--done", "--date-format=raw-permissive"]
    with (
        exported(source.root, BRANCH) as history,
        git.talking(importing, root=target) as (told, said),
    ):
        writer = _Writer(source, eraser, told, said)
        for item in history:
            if isinstance(item, Blob):
                writer.hold(item)
                continue
            writer.write(item)
            if writer.commits % _EVERY == 0:
                progress(writer.commits, total)
        tip = writer.finish(last)
    progress(total, total)
    return Rebuilt(tip, writer.commits, writer.versions)


class _Writer:
    """Writes commits to a `git fast-import`, and knows what each became."""

    def __init__(
        self, source: Repository, eraser: Eraser, told: IO[bytes], said: IO[bytes]
    ) -> None:
        self.commits = 0
        self.versions = 0
        self._source = source
        self._out = told
        self._said = said
        self._eraser = eraser
        self._held: dict[bytes, Blob] = {}  # versions that no commit has used yet
        self._oids: dict[bytes, str] = {}  # of every version, by its old mark
        self._blobs: dict[tuple[bytes, Kind | str], int] = {}  # new marks
        self._commits: dict[bytes, int] = {}  # new marks by old ones
        self._by_oid: dict[str, int] = {}
        self._marks = 0
        self._tip = 0

    def hold(self, blob: Blob) -> None:
        """Keep a version until a commit says at which path it stands."""
        self._held[blob.mark] = blob
        self._oids[blob.mark] = blob.oid

    def write(self, commit: Commit) -> None:
        """Write `commit` as it is from now on."""
        message, is_ours = self._message(commit.message)
        changes = [(path, mark) for path, mark in commit.files if is_recorded(path)]
        lines = [
            b'M 100644 :%d "%s"\n' % (self._blob(path, mark), path.encode())
            if mark
            else b'D "%s"\n' % path.encode()
            for path, mark in changes
        ]
        self._held.clear()
        parents = [self._commits[parent] for parent in commit.parents if parent in self._commits]
        author, committer = (
            _signed(each, kept=is_ours) for each in (commit.author, commit.committer)
        )
        mark = self._write((author, committer), message, parents, lines)
        self._commits[commit.mark] = self._by_oid[commit.oid] = mark

    def finish(self, last: Last) -> str:
        """Record `last` on top of all, and return its commit."""
        who = f"{self._source.identity} {last.operation.at} +0000".encode()
        lines = [
            b'M 100644 inline "%s"\ndata %d\n%s\n' % (path.encode(), len(data), data)
            for path, data in last.files.items()
        ]
        message = last.operation.message.encode()
        mark = self._write((who, who), message, [self._tip], lines)
        tip = self._made(mark)
        self._out.write(b"done\n")
        return tip

    def _write(
        self, who: tuple[bytes, bytes], message: bytes, parents: list[int], lines: list[bytes]
    ) -> int:
        mark = self._next_mark()
        self._out.write(
            b"commit %s\nmark :%d\nauthor %s\ncommitter %s\ndata %d\n%s\n"
            % (BRANCH.encode(), mark, *who, len(message), message)
        )
        if parents:
            self._out.write(b"from :%d\n" % parents[0])
        elif self._tip:
            self._out.write(b"from %s\n" % (b"0" * 40))  # another beginning
        for parent in parents[1:]:
            self._out.write(b"merge :%d\n" % parent)
        self._out.writelines((*lines, b"\n"))
        self.commits += 1
        self._tip = mark
        return mark

    def _message(self, message: bytes) -> tuple[bytes, bool]:
        """The message as it is from now on, and whether mem wrote it."""
        try:
            said = message.decode()
        except UnicodeDecodeError:
            return BY_HAND.encode(), False
        named = {oid: self._by_oid[oid] for oid in named_commits(said) if oid in self._by_oid}
        told = retold(said, {oid: self._made(mark) for oid, mark in named.items()})
        return told.encode(), told != BY_HAND

    def _made(self, mark: int) -> str:
        """The id of the commit that was written under `mark`."""
        self._out.write(b"get-mark :%d\n" % mark)
        self._out.flush()
        return self._said.readline().decode("ascii").strip()

    def _blob(self, path: str, mark: bytes) -> int:
        """The new mark of a version, written without what is erased when it is first used."""
        kind = kind_of(path) or path
        if (mark, kind) not in self._blobs:
            held = self._held.get(mark)
            oid = self._oids[mark]
            data = held.data if held else git.run(["cat-file", "blob", oid], root=self._source.root)
            text = data.decode("utf-8", "surrogateescape")
            left = self._eraser.without(path, text)
            self.versions += left != text
            data = left.encode("utf-8", "surrogateescape")
            self._blobs[mark, kind] = new = self._next_mark()
            self._out.write(b"blob\nmark :%d\ndata %d\n%s\n" % (new, len(data), data))
        return self._blobs[mark, kind]

    def _next_mark(self) -> int:
        self._marks += 1
        return self._marks


def _signed(line: bytes, *, kept: bool) -> bytes:
    """Who made a commit and when; of one that mem did not make only when."""
    found = _SIGNED.fullmatch(line)
    if kept and found:
        return line
    return _NOBODY + b" " + (found[1] if found else b"0 +0000")
