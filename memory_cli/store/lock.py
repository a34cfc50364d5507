"""The lock of one store: who writes, writes alone; the kernel frees it when they die."""

from __future__ import annotations

import errno
import fcntl
import os
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress

from memory_cli.core.errors import Busy
from memory_cli.core.errors import Failed
from memory_cli.store.files import Folder

PATIENCE = 10.0  # seconds
_PAUSE = 0.01
_NAME = "lock"
_WATCH = "watch"


@contextmanager
def locked(folder: Folder, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the store in `folder`; raises Busy when `patience` seconds pass.

    The file stays for good: a lock file that is unlinked can be held twice. What is written into
    it serves the message of those who wait.
    """
    folder.make(".mem")
    deadline = time.monotonic() + patience
    while True:
        with _tried(folder, _NAME) as holder:
            if holder is None:
                yield
                return
            if time.monotonic() >= deadline:
                raise Busy(
                    f"another program has been writing to this memory for {patience:.0f} seconds: "
                    f"{holder}",
                    "wait for it, or end that process, and run this again",
                )
        time.sleep(_PAUSE)


@contextmanager
def watched_alone(folder: Folder) -> Iterator[Callable[[], bool]]:
    """Be the one who watches the store in `folder`; raises Busy, at once, when there is another.

    Yields a function that says whether that is still so: who deletes `.mem` deletes this, too.
    """
    folder.make(".mem")
    with _tried(folder, _WATCH) as holder:
        if holder is not None:
            raise Busy(
                f"this memory is watched already: {holder}", "leave it to that process, or end it"
            )
        mine = folder.status(f".mem/{_WATCH}")
        yield lambda: _is_same(folder.status(f".mem/{_WATCH}"), mine)


@contextmanager
def _tried(folder: Folder, name: str) -> Iterator[str | None]:
    """Hold the lock `name` if it is free, and yield None; else yield who holds it."""
    while True:
        descriptor = folder.open_local(name)
        try:
            if not _taken(descriptor):
                yield os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip() or "unknown"
                return
            if _is_same(folder.status(f".mem/{name}"), os.fstat(descriptor)):
                _sign(descriptor)
                yield None
                return
        finally:
            os.close(descriptor)


def _taken(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno in {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}:
            raise Failed(
                "the file system of this memory cannot lock files; nothing was changed",
                "keep the memory on a local disk ($MEM_HOME)",
            ) from error
        raise
    return True


def _is_same(named: os.stat_result | None, held: os.stat_result | None) -> bool:
    """Whether the file that was locked is still the one that has the name."""
    return named is not None and held is not None and named.st_ino == held.st_ino


def _sign(descriptor: int) -> None:
    """Say who holds the lock, for the message alone: a full disk has no room even for that."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {_command()}\n".encode())


def _command() -> str:
    return " ".join(["mem", *(word for word in sys.argv[1:2] if word.isalpha())])
