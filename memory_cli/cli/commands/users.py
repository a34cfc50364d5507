"""`mem users`: who keeps memory on this machine."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from memory_cli.cli.deps import Context
from memory_cli.cli.output import show
from memory_cli.cli.output import table
from memory_cli.cli.output import text
from memory_cli.core.errors import Nothing

EXAMPLES = """\
mem users
mem --user work log "Shipped 2.0"   keeps another user's memory
mem --user work show '#release'     looks into it
"""


def users(ctx: Context) -> None:
    """List the users on this machine."""
    from memory_cli.actions.users import users as act

    found = act(ctx.home)
    show(
        ctx,
        {"users": [{"name": name, "path": str(path)} for name, path in found]},
        lines=(f"- {name} ({path})" for name, path in found),
        pretty=(lambda: _table(found)) if found else None,
    )
    if not found:
        raise Nothing(f"nobody keeps memory in {ctx.home} yet", 'run "mem init" to begin')


def _table(found: Iterable[tuple[str, Path]]) -> object:
    users = table("user", "memory")
    for name, path in found:
        users.add_row(text(name), text(str(path)))
    return users
