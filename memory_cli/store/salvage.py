"""What of the objects of a damaged repository can still be read, loose ones and those in packs."""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from memory_cli.core.errors import GitFailed
from memory_cli.store import git
from memory_cli.store.files import as_ours
from memory_cli.store.objects import contents
from memory_cli.store.quarantine import Quarantine
from memory_cli.store.repository import Repository

_FANOUT = re.compile(r"[0-9a-f]{2}")
_NAME = re.compile(r"[0-9a-f]{38}")
_CHUNK = 1 << 20
_PARTS = (".idx", ".rev", ".bitmap", ".mtimes")  # what git derives from a pack


def damaged_objects(git_dir: Path) -> Iterator[Path]:
    """Every loose object that cannot be read, or is not what its name says.

    Raises Failed when the system does not let it be read: that is no damage.
    """
    for folder in _folders(git_dir / "objects"):
        for path in sorted(folder.iterdir()):
            if _NAME.fullmatch(path.name) and not path.is_symlink():
                try:
                    whole = _digest(path) == folder.name + path.name
                except FileNotFoundError:  # git has packed it meanwhile
                    continue
                except OSError as error:
                    raise as_ours(error, str(path)) from error
                if not whole:
                    yield path


def _folders(objects: Path) -> list[Path]:
    with os.scandir(objects) as found:
        names = [e.name for e in found if e.is_dir(follow_symlinks=False)]
    return [objects / name for name in sorted(names) if _FANOUT.fullmatch(name)]


def _digest(path: Path) -> str | None:
    """The id of the object in `path`; None when it cannot be unpacked."""
    digest, inflate = hashlib.sha1(usedforsecurity=False), zlib.decompressobj()
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor, not a path
        try:
            while chunk := inflate.unconsumed_tail or file.read(_CHUNK):
                digest.update(inflate.decompress(chunk, _CHUNK))
        except zlib.error:
            return None
    return digest.hexdigest() if inflate.eof and not inflate.unused_data else None


def mend_packs(repository: Repository, quarantine: Quarantine) -> int:
    """Put every damaged pack aside once all that can be read of it is saved; how many there were.

    What git derives from packs is put aside with them: it makes that anew.
    """
    folder = repository.path / "objects" / "pack"
    damaged = [pack for pack in sorted(folder.glob("*.pack")) if not _is_whole(repository, pack)]
    if damaged:
        for name in ("pack/multi-pack-index", "info/commit-graph", "info/commit-graphs"):
            derived = repository.path / "objects" / name
            if os.path.lexists(derived):
                quarantine.take(derived)
    for pack in damaged:
        if not _indexed_anew(repository, pack, quarantine):
            _salvage(repository, pack, quarantine)
    for index in sorted(folder.glob("*.idx")):  # of packs that are gone
        if not index.with_suffix(".pack").exists():
            _take_parts(index.with_suffix(".pack"), quarantine)
    return len(damaged)


def _is_whole(repository: Repository, pack: Path) -> bool:
    try:
        with git.printing(["verify-pack", str(pack.with_suffix(".idx"))], root=repository.root):
            return True
    except git.Declined:
        return False


def _indexed_anew(repository: Repository, pack: Path, quarantine: Quarantine) -> bool:
    """Whether `pack` is whole and only its index was not, which is made anew then."""
    aside = pack.with_name(f"mem-{pack.stem}.idx")
    try:
        with git.printing(["index-pack", "-o", str(aside), str(pack)], root=repository.root):
            pass
    except git.Declined:
        for left in (aside, aside.with_suffix(".rev")):
            left.unlink(missing_ok=True)
        return False
    _take_parts(pack, quarantine)
    for left in (aside, aside.with_suffix(".rev")):
        if left.exists():
            left.rename(pack.with_suffix(left.suffix))
    return True


def _salvage(repository: Repository, pack: Path, quarantine: Quarantine) -> None:
    """Write what can be read of `pack` into the store, and put it aside."""
    readable = "".join(f"{oid}\n" for oid in _readable(repository, _listed(repository, pack)))
    if readable:
        base = str(pack.with_name("pack"))
        with git.printing(
            ["pack-objects", "--quiet", base], root=repository.root, stdin=readable.encode()
        ):
            pass
        _take_parts(pack, quarantine)
        quarantine.take(pack)
        return
    _take_parts(pack, quarantine)
    aside = quarantine.take(pack)
    with (
        suppress(git.Declined),  # it goes as far as it can, and then says that it could not
        aside.open("rb") as file,
        git.printing(["unpack-objects", "-r", "-q"], root=repository.root, stdin=file),
    ):
        pass


def _take_parts(pack: Path, quarantine: Quarantine) -> None:
    for part in map(pack.with_suffix, _PARTS):
        if part.exists():
            quarantine.take(part)


def _listed(repository: Repository, pack: Path) -> list[str]:
    """The objects that the index of `pack` names; none when that cannot be read."""
    try:
        with (
            pack.with_suffix(".idx").open("rb") as index,
            git.printing(["show-index"], root=repository.root, stdin=index) as said,
        ):
            return [line.split()[1].decode("ascii") for line in said]
    except (OSError, GitFailed, IndexError):
        return []


def _readable(repository: Repository, oids: list[str]) -> Iterator[str]:
    """Those of `oids` that git can read and that are what they are called."""
    while oids:
        done = 0
        with suppress(git.Declined):
            for oid, kind, data in contents(repository.root, oids):
                done += 1
                if object_id(kind, data) == oid:
                    yield oid
        oids = oids[done + 1 :]  # git ends at the first that it cannot read


def object_id(kind: str, data: bytes) -> str:
    """The id of an object."""
    header = f"{kind} {len(data)}\0".encode()
    return hashlib.sha1(header + data, usedforsecurity=False).hexdigest()
