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
from memory_cli.cli.render import after
from memory_cli.cli.render import before
from memory_cli.core.entry import Entry

Line = tuple[str, str]  # words and their style


def row(entry: Entry, *, place: bool = False) -> Text:
    """One entry for a terminal: id, marks, words and tags, each in its own colour."""
    shown = text(f"{entry.short_id}  ", "cyan")
    if place:
        shown.append(text(f"{entry.place}  ", "blue"))
    shown.append(text(before(entry), "green"))
    shown.append(text(entry.headline, "dim strike" if entry.disabled else ""))
    shown.append(text(after(entry), "magenta"))
    return shown


def heading(words: str) -> Text:
    """A heading for a terminal."""
    return text(words, "bold")


def rows(entries: Sequence[Entry], *, place: bool = False) -> RenderableType:
    """Entries for a terminal, under the section or day they stand in."""
    return Group(*_grouped(entries, place=place))


def _grouped(entries: Sequence[Entry], *, place: bool) -> Iterator[RenderableType]:
    for (where, section), group in groupby(entries, key=lambda e: (e.place, e.section)):
        yield heading(section or where if not place else section or "")
        for entry in group:
            yield Padding(row(entry, place=place), (0, 0, 0, 2))


def headed(name: str, entries: Sequence[Entry], nothing: str = "") -> Iterator[RenderableType]:
    """Entries under a heading of their own, after an empty line."""
    yield from ("", heading(name))
    for entry in entries:
        yield Padding(row(entry), (0, 0, 0, 2))
    if not entries:
        yield Padding(text(nothing, "dim"), (0, 0, 0, 2))


def stack(parts: Iterable[object]) -> RenderableType:
    """Parts one below the other."""
    return Group(*cast("Iterable[RenderableType]", parts))


def styled(*pieces: Line) -> Text:
    """One line of differently styled words."""
    line = text("")
    for words, style in pieces:
        line.append(text(words, style))
    return line
