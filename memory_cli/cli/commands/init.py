"""`mem init`: a memory begins."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from memory_cli.cli.deps import Context
from memory_cli.store.create import Owner

EXAMPLES = """\
mem init
mem init --from ~/notes                   copies SOUL.md, MEMORY.md and memory/*.md
mem --user work init                      another memory, apart from the first
mem add 'Prefers dark mode. #ui'          begins one too, when there is none
"""


def init(
    ctx: Context,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="A folder with memory files to copy.", metavar="DIR"),
    ] = None,
) -> None:
    """Create a store, or adopt a folder that already holds memory."""
    from memory_cli.actions.init import init as act
    from memory_cli.cli import memory
    from memory_cli.cli.output import note
    from memory_cli.cli.output import show

    store = memory.opened(ctx)
    author = memory.author(ctx)
    if ctx.can_ask and not store.has_history():
        author = author._replace(owner=_asked(author.owner))
    begun = act(store, author=author, source=source)
    data = {
        "path": str(begun.path),
        "created": begun.created,
        "adopted": list(begun.adopted),
        "left": list(begun.left),
    }
    show(ctx, data, lines=(str(begun.path),))
    note(ctx, f"mem: {'a new memory' if begun.created else 'this memory is there already'}")
    for word, paths in (("adopted", begun.adopted), ("left where it was", begun.left)):
        for each in paths:
            note(ctx, f"mem: {word}: {each}")
    memory.settle(begun)


def _asked(known: Owner) -> Owner:
    """What the person answers for name and time zone; Return keeps what is known."""
    from memory_cli.cli.output import ask
    from memory_cli.store.git import personal

    name = ask("Your name", known.name or personal("user.name"))
    zone = ask("Your time zone", known.timezone or "")
    return Owner(name or None, zone or None)
