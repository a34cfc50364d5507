"""`mem path`: where a memory file lies, for other programs."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.deps import Context

EXAMPLES = """\
$EDITOR "$(mem path facts)"
cat "$(mem path yesterday)"
grep -r '#billing' "$(mem path)"
"""


def path(
    ctx: Context,
    what: Annotated[
        str | None,
        typer.Argument(help="today, soul, facts or a date; else the folder.", metavar="WHAT"),
    ] = None,
) -> None:
    """Print the path of a memory file."""
    from memory_cli.actions.path import path as act
    from memory_cli.cli.output import show_path
    from memory_cli.store.store import Store

    store = Store(ctx.home, ctx.user)
    found = act(store, what, today=lambda: store.local(ctx.now).date())
    show_path(ctx, {"path": str(found)}, found)
