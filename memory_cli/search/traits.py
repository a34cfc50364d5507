"""What kind of sentence an entry or a question is, told by its form."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ASKS = re.compile(r"\?(?=[\s\"'”’)\]*_!?]|\Z)")  # not the one inside an address
_WHEN = re.compile(r"\b(?:when|how long)\b|\bwhat (?:date|day|month|year)\b", re.IGNORECASE)
_TIMES = frozenset(
    """
    yesterday today tonight tomorrow ago last next recently since just day days week weeks weekend
    month months year years morning afternoon evening night
    """.split()
)


def asks(text: str) -> bool:
    """Whether `text` asks something."""
    return _ASKS.search(text) is not None


def asks_when(text: str) -> bool:
    """Whether `text` asks for a time."""
    return _WHEN.search(text) is not None


def tells_when(said: Iterable[str]) -> bool:
    """Whether one of the words `said` tells a time relative to its day."""
    return not _TIMES.isdisjoint(said)
