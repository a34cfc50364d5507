"""Entries for pipes and programs: an object, or a line of markdown."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from memory_cli.core.entry import Entry

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


def line(entry: Entry) -> str:
    """One line of markdown with its citation: `- words (path:line id)`."""
    words = f"~~{entry.headline}~~" if entry.disabled else entry.headline
    return f"- {before(entry)}{words}{after(entry)} ({entry.path}:{entry.line} {entry.short_id})"


def before(entry: Entry) -> str:
    """What stands before the words: task box and time."""
    box = {"open": "[ ] ", "done": "[x] ", None: ""}[entry.task]
    return box + (f"{entry.time.hour}:{entry.time:%M} " if entry.time else "")


def after(entry: Entry) -> str:
    """What stands behind the words: tags and date note."""
    words = entry.text.lower()
    tags = "".join(f" #{tag}" for tag in entry.tags if f"#{tag}" not in words)
    return tags + (f" {entry.note}" if any(entry.note) else "")


def listed(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries for a pipe, one a line."""
    return (line(entry) for entry in entries)
