"""What waits in `.mem`: plans for a person, conversations for a curation. Local, never in git.

Losing a shelf loses no memory: what a plan rests on counts as not considered until it is decided.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC
from datetime import datetime
from pathlib import Path

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import PENDING
from memory_cli.core.layout import QUEUE
from memory_cli.store.files import Folder

_LARGEST = 64 << 20  # bytes of one conversation
_NAME = re.compile(r"[0-9]{8}T[0-9]{12}-[0-9a-f]{8}")


class Shelf:
    """Files that wait in one folder, oldest first; each is put there whole or not at all."""

    def __init__(self, root: Path, name: str) -> None:
        self._root = root
        self._folder = name

    def names(self) -> tuple[str, ...]:
        """The names of what waits, in the order it came."""
        if not self._root.is_dir():
            return ()
        with Folder(self._root) as folder:
            return tuple(sorted(n for n, _ in folder.names(self._folder) if _NAME.fullmatch(n)))

    def put(self, data: bytes, *, now: datetime) -> str:
        """Put `data` behind all that came before `now`, and return its name."""
        name = f"{now.astimezone(UTC):%Y%m%dT%H%M%S%f}-{os.urandom(4).hex()}"
        self.replace(name, data)
        return name

    def replace(self, name: str, data: bytes) -> None:
        """Let what waits under `name` be `data`."""
        with Folder(self._root) as folder:
            folder.make(LOCAL)
            path = f"{self._folder}/{name}"
            folder.publish(folder.stage(path, data), path)

    def read(self, name: str) -> bytes | None:
        """The bytes of what waits under `name`; None when somebody else has taken it."""
        with Folder(self._root) as folder:
            return folder.read(f"{self._folder}/{name}", largest=_LARGEST)

    def drop(self, name: str) -> None:
        """Take away what waits under `name`."""
        with Folder(self._root) as folder:
            folder.discard(f"{self._folder}/{name}")

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Everything that waits, with its name; what is no file of ours is passed over."""
        for name in self.names():
            with suppress(Refused, BadInput):
                if (data := self.read(name)) is not None:
                    yield name, data


def pending(root: Path) -> Shelf:
    """The plans that wait for a person."""
    return Shelf(root, PENDING)


def queue(root: Path) -> Shelf:
    """The conversations that wait for a curation."""
    return Shelf(root, QUEUE)
