"""`mem history`: the audit trail."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem history
mem history k3f9a2bc
mem history MEMORY.md --since "last week" --patch
mem history --actor agent --match terraform
mem show '#decision'   entries, where history shows changes
"""


def history(
    ctx: Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="ID|PATH",
            help="Only what touched this entry, or this file of the memory.",
            autocompletion=complete_ids,
        ),
    ] = None,
    limit: Annotated[
        int,
        typer.Option("--limit", "-n", min=1, max=1_000_000, help="How many at most.", metavar="N"),
    ] = 20,
    op: Annotated[
        str | None, typer.Option(help="Only this operation, like add.", metavar="OP")
    ] = None,
    actor: Annotated[
        str | None, typer.Option(help="Only what this actor did, like agent.", metavar="NAME")
    ] = None,
    since: Annotated[str | None, typer.Option(help="Only from DATE on.", metavar="DATE")] = None,
    match: Annotated[
        str | None, typer.Option(help="Only changes with all these words.", metavar="WORDS")
    ] = None,
    patch: Annotated[
        bool, typer.Option("--patch", help="Every changed line, file by file.")
    ] = False,
) -> None:
    """Show what changed, when and by whom."""
    from memory_cli.actions.history import Asked
    from memory_cli.actions.history import history as act
    from memory_cli.cli import memory
    from memory_cli.cli import reading
    from memory_cli.cli import story

    store = memory.brought_up_to_date(ctx)
    asked = Asked(
        what, op, actor, memory.start_of(ctx, store, since), match, limit, ctx.may_see_private
    )
    chapters = act(store, asked)
    story.show_chapters(ctx, store, chapters, patch=patch)
    if not chapters:
        raise reading.nothing(
            store, "nothing in the history fits", "mem history alone shows all of it"
        )
