"""The gate of a memory: what may come in, what is known already, and what stays away.

Facts are known by their words; entries of a log by words and time, as often as they stand there.
What was forgotten stays away, and so does what looks like a secret.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from datetime import time
from functools import lru_cache
from typing import NamedTuple

from memory_cli.core.arrival import Arrival
from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Sheet
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Refused
from memory_cli.core.layout import day_of
from memory_cli.core.secrets import secret
from memory_cli.core.splice import remove

_secret = lru_cache(maxsize=1 << 13)(secret)  # what is shown first is judged again to be written


class Standing(NamedTuple):
    """The memory that things are taken into."""

    document: Callable[[str], Document]
    """The file of a path as it stands, to be added to; one that has yet to begin, begun."""
    text: Callable[[str], str | None]
    """What a path holds; None for no file."""
    is_blank: Callable[[str], bool]
    """Whether a path has no file, or nothing of the person's in it."""
    forgotten: frozenset[str]
    erased: frozenset[str]
    secrets: bool = False
    """Whether what looks like a secret may come in."""


def is_harmless(arrival: Arrival) -> bool:
    """Whether `arrival` holds nothing that looks like a secret."""
    return _secret(_said(arrival)) is None


class Gate:
    """Says of each thing in turn whether it may come in, and keeps account."""

    def __init__(self, standing: Standing) -> None:
        self._standing = standing
        self._held: dict[str, Counter[tuple[str, time | None]]] = {}
        self.documents: dict[str, Document] = {}  # before the arrivals
        self.passed: dict[str, list[Arrival]] = defaultdict(list)
        self.known: list[str] = []
        self.forgotten: list[str] = []
        self.erased: list[str] = []
        self.secrets: list[Dropped] = []

    def document(self, path: str) -> Document:
        """The file of `path` as the arrivals find it."""
        if path not in self.documents:
            self.documents[path] = self._standing.document(path)
        return self.documents[path]

    def whole(self, sheet: Sheet) -> Document | None:
        """The file that comes as it is, without what must stay away; None: entry by entry."""
        document = sheet.document
        is_same = self._standing.text(document.path) == document.text
        if is_same or not self._standing.is_blank(document.path):
            return None
        has_secret = self._secret(document.text) is not None
        away = [entry for entry in document.entries if self._stays_away(entry, secret=has_secret)]
        try:
            rest = remove(document, away) if away else document
        except Refused:
            return None
        if has_secret and self._secret(rest.text):
            return None
        for entry in away:
            self._turn_away(entry.id, f"{sheet.source}:{entry.line}", self._secret(_words(entry)))
        self.documents[document.path] = rest
        return rest

    def _stays_away(self, entry: Entry, *, secret: bool) -> bool:
        is_secret = secret and self._secret(_words(entry)) is not None
        return is_secret or entry.id in self._standing.forgotten

    def has(self, path: str, each: str, clock: time | None) -> bool:
        """Whether the file has it; what a log has is used up, so that twice is twice."""
        held, mark = self._counts(path), _mark(path, each, clock)
        if held[mark] <= 0:
            return False
        held[mark] -= day_of(path) is not None
        self.known.append(each)
        return True

    def judge(self, arrival: Arrival) -> None:
        """Let `arrival`, which the memory has not, pass, or note why not."""
        path, item = arrival.path, arrival.item
        what = self._secret(_said(arrival))
        if what or item.id in self._standing.forgotten:
            self._turn_away(item.id, arrival.source, what)
            return
        self.passed[path].append(arrival)
        if day_of(path) is None:
            self._counts(path)[_mark(path, item.id, item.time)] += 1

    def _turn_away(self, each: str, source: str, what: str | None) -> None:
        if each in self._standing.erased:
            self.erased.append(each)
        elif each in self._standing.forgotten:
            self.forgotten.append(each)
        elif what:
            self.secrets.append(Dropped(source, what))

    def _secret(self, text: str) -> str | None:
        """What in `text` looks like a secret that may not come in."""
        return None if self._standing.secrets else _secret(text)

    def _counts(self, path: str) -> Counter[tuple[str, time | None]]:
        if path not in self._held:
            entries = self.document(path).entries
            self._held[path] = Counter(_mark(path, entry.id, entry.time) for entry in entries)
        return self._held[path]


def _mark(path: str, each: str, clock: time | None) -> tuple[str, time | None]:
    return each, clock if day_of(path) else None


def _words(entry: Entry) -> str:
    return f"{entry.section or ''}\n{entry.text}"


def _said(arrival: Arrival) -> str:
    return f"{arrival.section or ''}\n{arrival.item.rendered(timed=True)}"
