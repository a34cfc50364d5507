"""Entries for pipes and programs: an object, or a line of markdown."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from typing import TYPE_CHECKING

from memory_cli.core.citation import line
from memory_cli.core.entry import Entry

if TYPE_CHECKING:  # for few
    from memory_cli.store.withheld import Withheld

JsonObject = dict[str, object]


def as_json(entry: Entry) -> JsonObject:
    """The entry object of --json; keys are only ever added."""
    return {
        "id": entry.id,
        "kind": entry.kind,
        "text": entry.text,
        "path": entry.path,
        "line": entry.line,
        "section": entry.section,
        "date": entry.date.isoformat() if entry.date else None,
        "time": f"{entry.time:%H:%M}" if entry.time else None,
        "tags": list(entry.tags),
        "task": entry.task,
        "disabled": entry.disabled,
        "until": entry.note.until.isoformat() if entry.note.until else None,
        "private": entry.private,
    }


def withheld_json(kept: Withheld) -> JsonObject:
    """A file whose hand edit is not recorded, and what is in the way of it."""
    return {
        "path": kept.path,
        "found": [{"line": each.line, "what": each.what} for each in kept.found],
    }


def listed(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries for a pipe, one a line."""
    return (line(entry) for entry in entries)
