"""The answer of every verb that writes entries."""

from __future__ import annotations

from memory_cli.actions.writing import Written
from memory_cli.cli import memory
from memory_cli.cli import render
from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.cli.output import show
from memory_cli.core.identity import SHOWN
from memory_cli.core.several import several

_MOST_NAMED = 10


def show_written(ctx: Context, written: Written, done: str, known: str = "Already known") -> None:
    """Show the entries as they stand now; `done` says what happened to them, in a word."""
    data = {
        "entries": [render.as_json(entry) for entry in written.entries],
        "known": list(written.known),
        "commit": written.commit,
    }
    show(
        ctx, data, lines=render.listed(written.entries), pretty=lambda: _told(written, done, known)
    )
    if written.known and not ctx.json and not ctx.terminal.stdout:
        shown = several([each[:SHOWN] for each in written.known], _MOST_NAMED)
        note(ctx, f"mem: {known.lower()}: {shown}")
    memory.settle(written)


def _told(written: Written, done: str, known: str) -> object:
    from memory_cli.cli import screen

    parts: list[object] = []
    for word, wanted in ((done, False), (known, True)):
        entries = [e for e in written.entries if (e.id in written.known) is wanted]
        if entries:
            places = dict.fromkeys(entry.section or entry.place for entry in entries)
            parts += screen.headed(f"{word} · {', '.join(places)}", entries)
    return screen.stack(parts[1:])
