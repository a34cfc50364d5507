"""`mem capture`: what a conversation is worth becomes log entries."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import By
from memory_cli.cli.arguments import DryRun
from memory_cli.cli.arguments import Model
from memory_cli.cli.arguments import Tags
from memory_cli.cli.arguments import Yes
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem capture chat.txt               asks about each proposal
mem capture --yes session.jsonl    as an agent logged it
pbpaste | mem capture --dry-run
mem capture --queue chat.txt       only puts it aside; mem curate takes it
mem show '#meeting'                after mem capture --tag meeting chat.txt
"""


def capture(
    ctx: Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="FILE", help="A conversation, as text or JSON lines; - for stdin."),
    ] = None,
    by: By = None,
    model: Model = None,
    tag: Tags = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    queue: Annotated[
        bool, typer.Option("--queue", help="Put it aside for the next mem curate, in a blink.")
    ] = False,
) -> None:
    """Propose log entries from a conversation."""
    from memory_cli.cli.stdin import text_of
    from memory_cli.core.errors import Usage

    if file is None and ctx.terminal.stdin:
        raise Usage("no conversation given", "name a file, or pipe it in")
    if queue and (by or model or dry_run or yes):
        raise Usage("--queue only puts a conversation aside", "say how to propose to mem curate")
    text = text_of(file or "-")
    if queue:
        _queue(ctx, text, tag)
        return
    from memory_cli.actions.queue import Conversation
    from memory_cli.cli import curating
    from memory_cli.cli import memory
    from memory_cli.cli.capturing import capturing
    from memory_cli.cli.curators import chosen

    store = memory.opened(ctx)
    tags = memory.tags_of(ctx, tag, None)
    mode = curating.mode_of(ctx, yes=yes, dry_run=dry_run)
    if mode != "show":
        store.heed_pause()
    run = curating.Run(ctx, store, chosen(ctx, store, by, model), mode)
    told = capturing(run, Conversation(text, store.local(ctx.now), ctx.actor, tags))
    curating.tell(run, told)
    memory.settle(told.done)


def _queue(ctx: Context, text: str, tag: list[str] | None) -> None:
    from memory_cli.actions.queue import Conversation
    from memory_cli.actions.queue import enqueue
    from memory_cli.cli.leave import leave_of
    from memory_cli.cli.output import note
    from memory_cli.cli.output import show
    from memory_cli.core.annotation import parse_tag
    from memory_cli.store.memory import Memory

    memory, leave = Memory(ctx.home, ctx.user), leave_of(ctx)
    tags = tuple(map(parse_tag, tag or ()))
    if not memory.exists():
        from memory_cli.cli.memory import begun

        begun(ctx)
    conversation = Conversation(text, memory.local(ctx.now), ctx.actor, tags)
    queued = enqueue(memory, conversation, leave)
    show(ctx, {"queued": queued.name, "left_out": queued.left_out}, lines=())
    if queued.left_out:
        note(ctx, f"mem: lines left out, as a secret stands in them: {queued.left_out}")
    note(ctx, "mem: put aside; mem curate takes it")
