"""Many names in one line: the first few of them, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence


def several(names: Sequence[str], most: int) -> str:
    """The first `most` of `names`, and the number of the others: `a, b and 3 more`."""
    told = ", ".join(names[:most])
    more = len(names) - most
    return f"{told} and {more} more" if more > 0 else told
