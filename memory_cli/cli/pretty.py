"""Answers for a person who looks.

Rich costs as much as all the rest, so this is imported inside functions, and only when stdout is
a terminal.
"""

from __future__ import annotations

from rich.console import Console  # noqa: TID253 - see above
from rich.table import Table  # noqa: TID253
from rich.text import Text  # noqa: TID253

from memory_cli.cli.deps import Context
from memory_cli.core.hidden import visible


def text(words: str, style: str = "") -> Text:
    """Words of memory: shown as they are, never as markup, never as control of the terminal."""
    return Text(visible(words), style=style)


def table(*headings: str) -> Table:
    """An empty table in the look of all tables; its cells are made with `text`."""
    return Table(*headings, box=None, pad_edge=False, header_style="bold")


def put(ctx: Context, renderable: object) -> None:
    """Print on the terminal; a plain string means nothing but itself."""
    console = Console(markup=False, emoji=False, highlight=False, no_color=not ctx.color)
    console.print(renderable)
