"""`mem edit`: the person's own editor, and what they saved recorded."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import AllowSecret
from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem edit            today's log
mem edit facts
mem edit soul
mem edit k3f9a2bc   at its line
mem show '#ui'      the ids of what has a tag
"""


def edit(
    ctx: Context,
    what: Annotated[
        str,
        typer.Argument(
            help="today, soul, facts, a date or an id.",
            metavar="WHAT",
            autocompletion=complete_ids,
        ),
    ] = "today",
    allow_secret: AllowSecret = False,
) -> None:
    """Open memory in your editor and record what you save."""
    from memory_cli.actions.edit import target
    from memory_cli.actions.save import save
    from memory_cli.actions.writing import begin
    from memory_cli.cli import editor
    from memory_cli.cli import memory
    from memory_cli.cli import reading
    from memory_cli.cli.output import note
    from memory_cli.cli.output import show_path

    store = memory.opened(ctx, allow_secret=allow_secret, warns=False)
    author = memory.author(ctx)
    command = editor.command()
    with memory.beginning(ctx, store):
        begin(store, author)
    found = target(store, what, today=reading.today(ctx, store))
    save(store, author=author)  # what was edited before is a change of its own
    before = store.read(found.path)
    editor.run(command, store.path(found.path), found.line)
    saved = save(store, author=author, allow_secret=allow_secret)
    changed = store.read(found.path) != before
    path = store.path(found.path)
    show_path(ctx, {"path": str(path), "changed": changed, "commit": saved.commit}, path)
    reading.tell_withheld(ctx, [each for each in saved.withheld if each.path != found.path])
    if kept := next((each for each in saved.withheld if each.path == found.path), None):
        raise kept.reason
    if not saved.delayed:
        note(ctx, f"mem: {'recorded' if changed else 'nothing was changed'}")
    memory.settle(saved)
