"""`mem add`: a fact to remember."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import AllowSecret
from memory_cli.cli.arguments import Private
from memory_cli.cli.arguments import Section
from memory_cli.cli.arguments import Tags
from memory_cli.cli.arguments import Topic
from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem add "Prefers dark mode in every editor."
mem add 'Allergic to peanuts. #pinned' --section "Health & food"
mem add "Passport must be renewed." --tag admin --expires 2027-03-01
mem add "Lives in Ghent." --since 2026-11-01 --replaces k3f9a2bc
grep -h decided notes/*.txt | mem add --section Projects   one fact per line
"""


def add(
    ctx: Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(
            help="The fact; without it, or with -, each line of stdin is one.", metavar="TEXT..."
        ),
    ] = None,
    section: Section = "Facts",
    tag: Tags = None,
    topic: Topic = None,
    pin: Annotated[bool, typer.Option("--pin", help="Put it first in every context.")] = False,
    private: Private = False,
    since: Annotated[str | None, typer.Option(help="True from DATE on.", metavar="DATE")] = None,
    expires: Annotated[
        str | None, typer.Option(help="True up to and including DATE.", metavar="DATE")
    ] = None,
    replaces: Annotated[
        str | None,
        typer.Option(
            help="The fact it takes the place of.", metavar="ID", autocompletion=complete_ids
        ),
    ] = None,
    allow_secret: AllowSecret = False,
) -> None:
    """Add a fact to MEMORY.md."""
    from memory_cli.actions.add import add as act
    from memory_cli.cli import memory
    from memory_cli.cli import reading
    from memory_cli.cli.written import show_written

    texts = ctx.text_arguments(text)
    store = memory.opened(ctx, allow_secret=allow_secret)
    with memory.beginning(ctx, store):
        added = act(
            store,
            texts,
            author=memory.author(ctx),
            section=section,
            tags=memory.tags_of(ctx, tag, topic, pin=pin, private=private),
            note=memory.note_of(since, expires, today=reading.today(ctx, store)),
            replaces=replaces,
        )
    show_written(ctx, added, "Remembered")
