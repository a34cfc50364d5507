"""A memory that tests edit by hand, and its index: what it holds by content, what it answers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import closing
from contextlib import contextmanager
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple
from typing import TypeVar

from memory_cli.actions import searching
from memory_cli.core.entry import Entry
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.search import schema
from memory_cli.search.index import Index
from memory_cli.search.place import SHIFT
from memory_cli.search.query import query_of
from memory_cli.search.rank import Ranker
from memory_cli.search.refresh import Files
from memory_cli.search.refresh import fill
from memory_cli.search.refresh import indexed
from memory_cli.store.memory import Memory

TODAY = date(2026, 11, 20)
FACTS = "MEMORY.md"
SOUL = "SOUL.md"
DAY = "memory/2026-11-20.md"
YESTERDAY = "memory/2026-11-19.md"

TEXTS: Mapping[str, str] = {
    SOUL: "# Me\n\n- I am left-handed.\n",
    FACTS: (
        "## Preferences\n\n- Likes green tea. #drinks\n- ~~Likes coffee.~~\n"
        "\n## People #work\n\n- Dana: runs billing (since 2026-01-05)\n- Sam likes tea, too.\n"
    ),
    YESTERDAY: "- 9:00 Who drinks tea?\n- Dana does.\n- [ ] Buy tea for the office. #shopping\n",
    DAY: "---\ntags: [travel]\n---\n- 10:30 Call with Dana.\n  Launch moved.\n- Ate sushi.\n",
}
QUESTIONS = ("tea", "who is Dana?", "launch office", "sushi", "")

T = TypeVar("T")

Answers = dict[str, list[tuple[Entry, float, float]]]
"""Entries with score and coverage, best first, by question."""


class Held(NamedTuple):
    """Everything an index holds, without the numbers of its rows."""

    files: Mapping[str, tuple[object, ...]]
    rows: Mapping[tuple[str, int], tuple[object, ...]]
    postings: Mapping[str, Sequence[tuple[str, int, str, int]]]


class Notes:
    """The memory of `me` under `home`: a folder of files, without history."""

    def __init__(self, home: Path, texts: Mapping[str, str] | None = None) -> None:
        self.memory = Memory(home, "me")
        self.root = self.memory.root
        self.local = self.memory.path(".mem")
        self.index = self.memory.path(".mem/index.db")
        self.root.mkdir(parents=True)
        for path, text in (TEXTS if texts is None else texts).items():
            self.write(path, text)

    def write(self, path: str, data: str | bytes) -> None:
        """Save `path` in place."""
        target = self.memory.path(path)
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(
            data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data
        )

    def remove(self, path: str) -> None:
        """Delete `path`."""
        self.memory.path(path).unlink()

    @contextmanager
    def files(self) -> Iterator[Files]:
        """The files as they are now, in the form that a refresh reads."""
        with self.memory.reading() as reading:
            yield searching._files(reading)

    def ask(self, question: Callable[[Index], T], *, progress: Progress = silently) -> T:
        """Put `question` to the index, brought up to date."""
        return searching.ask(self.memory, question, progress=progress).answer

    def answers(self, *questions: str) -> Answers:
        """The answers of the index on disk."""
        return self.ask(lambda index: answers(index, *questions))

    def steps(self) -> list[tuple[int, int]]:
        """Bring the index on disk up to date, and return how progress was told."""
        told: list[tuple[int, int]] = []
        self.ask(lambda _: None, progress=lambda *step: told.append(step))
        return told

    def held(self) -> Held:
        """What the index on disk holds, brought up to date."""
        return self.ask(lambda index: held(index._connection))

    def built(self, question: Callable[[Index], T]) -> T:
        """Put `question` to an index built from nothing, beside that on disk."""
        with self.files() as files, closing(schema.in_memory()) as connection:
            fill(connection, files, silently)
            return question(Index(connection, indexed(connection).values()))

    def truth(self, *questions: str) -> Answers:
        """The answers of an index built from nothing."""
        return self.built(lambda index: answers(index, *questions))

    @property
    def signatures(self) -> dict[str, int | None]:
        """What the index on disk notes of each file, as it is, by path."""
        with closing(sqlite3.connect(self.index)) as connection:
            return dict(connection.execute("SELECT path, signature FROM file ORDER BY path"))

    @property
    def beside(self) -> list[str]:
        """What lies in `.mem`."""
        with suppress(FileNotFoundError):
            return sorted(path.name for path in self.local.iterdir())
        return []

    @property
    def bytes(self) -> dict[str, bytes]:
        """Every byte in `.mem`, by the name of the file."""
        return {path.name: path.read_bytes() for path in self.local.iterdir()}


def answers(index: Index, *questions: str) -> Answers:
    """What `index` answers to each of `questions`, or to `QUESTIONS`."""
    ranker = Ranker(index, today=TODAY)
    told: Answers = {}
    for question in questions or QUESTIONS:
        ranked = ranker.find(query_of(question)).ranked
        entries = index.entries([each.place for each in ranked])
        told[question] = [(entries[each.place], each.score, each.coverage) for each in ranked]
    return told


def entries_of(told: Answers) -> dict[str, set[Entry]]:
    """The entries alone, in no order."""
    return {question: {entry for entry, *_ in found} for question, found in told.items()}


def held(connection: sqlite3.Connection) -> Held:
    """Everything that the index behind `connection` holds."""
    files = indexed(connection)
    paths = {file.id: path for path, file in files.items()}
    postings: dict[str, list[tuple[str, int, str, int]]] = {}
    for term, place, column, offset in connection.execute("SELECT * FROM posting"):
        postings.setdefault(term, []).append((*_at(paths, place), column, offset))
    return Held(
        {path: (f.digest, f.entries, f.length, f.lent) for path, f in files.items()},
        {_at(paths, row[0]): row[1:] for row in connection.execute("SELECT * FROM entry")},
        {term: sorted(found) for term, found in postings.items()},
    )


def _at(paths: Mapping[int, str], place: int) -> tuple[str, int]:
    return paths[place >> SHIFT], place & (1 << SHIFT) - 1
