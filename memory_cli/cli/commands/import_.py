"""`mem import`: what other programs, other machines and older notes know."""

from __future__ import annotations

from typing import Annotated
from typing import Literal

import typer

from memory_cli.cli.arguments import AllowSecret
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem import memory.json           what mem export made, here or elsewhere
mem import mem0.json --dry-run   only shows what would come
mem import --yes ~/vault         notes; a note named by a day is its log
curl -s "$URL" | mem import - --yes
mem show '#imported'             after a file with "tags": ["imported"]
"""


def import_(
    ctx: Context,
    source: Annotated[
        str,
        typer.Argument(metavar="FILE|DIR", help="An export, memories as JSON, notes; - for stdin."),
    ],
    kind: Annotated[
        Literal["auto", "mem", "jsonl", "notes"],
        typer.Option(help="What it is, where mem should not look for itself."),
    ] = "auto",
    yes: Annotated[bool, typer.Option("--yes", help="Without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would come.")] = False,
    allow_secret: AllowSecret = False,
) -> None:
    """Take in an export, other programs' memories, or notes.

    Shows first what would come, asks, and makes one commit; without a terminal, --yes says so.
    Nothing that is there changes. What is known, forgotten or looks like a secret is left out.
    The JSON has kind, entries, files (that came as they are), known, forgotten, erased, away
    (ids that its .forgotten adds), secrets (source, what), dropped (source, reason) and commit.
    """
    from memory_cli.actions.import_ import considered
    from memory_cli.actions.import_ import import_ as act
    from memory_cli.cli import importing
    from memory_cli.cli import memory

    store = memory.opened(ctx, allow_secret=allow_secret)
    load = importing.loaded(ctx, store, source, kind)
    author = memory.author(ctx)
    if not yes or dry_run:
        would = considered(store, load, author=author)
        if not importing.agreed(ctx, load, would, dry_run=dry_run):
            return
    with memory.beginning(ctx, store):
        done = act(store, load, author=author)
    importing.tell(ctx, load, done, asked=not yes)
    memory.settle(done)
