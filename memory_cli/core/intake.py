"""Taking in what comes from elsewhere: what is new goes into the files, and nothing else changes.

Facts are known by their words; entries of a log by words and time, as often as they stand there.
What was forgotten stays away, and so does what looks like a secret.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections import defaultdict
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import time
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from memory_cli.core.arrival import Arrival
from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Load
from memory_cli.core.arrival import Sheet
from memory_cli.core.carried import carried
from memory_cli.core.document import Document
from memory_cli.core.draft import Item
from memory_cli.core.entry import Entry
from memory_cli.core.errors import MemError
from memory_cli.core.errors import Refused
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import day_of
from memory_cli.core.secrets import secret
from memory_cli.core.splice import append_to_log
from memory_cli.core.splice import fill
from memory_cli.core.splice import is_section
from memory_cli.core.splice import remove

SECTION = "Facts"
"""The section of facts that come without one."""

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


class Intake(NamedTuple):
    """What came of a load: the documents it changes, as they are then, and what it says of each."""

    documents: tuple[Document, ...] = ()
    whole: tuple[str, ...] = ()  # paths of the files that came as they were
    added: tuple[Entry, ...] = ()
    known: tuple[str, ...] = ()  # ids
    forgotten: tuple[str, ...] = ()  # ids that stay away
    erased: tuple[str, ...] = ()  # ids that were erased for good
    secrets: tuple[Dropped, ...] = ()  # where they stand and what they look like
    dropped: tuple[Dropped, ...] = ()


def taken_in(load: Load, standing: Standing) -> Intake:
    """What the memory is with `load` in it; nothing is written."""
    gate = _Gate(standing)
    whole = tuple(document for each in load.sheets if (document := gate.whole(each)))
    arrivals = [*load.arrivals]
    dropped = [*load.dropped]
    for each in load.sheets:
        if each.document.path not in gate.documents:
            arrivals += _carried(each, gate.document(each.document.path), dropped)
    for arrival in arrivals:
        gate.judge(arrival)
    changed = {document.path: document for document in whole}
    added: dict[str, Sequence[Entry]] = {path: each.entries for path, each in changed.items()}
    for path, passed in gate.passed.items():
        before = gate.document(path)
        try:
            after = _with(before, passed)
        except MemError as error:
            dropped += (Dropped(arrival.source, error.message) for arrival in passed)
            continue
        added[path] = after.entries if path in changed else tuple(_new(before, after))
        changed[path] = after
    return Intake(
        documents=tuple(changed.values()),
        whole=tuple(document.path for document in whole),
        added=tuple(entry for path in sorted(added) for entry in added[path]),
        known=tuple(dict.fromkeys(gate.known)),
        forgotten=tuple(dict.fromkeys(gate.forgotten)),
        erased=tuple(dict.fromkeys(gate.erased)),
        secrets=tuple(gate.secrets),
        dropped=tuple(dropped),
    )


def is_harmless(arrival: Arrival) -> bool:
    """Whether `arrival` holds nothing that looks like a secret."""
    return _secret_of(arrival) is None


def _secret_of(arrival: Arrival) -> str | None:
    return _secret(f"{arrival.section or ''}\n{arrival.item.rendered(timed=True)}")


class _Gate:
    """Says of each thing in turn whether it may come in."""

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
        has_secret = _secret(document.text) is not None
        away = [entry for entry in document.entries if self._stays_away(entry, has_secret)]
        try:
            rest = remove(document, away) if away else document
        except Refused:
            return None
        if has_secret and _secret(rest.text):
            return None
        for entry in away:
            self._turn_away(entry.id, f"{sheet.source}:{entry.line}", _secret(_words(entry)))
        self.documents[document.path] = rest
        return rest

    def _stays_away(self, entry: Entry, may_be_secret: bool) -> bool:  # noqa: FBT001
        return entry.id in self._standing.forgotten or (
            may_be_secret and _secret(_words(entry)) is not None
        )

    def judge(self, arrival: Arrival) -> None:
        """Let `arrival` pass, or note why not."""
        each = arrival.item.id
        what = _secret_of(arrival)
        if what or each in self._standing.forgotten:
            self._turn_away(each, arrival.source, what)
        elif self._is_known(arrival):
            self.known.append(each)
        else:
            self.passed[arrival.path].append(arrival)

    def _turn_away(self, each: str, source: str, what: str | None) -> None:
        if each in self._standing.erased:
            self.erased.append(each)
        elif each in self._standing.forgotten:
            self.forgotten.append(each)
        elif what:
            self.secrets.append(Dropped(source, what))

    def _is_known(self, arrival: Arrival) -> bool:
        """Whether the file has it; what a log has is used up, so that twice is twice."""
        path = arrival.path
        if path not in self._held:
            entries = self.document(path).entries
            self._held[path] = Counter(_mark(path, entry.id, entry.time) for entry in entries)
        held = self._held[path]
        mark = _mark(path, arrival.item.id, arrival.item.time)
        is_held = held[mark] > 0
        held[mark] += -1 if day_of(path) and is_held else path == FACTS
        return is_held


def _mark(path: str, each: str, clock: time | None) -> tuple[str, time | None]:
    return (each, clock) if day_of(path) else (each, None)


def _words(entry: Entry) -> str:
    return f"{entry.section or ''}\n{entry.text}"


def _carried(sheet: Sheet, standing: Document, dropped: list[Dropped]) -> Iterator[Arrival]:
    """The entries of a file that cannot come as it is; SOUL.md, where there is one, stays."""
    document = sheet.document
    held = {entry.id for entry in standing.entries}
    if document.text != standing.text:
        dropped += sheet.left
    for entry in document.entries:
        source = f"{sheet.source}:{entry.line}"
        if document.path == SOUL and entry.id not in held:
            dropped.append(Dropped(source, "SOUL.md is changed by your own hand only"))
            continue
        try:
            yield Arrival(document.path, entry.section, carried(document, entry), source)
        except Refused:
            dropped.append(Dropped(source, "struck in a way that cannot be kept"))


def _with(document: Document, arrivals: Sequence[Arrival]) -> Document:
    """`document` with the items of `arrivals` in their sections, or at their time of the day."""
    sections: dict[str, list[Item]] = defaultdict(list)
    loose: list[Item] = []
    names = {name for each in arrivals if (name := each.section)}
    names = set(filter(is_section, names))
    for arrival in arrivals:
        section = arrival.section if arrival.section in names else None
        if section is None and document.day:
            loose.append(arrival.item)
        else:
            sections[section or SECTION].append(arrival.item)
    clocks = sorted(entry.time for entry in document.entries if entry.time)
    timed = sorted((i for i in loose if i.time), key=lambda item: item.time or time())
    for _, items in groupby(timed, key=lambda item: bisect_right(clocks, item.time or time())):
        run = list(items)
        document = append_to_log(document, run, run[-1].time)
    untimed = [item for item in loose if not item.time]
    document = append_to_log(document, untimed) if untimed else document
    return fill(document, sections)  # behind what stands in no section


def _new(before: Document, after: Document) -> Iterator[Entry]:
    """The entries that `after` has and `before` has not."""
    left = Counter(map(_anywhere, before.entries))
    for entry in after.entries:
        mark = _anywhere(entry)
        if left[mark] > 0:
            left[mark] -= 1
        else:
            yield entry


def _anywhere(entry: Entry) -> Entry:
    return entry._replace(line=0, block=0, section=None)
