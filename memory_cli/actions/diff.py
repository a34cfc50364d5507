"""`diff`: what changed between two moments, as entries."""

from __future__ import annotations

from datetime import datetime
from datetime import time
from datetime import timedelta
from typing import NamedTuple

from memory_cli.core.changes import Changes
from memory_cli.core.changes import changes
from memory_cli.core.dates import parse_window
from memory_cli.core.errors import BadInput
from memory_cli.store.history import History
from memory_cli.store.history import open_history
from memory_cli.store.store import Store


class Difference(NamedTuple):
    """Two commits and what lies between them; None: before the first one."""

    start: str | None
    end: str | None
    changes: tuple[tuple[str, Changes], ...]  # path, and what changed in it


def diff(
    store: Store, start: str | None, end: str | None, *, now: datetime, private: bool = True
) -> Difference:
    """Compare the state before `start` (a date) or at `start` (a commit) with that at `end`.

    A date as `end` counts whole. `start` is today when not given, `end` the newest commit.
    Without `private`, private entries do not count. Raises BadInput for what is neither date nor
    commit.
    """
    local = store.local(now)
    with open_history(store.root) as trail:
        first = _moment(trail, start or "today", local, whole=False)
        last = _moment(trail, end, local, whole=True) if end else trail.top
        before, after = trail.tree(first), trail.tree(last)
        paths = sorted(path for path in before | after if before.get(path) != after.get(path))
        texts = ((p, trail.text(before.get(p)), trail.text(after.get(p))) for p in paths)
        told = (
            (path, changes(path, old, new, only_entries=True, private=private))
            for path, old, new in texts
        )
        return Difference(first, last, tuple((p, c) for p, c in told if c.added or c.removed))


def _moment(trail: History, name: str, local: datetime, *, whole: bool) -> str | None:
    """The commit that `name` stands for: the last before a day begins, or before it is over."""
    try:
        window = parse_window(name, today=local.date())
    except BadInput:
        return trail.revision(name.lower()).commit
    day = window.end if whole else window.start
    if day is None:
        return trail.top if whole else None
    day += timedelta(days=whole)
    return trail.at(datetime.combine(day, time(), local.tzinfo))
