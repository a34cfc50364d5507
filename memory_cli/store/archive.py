"""Memory as a tar: the files as they are and their history as a git bundle, in one folder.

The same memory makes the same tar: sorted, owned by nobody, dated by its newest commit.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from collections.abc import Mapping

from memory_cli.core.arrival import Dropped
from memory_cli.core.errors import BadInput
from memory_cli.core.export_form import is_exported
from memory_cli.store.files import LARGEST

BUNDLE = "history.bundle"

_BLOCK = 512  # bytes; POSIX.1-1988 (ustar)
_MAGIC = slice(257, 262)
_MOST_MEMBERS = 100_000


def packed(files: Mapping[str, bytes], top: str, at: int) -> Iterator[bytes]:
    """The pieces of a tar that holds `files` under the folder `top`, all of the time `at`."""
    folders = {"", *(f"{path.rpartition('/')[0]}/" for path in files if "/" in path)}
    for path in sorted({*folders, *files}):
        data = files.get(path)
        member = tarfile.TarInfo(f"{top}/{path}".rstrip("/"))
        member.mtime = at
        if data is None:
            member.type, member.mode = tarfile.DIRTYPE, 0o700
        else:
            member.size, member.mode = len(data), 0o600
        yield member.tobuf(tarfile.USTAR_FORMAT)
        yield data or b""
        yield bytes(-member.size % _BLOCK)
    yield bytes(2 * _BLOCK)


def is_tar(data: bytes) -> bool:
    """Whether `data` is a tar."""
    return data[_MAGIC] == b"ustar"


def unpacked(data: bytes) -> tuple[dict[str, bytes], tuple[Dropped, ...]]:
    """The memory files in a tar, and what else is in it; nothing is written anywhere.

    Raises BadInput for what is cut off or damaged.
    """
    files: dict[str, bytes] = {}
    dropped: list[Dropped] = []
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as tar:
            for number, member in enumerate(tar):
                if number == _MOST_MEMBERS:
                    raise BadInput(f"this tar has more than {_MOST_MEMBERS} files")
                path = _place(member.name)
                if member.isdir():
                    continue
                if (reason := _unfit(member, path, files)) is not None:
                    dropped.append(Dropped(member.name, reason))
                    continue
                files[path] = _data(tar, member)
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise BadInput("this tar is damaged or cut off", "export it again") from error
    return files, tuple(dropped)


def _data(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    return file.read() if file else b""


def _place(name: str) -> str:
    """Where a member belongs in a memory, whatever folder the tar has put it into."""
    *above, last = name.split("/")
    return f"memory/{last}" if above[-1:] == ["memory"] else last


def _unfit(member: tarfile.TarInfo, path: str, files: Mapping[str, bytes]) -> str | None:
    if path == BUNDLE:
        return "history stays there: git clone takes it out"
    if not is_exported(path):
        return "no memory file"
    if not member.isreg():
        return "no ordinary file"
    if path in files:
        return "a second file of that name"
    return f"larger than {LARGEST >> 20} MiB" if member.size > LARGEST else None
