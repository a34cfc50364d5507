"""The memory files and the index over them, brought together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic
from typing import NamedTuple
from typing import TypeVar

from memory_cli.core.forgotten import forgotten
from memory_cli.core.layout import INDEX
from memory_cli.core.layout import LOCAL
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.search import fresh
from memory_cli.search.index import Index
from memory_cli.search.refresh import Files
from memory_cli.store.memory import Memory
from memory_cli.store.reading import Reading

T = TypeVar("T")

_INDEX = f"{LOCAL}/{INDEX}"


class Asked(NamedTuple, Generic[T]):
    """An answer, and the files that could not be read for it: links, pipes, what is too large."""

    answer: T
    unread: tuple[str, ...]


def ask(
    memory: Memory, question: Callable[[Index], T], *, progress: Progress = silently
) -> Asked[T]:
    """The answer to `question`, put to an index that says what the files of `memory` say now.

    Raises Refused and Failed when the memory cannot be read, and sqlite3.Error when there can be
    no index at all.
    """
    with memory.reading() as reading:
        answer = fresh.ask(memory.path(_INDEX), _files(reading), question, progress)
        return Asked(answer, tuple(dict.fromkeys(reading.unreadable)))


def leave_no_word(memory: Memory) -> None:
    """Take what the files no longer say out of the index as well, down to the last byte."""
    path = memory.path(_INDEX)
    if path.exists():
        with memory.reading() as reading:
            fresh.leave_no_word(path, _files(reading))


def files_behind(memory: Memory) -> int | None:
    """How many files the index has yet to read; None when it cannot be used."""
    from memory_cli.search.soundness import behind  # noqa: PLC0415 - for who doubts

    with memory.reading() as reading:
        return behind(memory.path(_INDEX), _files(reading))


def _files(reading: Reading) -> Files:
    return Files(
        signatures=reading.signatures(),
        data=reading.data,
        document=reading.document,
        forgotten=lambda: forgotten(reading.forgotten()),
    )
