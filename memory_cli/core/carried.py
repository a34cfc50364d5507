"""An entry on its way from one file to another, with the markdown inside it as it stands."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import NamedTuple

from memory_cli.core.annotation import PRIVATE
from memory_cli.core.annotation import UNDATED
from memory_cli.core.annotation import Note
from memory_cli.core.annotation import Task
from memory_cli.core.blocks import BlockKind
from memory_cli.core.document import Document
from memory_cli.core.draft import Draft
from memory_cli.core.draft import draft_of
from memory_cli.core.entry import Entry
from memory_cli.core.entry import is_private
from memory_cli.core.errors import Refused
from memory_cli.core.layout import kind_of
from memory_cli.core.markdown import opens_block
from memory_cli.core.splice import annotate
from memory_cli.core.splice import strike

_MARKER = "- "
_INDENT = "  "
_VERBATIM = (BlockKind.FENCE, BlockKind.CODE, BlockKind.TABLE, BlockKind.HTML)


class Carried(NamedTuple):
    """One item, and what will be read of it."""

    id: str
    task: Task | None
    disabled: bool
    time: dt.time | None
    item: str  # its lines from "- " on; the last one has no end

    def rendered(
        self, *, marker: str = _MARKER, margin: str = "", newline: str = "\n", timed: bool = False
    ) -> str:
        """The lines of the item, as a draft has them; what it says of the time stands in it."""
        del timed
        first, *more = self.item.removeprefix(_MARKER).split("\n")
        lines = [margin + line if line else "" for line in more]
        return newline.join([f"{margin}{marker}{first}", *lines])


def carried(document: Document, entry: Entry, note: Note = UNDATED) -> Carried:
    """`entry` of `document`, to be put into another file of the same kind; `note` if it has none.

    Where markdown would read its lines as something else behind a bullet, they get backslashes, as
    the words of a draft do. Tags that it has from headings and front matter go along, but into code
    and tables nothing is written but `#private`. Raises Refused for what cannot be struck again.
    """
    block = document.blocks[entry.block]
    first, *more = document.content(block)
    lines = [_MARKER + first, *(_INDENT + line if line.strip() else "" for line in more)]
    alone = Document(document.path, "\n".join(lines).rstrip("\n"))
    if _says(alone, entry):
        (there,) = alone.entries
        missing = [tag for tag in entry.tags if tag not in there.tags]
        if block.kind in _VERBATIM:
            missing, note = list(filter(_hides, missing)), there.note
        note = there.note if any(there.note) else note
        missing += [PRIVATE] * (entry.private and not is_private((*there.tags, *missing)))
        if (not missing and note == there.note) or not entry.text.strip():
            return _of(alone)  # where there are no words, a tag would be one
        if not opens_block(first):
            with suppress(Refused):
                return _of(annotate(alone, there, missing, note))
    note = entry.note if any(entry.note) else note
    draft = draft_of(entry)._replace(task=entry.task, time=entry.time, note=note)
    return written(draft, document.path, disabled=entry.disabled)


def written(draft: Draft, path: str, *, disabled: bool) -> Carried:
    """The item that `draft` makes in the file `path`, struck if it is `disabled`; or Refused."""
    alone = Document(path, draft.rendered(timed=kind_of(path) == "log"))
    return _of(strike(alone, alone.entries[0]) if disabled else alone)


def _says(alone: Document, entry: Entry) -> bool:
    """Whether `alone` holds one entry, and all that `entry` says itself."""
    return [_own(each) for each in alone.entries] == [_own(entry)]


def _hides(tag: str) -> bool:
    return is_private((tag,))


def _own(entry: Entry) -> tuple[object, ...]:
    return entry.id, entry.task, entry.disabled, entry.time, entry.note


def _of(alone: Document) -> Carried:
    (entry,) = alone.entries
    return Carried(entry.id, entry.task, entry.disabled, entry.time, alone.text)
