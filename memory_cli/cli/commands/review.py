"""`mem review`: a person decides what waits."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import Yes
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem review             asks about each proposal
mem review --json      what waits, for a program
mem review --drop      none of it; it is not proposed again
mem show '#decision'   what was kept before
"""


def review(
    ctx: Context,
    yes: Yes = False,
    drop: Annotated[bool, typer.Option("--drop", help="Decline everything that waits.")] = False,
) -> None:
    """Decide what waits for you."""
    from memory_cli.cli import memory
    from memory_cli.cli.reviewing import reviewing
    from memory_cli.core.errors import Usage

    if yes and drop:
        raise Usage("--yes and --drop are opposites", "say one of them")
    memory.settle(reviewing(ctx, memory.existing(ctx), yes=yes, drop=drop))
