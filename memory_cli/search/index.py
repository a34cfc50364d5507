"""What the memory files say, word by word, in the form that questions are put to."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from typing import NamedTuple

from memory_cli.core.entry import Entry
from memory_cli.search import schema
from memory_cli.search.place import file_of
from memory_cli.search.refresh import File
from memory_cli.search.rows import COLUMNS
from memory_cli.search.rows import entry_of

_AT_ONCE = 500  # rows of one statement
_OPENING = "length, asks, tells_when, id, date, coalesce(substr(text, 1, 60), x'')"  # NULL of none
_LAST = "\U0010ffff"  # of all characters
LENDING, ASKING, CONTEXT = range(3)
"""Codes of columns that a word may stand in, see `rows.Words`; 3 are the others."""

_POSTINGS = """
    SELECT group_concat(doc * 4 + CASE col WHEN 'lending' THEN 0 WHEN 'asking' THEN 1
                                           WHEN 'context' THEN 2 ELSE 3 END)
    FROM posting WHERE term = ?
"""


class Opening(NamedTuple):
    """The little of an entry that ranking asks for, of many at once."""

    length: float  # in words, with what its neighbours lend
    asks: int
    tells_when: int
    id: str
    date: str | None
    text: bytes  # the beginning


class Index:
    """An index, to be asked; `fresh` gives one. Entries are named by their `place`, an integer."""

    def __init__(self, connection: sqlite3.Connection, files: Iterable[File]) -> None:
        self._connection = connection
        self.files = tuple(files)  # by path
        self._stems: dict[str, str] = {}

    def stems(self, words: Iterable[str]) -> dict[str, str]:
        """The stem of each of `words`, exactly as the index has them."""
        wanted = list(dict.fromkeys(words))
        new = [word for word in wanted if word not in self._stems]
        if new:
            if not self._stems:
                schema.prepare_stems(self._connection)
            self._stems |= zip(new, schema.stems(self._connection, new), strict=True)
        return {word: self._stems[word] for word in wanted}

    def postings(self, stem: str) -> str:
        """Where `stem` occurs: for each time `place * 4` and the code of the column, with commas.

        As text, because SQLite makes it, and numpy reads it, many times faster than Python makes
        a list.
        """
        found: tuple[str | None] = self._connection.execute(_POSTINGS, (stem,)).fetchone()
        return found[0] or ""

    def has(self, stem: str) -> bool:
        """Whether any entry has `stem`."""
        statement = "SELECT 1 FROM posting WHERE term = ? LIMIT 1"
        return self._connection.execute(statement, (stem,)).fetchone() is not None

    def count(self, stem: str) -> int:
        """How many entries have `stem`."""
        statement = "SELECT doc FROM vocabulary WHERE term = ?"
        found = self._connection.execute(statement, (stem,)).fetchone()
        return found[0] if found else 0

    def tags(self) -> Counter[str]:
        """How many active entries carry each tag."""
        statement = "SELECT tags FROM entry WHERE tags <> x'' AND NOT disabled"
        rows = self._connection.execute(statement)
        return Counter(
            tag for (tags,) in rows for tag in tags.decode("utf-8", "surrogateescape").split()
        )

    def vocabulary(self, first: str) -> list[str]:
        """Every stem that begins with the character `first`."""
        rows = self._connection.execute(
            "SELECT term FROM vocabulary WHERE term BETWEEN ? AND ?", (first, first + _LAST * 64)
        )
        return [stem for (stem,) in rows]

    def with_phrase(self, words: Sequence[str]) -> str:
        """The places whose own words have `words` as a phrase, as text like `postings`."""
        phrase = f'{{lending asking keeping}} : "{" ".join(words)}"'
        statement = "SELECT group_concat(rowid) FROM word WHERE word MATCH ?"
        return self._connection.execute(statement, (phrase,)).fetchone()[0] or ""

    def places(self, condition: str, values: Sequence[str] = ()) -> str:
        """The places of entries that an SQL condition of ours holds for, as text."""
        statement = f"SELECT group_concat(place) FROM entry WHERE {condition}"  # noqa: S608
        return self._connection.execute(statement, values).fetchone()[0] or ""

    def entries(self, places: Sequence[int]) -> dict[int, Entry]:
        """The entries at those of `places` that have one; raises Damaged."""
        return {
            place: entry_of(tuple(row), self._paths[file_of(place)])
            for place, *row in self._rows(COLUMNS, places)
        }

    def openings(self, places: Sequence[int]) -> dict[int, Opening]:
        """What ranking has to know of the entries at `places`."""
        return {place: Opening._make(opening) for place, *opening in self._rows(_OPENING, places)}

    def _rows(self, columns: str, places: Sequence[int]) -> Iterator[Any]:
        """The place and the `columns` of those entries at `places` that exist."""
        for start in range(0, len(places), _AT_ONCE):
            some = places[start : start + _AT_ONCE]
            holes = ", ".join("?" * len(some))
            statement = f"SELECT place, {columns} FROM entry WHERE place IN ({holes})"  # noqa: S608
            yield from self._connection.execute(statement, some).fetchall()

    @cached_property
    def _paths(self) -> dict[int, str]:
        return {file.id: file.path for file in self.files}
