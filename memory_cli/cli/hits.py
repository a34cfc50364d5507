"""Hits on a terminal. Imported only when somebody looks: rich is as slow as all the rest."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from rich.table import Table  # noqa: TID253 - see above
from rich.text import Text  # noqa: TID253

from memory_cli.cli.answers import explained
from memory_cli.cli.output import text
from memory_cli.core.citation import after
from memory_cli.core.citation import before
from memory_cli.core.citation import cut
from memory_cli.core.citation import short
from memory_cli.search.question import Hit

_MATCH = "bold yellow"


def pretty(hits: Iterable[Hit]) -> Table:
    """Each hit with its words, what matched in them highlighted, and where it stands."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for hit in hits:
        for id_, part in _rows(hit):
            table.add_row(text(id_, "cyan"), part)
    return table


def _rows(hit: Hit) -> Iterator[tuple[str, Text]]:
    yield from (("", text(short(entry), "dim")) for entry in hit.before)
    yield hit.entry.short_id, _words(hit)
    yield "", text(_where(hit), "blue")
    yield from (("", text(short(entry), "dim")) for entry in hit.after)
    yield from (("", text(part, "dim")) for part in explained(hit))


def _words(hit: Hit) -> Text:
    """The words, cut around the first match when they are long, between what annotates them."""
    said, marks = hit.entry.headline, hit.marks
    start, end = cut(said, marks)
    style, strike = ("dim", "~~") if hit.entry.disabled else ("", "")
    shown = text("").append(text(before(hit.entry), "green"))
    shown.append(strike).append("…" if start else "")  # struck as in the file: see core.citation
    at = start
    for first, last in marks:
        if start <= first and last <= end:
            shown.append(text(said[at:first], style)).append(text(said[first:last], _MATCH))
            at = last
    shown.append(text(said[at:end].rstrip(), style)).append("…" if end < len(said) else "")
    return shown.append(strike).append(text(after(hit.entry), "magenta"))


def _where(hit: Hit) -> str:
    parts = [hit.entry.place, hit.entry.section or ""]
    if hit.duplicates:
        parts.append(f"+{len(hit.duplicates)} that say the same")
    return " · ".join(filter(None, parts))
