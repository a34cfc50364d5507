"""Which entries of the logs no curation has considered yet, as history tells it.

Each curation names the commit as of which it read the logs, and the entries it left for later. A
log that has not changed since is read; of one that has, what is new in it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from datetime import timedelta
from typing import NamedTuple

from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import GitFailed
from memory_cli.core.layout import day_of
from memory_cli.core.operation import Operation
from memory_cli.store.history import History
from memory_cli.store.reading import Reading

_COMMIT = re.compile("[0-9a-f]{40}")
_CURATIONS = "Mem-Op: curate"
_WEEKS_BEFORE = timedelta(weeks=8)


class _Curations:
    """What the curations of a history have read of each log."""

    def __init__(self, trail: History) -> None:
        self._trail = trail
        self._blobs: dict[str, set[str]] = {}
        self._left: set[str] = set()  # references, id@day
        for operation in _curations(trail):
            self._learn(operation)

    def _learn(self, operation: Operation) -> None:
        if operation.read and _COMMIT.fullmatch(operation.read):
            since = operation.since or ""
            with suppress(GitFailed):  # of a history that was cut off: nothing is known to be read
                for path, blob in self._trail.tree(operation.read).items():
                    if (day := day_of(path)) and day.isoformat() >= since:
                        self._blobs.setdefault(path, set()).add(blob)
            self._left = {each for each in self._left if _day(each) < since}
            self._left |= set(operation.unread)
        self._left -= set(operation.decided)

    def has_all_of(self, path: str, blob: str) -> bool:
        """Whether the log `path` was read when it was `blob`, and nothing of it was left."""
        day = str(day_of(path))
        return blob in self._blobs.get(path, ()) and day not in map(_day, self._left)

    def unread(self, document: Document) -> Iterator[Entry]:
        """The entries of a log that are new or were left, each once; disabled ones are asleep."""
        known = {
            entry.id
            for blob in self._blobs.get(document.path, ())
            for entry in Document(document.path, self._trail.text(blob)).entries
            if not entry.disabled
        }
        given: set[str] = set()
        for entry in document.entries:
            is_new = entry.id not in known or entry.reference in self._left
            if is_new and not entry.disabled and entry.id not in given:
                given.add(entry.id)
                yield entry


class Logs(NamedTuple):
    """Entries of the logs, oldest first: not considered yet, and those of the weeks before."""

    new: tuple[Entry, ...]
    before: tuple[Entry, ...]


def unread(
    trail: History, reading: Reading, *, since: date | None, forgotten: Iterable[str]
) -> Logs:
    """The entries that stand in a log at the newest commit, as far as a curation looks at them.

    New ones only of days from `since` on; none that is forgotten.
    """
    curations = _Curations(trail)
    gone = frozenset(forgotten)
    logs = sorted(
        (day, path, blob)
        for path, blob in trail.tree(trail.top).items()
        if (day := day_of(path)) is not None
    )
    new = tuple(
        entry
        for day, path, blob in logs
        if (since is None or day >= since) and not curations.has_all_of(path, blob)
        for entry in curations.unread(reading.document(path, trail.data(blob)))
        if entry.id not in gone
    )
    if not new:
        return Logs((), ())
    first = min(entry.day for entry in new if entry.day)
    told = {entry.reference for entry in new}
    before = tuple(
        entry
        for day, path, blob in logs
        if day >= first - _WEEKS_BEFORE
        for entry in reading.document(path, trail.data(blob)).entries
        if not entry.disabled and entry.id not in gone and entry.reference not in told
    )
    return Logs(new, before)


def _curations(trail: History) -> Iterator[Operation]:
    """The curations that still tell something, oldest first.

    Whatever came before the newest that read every log is in what that one read; on branches that
    were merged, another may know of entries that it does not.
    """
    newest = trail.messages(containing=_CURATIONS, newest_first=True)
    operations = ((each.commit, each.operation) for each in newest if each.operation)
    whole = next((each for each in operations if each[1].read and not each[1].since), None)
    if whole is None:
        yield from _told(trail, None)
        return
    commit, newest_whole = whole
    yield newest_whole
    with suppress(GitFailed):  # what it has read may be gone, with a history that was cut off
        # Beyond what it has read, not beyond itself: another may have ended while it was at work.
        is_named = _COMMIT.fullmatch(newest_whole.read or "")
        yield from _told(trail, newest_whole.read if is_named else commit)


def _told(trail: History, beyond: str | None) -> tuple[Operation, ...]:
    later = trail.messages(containing=_CURATIONS, merged=True, beyond=beyond)
    return tuple(each.operation for each in later if each.operation)


def _day(reference: str) -> str:
    return reference.partition("@")[2]
