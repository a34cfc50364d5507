"""Writing history: one `git fast-import` makes one commit on top of a parent that is named.

It needs no index, no checkout and no identity, runs no filter, and refuses when somebody else has
moved the branch in between: a compare-and-swap.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import MemError
from memory_cli.core.operation import Operation
from memory_cli.store import git
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Repository
from memory_cli.store.repository import tip

_CROWDED = 160  # of 256 directories for loose objects: they hold about 250 by then


def blob_id(data: bytes) -> str:
    """The id git gives a file that holds `data`."""
    header = b"blob %d\0" % len(data)
    return hashlib.sha1(header + data, usedforsecurity=False).hexdigest()


def commit(
    repository: Repository,
    operation: Operation,
    files: Mapping[str, bytes | None],
    *,
    parent: str | None,
) -> str | None:
    """Record `files` (None: deleted) as `operation` and return the new commit.

    None when `main` no longer stands at `parent`. Raises GitFailed.
    """
    who = f"{repository.identity} {operation.at} +0000".encode()
    message = operation.message.encode()
    stream = [
        b"commit %s\nmark :1\nauthor %s\ncommitter %s\n" % (BRANCH.encode(), who, who),
        b"data %d\n%s\n" % (len(message), message),
        b"from %s\n" % parent.encode() if parent else b"",
    ]
    for path, data in files.items():
        if data is None:
            stream.append(b'D "%s"\n' % path.encode())
        else:
            stream.append(b'M 100644 inline "%s"\ndata %d\n' % (path.encode(), len(data)))
            stream += [data, b"\n"]
    stream.append(b"get-mark :1\ndone\n")
    if tip(repository) != parent:
        return None
    try:
        made = git.run(
            ["fast-import", "--quiet", "--done", "--date-format=raw"],
            root=repository.root,
            stdin=b"".join(stream),
        )
    except GitFailed:
        _sweep_packs(repository)
        if tip(repository) != parent:
            return None
        raise
    return made.decode("ascii").strip()


def _sweep_packs(repository: Repository) -> None:
    """Remove the half-made pack of a git that failed: on a full disk each would take more."""
    for left in (repository.path / "objects" / "pack").glob("tmp_*"):
        with suppress(OSError):
            left.unlink()


def refresh_index(repository: Repository, files: Mapping[str, bytes | None]) -> None:
    """Tell git's index what was committed, so that `git status` is tidy; failing does no harm."""
    lines = [
        f"100644 {blob_id(data)}\t{path}" if data is not None else f"0 {'0' * 40}\t{path}"
        for path, data in files.items()
    ]
    if not (repository.path / "index").exists():  # one of a few files says: the others are deleted
        _renew_index(repository)
        return
    try:
        git.run(
            ["update-index", "-q", "--add", "--index-info"],
            root=repository.root,
            stdin="".join(f"{line}\n" for line in lines).encode(),
        )
    except GitFailed:
        _renew_index(repository)


def _renew_index(repository: Repository) -> None:
    from memory_cli.store.staged import renew_index  # noqa: PLC0415 - seldom needed

    with suppress(MemError):
        renew_index(repository)


def pack_when_crowded(repository: Repository) -> None:
    """Put loose objects into a pack once there are a few hundred; failing does no harm."""
    try:
        crowded = sum(1 for _ in (repository.path / "objects").iterdir()) > _CROWDED
    except OSError:
        return
    if not crowded:
        return
    try:
        git.run(["repack", "-d", "-l", "-q", "--geometric=2"], root=repository.root)
        git.run(["prune-packed", "-q"], root=repository.root)
    except GitFailed:
        return


def tree(root: Path, commit_id: str) -> dict[str, str]:
    """Every path of `commit_id` and the id of what it holds; links and modules are left out."""
    listed = git.run(["ls-tree", "-r", "-z", commit_id], root=root)
    paths: dict[str, str] = {}
    for line in listed.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = line.partition("\t")
        if about.startswith("100"):
            paths[path] = about[-40:]
    return paths


def blobs(root: Path, ids: Collection[str]) -> dict[str, bytes]:
    """What each of the blobs `ids` holds; those that are not there are left out."""
    if not ids:
        return {}
    asked = "".join(f"{each}\n" for each in ids).encode()
    said = git.run(["cat-file", "--batch"], root=root, stdin=asked)
    held: dict[str, bytes] = {}
    at = 0
    while at < len(said):
        end = said.index(b"\n", at)
        oid, kind, *size = said[at:end].decode("ascii").split(" ")
        at = end + 1
        if size:
            held |= {oid: said[at : at + int(size[0])]} if kind == "blob" else {}
            at += int(size[0]) + 1
    return held


def index(root: Path) -> tuple[dict[str, str], frozenset[str]]:
    """What git's index holds, like a tree, and the paths it has in conflict."""
    held: dict[str, str] = {}
    conflicts: set[str] = set()
    for line in git.run(["ls-files", "--stage", "-z"], root=root).split(b"\0"):
        about, _, name = line.partition(b"\t")
        path = name.decode("utf-8", "surrogateescape")
        if about.startswith(b"100") and about.endswith(b" 0"):
            held[path] = about.split(b" ")[1].decode("ascii")
        elif about.startswith(b"100"):
            conflicts.add(path)
    return held, frozenset(conflicts)
