"""Who may look into a store: nobody but its owner, whatever the umask of who wrote it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from memory_cli.store.files import as_ours

_OTHERS = 0o077


def loose(root: Path) -> Iterator[Path]:
    """Every folder and file of the store, links apart, that others than its owner may use."""
    yield from (path for path, status in _walk(root) if status.st_mode & _OTHERS)


def tighten(root: Path) -> int:
    """Take from everybody else what they may do; how many folders and files that concerned.

    Raises Failed for what is another user's.
    """
    count = 0
    for path in loose(root):
        try:
            path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~_OTHERS, follow_symlinks=True)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise as_ours(error, str(path)) from error
        count += 1
    return count


def _walk(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    pending = [root]
    yield root, root.lstat()
    while pending:
        try:
            with os.scandir(pending.pop()) as found:
                entries = [(Path(e.path), e.stat(follow_symlinks=False)) for e in found]
        except OSError:  # gone meanwhile, or another user's: it cannot be looked into
            continue
        for path, status in entries:
            if stat.S_ISDIR(status.st_mode):
                pending.append(path)
            if stat.S_ISDIR(status.st_mode) or stat.S_ISREG(status.st_mode):
                yield path, status
