"""`mem init`: a memory begins."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from memory_cli.cli.arguments import AllowSecret
from memory_cli.cli.deps import Context
from memory_cli.core.layout import SOUL
from memory_cli.store.create import Owner
from memory_cli.store.store import Store

EXAMPLES = """\
mem init
mem init --from ~/notes            copies SOUL.md, MEMORY.md and memory/*.md
mem --user work init               another memory, apart from the first
mem add 'Prefers dark mode. #ui'   begins one too, when there is none
"""

_NEW = 'a new memory: mem log "…" and mem add "…" fill it'


def init(
    ctx: Context,
    source: Annotated[
        Path | None,
        typer.Option("--from", help="A folder with memory files to copy.", metavar="DIR"),
    ] = None,
    allow_secret: AllowSecret = False,
) -> None:
    """Create a store, or adopt a folder that already holds memory."""
    from memory_cli.actions.init import init as act
    from memory_cli.cli import memory
    from memory_cli.cli.output import note
    from memory_cli.cli.output import show_path

    store = memory.opened(ctx, allow_secret=allow_secret)
    author = memory.author(ctx)
    if ctx.can_ask and not _is_known(store, source):
        author = author._replace(owner=_asked(ctx, author.owner))
    begun = act(store, author=author, source=source)
    data = {
        "path": str(begun.path),
        "created": begun.created,
        "adopted": list(begun.adopted),
        "left": list(begun.left),
    }
    show_path(ctx, data, begun.path)
    note(ctx, f"mem: {_NEW if begun.created else 'this memory is there already'}")
    for word, paths in (("adopted", begun.adopted), ("left where it was", begun.left)):
        for each in paths:
            note(ctx, f"mem: {word}: {each}")
    memory.settle(begun)


def _is_known(store: Store, source: Path | None) -> bool:
    """Whether answers would go nowhere: SOUL.md is there already, or comes from `source`."""
    adopts = source is not None and ((source / SOUL).exists() or not source.is_dir())
    return adopts or store.read(SOUL) is not None


def _asked(ctx: Context, known: Owner) -> Owner:
    """What the person answers for name and time zone; Return keeps what is known."""
    from memory_cli.cli.output import ask
    from memory_cli.cli.output import note
    from memory_cli.store.git import personal

    name = ask("Your name", known.name or personal("user.name"))
    machine = known.timezone if known.timezone and Store.knows_zone(known.timezone) else ""
    question = "Your time zone" if machine else "Your time zone, like Europe/Amsterdam"
    while (zone := ask(question, machine)) and not Store.knows_zone(zone):
        note(ctx, f"mem: there is no time zone {zone!r}")
    return Owner(name or None, zone or None)
