"""`mem diff`: between two moments."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.deps import Context

EXAMPLES = """\
mem diff               since today began
mem diff "last week"
mem diff 2026-11-01 2026-11-15
mem diff 2ce3d1f8
mem show '#decision'   entries as they stand now
"""


def diff(
    ctx: Context,
    start: Annotated[
        str | None, typer.Argument(metavar="A", help="A date or commit; without it, today.")
    ] = None,
    end: Annotated[
        str | None, typer.Argument(metavar="B", help="A date or commit; without it, now.")
    ] = None,
) -> None:
    """Show what changed between two dates or commits."""
    from memory_cli.actions.diff import Difference
    from memory_cli.actions.diff import diff as act
    from memory_cli.cli import memory
    from memory_cli.cli import reading
    from memory_cli.cli.story import show_changes

    store = memory.brought_up_to_date(ctx)
    found = Difference(None, None, ())
    if store.exists():
        found = act(store, start, end, now=ctx.now, private=ctx.may_see_private)
    data = {
        "from": found.start,
        "to": found.end,
        "paths": [path for path, _ in found.changes],
        "added": [line for _, each in found.changes for line in each.added],
        "removed": [line for _, each in found.changes for line in each.removed],
    }
    show_changes(ctx, data, found.changes)
    if not found.changes:
        raise reading.nothing(
            store, "nothing changed", "name an earlier day, as in: mem diff 'last week'"
        )
