"""Finding secrets: keys, passwords and card numbers, which no memory should keep for good.

What counts as one says `secret_forms`.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from memory_cli.core.secret_forms import KINDS
from memory_cli.core.secret_forms import compiled

_ABOVE = 3  # lines above new ones that are looked at with them: a key may go on below its title


class Secret(NamedTuple):
    """What looks like a secret, in a few words, and where it stands in its text."""

    what: str
    start: int
    end: int


class NewSecret(NamedTuple):
    """What looks like a secret, and the line it begins in, from 1."""

    what: str
    line: int


def secret(text: str) -> str | None:
    """What `text` holds that looks like a secret ("an AWS access key"); None for nothing."""
    found = secrets(text)
    return found[0].what if found else None


def secrets(text: str) -> tuple[Secret, ...]:
    """Everything in `text` that looks like a secret, in its order; no two of them overlap."""
    apart: list[Secret] = []
    for found in sorted(_found(text), key=lambda found: found.start):
        if not apart or found.start >= apart[-1].end:
            apart.append(found)
    return tuple(apart)


def without_secrets(text: str) -> tuple[str, int]:
    """`text` without the lines in which a secret stands, and how many these are."""
    kept: list[str] = []
    at = gone = 0
    for each in secrets(text):
        start = max(at, text.rfind("\n", 0, each.start) + 1)
        end = text.find("\n", each.end - 1) + 1 or len(text)
        if end > start:
            kept.append(text[at:start])
            gone += len(text[start:end].removesuffix("\n").split("\n"))
            at = end
    return "".join((*kept, text[at:])), gone


def new_secrets(before: str, after: str) -> tuple[NewSecret, ...]:
    """What looks like a secret in `after` and did not stand in `before`, in its order.

    Only lines that are new are searched, however long the text is. A secret that stood there in
    another line, which was struck, tagged or moved, is not new.
    """
    old = _Old(before)
    lines = after.split("\n")
    found: list[NewSecret] = []
    fresh = [number for number, line in enumerate(lines) if line not in old.lines]
    for _, run in groupby(enumerate(fresh), key=lambda pair: pair[1] - pair[0]):
        numbers = [number for _, number in run]
        found += _found_in(lines, numbers[0], numbers[-1] + 1, old)
    return tuple(dict.fromkeys(found))


class _Old:
    """What a text held before, looked at no further than it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.lines = frozenset(text.split("\n"))

    @cached_property
    def secrets(self) -> frozenset[str]:
        """The secrets themselves."""
        return frozenset(_bare(self._text[each.start : each.end]) for each in secrets(self._text))


def _found_in(lines: Sequence[str], first: int, end: int, old: _Old) -> Iterator[NewSecret]:
    """The secrets of the new lines from `first` to `end`, of which some may begin above them."""
    start = max(0, first - _ABOVE)
    piece = "\n".join(lines[start:end])
    for each in secrets(piece):
        begins, ends = (start + piece.count("\n", 0, at) for at in (each.start, each.end - 1))
        if ends >= first and _bare(piece[each.start : each.end]) not in old.secrets:
            yield NewSecret(each.what, begins + 1)


def _bare(words: str) -> str:
    """A secret however its lines end."""
    return words.replace("\r", "")


def _found(text: str) -> Iterator[Secret]:
    folded = text.lower()
    for kind in KINDS:
        if any(mark in folded for mark in kind.marks.split()) and kind.may_hold(text):
            for match in compiled(kind.pattern).finditer(text):
                if kind.is_real(match):
                    yield Secret(kind.what, *match.span(match.lastindex or 0))
