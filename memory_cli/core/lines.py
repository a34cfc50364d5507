"""A memory file as lines, and how many of them are front matter."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

BOM = "\ufeff"
BLANK = " \t\r\n"  # all that a blank line may consist of

_LONGEST_HEADER = 8192  # characters


def split_lines(text: str) -> tuple[str, ...]:
    """The lines of `text` with their ends; joined they are the text."""
    *lines, last = text.split("\n")
    whole = [line + "\n" for line in lines]
    return (*whole, last) if last else tuple(whole)


def header_length(lines: Sequence[str]) -> int:
    """How many of `lines`, without a BOM, are front matter; 0 when there is none."""
    if not lines or lines[0].rstrip(BLANK) != "---":
        return 0
    length = len(lines[0])
    for number, line in enumerate(islice(lines, 1, None), start=2):
        length += len(line)
        if length > _LONGEST_HEADER:
            break
        if line.rstrip(BLANK) in {"---", "..."}:
            return number
    return 0
