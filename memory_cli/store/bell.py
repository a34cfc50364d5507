"""What wakes a program that waits: rung from any thread or signal handler, however often."""

from __future__ import annotations

import os
import select
import time
from contextlib import suppress
from types import TracebackType
from typing import Self

_DEAF_TO = 65536  # rings that one wait may answer


class Bell:
    """A pipe to oneself: rings that nobody has heard yet are one ring, and cost no memory."""

    def __init__(self) -> None:
        self._heard, self._rope = os.pipe()
        os.set_blocking(self._heard, False)
        os.set_blocking(self._rope, False)
        self.ended = False
        """Whether it has been rung for the last time."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.close(self._heard)
        os.close(self._rope)

    def ring(self) -> None:
        """Wake who waits, or who will wait next."""
        with suppress(BlockingIOError):  # it has been rung often enough
            os.write(self._rope, b"!")

    def end(self) -> None:
        """Ring for the last time: who waits shall finish."""
        self.ended = True
        self.ring()

    def wait(self, seconds: float) -> bool:
        """Wait until it rings, for `seconds` at most; whether it did."""
        rang = bool(select.select([self._heard], [], [], max(0.0, seconds))[0])
        with suppress(BlockingIOError):
            while rang and len(os.read(self._heard, _DEAF_TO)) == _DEAF_TO:
                pass
        return rang

    def rest(self, seconds: float) -> None:
        """Let it ring for `seconds`: what comes in a crowd is answered once."""
        if not self.ended:
            time.sleep(max(0.0, seconds))
