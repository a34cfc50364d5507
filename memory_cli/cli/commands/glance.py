"""`mem` alone: today's memory at a glance."""

from __future__ import annotations

from memory_cli.cli.deps import Context

BEGIN = (
    "There is no memory here yet. To begin:",
    '  mem log "Chose Terraform for billing. #billing"      what happened today',
    '  mem add "Prefers dark mode. #ui"                     what stays true',
)


def glance(ctx: Context) -> None:
    """Show who it is, today's log and the open tasks; without a store, how to begin."""
    from memory_cli.actions.show import overview
    from memory_cli.cli import inspector
    from memory_cli.cli import memory
    from memory_cli.cli import reading
    from memory_cli.cli.output import show
    from memory_cli.cli.privacy import Curtain

    store = memory.brought_up_to_date(ctx)
    curtain = Curtain(drawn=not ctx.sees_private)
    found = inspector.public(overview(store, today=reading.today(ctx, store)), curtain)
    there = store.exists()
    show(
        ctx,
        inspector.glance_json(store, found),
        lines=inspector.glance_lines(store, found) if there else BEGIN,
        pretty=(lambda: inspector.glance_pretty(store, found)) if there else None,
    )
    curtain.tell(ctx)
