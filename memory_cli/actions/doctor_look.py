"""What the checks of `doctor` look at: one store, read once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from memory_cli.core.document import Document
from memory_cli.core.errors import MemError
from memory_cli.core.layout import is_recorded
from memory_cli.core.layout import kind_of
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.store.files import Folder
from memory_cli.store.reading import recorded_places
from memory_cli.store.repository import Repository
from memory_cli.store.repository import checked
from memory_cli.store.repository import head
from memory_cli.store.soul import Headers
from memory_cli.store.soul import headers
from memory_cli.store.store import Store


class Look(NamedTuple):
    """A store that is open to be looked at."""

    store: Store
    folder: Folder
    headers: Headers
    repository: Repository | None  # None where git, or the repository, cannot be used
    texts: dict[str, str]  # of every recorded file that can be read
    refused: dict[str, MemError]  # what cannot be read, and why
    today: date
    progress: Progress = silently

    def document(self, path: str) -> Document:
        """The document at `path`; an empty one when there is none."""
        text = self.texts.get(path, "")
        return Document(path, text, self.headers.inherited(path, text))

    def documents(self) -> Iterator[Document]:
        """Every document that can be read, and how far it is told on the way."""
        paths = sorted(filter(kind_of, self.texts))
        for number, path in enumerate(paths):
            self.progress(number, len(paths))
            yield self.document(path)


@contextmanager
def look(store: Store, *, today: date) -> Iterator[Look]:
    """Open `store` and read its files; raises Refused and Failed."""
    with Folder(store.root) as folder, headers(folder) as known:
        texts, refused = _read(folder)
        repository = None
        with suppress(MemError):
            repository = checked(folder)
            head(repository)
        yield Look(store, folder, known, repository, texts, refused, today)


def _read(folder: Folder) -> tuple[dict[str, str], dict[str, MemError]]:
    texts: dict[str, str] = {}
    refused: dict[str, MemError] = {}
    for path in places(folder):
        try:
            data = folder.read(path)
        except MemError as error:
            refused[path] = error
        else:
            if data is not None:
                texts[path] = data.decode("utf-8", "surrogateescape")
    return texts, refused


def places(folder: Folder) -> list[str]:
    """The paths of recorded files that stand there, whatever they are."""
    try:
        return sorted(path for path, _ in recorded_places(folder) if is_recorded(path))
    except MemError:  # the folder of the logs is a link: what lies above it can be read
        return sorted(name for name, _ in folder.each("") if is_recorded(name))
