"""The lock of one store: who writes, writes alone; the kernel frees it when they die."""

from __future__ import annotations

import errno
import fcntl
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress

from memory_cli.core.errors import Busy
from memory_cli.core.errors import Failed
from memory_cli.store.files import Folder

PATIENCE = 10.0  # seconds
_PAUSE = 0.01
_NAME = "lock"


@contextmanager
def locked(folder: Folder, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the lock of the store in `folder`; raises Busy when `patience` seconds pass.

    The file stays for good: a lock file that is unlinked can be held twice. What is written into
    it serves the message of those who wait.
    """
    folder.make(".mem")
    deadline = time.monotonic() + patience
    while True:
        descriptor = folder.open_local(_NAME)
        try:
            if _taken(descriptor) and _is_current(folder, descriptor):
                _sign(descriptor)
                yield
                return
            if time.monotonic() >= deadline:
                holder = os.pread(descriptor, 200, 0).decode("utf-8", "replace").strip()
                raise Busy(
                    f"another program has been writing to this memory for {patience:.0f} seconds: "
                    f"{holder or 'unknown'}",
                    "wait for it, or end that process, and run this again",
                )
        finally:
            os.close(descriptor)
        time.sleep(_PAUSE)


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


def _is_current(folder: Folder, descriptor: int) -> bool:
    """Whether the file just locked is still the one that has the name."""
    named = folder.status(f".mem/{_NAME}")
    return named is not None and named.st_ino == os.fstat(descriptor).st_ino


def _sign(descriptor: int) -> None:
    """Say who holds the lock, for the message alone: a full disk has no room even for that."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.write(descriptor, f"{os.getpid()} {_command()}\n".encode())


def _command() -> str:
    return " ".join(["mem", *(word for word in sys.argv[1:2] if word.isalpha())])
