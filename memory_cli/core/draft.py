"""A draft: given text on its way to become exactly one entry, whatever the text contains."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from typing import NamedTuple
from typing import Protocol

from memory_cli.core.annotation import PRIVATE
from memory_cli.core.annotation import UNDATED
from memory_cli.core.annotation import Note
from memory_cli.core.annotation import Task
from memory_cli.core.annotation import read_lead
from memory_cli.core.annotation import tags_within
from memory_cli.core.entry import Entry
from memory_cli.core.errors import BadInput
from memory_cli.core.escape import escaped
from memory_cli.core.escape import with_backslash
from memory_cli.core.hidden import clean
from memory_cli.core.identity import entry_id

LARGEST = 64 * 1024  # bytes of UTF-8 in one entry

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n|\Z)")
_SPACE_ALONE = re.compile(r"^[^\S\n]+$", re.MULTILINE)


class Item(Protocol):
    """One entry that is to be written: of given text, or as it stands elsewhere."""

    @property
    def id(self) -> str:
        """The id the entry will have."""

    @property
    def task(self) -> Task | None:
        """Its task box."""

    @property
    def time(self) -> dt.time | None:
        """The time it is to have in a log."""

    @property
    def disabled(self) -> bool:
        """Whether it is struck."""

    def rendered(
        self, *, marker: str = "- ", margin: str = "", newline: str = "\n", timed: bool = False
    ) -> str:
        """Its lines, the last without a line end; see `Draft.rendered`."""


class Draft(NamedTuple):
    """Words and annotations, not yet at a place."""

    words: str  # the first paragraph
    rest: str  # what follows it, blank lines included
    task: Task | None = None
    time: dt.time | None = None
    tags: tuple[str, ...] = ()
    note: Note = UNDATED

    @property
    def text(self) -> str:
        """The words as they will be read back."""
        return f"{self.words}\n{self.rest}" if self.rest else self.words

    @property
    def tail(self) -> str:
        """The annotations as they are written behind the first paragraph."""
        tags = "".join(f" #{tag}" for tag in self.tags)
        return f"{tags} {self.note}" if any(self.note) else tags

    @property
    def id(self) -> str:
        """The id the entry will have."""
        return entry_id(self.text)

    @property
    def disabled(self) -> bool:
        """What is remembered now counts."""
        return False

    def annotated(
        self,
        *,
        tags: Collection[str] = (),
        since: dt.date | None = None,
        until: dt.date | None = None,
        task: Task | None = None,
        at: dt.time | None = None,
    ) -> Draft:
        """The same words with these annotations added; dates given here win over those typed."""
        return self._replace(
            task=task or self.task,
            time=at or self.time,
            tags=tuple(dict.fromkeys((*self.tags, *tags))),
            note=Note(since or self.note.since, until or self.note.until),
        )

    def rendered(
        self, *, marker: str = "- ", margin: str = "", newline: str = "\n", timed: bool = False
    ) -> str:
        """The lines of the item, the last without a line end.

        `marker` is a bullet and its space, `margin` stands before it; `timed` is for daily logs.
        """
        box = {"open": "[ ] ", "done": "[x] ", None: ""}[self.task]
        clock = f"{self.time.hour}:{self.time:%M} " if self.time else ""
        first, *more = self.words.split("\n")
        begin = _opened(first, alone=not (box or clock), timed=timed and not clock)
        paragraph = [begin, *(escaped(line, opens=True) for line in more)]
        paragraph[-1] += self.tail
        rest = [escaped(line, opens=True) for line in self.rest.split("\n")] if self.rest else []
        indent = margin + " " * len(marker)
        lines = [indent + line if line.strip() else "" for line in paragraph[1:] + rest]
        return newline.join([f"{margin}{marker}{box}{clock}{paragraph[0]}", *lines])


def draft(text: str) -> Draft:
    """Read given `text`: its tags, date note and task box count, its markdown structure does not.

    Raises BadInput when nothing is left to remember, or more than 64 KiB.
    """
    text = _SPACE_ALONE.sub("", clean(text)).strip()
    if not text:
        raise BadInput("there is nothing to remember: the text is empty", "give it some words")
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        raise BadInput(
            f"the text has {size // 1024} KiB, and an entry holds at most {LARGEST // 1024}",
            "keep it in a file of its own and remember where that file is",
        )
    paragraph, rest = _parted(text)
    lead = read_lead(paragraph, timed=False, strikable=False)
    return Draft(lead.words, rest, lead.task, None, lead.tags, lead.note)


def _opened(first: str, *, alone: bool, timed: bool) -> str:
    """The first line, escaped where its start would be read as structure or an annotation."""
    written = escaped(first, opens=alone)
    lead = read_lead(written + " x", timed=timed, strikable=False)
    if lead.box != -1 or lead.time is not None or written.startswith("~~"):
        return with_backslash(written)
    return written


def draft_of(entry: Entry) -> Draft:
    """The words and tags of an entry that exists, to be written once more elsewhere."""
    tags = (*entry.tags, PRIVATE) if entry.private else entry.tags
    inner = tags_within(entry.text)
    own = tuple(tag for tag in dict.fromkeys(tags) if tag not in inner)
    made = Draft(*_parted(entry.text.strip()), tags=own, note=entry.note)
    while (end := _end_of_words(made)) < len(made.words):  # no annotation in a fence, a list below
        rest = "\n".join(["", made.words[end:].strip(), *filter(None, [made.rest])])
        made = made._replace(words=made.words[:end], rest=rest)
    return made


def _end_of_words(made: Draft) -> int:
    """Where the annotations begin when `made` is read."""
    return read_lead(made.words + made.tail, timed=False, strikable=False).tail[0]


def _parted(text: str) -> tuple[str, str]:
    """The first paragraph, and what follows it."""
    blank = _BLANK_LINE.search(text)
    return (text[: blank.start()], text[blank.start() + 1 :]) if blank else (text, "")
