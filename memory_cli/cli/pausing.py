"""What is said of a pause."""

from __future__ import annotations

from memory_cli.actions.pause import Paused
from memory_cli.cli.deps import Context
from memory_cli.cli.output import show
from memory_cli.store.memory import Memory
from memory_cli.store.pause import Pause


def show_paused(ctx: Context, paused: Paused) -> None:
    """Say whether writing is paused now."""
    pause = paused.pause
    if pause is None:
        words = "resumed" if paused.changed else "was not paused"
    else:
        words = "paused: only a person at a terminal writes now"
        words = words if paused.changed else "was paused already"
    show(ctx, pause_json(pause) | {"changed": paused.changed}, lines=(words,))


def pause_json(pause: Pause | None) -> dict[str, object]:
    """Whether writing is paused, since when and by whom."""
    since = pause.since.isoformat() if pause and pause.since else None
    return {"paused": pause is not None, "since": since, "by": pause.by if pause else None}


def pause_line(memory: Memory, pause: Pause) -> str:
    """The same in a line."""
    since = memory.local(pause.since.astimezone()) if pause.since else None
    when = f" since {since:%Y-%m-%d %H:%M}" if since else ""
    return f"paused{when} by {pause.by or 'somebody'}: mem resume"
