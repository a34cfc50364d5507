"""Every object of a repository, and every version of every memory file in a history, one by one."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from typing import NamedTuple

from memory_cli.core.layout import is_recorded
from memory_cli.store import git

_DELETED = "0" * 40
_PARTS = 3  # of what is said before an object; of one that is missing there are two


class Object(NamedTuple):
    """One object as git keeps it; `kind` is blob, tree, commit or tag."""

    oid: str
    kind: str
    data: bytes


class Version(NamedTuple):
    """What a file held once: its path and the id of the blob."""

    path: str
    oid: str


def objects(root: Path) -> Iterator[Object]:
    """All that the store at `root` has, whether something still names them or not.

    Raises GitFailed, also at one that cannot be read.
    """
    wanted = ["cat-file", "--batch-all-objects", "--batch", "--buffer", "--unordered"]
    with git.printing(wanted, root=root) as said:
        yield from _told(said)


def contents(root: Path, oids: Iterable[str]) -> Iterator[Object]:
    """Those with `oids`, one after the other; those that are missing are left out.

    Raises Declined at an object that is there and cannot be read.
    """
    asked = "".join(f"{oid}\n" for oid in oids).encode()
    if not asked:
        return
    with git.printing(["cat-file", "--batch"], root=root, stdin=asked) as said:
        yield from _told(said)


def _told(said: IO[bytes]) -> Iterator[Object]:
    while line := said.readline():
        about = line.decode("ascii", "replace").split()
        if len(about) == _PARTS:
            size = int(about[2])
            data = said.read(size + 1)
            if len(data) != size + 1:  # git broke off
                return
            yield Object(about[0], about[1], data[:-1])


def versions(root: Path, top: str) -> dict[Version, list[str]]:
    """Every version of a recorded file that a commit reachable from `top` made, and which did.

    The newest commits come first. Files that are no memory are left out.
    """
    found: dict[Version, list[str]] = {}
    for commit, path, oid in _changes(root, top):
        if oid != _DELETED and is_recorded(path):
            found.setdefault(Version(path, oid), []).append(commit)
    return found


def texts(root: Path, wanted: Iterable[Version]) -> Iterator[tuple[Version, bytes]]:
    """What each of `wanted` holds, as far as it can be read; raises Declined."""
    paths: dict[str, list[str]] = {}
    for version in wanted:
        paths.setdefault(version.oid, []).append(version.path)
    for blob in contents(root, paths):
        yield from ((Version(path, blob.oid), blob.data) for path in paths[blob.oid])


def strangers(root: Path, top: str) -> tuple[str, ...]:
    """The paths of a history that are no memory, by name."""
    return tuple(sorted({path for _, path, _ in _changes(root, top) if not is_recorded(path)}))


def _changes(root: Path, top: str) -> Iterator[tuple[str, str, str]]:
    """Commit, path and new blob of every change; `-z` ends each with a NUL."""
    wanted = ["log", "-z", "-m", "--raw", "--root", "--no-abbrev", "--no-renames", "--format=%H"]
    wanted += ["--no-ext-diff", "--no-textconv", top, "--"]
    said = git.patiently(wanted, root=root)
    tokens = iter(said.decode("utf-8", "surrogateescape").split("\0"))
    commit = ""
    for token in tokens:
        word = token.lstrip("\n")
        if word.startswith(":"):
            kind, oid = word.split(" ")[1:4:2]
            yield commit, next(tokens), oid if kind.startswith("100") else _DELETED
        elif word:
            commit = word
