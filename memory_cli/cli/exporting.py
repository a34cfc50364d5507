"""How an export leaves: into a pipe, or into a file that is told of."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from memory_cli.actions.export import Exported
from memory_cli.cli import render
from memory_cli.cli import streams
from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.cli.output import show_path
from memory_cli.cli.output import sound

Form = Literal["json", "md"]


def pour(ctx: Context, done: Exported, form: Form) -> None:
    """Give the export as the answer; with --json on one line."""
    if form == "json":
        for text in _json(done, spread=not ctx.json):
            streams.write(text)
    else:
        for piece in _tar(done):
            streams.write_bytes(piece)
    _tell_trouble(ctx, done)


def deliver(ctx: Context, done: Exported, form: Form, file: Path, *, force: bool) -> None:
    """Write the export into `file`, and give its path as the answer."""
    from memory_cli.store.delivery import deliver as write

    pieces = (text.encode("ascii") for text in _json(done, spread=True))
    size = write(file, _tar(done) if form == "md" else pieces, force=force)
    data = {
        "path": str(file),
        "format": form,
        "files": len(done.export.files),
        "bytes": size,
        "history": done.history is not None,
        "commit": done.export.commit,
    }
    show_path(ctx, data, file)
    count = len(done.export.files)
    note(ctx, f"mem: {count} file{'s'[: count != 1]} of memory, {size:,} bytes; keep it safe")
    _tell_trouble(ctx, done)


def _json(done: Exported, *, spread: bool) -> Iterator[str]:
    from memory_cli.core.export_form import dumped

    entries = (sound(render.as_json(entry)) for entry in done.entries())
    return dumped(done.export, entries, spread=spread)


def _tar(done: Exported) -> Iterator[bytes]:
    from memory_cli.store.archive import BUNDLE
    from memory_cli.store.archive import packed

    history = {BUNDLE: done.history} if done.history is not None else {}
    files = {**done.export.files, **history}
    return packed(files, f"mem-{done.export.user}", done.at)


def _tell_trouble(ctx: Context, done: Exported) -> None:
    if done.unreadable:
        paths = ", ".join(done.unreadable)
        note(ctx, f"mem: left out, being too large or no ordinary file: {paths}")
    if done.trouble:
        note(ctx, f"mem: the files as they are now, without history: {done.trouble.message}")
