"""Lock files in a store: how old each is, and whether a process holds it. Linux tells, by /proc."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from memory_cli.store.repository import LOCKS
from memory_cli.store.repository import STALE

_PROC = Path("/proc")
_SHOWN = 60  # characters of a command
_AN_HOUR = 3600.0
OF_GIT = (*LOCKS, "index.lock", "config.lock")
"""The locks of git that can be in the way, in its directory."""


class Holder(NamedTuple):
    """A process that has a file open, or that is a git at work in the store."""

    pid: int
    command: str

    def __str__(self) -> str:
        return f"{self.pid} ({self.command})"


def holders(root: Path, path: Path) -> tuple[Holder, ...] | None:
    """Who holds the lock file `path` of the store `root`; None where nobody can tell.

    Git closes some of its locks and holds them all the same: a git at work in the store counts.
    """
    of_git = root / ".git" in path.parents
    try:
        wanted = path.lstat()
        pids = [int(name) for name in os.listdir(_PROC) if name.isdecimal()]  # noqa: PTH208
    except OSError:
        return None if path.exists() else ()
    others = (pid for pid in pids if pid != os.getpid())
    found = (_holder(pid, wanted, root if of_git else None) for pid in others)
    return tuple(each for each in found if each is not None) if pids else None


def age_of(path: Path) -> float | None:
    """The seconds since `path` was written last; None when there is no such file."""
    try:
        return time.time() - path.lstat().st_mtime
    except OSError:
        return None


def clear_stale(root: Path) -> list[str]:
    """Remove the locks of git that are old and that no process holds; return which.

    Where nobody can tell who holds one, it has to be an hour old.
    """
    cleared = []
    for name in OF_GIT:
        path = root / ".git" / name
        age, by = age_of(path), holders(root, path)
        if age is not None and not by and age > (STALE if by == () else _AN_HOUR):
            path.unlink(missing_ok=True)
            cleared.append(name)
    return cleared


def _holder(pid: int, wanted: os.stat_result, root: Path | None) -> Holder | None:
    """The process `pid` if it has the file open, or is a git at work in `root`."""
    process = _PROC / str(pid)
    with suppress(OSError):
        words = (process / "cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        words[0] = os.path.basename(words[0])  # noqa: PTH119 - bytes
        command = b" ".join(words).decode("utf-8", "replace")[:_SHOWN]
        is_git = root is not None and _is_git_in(process, words, root)
        if is_git or _has_open(process, wanted):
            return Holder(pid, command)
    return None


def _is_git_in(process: Path, words: list[bytes], root: Path) -> bool:
    if words[0].partition(b"-")[0] != b"git":
        return False
    if any(os.fsencode(root) in word for word in words):
        return True
    return _within((process / "cwd").readlink(), root)


def _within(path: Path, root: Path) -> bool:
    return path == root or root in path.parents


def _has_open(process: Path, wanted: os.stat_result) -> bool:
    return any(os.path.samestat(found, wanted) for found in _open_files(process))


def _open_files(process: Path) -> Iterator[os.stat_result]:
    for name in os.listdir(process / "fd"):  # noqa: PTH208 - hundreds, and no path is needed
        with suppress(OSError):
            found = (process / "fd" / name).stat()
            if stat.S_ISREG(found.st_mode):
                yield found
