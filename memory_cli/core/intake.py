"""Taking in what comes from elsewhere: what is new goes into the files, nothing else changes."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import time
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
from memory_cli.core.gate import Gate
from memory_cli.core.gate import Standing
from memory_cli.core.layout import SOUL
from memory_cli.core.splice import append_to_log
from memory_cli.core.splice import fill
from memory_cli.core.splice import is_section

SECTION = "Facts"
"""The section of facts that come without one."""


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
    gate = Gate(standing)
    whole = tuple(document for each in load.sheets if (document := gate.whole(each)))
    dropped = [*load.dropped]
    changed = {document.path: document for document in whole}
    for each in load.sheets:
        if each.document.path not in changed:
            _take_apart(each, gate, dropped)
    for arrival in load.arrivals:
        if not gate.has(arrival.path, arrival.item.id, arrival.item.time):
            gate.judge(arrival)
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


def _take_apart(sheet: Sheet, gate: Gate, dropped: list[Dropped]) -> None:
    """Bring the entries of a file that cannot come as it is; SOUL.md, where there is one, stays."""
    document, path = sheet.document, sheet.document.path
    if document.text != gate.document(path).text:
        dropped += sheet.left
    for entry in document.entries:
        source = f"{sheet.source}:{entry.line}"
        if gate.has(path, entry.id, entry.time):
            continue
        if path == SOUL:
            dropped.append(Dropped(source, "SOUL.md is changed by your own hand only"))
            continue
        try:
            item = carried(document, entry)
        except Refused:
            dropped.append(Dropped(source, "struck in a way that cannot be kept"))
            continue
        gate.judge(Arrival(path, entry.section, item, source))


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
