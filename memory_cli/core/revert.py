"""Taking a change back although others came after it.

A change is read as replacements of pieces: blocks of a memory file, lines of any other. Each is
reversed where the text still has what it made; neighbours do not matter. Empty lines are no pieces:
they go with those they stand between.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from memory_cli.core.blocks import BlockKind
from memory_cli.core.document import Document
from memory_cli.core.layout import kind_of
from memory_cli.core.lines import BLANK
from memory_cli.core.lines import BOM
from memory_cli.core.lines import split_lines


class Overtaken(Exception):
    """Something the change made has been changed again, and cannot be taken back by itself."""


class _Piece(NamedTuple):
    """A block or line; the last of every text is its end."""

    text: str  # without the line end
    end: str
    above: str  # the empty lines before it
    divides: bool  # a heading or the end: nothing before it belongs to what follows


class _Hunk(NamedTuple):
    """Pieces of the text before the change, and those it made of them."""

    old: range
    made: range


class _Kept(NamedTuple):
    """A piece of the result, and its number in the texts that have it."""

    piece: _Piece
    was: int | None
    now: int | None


def revert(path: str, *, before: str, after: str, now: str) -> str:
    """`now` without the change that made `after` of `before`; raises Overtaken."""
    if now == after:
        return before
    was, made, present = (_pieces(path, text) for text in (before, after, now))
    where = dict(_matches(made, present))
    old = {where[m]: w for w, m in _matches(was, made) if m in where}
    result = [_Kept(piece, old.get(number), number) for number, piece in enumerate(present)]
    others = {piece.text for piece in present} - {piece.text for piece in made}
    for hunk in reversed(_hunks(was, made)):
        if any(was[number].text in others for number in hunk.old):
            raise Overtaken
        if hunk.old:
            start, end = _found(hunk.made, where)
            result[start:end] = [_Kept(was[number], number, None) for number in hunk.old]
            continue
        for number in reversed(hunk.made):
            place = _place(number, where)
            if not made[number].divides or result[place + 1].piece.divides:
                del result[place]  # but a heading stays when others put something under it
    newline = "\r\n" if "\r\n" in now else "\n"
    for apart in ("", newline):
        text = _joined(result, was, present, newline, apart)
        if [piece.text for piece in _pieces(path, text)] == [kept.piece.text for kept in result]:
            break
    else:
        raise Overtaken
    if now and not now.endswith("\n"):
        text = text.removesuffix("\n").removesuffix("\r")
    return BOM + text if now.startswith(BOM) else text


def _pieces(path: str, text: str) -> list[_Piece]:
    text = text.removeprefix(BOM)
    if kind_of(path) is None:
        parts = [(line, False) for line in split_lines(text)]
    else:
        document = Document(path, text)
        parts = [(document.raw(b), b.kind is BlockKind.HEADING) for b in document.blocks]
    pieces: list[_Piece] = []
    above = ""
    for part, divides in parts:
        if part.strip(BLANK):
            piece = part.rstrip("\r\n")
            pieces.append(_Piece(piece, part[len(piece) :], above, divides))
            above = ""
        else:
            above += part
    return [*pieces, _Piece("", "", above, divides=True)]


def _matches(some: Sequence[_Piece], others: Sequence[_Piece]) -> list[tuple[int, int]]:
    """The numbers of the pieces that two texts share, in order; their ends always match."""
    a, b = [piece.text for piece in some], [piece.text for piece in others]
    head = next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    most = min(len(a), len(b)) - head
    ends = zip(reversed(a), reversed(b), strict=False)
    tail = min(most, next((n for n, (x, y) in enumerate(ends) if x != y), most))
    middle = SequenceMatcher(None, a[head : len(a) - tail], b[head : len(b) - tail], autojunk=False)
    return [
        *((n, n) for n in range(head)),
        *(
            (head + m.a + n, head + m.b + n)
            for m in middle.get_matching_blocks()
            for n in range(m.size)
        ),
        *((len(a) - n, len(b) - n) for n in range(tail, 0, -1)),
    ]


def _hunks(was: Sequence[_Piece], made: Sequence[_Piece]) -> list[_Hunk]:
    """What lies between the pieces that `was` and `made` share."""
    shared = [(-1, -1), *_matches(was, made)]
    between = (_Hunk(range(a + 1, c), range(b + 1, d)) for (a, b), (c, d) in pairwise(shared))
    return [hunk for hunk in between if hunk.old or hunk.made]


def _found(made: range, where: dict[int, int]) -> tuple[int, int]:
    """The pieces of the text now that a change made, or the place where it took some out."""
    if made:
        places = [_place(number, where) for number in made]
        if places != list(range(places[0], places[0] + len(places))):
            raise Overtaken
        return places[0], places[-1] + 1
    end = max(where.values())
    if made.start - 1 not in where and where.get(made.start, end) != end:
        return where[made.start], where[made.start]
    above = max((number for number in range(made.start) if number in where), default=-1)
    below = min(number for number in where if number >= made.start)
    place = where.get(above, -1) + 1
    if where[below] - place == below - above - 1:  # what stood between has other words now
        place += made.start - above - 1
    return place, place


def _place(number: int, where: dict[int, int]) -> int:
    if number not in where:
        raise Overtaken
    return where[number]


def _joined(
    result: Sequence[_Kept],
    was: Sequence[_Piece],
    present: Sequence[_Piece],
    newline: str,
    apart: str,
) -> str:
    """The text of the pieces; `apart` is the least that stands between new neighbours."""
    parts: list[str] = []
    for upper, lower in pairwise([_Kept(present[-1], -1, -1), *result]):
        above = _space(upper, lower, was, present)
        parts += [apart if above is None else above, lower.piece.text, lower.piece.end or newline]
    return "".join(parts[:-1])


def _space(
    upper: _Kept, lower: _Kept, was: Sequence[_Piece], present: Sequence[_Piece]
) -> str | None:
    """The empty lines that stood between two pieces, else the most beside either; None: none."""
    if lower.now is not None and upper.now == lower.now - 1:
        return lower.piece.above
    if lower.was is not None and upper.was == lower.was - 1:
        return was[lower.was].above
    if lower.now == len(present) - 1:
        return lower.piece.above
    below = present[upper.now + 1] if upper.now is not None else was[(upper.was or 0) + 1]
    if upper.now == -1:
        return below.above
    most = max(below.above, lower.piece.above, key=len)
    return most[: most.rfind("\n") + 1] or None
