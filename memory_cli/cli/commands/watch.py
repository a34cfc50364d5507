"""`mem watch`: hand edits recorded by themselves, as long as it runs."""

from __future__ import annotations

import gc
from contextlib import closing
from typing import Annotated

import typer

from memory_cli.cli.deps import Context
from memory_cli.core.errors import Usage

EXAMPLES = """\
mem watch
mem watch --quiet --json        an object a line for what is recorded
mem watch --install --dry-run   shows the service that would run it
mem watch --install             runs it whenever you are logged in
mem log 'Uses zsh. #shell'      goes on beside it
"""


def watch(
    ctx: Context,
    install: Annotated[
        bool, typer.Option("--install", help="Make it a service of yours, and start that.")
    ] = False,
    uninstall: Annotated[
        bool, typer.Option("--uninstall", help="Stop that service and take it away.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Without asking.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would be written.")
    ] = False,
) -> None:
    """Record hand edits as you save them, until it is stopped.

    A file is recorded once it has come to rest. One watches each memory, a second one ends with
    exit code 4. A signal ends it in order, with what has just been saved recorded.
    """
    from memory_cli.cli import installing

    if install and uninstall:
        raise Usage("--install and --uninstall cannot both be meant", "say one of them")
    if install:
        installing.install(ctx, yes=yes, dry_run=dry_run)
    elif uninstall:
        installing.uninstall(ctx, yes=yes, dry_run=dry_run)
    elif yes or dry_run:
        raise Usage("--yes and --dry-run belong to --install and --uninstall", "leave them out")
    else:
        _follow(ctx)


def _follow(ctx: Context) -> None:
    from memory_cli.actions.watch import Clock
    from memory_cli.actions.watch import watch as act
    from memory_cli.cli import deps
    from memory_cli.cli import memory
    from memory_cli.cli.watching import ending
    from memory_cli.cli.watching import tell
    from memory_cli.store.bell import Bell

    store = memory.existing(ctx, warns=False)  # it tells that itself
    gc.enable()  # switched off for commands that live for a blink
    clock = Clock(deps.now, deps.seconds)
    with Bell() as bell, ending(bell) as asked, closing(act(store, bell=bell, clock=clock)) as told:
        for event in told:
            if not asked.is_unheard:
                tell(ctx, store, event)
    if asked.is_interrupt:
        raise KeyboardInterrupt
