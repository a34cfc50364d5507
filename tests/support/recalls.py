"""Memories to be asked: made of the text of their files, without git and without a process."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import closing
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from memory_cli.core.dates import Window
from memory_cli.core.document import Document
from memory_cli.search import schema
from memory_cli.search.answer import Answerer
from memory_cli.search.index import Index
from memory_cli.search.question import Answer
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from memory_cli.search.question import Question
from memory_cli.search.refresh import Files
from memory_cli.search.refresh import fill
from memory_cli.search.refresh import indexed
from memory_cli.store.memory import Memory

TODAY = date(2026, 11, 20)  # a Friday
SOUL = "SOUL.md"
FACTS = "MEMORY.md"
DAY = "memory/2026-11-20.md"
YESTERDAY = "memory/2026-11-19.md"

Texts = Mapping[str, str]
"""What the files of a memory hold, by their path."""


def items(*entries: str) -> str:
    """A file of these entries."""
    return "".join(f"- {entry}\n" for entry in entries)


def documents(files: Texts) -> tuple[Document, ...]:
    """The same files, read."""
    return tuple(Document(path, text) for path, text in sorted(files.items()))


def remembered(home: Path, files: Texts) -> Memory:
    """The memory of `me` under `home`: a folder with these files, and no history."""
    for path, text in files.items():
        (home / "me" / path).parent.mkdir(parents=True, exist_ok=True)
        (home / "me" / path).write_bytes(text.encode("utf-8", "surrogateescape"))
    return Memory(home, "me")


@contextmanager
def index(files: Texts) -> Iterator[Index]:
    """An index over `files`, which no disk sees."""
    sources = Files(
        signatures=dict.fromkeys(files, 1),
        data=lambda path: files[path].encode("utf-8", "surrogateescape"),
        document=lambda path, data: Document(path, data.decode("utf-8", "surrogateescape")),
        forgotten=tuple,
    )
    with closing(schema.in_memory()) as connection:
        fill(connection, sources, lambda _done, _of: None)
        yield Index(connection, indexed(connection).values())


def answer(
    files: Texts,
    text: str,
    *,
    extent: Extent = Extent(),
    today: date = TODAY,
    forgotten: Collection[str] = (),
    **about: Any,
) -> Answer:
    """What the memory of `files` answers to a question; `about` is all else that belongs to it."""
    with index(files) as asked:
        answerer = Answerer(asked, today=today, forgotten=forgotten)
        return answerer.answer(Question(text, **about), extent)


def found(files: Texts, text: str, **about: Any) -> list[str]:
    """The words of the hits, best first."""
    return [hit.entry.text for hit in answer(files, text, **about).hits]


def only(since: str | None = None, until: str | None = None, **others: Any) -> Filter:
    """A filter, its days given in ISO."""
    days = (date.fromisoformat(day) if day else None for day in (since, until))
    return Filter(window=Window(*days), **others)
