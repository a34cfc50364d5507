"""The place of an entry in the index: one integer, of its file and its position there.

So those around an entry have the numbers around its own, and a file is a range of places.
"""

from __future__ import annotations

SHIFT = 22  # a file of 5 MiB holds fewer than 2^22 entries, of which each has two bytes
POSITION = (1 << SHIFT) - 1


def first(file: int) -> int:
    """The place of the first entry of `file`, which is named by its id."""
    return file << SHIFT


def last(file: int) -> int:
    """The last place that an entry of `file` could have."""
    return first(file) + POSITION


def file_of(place: int) -> int:
    """The id of the file that `place` is in."""
    return place >> SHIFT
