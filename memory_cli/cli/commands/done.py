"""`mem done`: a task is finished."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem done k3f9a2bc
mem show tasks        the ids of what is open
mem show '#billing'   the same for one topic
"""


def done(
    ctx: Context,
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The task; the beginning of its id is enough.",
            autocompletion=complete_ids,
        ),
    ],
) -> None:
    """Tick a task."""
    from memory_cli.actions.done import done as act
    from memory_cli.cli import memory
    from memory_cli.cli.written import show_written

    ticked = act(memory.existing(ctx), entry, author=memory.author(ctx))
    show_written(ctx, ticked, "Done", "Done already")
