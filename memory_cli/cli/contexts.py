"""A context for pipes and programs, with the remarks that belong to it."""

from __future__ import annotations

from memory_cli.actions.context import RECALLED
from memory_cli.actions.context import ROLES
from memory_cli.actions.context import Context as Made
from memory_cli.actions.context import Wanted
from memory_cli.actions.context import context
from memory_cli.actions.counting import note_context
from memory_cli.cli import output
from memory_cli.cli import reading
from memory_cli.cli import render
from memory_cli.cli import streams
from memory_cli.cli.counted import counted
from memory_cli.cli.deps import Context
from memory_cli.cli.progress import progress
from memory_cli.core.budget import tokens
from memory_cli.store.memory import Memory


def show_context(ctx: Context, memory: Memory, wanted: Wanted) -> None:
    """Give the block; say on stderr what had no room in it."""
    with counted(ctx, memory) as given:
        with progress(ctx, "reading the memory") as told:
            made = context(memory, wanted, now=memory.local(ctx.now), progress=told)
        if ctx.json:
            output.put_json(as_json(made))
        else:
            streams.write(made.text)
        recalled = (part.entries for part in made.parts if part.title == RECALLED)
        given.extend(entry.id for entries in recalled for entry in entries)
    if ctx.counts and memory.exists():
        note_context(memory, ctx.now)
    _remark(ctx, memory, made)


def as_json(made: Made) -> dict[str, object]:
    """The context for a program; keys are only ever added."""
    last, gap = made.resume.last, made.resume.gap
    return {
        "text": made.text,
        "tokens": tokens(made.text),
        "budget": made.budget,
        "resume": {
            "mode": made.resume.mode,
            "last": last.isoformat() if last else None,
            "gap_seconds": int(gap.total_seconds()) if last else None,
        },
        "entries": [
            {**render.as_json(entry), "role": ROLES[part.title]}
            for part in made.parts
            for entry in part.entries
        ],
        "omitted": made.omitted,
    }


def _remark(ctx: Context, memory: Memory, made: Made) -> None:
    if not memory.exists():
        missing = memory.missing()
        output.note(ctx, f"mem: {missing.message}; {missing.hint}")
    reading.tell_trouble(ctx, made.unread, made.failure)
    if made.omitted:
        pins = f", {made.pins_omitted} of them pinned" if made.pins_omitted else ""
        room = f"{made.omitted} had no room in {made.budget} tokens{pins}"
        output.note(ctx, f"mem: {room}: --budget gives more")
