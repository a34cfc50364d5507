"""A note of somebody's own: a day's note becomes that day's log, any other note facts.

The sections of facts are named by the note and its headings: its title is what the front matter
calls it, else its first heading of the first level, else its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from memory_cli.core.annotation import Note
from memory_cli.core.annotation import checked_tag
from memory_cli.core.arrival import Arrival
from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Sheet
from memory_cli.core.blocks import BlockKind
from memory_cli.core.carried import carried
from memory_cli.core.document import Document
from memory_cli.core.document import heading_parts
from memory_cli.core.draft import LARGEST
from memory_cli.core.draft import Item
from memory_cli.core.draft import draft
from memory_cli.core.entry import Entry
from memory_cli.core.entry import Inherited
from memory_cli.core.errors import Refused
from memory_cli.core.hidden import clean
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import log_path
from memory_cli.core.note_header import About
from memory_cli.core.note_name import day_in
from memory_cli.core.note_name import title_in

# How ChatGPT lists what it has saved, when it is asked to: `1. [2026-04-26]. User loves dogs.`
_DATED = re.compile(r"\[(?P<day>\d{4}-\d\d-\d\d)\](?:[.:]|[ ]-)?[ ]+(?=\S)")


class NoteRead(NamedTuple):
    """What becomes of one note; a sheet is all of it, as the log of a day."""

    day: date | None
    sheet: Sheet | None
    arrivals: tuple[Arrival, ...]
    dropped: tuple[Dropped, ...]


def read_note(path: str, text: str, about: About, *, alone: bool) -> NoteRead:
    """Read the note at `path`, relative to its folder; `alone` when it is no part of one.

    Alone, the headings of a note are its sections; among others, behind its title.
    """
    text, day = clean(text), day_in(path)
    into = log_path(day) if day else FACTS
    document = Document(into, text, Inherited(about.tags, about.private))
    if not day and (tags := _tags_alone(document)):
        document = Document(into, text, Inherited((*about.tags, *tags), about.private))
    name, title = _head(document), _title(document, about, path)
    left = tuple(_left(document, about, path))
    if not document.entries:
        why = "nothing but headings and comments" if text.strip() else "empty"
        return NoteRead(day, None, (), (Dropped(path, why),))
    arrivals: list[Arrival] = []
    dropped: list[Dropped] = []
    for entry in document.entries:
        if not entry.text.strip() or (not day and _is_tags(document, entry)):
            continue
        source = f"{path}:{entry.line}"
        if len(entry.text.encode("utf-8", "surrogateescape")) > LARGEST:
            dropped.append(Dropped(source, f"larger than the {LARGEST >> 10} KiB of an entry"))
            continue
        try:
            item = carried(document, entry) if day else _fact(document, entry, Note(about.day))
        except Refused:
            dropped.append(Dropped(source, "struck in a way that cannot be kept"))
            continue
        arrivals.append(Arrival(into, _section(entry, title, name, alone=alone), item, source))
    if not (arrivals or dropped):
        return NoteRead(day, None, (), (Dropped(path, "nothing but tags and empty bullets"),))
    is_whole = day is not None and not title_in(path) and not dropped
    sheet = Sheet(document, path, left) if is_whole else None
    return NoteRead(day, sheet, tuple(arrivals), (*left, *dropped))


def _title(document: Document, about: About, path: str) -> str:
    """What the note is called; empty for a day's note that its name says nothing else of."""
    if document.day:
        return title_in(path)
    return " ".join((about.title or _head(document) or title_in(path)).split())


def _head(document: Document) -> str:
    """The first heading of a note, if that is one of the first level."""
    first = next((b for b in document.blocks if b.kind is BlockKind.HEADING), None)
    return heading_parts(first.title)[0] if first and first.level == 1 else ""


def _tags_alone(document: Document) -> list[str]:
    """The tags of paragraphs of nothing but tags: in Bear and Obsidian they are the note's."""
    alone = (entry for entry in document.entries if _is_tags(document, entry))
    return [tag for entry in alone for tag in entry.tags]


def _is_tags(document: Document, entry: Entry) -> bool:
    is_prose = document.blocks[entry.block].kind is BlockKind.PARAGRAPH
    return is_prose and all(checked_tag(w) and w.startswith("#") for w in entry.text.split())


def _section(entry: Entry, title: str, head: str, *, alone: bool) -> str | None:
    """The section an entry belongs to; None for what stands in a log without one."""
    within = entry.section
    if not within or within in {title, head}:
        return title or None
    return within if alone or not title else f"{title}: {within}"


def _fact(document: Document, entry: Entry, written: Note) -> Item:
    """`entry` as a fact; one that says no date itself has that of its note."""
    found = _DATED.match(entry.text)
    since = _iso(found["day"]) if found else None
    if found is None or since is None or any(entry.note) or entry.disabled:
        return carried(document, entry, written)
    made = draft(entry.text[found.end() :]).annotated(tags=entry.tags, since=since)
    return made._replace(task=entry.task)


def _left(document: Document, about: About, path: str) -> Iterator[Dropped]:
    """What of a note has no place in a memory, its attachments apart."""
    if about.problem:
        yield Dropped(path, f"front matter that cannot be read: {about.problem}")
    if about.left:
        yield Dropped(path, f"front matter: {', '.join(about.left)}")
    comments = sum(block.kind is BlockKind.COMMENT for block in document.blocks)
    if comments:
        yield Dropped(path, "a comment" if comments == 1 else f"{comments} comments")


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
