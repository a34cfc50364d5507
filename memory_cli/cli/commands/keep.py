"""`mem keep`: from a daily log into the facts."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import AllowSecret
from memory_cli.cli.arguments import Section
from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem keep k3f9a2bc
mem keep k3f9a2bc --section Projects
mem show '#decision'   where the ids come from
"""


def keep(
    ctx: Context,
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The log entry; the beginning of its id is enough.",
            autocompletion=complete_ids,
        ),
    ],
    section: Section = "Facts",
    allow_secret: AllowSecret = False,
) -> None:
    """Keep a log entry as a fact."""
    from memory_cli.actions.keep import keep as act
    from memory_cli.cli import memory
    from memory_cli.cli.written import show_written

    store = memory.existing(ctx, allow_secret=allow_secret)
    kept = act(store, entry, author=memory.author(ctx), section=section)
    show_written(ctx, kept, "Kept")
