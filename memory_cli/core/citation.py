"""Entries as one line of markdown that says where they stand: `- words (path:line id)`."""

from __future__ import annotations

from collections.abc import Sequence

from memory_cli.core.annotation import tags_within
from memory_cli.core.entry import Entry

_LONGEST = 320  # characters of a line's words


Marks = Sequence[tuple[int, int]]
"""Where something stands in the headline of an entry, from and to."""


def line(entry: Entry) -> str:
    """The entry as an item of one line, with its citation."""
    return f"- {cited(entry, marked(entry))}"


def short_line(entry: Entry, marks: Marks = ()) -> str:
    """The same, with long words cut about the first of `marks`."""
    return f"- {short(entry, marks)}"


def short(entry: Entry, marks: Marks = ()) -> str:
    """The same without the bullet."""
    said = entry.headline
    start, end = cut(said, marks)
    shown = f"{'…' if start else ''}{said[start:end].strip()}{'…' if end < len(said) else ''}"
    return cited(entry, f"~~{shown}~~" if entry.disabled else shown)


def cited(entry: Entry, words: str) -> str:
    """The `words` of `entry` between what annotates them, and where it stands."""
    return f"{before(entry)}{words}{after(entry)} ({entry.path}:{entry.line} {entry.short_id})"


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


def is_long(entry: Entry) -> bool:
    """Whether the words are more than a line should hold."""
    return len(entry.headline) > _LONGEST


def cut(text: str, marks: Marks) -> tuple[int, int]:
    """The part of `text` to show where it is too long: about the first of `marks`.

    Two thirds of it stand behind the mark's beginning, and it begins and ends between words,
    where there are spaces between words.
    """
    if len(text) <= _LONGEST:
        return 0, len(text)
    first = marks[0][0] if marks else 0
    start = max(0, min(first - _LONGEST // 3, len(text) - _LONGEST))
    end = start + _LONGEST
    if start:
        start = _next_space(text, start)
    if end < len(text):
        space = text.rfind(" ", start + _LONGEST // 2, end)
        end = space if space >= 0 else end
    return start, end


def _next_space(text: str, start: int) -> int:
    found = text.find(" ", start, start + _LONGEST // 4)
    return found + 1 if found >= 0 else start
