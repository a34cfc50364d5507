"""A bar for what takes a while: on a terminal, and only once it does."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack
from contextlib import contextmanager

from memory_cli.cli.deps import Context
from memory_cli.core.progress import Progress

_PATIENCE = 0.3  # seconds before anything is shown


@contextmanager
def progress(ctx: Context, what: str) -> Iterator[Progress]:
    """Yield a function that is told how much of how much is done."""
    if ctx.quiet or not ctx.terminal.stderr:
        yield lambda _done, _of: None
        return
    with ExitStack() as stack:
        yield _told(ctx, what, stack)


def _told(ctx: Context, what: str, stack: ExitStack) -> Progress:
    began = time.monotonic()
    update: Progress | None = None

    def told(done: int, of: int) -> None:
        nonlocal update
        if update is None and time.monotonic() - began > _PATIENCE and done < of:
            update = _bar(ctx, what, stack)
        if update is not None:
            update(done, of)

    return told


def _bar(ctx: Context, what: str, stack: ExitStack) -> Progress:
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True, no_color=not ctx.color)
    bar = stack.enter_context(Progress(console=console, transient=True))
    task = bar.add_task(what)
    return lambda done, of: bar.update(task, completed=done, total=of)
