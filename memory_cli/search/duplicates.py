"""Entries that say the same: shown once, and counted."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping

from memory_cli.core.entry import Entry
from memory_cli.search.words import words

_IDLE = frozenset({"a", "an", "the", "i"})
"""The only words that two equal entries may differ in: `not`, `before` and `her` are not idle."""

Stems = Callable[[Iterable[str]], Mapping[str, str]]


def saying(entry: Entry, stems: Stems) -> tuple[str, ...]:
    """What `entry` says: the same for others that say it in other forms of the same words."""
    said = [word for word in words(entry.text) if word not in _IDLE]
    known = stems(said)
    return tuple(known[word] for word in said) or (entry.id,)


def first_of(entries: Iterable[Entry]) -> Entry:
    """The one that stands for all `entries`, which say the same: in force, a fact, the newest."""
    return max(
        entries,
        key=lambda each: (not each.disabled, each.kind != "log", str(each.date or ""), each.line),
    )
