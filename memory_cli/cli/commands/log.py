"""`mem log`: what happened, into the daily log."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import AllowSecret
from memory_cli.cli.arguments import Private
from memory_cli.cli.arguments import Tags
from memory_cli.cli.arguments import Topic
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem log 'Chose Terraform over CloudFormation. #billing #decision'
mem log --task "Send Dana the cost table." --tag billing
mem log --at "yesterday 14:02" "Call with Dana: launch moved to 3 December."
git log -1 --format=%s | mem log --topic billing
"""


def log(
    ctx: Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(
            help="The entry; without it, or with -, each line of stdin is one.", metavar="TEXT..."
        ),
    ] = None,
    at: Annotated[
        str | None, typer.Option(help="When it happened, if not now.", metavar='"YYYY-MM-DD HH:MM"')
    ] = None,
    tag: Tags = None,
    topic: Topic = None,
    task: Annotated[bool, typer.Option("--task", help="Something to do: [ ].")] = False,
    private: Private = False,
    allow_secret: AllowSecret = False,
) -> None:
    """Add an entry to today's log."""
    from memory_cli.actions.log import log as act
    from memory_cli.cli import memory
    from memory_cli.cli.written import show_written

    if not text and ctx.terminal.stdin:
        from memory_cli.cli.commands.show import show_entries

        return show_entries(ctx, "today")
    texts = ctx.text_arguments(text)
    store = memory.opened(ctx, allow_secret=allow_secret)
    with memory.beginning(ctx, store):
        logged = act(
            store,
            texts,
            author=memory.author(ctx),
            at=memory.moment_of(ctx, store, at),
            tags=memory.tags_of(ctx, tag, topic, private=private),
            task=task,
        )
    show_written(ctx, logged, "Logged")
    return None
