"""`mem undo`: one operation is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.deps import Context

EXAMPLES = """\
mem undo                  the newest operation
mem undo 2ce3d1f8         that one, whatever came after
mem history --op forget   the commits of what was forgotten
mem show '#ui'            what stands now
"""


def undo(
    ctx: Context,
    commit: Annotated[
        str | None,
        typer.Argument(
            metavar="COMMIT", help="Without it, the newest operation that is not undone."
        ),
    ] = None,
) -> None:
    """Take one operation back."""
    from memory_cli.actions.undo import undo as act
    from memory_cli.cli import memory
    from memory_cli.cli.output import note
    from memory_cli.cli.story import show_changes
    from memory_cli.cli.story import title

    store = memory.existing(ctx)
    undone = act(store, commit, author=memory.author(ctx), private=ctx.may_see_private)
    data = {
        "commit": undone.commit,
        "undone": undone.chapter.revision.commit,
        "op": undone.chapter.revision.op,
        "paths": [path for path, _ in undone.changes],
        "added": [line for _, each in undone.changes for line in each.added],
        "removed": [line for _, each in undone.changes for line in each.removed],
    }
    note(ctx, f"mem: took back  {title(store, undone.chapter.revision)}")
    show_changes(ctx, data, undone.changes)
    memory.settle(undone)
