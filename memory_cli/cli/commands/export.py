"""`mem export`: everything out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from typing import Literal

import typer

from memory_cli.cli.deps import Context
from memory_cli.core.errors import Usage

EXAMPLES = """\
mem export -o memory.json
mem export --format md -o memory.tar   the files, and history as a git bundle
mem import memory.json                 brings it back, also elsewhere
mem show '#work' --json                only some of it, as the same objects
"""


def export(
    ctx: Context,
    form: Annotated[
        Literal["json", "md"],
        typer.Option("--format", help="One JSON object, or a tar of the markdown files."),
    ] = "json",
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", metavar="FILE", help="A new file, for your eyes alone."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Also in the place of a file that is there.")
    ] = False,
) -> None:
    """Take everything out, as JSON or as a tar with history.

    Private, struck and expired entries too. The JSON has the keys schema, exported_at, user,
    commit, files (each with path and text, or base64) and entries; with --json it is one line.
    With --json and -o, the file is told by path, format, files, bytes, history and commit.
    """
    from memory_cli.actions.export import export as act
    from memory_cli.cli import memory
    from memory_cli.cli.exporting import deliver
    from memory_cli.cli.exporting import pour
    from memory_cli.store.delivery import check_free

    file = Path(output) if output and output != "-" else None
    if form == "md" and file is None and (ctx.json or ctx.terminal.stdout):
        raise Usage("a tar is nothing to look at", "name a file: -o memory.tar")
    store = memory.existing(ctx)
    if file is not None:
        check_free(file, force=force, store=store.root)
    done = act(store, author=memory.author(ctx), with_history=form == "md")
    if file is None:
        pour(ctx, done, form)
    else:
        deliver(ctx, done, form, file, force=force)
