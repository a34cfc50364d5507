"""Reading and replacing files of one store, following no link out of it and tearing nothing.

Every path is walked from the open directory of the store with O_NOFOLLOW at each step; only
regular files that belong to us alone are read; a file is replaced whole or not at all.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Failed
from memory_cli.core.errors import MemError
from memory_cli.core.errors import Refused
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import TEMPORARY

LARGEST = 5 * 1024 * 1024  # bytes of one memory file

_DEEPEST = 3  # parts of a path: .mem/pending/NAME
_DIRECTORY = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
_FILE = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class Folder:
    """The directory of one store, held open; paths are relative to it, of one to three parts."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._descriptors: dict[str, int] = {}
        with translated(str(root)):
            self._descriptors[""] = os.open(root, _DIRECTORY)
            owner = os.fstat(self._descriptors[""]).st_uid
        if owner != os.geteuid():
            self.close()
            raise Refused(
                f"{root} belongs to another user", "each person keeps a memory of their own"
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the directories back."""
        while self._descriptors:
            os.close(self._descriptors.popitem()[1])

    def read(self, path: str, largest: int = LARGEST) -> bytes | None:
        """The bytes of `path`; None when there is no such file.

        Raises Refused for anything but a regular file of ours, BadInput for one that is too large.
        """
        with translated(path):
            try:
                descriptor = self._open(path, os.O_RDONLY)
            except FileNotFoundError:
                return None
            with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
                found = os.fstat(descriptor)
                _check(path, found, largest)
                return file.read(largest + 1)

    def status(self, path: str) -> os.stat_result | None:
        """What the file system says of `path` itself, "" being the store; None when it is not."""
        if not path:
            return os.fstat(self._descriptors[""])
        with translated(path), suppress(FileNotFoundError):
            parent, name = self._parent(path)
            return os.stat(name, dir_fd=parent, follow_symlinks=False)
        return None

    def target(self, path: str) -> str | None:
        """Where the link `path` leads to; None when that is no link."""
        with translated(path), suppress(FileNotFoundError):
            parent, name = self._parent(path)
            with suppress(OSError):
                return os.readlink(name, dir_fd=parent)
        return None

    def names(self, folder: str) -> list[tuple[str, os.stat_result]]:
        """The entries of `folder` ("" or one name) with their status, links not followed."""
        return list(self.each(folder))

    def each(self, folder: str) -> Iterator[tuple[str, os.stat_result]]:
        """The same one by one, for folders of thousands of files."""
        with translated(folder or str(self.root)):
            try:
                directory = self._directory(folder)
            except FileNotFoundError:
                return
            with os.scandir(directory) as found:
                for each in found:
                    try:
                        yield each.name, each.stat(follow_symlinks=False)
                    except FileNotFoundError:  # temporary files of others come and go
                        continue

    def leftovers(self, folder: str) -> list[str]:
        """The paths of the temporary files in `folder` ("" or one name)."""
        with translated(folder or str(self.root)):
            try:
                directory = self._directory(folder)
            except FileNotFoundError:
                return []
            with os.scandir(directory) as found:
                names = [e.name for e in found if e.name.startswith(TEMPORARY) and not _is_dir(e)]
        return [f"{folder}/{name}" if folder else name for name in names]

    def stage(self, path: str, data: bytes) -> str:
        """Write `data` durably beside `path` under a temporary name, and return that name."""
        folder = path.rpartition("/")[0]
        temporary = f"{folder}/" if folder else ""
        temporary += f"{TEMPORARY}{os.urandom(6).hex()}"
        with translated(path):
            if folder:
                self.make(folder)
            descriptor = self._open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            try:
                with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
                    os.fchmod(descriptor, 0o600)
                    file.write(data)
                    file.flush()
                    os.fsync(descriptor)
            except BaseException:
                self.discard(temporary)
                raise
        return temporary

    def publish(self, temporary: str, path: str) -> None:
        """Give a staged file its name, in place of what had it, durably."""
        with translated(path):
            directory, name = self._parent(path)
            os.replace(_leaf(temporary), name, src_dir_fd=directory, dst_dir_fd=directory)
            os.fsync(directory)

    def discard(self, path: str) -> None:
        """Remove `path` if it is there."""
        with translated(path), suppress(FileNotFoundError):
            directory, name = self._parent(path)
            os.unlink(name, dir_fd=directory)
            os.fsync(directory)

    def tighten(self, folder: str) -> None:
        """Take from everybody else what they may do in `folder`, if it is there."""
        with translated(folder or str(self.root)), suppress(FileNotFoundError):
            directory = self._directory(folder)
            if os.fstat(directory).st_mode & 0o077:
                os.fchmod(directory, 0o700)

    def make(self, folder: str) -> None:
        """Create `folder`, in one that is there, with mode 0700 if it is missing."""
        with translated(folder):
            directory, name = self._parent(folder)
            try:
                os.mkdir(name, 0o700, dir_fd=directory)
            except FileExistsError:
                return
            os.fsync(directory)

    def keep_local(self, name: str, data: bytes, *, durably: bool = False) -> None:
        """Replace the local file `.mem/name`; what is derived need not wait for the disk."""
        temporary = f"{TEMPORARY}{os.urandom(6).hex()}"
        with translated(f"{LOCAL}/{name}"):
            directory, _ = self._parent(f"{LOCAL}/{name}")
            flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _FILE
            descriptor = os.open(temporary, flags, 0o600, dir_fd=directory)
            try:
                with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
                    file.write(data)
                    if durably:
                        file.flush()
                        os.fsync(descriptor)
                os.replace(temporary, name, src_dir_fd=directory, dst_dir_fd=directory)
                if durably:
                    os.fsync(directory)
            except BaseException:
                with suppress(FileNotFoundError):
                    os.unlink(temporary, dir_fd=directory)
                raise

    def drop_local(self, name: str) -> None:
        """Remove the local file `.mem/name` if it is there."""
        with translated(f"{LOCAL}/{name}"), suppress(FileNotFoundError):
            directory, _ = self._parent(f"{LOCAL}/{name}")
            os.unlink(name, dir_fd=directory)

    def open_local(self, name: str) -> int:
        """A descriptor for reading and writing `.mem/name`, created when missing."""
        with translated(f"{LOCAL}/{name}"):
            return self._open(f"{LOCAL}/{name}", os.O_RDWR | os.O_CREAT)

    def _open(self, path: str, flags: int) -> int:
        directory, name = self._parent(path)
        return os.open(name, flags | _FILE, 0o600, dir_fd=directory)

    def _parent(self, path: str) -> tuple[int, str]:
        """The open directory `path` lies in, and its name there."""
        parts = path.split("/")
        if len(parts) > _DEEPEST or not all(map(_is_name, parts)):
            raise Refused(f"{path!r} is no path inside a memory", "paths have one to three parts")
        return self._directory("/".join(parts[:-1])), parts[-1]

    def _directory(self, folder: str) -> int:
        if folder not in self._descriptors:
            above, _, name = folder.rpartition("/")
            opened = os.open(name, _DIRECTORY, dir_fd=self._directory(above))
            self._descriptors[folder] = opened
        return self._descriptors[folder]


def make_durable(path: Path) -> None:
    """Make certain that the disk has the file or folder `path`; raises OSError."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_tree_durable(top: Path) -> None:
    """The same of everything under the folder `top`, links apart, and of itself at last."""
    for folder, _, names in os.walk(top, topdown=False):
        for path in (*(Path(folder, name) for name in names), Path(folder)):
            if not path.is_symlink():
                make_durable(path)


def _is_name(part: str) -> bool:
    return part not in {"", ".", ".."} and "/" not in part and "\0" not in part


def _leaf(path: str) -> str:
    return path.rpartition("/")[2]


def _is_dir(found: os.DirEntry[str]) -> bool:
    return found.is_dir(follow_symlinks=False)


def _check(path: str, found: os.stat_result, largest: int) -> None:
    if not stat.S_ISREG(found.st_mode):
        raise Refused(f"{path} is not an ordinary file", "put an ordinary file in its place")
    if found.st_uid != os.geteuid():
        raise Refused(f"{path} belongs to another user", "take it over with chown first")
    if found.st_nlink > 1:  # none when it was replaced a moment ago
        raise Refused(f"{path} has another name elsewhere (a hard link)", "replace it by a copy")
    if found.st_size > largest:
        raise BadInput(
            f"{path} has {found.st_size >> 20} MiB; a memory file holds at most {largest >> 20}",
            "move a part of it into another file",
        )


@contextmanager
def translated(what: str) -> Iterator[None]:
    """Turn the errors of the system into ours, naming `what` they happened to."""
    try:
        yield
    except OSError as error:
        raise as_ours(error, what) from error


def as_ours(error: OSError, what: str) -> MemError:
    """The error of ours that says what `error` means for a person."""
    if error.errno in {errno.ELOOP, errno.ENOTDIR, errno.EMLINK}:
        return Refused(
            f"{what} is a symbolic link or stands behind one; mem does not follow it",
            "put the real file or folder in its place",
        )
    if error.errno in {errno.EISDIR, errno.ENXIO}:
        return Refused(f"{what} is not an ordinary file", "put an ordinary file in its place")
    hints = {
        errno.ENOSPC: "free some space and run it again",
        errno.EDQUOT: "free some space and run it again",
        errno.EFBIG: "raise the limit on file sizes and run it again",
        errno.EROFS: "make the file system writable and run it again",
        errno.EACCES: "check who owns it and its permissions",
        errno.EPERM: "check who owns it and its permissions",
    }
    said = (error.strerror or str(error)).lower()
    return Failed(f"{what}: {said}; nothing was changed", hints.get(error.errno or 0, ""))
