"""What in the text of a memory file is better not there: no UTF-8, unseen characters, secrets."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from itertools import accumulate
from typing import NamedTuple

from memory_cli.core.hidden import hidden
from memory_cli.core.lines import split_lines
from memory_cli.core.secrets import secrets


class Blemish(NamedTuple):
    """Something in a line (counted from 1), and how often it is there."""

    line: int
    what: str
    times: int = 1


def not_utf8(text: str) -> tuple[Blemish, ...]:
    """The lines that hold bytes which are no UTF-8, and how many of them."""
    return _counted((at, "bytes that are no UTF-8") for at in _hidden(text, bytes_only=True))


def unseen(text: str) -> tuple[Blemish, ...]:
    """The lines that hold characters nobody sees, and how many of them.

    A byte order mark at the very beginning is none, nor is what ends a line in Windows.
    """
    return _counted((at, "hidden characters") for at in _hidden(text, bytes_only=False))


def secret_lines(text: str) -> tuple[Blemish, ...]:
    """The lines that hold what looks like a secret, and what it looks like."""
    found = secrets(text)
    starts = list(accumulate(map(len, split_lines(text)), initial=0)) if found else []
    return tuple(Blemish(bisect_right(starts, each.start), each.what) for each in found)


def _hidden(text: str, *, bytes_only: bool) -> Iterator[int]:
    """The line of each; `hidden` finds both kinds."""
    if text.isascii() and text.replace("\n", "").isprintable():
        return
    for number, line in enumerate(split_lines(text), start=1):
        words = line.rstrip("\n").removesuffix("\r")
        words = words.removeprefix("\ufeff") if number == 1 else words
        for _, char in hidden(words):
            if ("\ud800" <= char <= "\udfff") is bytes_only:
                yield number


def _counted(found: Iterable[tuple[int, str]]) -> tuple[Blemish, ...]:
    return tuple(Blemish(line, what, n) for (line, what), n in sorted(Counter(found).items()))
