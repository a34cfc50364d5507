"""Entries for pipes and programs: an object, or a line of markdown."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from memory_cli.core.annotation import tags_within
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
    words = f"{before(entry)}{marked(entry)}{after(entry)}"
    return f"- {words} ({entry.path}:{entry.line} {entry.short_id})"


def marked(entry: Entry) -> str:
    """The words, struck as in the file when they are disabled: no terminal shows every style."""
    return f"~~{entry.headline}~~" if entry.disabled else entry.headline


def before(entry: Entry) -> str:
    """What stands before the words: task box and time."""
    box = {"open": "[ ] ", "done": "[x] ", None: ""}[entry.task]
    return box + (f"{entry.time.hour}:{entry.time:%M} " if entry.time else "")


def after(entry: Entry) -> str:
    """What stands behind the words: tags and date note."""
    inside = tags_within(entry.text)
    tags = "".join(f" #{tag}" for tag in entry.tags if tag not in inside)
    return tags + (f" {entry.note}" if any(entry.note) else "")


def listed(entries: Iterable[Entry]) -> Iterator[str]:
    """Entries for a pipe, one a line."""
    return (line(entry) for entry in entries)
