"""Every object of a repository, and every version of every memory file in a history, one by one."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.errors import GitFailed
from memory_cli.core.layout import is_recorded
from memory_cli.store import git

_DELETED = "0" * 40


class Object(NamedTuple):
    """One object as git keeps it; `kind` is blob, tree, commit or tag."""

    oid: str
    kind: str
    data: bytes


class Version(NamedTuple):
    """What a file held once: its path and the id of the blob."""

    path: str
    oid: str


def objects(git_dir: Path) -> Iterator[Object]:
    """All there are, whether something still names them or not; raises GitFailed."""
    wanted = ["cat-file", "--batch-all-objects", "--batch", "--buffer", "--unordered"]
    with git.talking(wanted, git_dir=git_dir, stdin=b"") as pipes:
        yield from _told(pipes.stdout)


def named(git_dir: Path, oids: Collection[str]) -> Iterator[Object]:
    """Those with `oids`, in their order; raises GitFailed when one is missing."""
    if not oids:
        return
    given = "".join(f"{oid}\n" for oid in oids).encode()
    with git.talking(["cat-file", "--batch", "--buffer"], git_dir=git_dir, stdin=given) as pipes:
        yield from _told(pipes.stdout)


def _told(stream: BufferedReader) -> Iterator[Object]:
    while line := stream.readline():
        oid, kind, *size = line.decode("ascii", "replace").split()
        if not size:
            raise GitFailed(f"the object {oid} is missing", "mem doctor looks into it")
        data = stream.read(int(size[0]))
        stream.read(1)
        yield Object(oid, kind, data)


def versions(git_dir: Path, top: str) -> dict[Version, list[str]]:
    """Every version of a recorded file that a commit reachable from `top` made, and which did.

    The newest commits come first. Files that are no memory are left out.
    """
    found: dict[Version, list[str]] = {}
    for commit, path, oid in _changes(git_dir, top):
        if oid != _DELETED and is_recorded(path):
            found.setdefault(Version(path, oid), []).append(commit)
    return found


def strangers(git_dir: Path, top: str) -> tuple[str, ...]:
    """The paths of a history that are no memory, by name."""
    return tuple(sorted({path for _, path, _ in _changes(git_dir, top) if not is_recorded(path)}))


def _changes(git_dir: Path, top: str) -> Iterator[tuple[str, str, str]]:
    """Commit, path and new blob of every change; `-z` ends each with a NUL."""
    wanted = ["log", "-z", "-m", "--raw", "--root", "--no-abbrev", "--no-renames", "--format=%H"]
    wanted += ["--no-ext-diff", "--no-textconv", top, "--"]
    said = git.patiently(wanted, git_dir=git_dir)
    tokens = iter(said.decode("utf-8", "surrogateescape").split("\0"))
    commit = ""
    for token in tokens:
        word = token.lstrip("\n")
        if word.startswith(":"):
            kind, oid = word.split(" ")[1:4:2]
            yield commit, next(tokens), oid if kind.startswith("100") else _DELETED
        elif word:
            commit = word
