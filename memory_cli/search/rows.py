"""What the index holds of an entry: its fields, its words, and how long it is with its neighbours.

Entries of a daily log lend their words to those around them: what stood next to an answer is
often what a question asks with, most of all when the entry before asks it. Disabled, private and
expiring entries lend nothing, and neither do facts, whose neighbours are chance.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from datetime import date
from datetime import time
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import cast

from memory_cli.core.annotation import Note
from memory_cli.core.annotation import Task
from memory_cli.core.entry import Entry
from memory_cli.core.layout import Kind
from memory_cli.core.layout import day_of
from memory_cli.core.phrases import MONTH_NAMES
from memory_cli.core.phrases import WEEKDAY_NAMES
from memory_cli.search.traits import asks
from memory_cli.search.traits import tells_when
from memory_cli.search.words import words

if TYPE_CHECKING:  # the parser is for files that changed, which most questions do not find
    from memory_cli.core.document import Document

ASKED = 1.0
"""How much an entry has of the words of the one before it, when that asks something."""

NEIGHBOURS = ((-1, 0.4), (1, 0.3), (-2, 0.3), (2, 0.15))
"""How much an entry has of the words of those before and after it otherwise."""

COLUMNS = (
    "length, asks, tells_when, id, kind, line, block, text, section, time, tags, task, disabled, "
    "since, until, private, date, proof"
)
WORDS = "lending, asking, context, keeping, aside"

Row = tuple[object, ...]


class Damaged(sqlite3.DatabaseError):
    """A row is not as it was written."""


class Words(NamedTuple):
    """The words of one entry, by what may be done with them."""

    lending: Sequence[str] = ()  # its own, and of use to its neighbours
    asking: Sequence[str] = ()  # the same, when it asks something
    context: Sequence[str] = ()  # section, tags and date, of use to its day
    keeping: Sequence[str] = ()  # its own, when it lends nothing
    aside: Sequence[str] = ()  # its section, tags and date, when it lends nothing

    @property
    def lent(self) -> int:
        """How many words it lends."""
        return len(self.lending) + len(self.asking)


class Rows(NamedTuple):
    """The entries of one file."""

    rows: tuple[Row, ...]  # in the order of COLUMNS, then WORDS
    length: float  # words of all, with what neighbours lend
    lent: int  # words that are lent


def rows_of(document: Document) -> Rows:
    """What the index holds of `document`."""
    read = [_words(entry) for entry in document.entries]
    lengths = [_length(read, number) for number in range(len(read))]
    rows = (
        (*_fields(entry, length, said), *map(" ".join, said))
        for entry, said, length in zip(document.entries, read, lengths, strict=True)
    )
    return Rows(tuple(rows), sum(lengths), sum(said.lent for said in read))


def entry_of(row: Row, path: str) -> Entry:
    """The entry that a row of COLUMNS was made of; raises Damaged."""
    id_, kind, line, block, text, section, clock, tags, task = row[3:12]
    disabled, since, until, private, _, proof = row[12:]
    if proof != _proof(path, row[:-1]):
        raise Damaged
    return Entry(
        id=str(id_),
        kind=cast("Kind", kind),
        path=path,
        line=cast("int", line),
        block=cast("int", block),
        text=_text(text),
        section=None if section is None else _text(section),
        day=day_of(path),
        time=time.fromisoformat(str(clock)) if clock else None,
        tags=tuple(_text(tags).split()),
        task=cast("Task | None", task),
        disabled=bool(disabled),
        note=Note(_day(since), _day(until)),
        private=bool(private),
    )


def _fields(entry: Entry, length: float, said: Words) -> Row:
    fields = (
        length,
        int(asks(entry.text)),
        int(tells_when(said.lending or said.asking or said.keeping)),
        entry.id,
        entry.kind,
        entry.line,
        entry.block,
        _bytes(entry.text),
        None if entry.section is None else _bytes(entry.section),
        f"{entry.time:%H:%M}" if entry.time else None,
        _bytes(f" {' '.join(entry.tags)} ") if entry.tags else b"",
        entry.task,
        int(entry.disabled),
        entry.note.since.isoformat() if entry.note.since else None,
        entry.note.until.isoformat() if entry.note.until else None,
        int(entry.private),
        entry.date.isoformat() if entry.date else None,
    )
    return (*fields, _proof(entry.path, fields))


def _proof(path: str, fields: Row) -> int:
    """A check sum: SQLite keeps none, and a damaged index must not change an answer."""
    return zlib.crc32(repr((path, fields)).encode())


def _words(entry: Entry) -> Words:
    own = words(entry.text)
    context = words(entry.section) if entry.section else []
    for tag in entry.tags:
        context += words(tag)
    if entry.date:
        context += _spoken(entry.date)
    if entry.kind != "log" or entry.disabled or entry.private or entry.note.until:
        return Words(keeping=own, aside=context)
    return Words(asking=own, context=context) if asks(entry.text) else Words(own, context=context)


def _spoken(day: date) -> list[str]:
    """A date in the words of a question."""
    return [f"{day.year}", MONTH_NAMES[day.month - 1], f"{day.day}", WEEKDAY_NAMES[day.weekday()]]


def _length(read: Sequence[Words], number: int) -> float:
    """How many words an entry has, those of its neighbours by their weight."""
    length = float(sum(map(len, read[number])))
    for offset, weight in NEIGHBOURS:
        if 0 <= number + offset < len(read):
            lending, asking, *_ = read[number + offset]
            length += weight * len(lending) + (ASKED if offset == -1 else weight) * len(asking)
    return length


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _text(data: object) -> str:
    return cast("bytes", data).decode("utf-8", "surrogateescape")


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None
