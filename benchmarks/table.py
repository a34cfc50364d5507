"""The table that the benchmarks print: one line for everything measured."""

from __future__ import annotations

from benchmarks.timing import Seconds
from benchmarks.timing import ratio
from benchmarks.timing import spread

_LINE = "{:<38} {:>9}  {:>6} {:<13} {:<22} {:>7}  {}"
HEAD = _LINE.format("what", "seconds", "ratio", "quartiles", "against", "bar", "")


def against(what: str, taken: Seconds, name: str, other: Seconds, bar: float | None = None) -> str:
    """A row: how much longer `what` takes than `name` does, and whether that is within `bar`."""
    low, times, high = ratio(taken, other)
    return _LINE.format(
        what,
        f"{spread(taken).median:.3f}",
        f"{times:.2f}×",
        f"{low:.2f}-{high:.2f}",
        name,
        f"{bar:g}×" if bar else "",
        _verdict(times, bar),
    ).rstrip()


def within(what: str, taken: Seconds, bar: float) -> str:
    """A row: how long `what` takes, and whether that is within `bar` seconds."""
    low, seconds, high = spread(taken)
    return _LINE.format(
        what,
        f"{seconds:.3f}",
        "",
        f"{low:.2f}-{high:.2f} s",
        "",
        f"{bar:g} s",
        _verdict(seconds, bar),
    ).rstrip()


def beyond(what: str, taken: Seconds, name: str, other: Seconds, bar: float) -> str:
    """A row: how many seconds more `what` takes than `name` does, and whether `bar` allows that."""
    low, more, high = spread(tuple(a - b for a, b in zip(taken, other, strict=True)))
    return _LINE.format(
        what,
        f"{spread(taken).median:.3f}",
        f"{more:+.3f}",
        f"{low:.3f}-{high:.3f} s",
        name,
        f"+{bar:g} s",
        _verdict(more, bar),
    ).rstrip()


def heavier(what: str, megabytes: tuple[float, ...], name: str, other: tuple[float, ...]) -> str:
    """A row: how much memory `what` needs, and how many times as much as `name`."""
    low, times, high = ratio(megabytes, other)
    return _LINE.format(
        what,
        f"{spread(megabytes).median:.0f} MB",
        f"{times:.2f}×",
        f"{low:.2f}-{high:.2f}",
        name,
        "",
        "",
    ).rstrip()


def _verdict(found: float, bar: float | None) -> str:
    if bar is None:
        return ""
    return "holds" if found <= bar else "MISSED"
