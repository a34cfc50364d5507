"""Taking a change back although others came after it.

The change is read as a list of replacements of pieces (blocks of a memory file, lines of any
other). Each is reversed where the text still has what it made; neighbours do not matter.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from memory_cli.core.blocks import split_lines
from memory_cli.core.document import Document
from memory_cli.core.layout import kind_of


class Overtaken(Exception):
    """Something the change made has been changed again, and cannot be taken back by itself."""


class _Hunk(NamedTuple):
    """Pieces `start:end` of the text after the change stand for `old`, what was there before."""

    start: int
    end: int
    old: tuple[str, ...]


def revert(path: str, *, before: str, after: str, now: str) -> str:
    """`now` without the change that made `after` of `before`; raises Overtaken."""
    if now == after:
        return before
    made, present = _pieces(path, after), _pieces(path, now)
    where = _alignment(made, present)
    result = list(present)
    for hunk in reversed(_hunks(_pieces(path, before), made)):
        if any(piece.strip() and piece in present and piece not in made for piece in hunk.old):
            raise Overtaken
        start, end = _found(hunk, where)
        result[start:end] = hunk.old or _still_needed(path, present, start, end)
    return _joined(result)


def _still_needed(path: str, present: Sequence[str], start: int, end: int) -> list[str]:
    """Of pieces that go: a heading, and the space around it, stays when others moved in below."""
    if kind_of(path) is None or not any(_is_heading(piece) for piece in present[start:end]):
        return []
    below = next((piece for piece in present[end:] if piece.strip()), "#")
    if _is_heading(below):
        return []
    return [piece for piece in present[start:end] if not piece.strip() or _is_heading(piece)]


def _is_heading(piece: str) -> bool:
    return piece.startswith("#")


def _hunks(before: Sequence[str], after: Sequence[str]) -> list[_Hunk]:
    matcher = SequenceMatcher(None, _bare(before), _bare(after), autojunk=False)
    return [
        _Hunk(b_start, b_end, tuple(before[a_start:a_end]))
        for tag, a_start, a_end, b_start, b_end in matcher.get_opcodes()
        if tag != "equal"
    ]


def _alignment(made: Sequence[str], present: Sequence[str]) -> dict[int, int]:
    """For each piece of `made` that is still there, where it is now."""
    matcher = SequenceMatcher(None, _bare(made), _bare(present), autojunk=False)
    where: dict[int, int] = {}
    for match in matcher.get_matching_blocks():
        where.update({match.a + n: match.b + n for n in range(match.size)})
    return where


def _found(hunk: _Hunk, where: dict[int, int]) -> tuple[int, int]:
    """The pieces of the text now that `hunk` made, or the place where it took some out."""
    if hunk.start == hunk.end:
        if hunk.start - 1 not in where and hunk.start in where:
            return where[hunk.start], where[hunk.start]
        before = [where[n] for n in range(hunk.start) if n in where]
        place = before[-1] + 1 if before else 0
        return place, place
    places = [where.get(number) for number in range(hunk.start, hunk.end)]
    first = places[0]
    if first is None or places != list(range(first, first + len(places))):
        raise Overtaken
    return first, first + len(places)


def _pieces(path: str, text: str) -> list[str]:
    if kind_of(path) is None:
        return list(split_lines(text))
    return list(Document(path, text).spans)


def _bare(pieces: Sequence[str]) -> list[str]:
    """The pieces without line ends, so that a last line without one is still the same line."""
    return [piece.rstrip("\r\n") for piece in pieces]


def _joined(pieces: Sequence[str]) -> str:
    """Put pieces together; one that was last and had no line end gets one when it is not."""
    newline = "\r\n" if any(piece.endswith("\r\n") for piece in pieces) else "\n"
    whole = [
        piece if piece.endswith("\n") or not piece else piece + newline
        for piece, _ in pairwise([*pieces, ""])
    ]
    if pieces and not pieces[-1].endswith("\n"):
        whole[-1] = pieces[-1]
    return "".join(whole)
