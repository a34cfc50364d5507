"""`mem doctor`: is all well with this memory, and what to do if not."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.deps import Context

EXAMPLES = """\
mem doctor
mem doctor --fix
mem doctor --json
mem doctor --quiet    exit 0 when all is well, 1 when not
mem show '#private'   what is told to nobody else
"""


def doctor(
    ctx: Context,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Put right what can be with nothing lost, then look again."),
    ] = False,
) -> None:
    """Look a memory over, and put right what is safe."""
    from memory_cli.actions.doctor import doctor as act
    from memory_cli.actions.doctor_fix import fix as put_right
    from memory_cli.cli import health
    from memory_cli.cli.progress import progress

    store = health.opened(ctx)
    done = put_right(store, author=health.author(ctx)) if fix else ()
    health.tell(ctx, done)
    with progress(ctx, "looking") as told:
        checks = act(store, today=health.today(ctx, store), progress=told)
    health.show_checks(ctx, checks, done)
    if not all(check.ok for check in checks):
        raise typer.Exit(1)
