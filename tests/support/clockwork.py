"""Time for tests of what waits: it passes only while somebody waits, and things happen in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from datetime import datetime
from datetime import timedelta

from memory_cli.actions.watch import Clock
from memory_cli.store.bell import Bell
from tests.support.stores import AT

Deed = Callable[[], object]


class Clockwork(Bell):
    """A bell in a time of its own: deeds are done in it, and each of them rings.

    Real events ring, too, but nobody who waits here hears them: what happens is what is planned.
    """

    def __init__(self, *deeds: tuple[float, Deed], until: float, silent: bool = False) -> None:
        super().__init__()
        self.at = 0.0
        self.waits = 0
        self._deeds = sorted([*deeds, (until, self.end)], key=lambda deed: deed[0])
        self._silent = silent
        self._has_rung = False

    @property
    def clock(self) -> Clock:
        """What tells this time."""
        began = datetime.fromtimestamp(AT, UTC)
        return Clock(lambda: began + timedelta(seconds=self.at), lambda: self.at)

    def wait(self, seconds: float) -> bool:
        """Let time pass to the next deed, or to the end of the waiting."""
        self.waits += 1
        end = self.at + max(0.001, seconds)
        while not self._has_rung and self.at < end:
            self._pass_to(min(end, self._deeds[0][0] if self._deeds else end))
        rang, self._has_rung = self._has_rung, False
        return rang

    def rest(self, seconds: float) -> None:
        """Let time pass, whatever rings."""
        end = self.at if self.ended else self.at + max(0.0, seconds)
        while self._deeds and self._deeds[0][0] <= end:
            self._pass_to(self._deeds[0][0])
        self._pass_to(end)

    def _pass_to(self, moment: float) -> None:
        self.at = max(self.at, moment)
        while self._deeds and self._deeds[0][0] <= self.at:
            self._deeds.pop(0)[1]()
            self._has_rung = not self._silent or self.ended
