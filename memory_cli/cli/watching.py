"""What `mem watch` tells while it runs, and the signals that end it in order."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import assert_never

from memory_cli.actions.watch import Event
from memory_cli.actions.watch import Following
from memory_cli.actions.watch import Gone
from memory_cli.actions.watch import Left
from memory_cli.actions.watch import Postponed
from memory_cli.actions.watch import Recorded
from memory_cli.cli import streams
from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.cli.output import show
from memory_cli.store.bell import Bell
from memory_cli.store.store import Store

_SHORT = 12  # characters of a commit


class Ending:
    """Which signal has asked for the end, if any has."""

    signal: int | None = None

    @property
    def is_interrupt(self) -> bool:
        """Whether a person pressed Ctrl-C."""
        return self.signal == signal.SIGINT

    @property
    def is_unheard(self) -> bool:
        """Whether the terminal is closed: nobody hears what is told."""
        return self.signal == signal.SIGHUP


@contextmanager
def ending(bell: Bell) -> Iterator[Ending]:
    """Let a signal ring `bell` for the last time; a second Ctrl-C does not wait.

    A signal that whoever started us has switched off, as nohup does, stays so.
    """
    ending = Ending()

    def end(number: int, _frame: FrameType | None) -> None:
        if bell.ended and number == signal.SIGINT:
            raise KeyboardInterrupt
        ending.signal = ending.signal or number
        bell.end()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    heard = [each for each in numbers if signal.getsignal(each) is not signal.SIG_IGN]
    before = {number: signal.signal(number, end) for number in heard}
    try:
        yield ending
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def tell(ctx: Context, store: Store, event: Event) -> None:
    """Say what happened: what was recorded on stdout, a line each, the rest on stderr."""
    match event:
        case Recorded(at, paths, commit):
            when = store.local(at).replace(tzinfo=None).isoformat(" ", "minutes")
            line = f"{when}  {', '.join(paths)}  {commit[:_SHORT]}"
            data = {"at": at.isoformat(), "paths": list(paths), "commit": commit}
            show(ctx, data, lines=(line,))
            streams.flush()
        case Following(root, None):
            note(ctx, f"mem: following {root}")
        case Following(root, blind):
            note(ctx, f"mem: following {root} by looking every few seconds: {blind}")
        case Gone(root):
            note(ctx, f"mem: {root} is gone; it is followed again when it is back")
        case Postponed(reason):
            note(ctx, f"mem: not recorded now: {reason.message}")
            if reason.hint:
                note(ctx, f"     {reason.hint}")
        case Left(paths, withheld):
            for each in withheld:
                note(ctx, f"mem: {each.warning}")
            others = [path for path in paths if path not in {each.path for each in withheld}]
            if others:
                note(ctx, f"mem: not recorded: {', '.join(others)}; mem save says why")
        case _:
            assert_never(event)
