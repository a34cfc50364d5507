"""Hits on a terminal. Imported only when somebody looks: rich is as slow as all the rest."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from rich.padding import Padding  # noqa: TID253 - see above
from rich.text import Text  # noqa: TID253

from memory_cli.cli import screen
from memory_cli.cli.answers import explained
from memory_cli.cli.output import text
from memory_cli.core.citation import after
from memory_cli.core.citation import before
from memory_cli.core.citation import cut
from memory_cli.core.citation import line
from memory_cli.search.question import Hit

_MATCH = "bold yellow"


def pretty(hits: Iterable[Hit]) -> object:
    """Each hit with its words, what matched in them highlighted, and where it stands."""
    return screen.stack(part for hit in hits for part in _hit(hit))


def _hit(hit: Hit) -> Iterator[object]:
    entry = hit.entry
    for each in hit.before:
        yield _below(text(line(each).removeprefix("- "), "dim"))
    words = text(f"{entry.short_id}  ", "cyan")
    words.append(text(before(entry), "green"))
    words.append(_highlighted(hit))
    words.append(text(after(entry), "magenta"))
    yield words
    yield _below(text(_where(hit), "blue"))
    for each in hit.after:
        yield _below(text(line(each).removeprefix("- "), "dim"))
    for part in explained(hit):
        yield _below(text(part, "dim"))


def _highlighted(hit: Hit) -> Text:
    """The words, cut around the first match when they are long."""
    said, marks = hit.entry.headline, hit.marks
    start, end = cut(said, marks)
    style = "strike dim" if hit.entry.disabled else ""
    line = text("…" if start else "")
    at = start
    for first, last in marks:
        if start <= first and last <= end:
            line.append(text(said[at:first], style))
            line.append(text(said[first:last], _MATCH))
            at = last
    line.append(text(said[at:end].rstrip(), style))
    return line.append("…" if end < len(said) else "")


def _where(hit: Hit) -> str:
    parts = [hit.entry.place, hit.entry.section or ""]
    if hit.duplicates:
        parts.append(f"+{len(hit.duplicates)} that say the same")
    return " · ".join(filter(None, parts))


def _below(line: Text) -> Padding:
    return Padding(line, (0, 0, 0, 10))
