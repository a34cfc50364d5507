"""Progress of what takes a while: whoever waits is told how much of how much is done."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


def silently(_done: int, _of: int) -> None:
    """Tell nobody how far it is."""
