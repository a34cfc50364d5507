"""`mem users`: who keeps memory on this machine, and the removal of one of them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from memory_cli.actions.users import Belongings
from memory_cli.cli.deps import Context
from memory_cli.cli.output import ask
from memory_cli.cli.output import note
from memory_cli.cli.output import show
from memory_cli.cli.output import table
from memory_cli.cli.output import text
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import Nothing
from memory_cli.core.errors import Usage

EXAMPLES = """\
mem users
mem users remove work               all of it, once you have typed its name
mem --user work log "Shipped 2.0"   keeps another user's memory
mem --user work show '#release'     looks into it
"""


class What(StrEnum):
    """What can be done to a user."""

    REMOVE = "remove"


def users(
    ctx: Context,
    what: Annotated[
        What | None, typer.Argument(metavar="remove", help="To take away a whole memory.")
    ] = None,
    name: Annotated[str | None, typer.Argument(help="Whose memory.", metavar="NAME")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Remove without asking.")] = False,
) -> None:
    """List the users on this machine, or remove one."""
    if what is not None:
        _remove(ctx, name, yes=yes)
        return
    if yes:
        raise Usage("--yes is for mem users remove NAME", 'see "mem users --help"')
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


def _remove(ctx: Context, name: str | None, *, yes: bool) -> None:
    from memory_cli.actions.users import belongings
    from memory_cli.actions.users import remove
    from memory_cli.cli.leave import leave_of
    from memory_cli.store.store import Store

    if name is None:
        raise Usage("say whose memory", "mem users lists them")
    store = Store(ctx.home, name, leave_of(ctx))
    found = belongings(store)
    if not yes:
        _agree(ctx, name, found)
    remove(store, actor=ctx.actor)
    data = {"removed": name, "path": str(found.path), "entries": found.entries, "days": found.days}
    show(ctx, data, lines=(f"- {name} ({found.path})",))
    note(ctx, "mem: removed; not reached: clones, backups, remotes, and what was sent to a model")


def _agree(ctx: Context, name: str, found: Belongings) -> None:
    """Have a person type the name; raises Ambiguous when nobody can be asked."""
    entries = _counted(found.entries, "entry", "entries")
    told = f"{found.path} has {entries} and {_counted(found.days, 'daily log', 'daily logs')}"
    if found.strangers:
        told += f", and files that are no memory: {', '.join(found.strangers)}"
    if not ctx.can_ask:
        raise Ambiguous(f"{told}; all of it would be gone", "--yes removes it")
    note(ctx, told)
    if ask("Nothing brings it back. Type the name to remove it") != name:
        raise Nothing("nothing was removed")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"
