"""Entries on a terminal. Imported only when somebody looks: rich is as slow as all the rest."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import groupby
from typing import cast

from rich.console import Group  # noqa: TID253 - see above
from rich.console import RenderableType  # noqa: TID253
from rich.padding import Padding  # noqa: TID253
from rich.text import Text  # noqa: TID253

from memory_cli.cli.output import text
from memory_cli.core.citation import after
from memory_cli.core.citation import before
from memory_cli.core.citation import marked
from memory_cli.core.entry import Entry

Line = tuple[str, str]  # words and their style


def heading(words: str) -> Text:
    """A heading for a terminal."""
    return text(words, "bold")


def rows(entries: Sequence[Entry]) -> RenderableType:
    """Entries for a terminal, under the section or day they stand in."""
    parts: list[RenderableType] = []
    for (place, section), group in groupby(entries, key=lambda e: (e.place, e.section)):
        parts += headed(section or place, tuple(group))
    return Group(*parts[1:])


def headed(name: str, entries: Sequence[Entry], nothing: str = "") -> Iterator[RenderableType]:
    """Entries under a heading of their own, after an empty line."""
    yield from ("", heading(name))
    yield from (_indented(_row(entry)) for entry in entries)
    if not entries:
        yield _indented(text(nothing, "dim"))


def placed(name: str, entries: Sequence[Entry]) -> Iterator[RenderableType]:
    """Entries under a heading, each with the place it stands in."""
    yield heading(name)
    width = max((len(entry.place) for entry in entries), default=0)
    yield from (_indented(_row(entry, place=f"{entry.place:{width}}  ")) for entry in entries)


def stack(parts: Iterable[object]) -> RenderableType:
    """Parts one below the other."""
    return Group(*cast("Iterable[RenderableType]", parts))


def styled(*pieces: Line) -> Text:
    """One line of differently styled words; a long one is left to the terminal to wrap."""
    return _joined(text("", wraps=False), pieces)


def _joined(line: Text, pieces: Iterable[Line]) -> Text:
    for words, style in pieces:
        line.append(text(words, style))
    return line


def _row(entry: Entry, place: str = "") -> Text:
    """One entry for a terminal: id, marks, words and tags, each in its own colour."""
    pieces = (
        (f"{entry.short_id}  ", "cyan"),
        (place, "blue"),
        (before(entry), "green"),
        (marked(entry), "dim" if entry.disabled else ""),
        (after(entry), "magenta"),
    )
    return _joined(text(""), pieces)


def _indented(line: Text) -> Padding:
    return Padding(line, (0, 0, 0, 2))
