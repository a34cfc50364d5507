"""The memory files of one store as they are at one moment: their signatures, then what is asked."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import kind_of
from memory_cli.store.files import Folder
from memory_cli.store.soul import Headers
from memory_cli.store.soul import headers

if TYPE_CHECKING:  # the parser is for files that changed, which most questions do not find
    from memory_cli.core.document import Document

SETTLED = 2_000_000_000  # ns; a younger file may change again without a new time stamp


class Reading:
    """An open store for reading; `unreadable` gathers links, pipes and what is too large."""

    def __init__(self, folder: Folder, known: Headers) -> None:
        self._folder = folder
        self._headers = known
        self.unreadable: list[str] = []

    def signatures(self) -> dict[str, int | None]:
        """Everything that stands where memory files do, with its signature.

        None proves nothing: the file is so young that it may change under its signature.
        """
        now = time.time_ns()
        return {
            path: None if is_young(status, now) else signature(status)
            for path, status in recorded_places(self._folder)
        }

    def data(self, path: str) -> bytes | None:
        """The bytes of `path`; None when it is not there or cannot be read as a memory file."""
        try:
            return self._folder.read(path)
        except (Refused, BadInput):
            self.unreadable.append(path)
            return None

    def document(self, path: str, data: bytes) -> Document:
        """The document that `data` makes at `path`."""
        from memory_cli.core.document import Document  # noqa: PLC0415 - see above

        text = data.decode("utf-8", "surrogateescape")
        return Document(path, text, self._headers.inherited(path, text))

    def documents(self) -> Iterator[Document]:
        """Every document that can be read."""
        for path in sorted(filter(kind_of, self.signatures())):
            data = self.data(path)
            if data is not None:
                yield self.document(path, data)

    def forgotten(self) -> str:
        """The text of `.forgotten`."""
        return (self.data(FORGOTTEN) or b"").decode("utf-8", "surrogateescape")


@contextmanager
def reading(root: Path) -> Iterator[Reading]:
    """Open the store at `root` for reading; raises Refused and Failed."""
    with Folder(root) as folder, headers(folder) as known:
        yield Reading(folder, known)


def recorded_places(folder: Folder) -> Iterator[tuple[str, os.stat_result]]:
    """Everything that stands where recorded files do, with its status."""
    yield from folder.each("")
    for name, status in folder.each(LOGS):
        yield f"{LOGS}/{name}", status


def signature(status: os.stat_result) -> int:
    """A number that changes whenever a settled file does."""
    return hash((status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino))


def is_young(status: os.stat_result, now: int) -> bool:
    """Whether the file changed so recently that its signature may outlive its content."""
    return now - max(status.st_mtime_ns, status.st_ctime_ns) <= SETTLED
