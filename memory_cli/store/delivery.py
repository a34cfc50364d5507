"""Writing a file that is no part of a memory: whole or not at all, for its owner's eyes alone."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from memory_cli.core.errors import Refused
from memory_cli.core.layout import TEMPORARY
from memory_cli.store.files import make_durable
from memory_cli.store.files import translated

_NO_LINKS = (PermissionError, NotImplementedError)


def check_free(path: Path, *, force: bool, store: Path) -> None:
    """Raise Refused where nothing may be written: in a memory, or over a file unless `force`."""
    with translated(str(path)):
        where = path.parent.resolve() / path.name
        taken = path.is_symlink() or path.exists()
    if where == store.resolve() or store.resolve() in where.parents:
        raise Refused(f"{path} lies inside the memory itself", "put it somewhere else")
    if path.is_dir():
        raise Refused(f"{path} is a folder", "name a file in it")
    if taken and not force:
        raise Refused(f"{path} is there already", "name another file, or say --force")


def deliver(path: Path, pieces: Iterable[bytes], *, force: bool) -> int:
    """Write `pieces` to `path` with mode 0600, durably; the bytes written.

    It gets its name when all of it is on the disk. Raises Refused where somebody has made such a
    file meanwhile, unless `force`, and Failed.
    """
    temporary = path.with_name(f"{TEMPORARY}{os.urandom(6).hex()}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    with translated(str(path)):
        descriptor = os.open(temporary, flags, 0o600)
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor, not a path
                file.writelines(pieces)
                file.flush()
                os.fsync(descriptor)
                size = os.fstat(descriptor).st_size
            _name(temporary, path, force=force)
        finally:
            with suppress(FileNotFoundError):
                temporary.unlink()
        make_durable(path.parent)
    return size


def _name(temporary: Path, path: Path, *, force: bool) -> None:
    if force:
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)  # the one call that never takes the place of a file
    except FileExistsError as error:
        raise Refused(f"{path} is there already", "name another file, or say --force") from error
    except _NO_LINKS:  # FAT and the like
        check_free(path, force=False, store=path / "none")
        temporary.replace(path)
