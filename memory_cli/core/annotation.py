"""Annotations: what an entry's first paragraph says beside its words.

    - [ ] 9:14 Send Dana the cost table. #billing (until 2026-12-01)
      box time words                     tag      date note

A strike, `~~like this~~`, goes around the words, with or without the annotations at either end.
Everything here is found, never printed anew: a `Lead` holds offsets into the paragraph's own text.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from datetime import time
from typing import Literal
from typing import NamedTuple

from memory_cli.core.errors import BadInput

Task = Literal["open", "done"]
Span = tuple[int, int]

PINNED = "pinned"
PRIVATE = "private"
DECISION = "decision"

_BOX = re.compile(r"\[([ xX])\]\s++(?=\S)")
_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])\s++(?=\S)")
# A letter, then anything but space and punctuation; '_', '-', '/' and '.' may join, not end.
_TAG_TEXT = (
    r"[^\W\d_](?:[^\s!-,:-@\[-^`{-~，。、；：！？（）「」]*"
    r"[^\s!-/:-@\[-`{-~，。、；：！？（）「」])?"
)
_TAG = re.compile(f"#({_TAG_TEXT})")
_INNER_TAG = re.compile(rf"(?:^|(?<=[\s(\[{{\"']))#({_TAG_TEXT})")
_NOTE = re.compile(
    r"""\( (?: (?P<word>since|until)\ (?P<day>\d{4}-\d\d-\d\d)
             | (?P<start>\d{4}-\d\d-\d\d)\.\.(?P<end>\d{4}-\d\d-\d\d) ) \)""",
    re.VERBOSE,
)
# Where a body cannot go between `~~` as it is: before tildes that would close the strike, and at
# its end. A strike puts one more backslash there, and taking it off takes that one away.
_DELICATE = re.compile(r"(?<![\\~])\\*(?=~~|~\Z)|\A\\*(?=~)|(?<!\\)\\+\Z")
_CLOSING = re.compile(r"(?<![\\~])~~|\A~|(?<![\\~])~\Z|(?<!\\)\\\Z")


class Note(NamedTuple):
    """A date note, `(since DAY)`, `(until DAY)` or `(DAY..DAY)`."""

    since: date | None = None
    until: date | None = None

    def __str__(self) -> str:
        if self.since and self.until:
            return f"({self.since}..{self.until})"
        if self.since:
            return f"(since {self.since})"
        return f"(until {self.until})" if self.until else ""


UNDATED = Note()


class Lead(NamedTuple):
    """The reading of a first paragraph; spans are offsets into its text."""

    words: str  # as they stand in the file
    body: Span  # what a strike goes around
    tail: Span  # from the end of the words over all annotations, empty when struck
    task: Task | None = None
    box: int = -1  # the character between the brackets; -1 inside a strike
    time: time | None = None
    tags: tuple[str, ...] = ()  # those at the end, lower case
    note: Note = UNDATED
    struck: bool = False


def read_lead(paragraph: str, *, timed: bool, strikable: bool = True) -> Lead:
    """Find the annotations of `paragraph`; a time is one only when `timed` (daily logs)."""
    lead = _plain_lead(paragraph, timed=timed)
    if not (strikable and _is_struck(lead.words)):
        return lead
    inner = _plain_lead(  # what stands outside already is not looked for inside
        unstruck(lead.words),
        timed=timed and lead.time is None,
        boxed=lead.task is None,
        dated=not any(lead.note),
    )
    start, end = lead.body[0], lead.tail[0]
    return Lead(
        words=inner.words,
        body=(start, end),
        tail=(end, end),
        task=lead.task or inner.task,
        box=lead.box,
        time=lead.time or inner.time,
        tags=tuple(dict.fromkeys(inner.tags + lead.tags)),
        note=lead.note if any(lead.note) else inner.note,
        struck=True,
    )


def _plain_lead(paragraph: str, *, timed: bool, boxed: bool = True, dated: bool = True) -> Lead:
    end = len(paragraph.rstrip())
    start, task, box, clock = _opening(paragraph, timed=timed, boxed=boxed)
    words_end, tags, note = _closing(paragraph, start, end, dated=dated)
    words = paragraph[start:words_end]
    return Lead(words, (start, end), (words_end, end), task, box, clock, tags, note)


def _opening(text: str, *, timed: bool, boxed: bool) -> tuple[int, Task | None, int, time | None]:
    """Step over one box and one time, in either order, as long as words follow."""
    start, box = len(text) - len(text.lstrip()), -1
    task: Task | None = None
    clock: time | None = None
    while True:
        if boxed and task is None and (found := _BOX.match(text, start)):
            task, box = ("open" if found[1] == " " else "done"), found.start(1)
        elif timed and clock is None and (found := _TIME.match(text, start)):
            clock = time(int(found[1]), int(found[2]))
        else:
            return start, task, box, clock
        start = found.end()


def _closing(text: str, start: int, end: int, *, dated: bool) -> tuple[int, tuple[str, ...], Note]:
    """Step back over tags and one date note, but never over the last of the words."""
    tags: list[str] = []
    note = Note()
    while end > start:
        enclosed = text[end - 1] == ")"
        begin = text.rfind("(" if enclosed else "#", start, end)
        if begin <= start or not text[begin - 1].isspace():
            break
        if enclosed:
            read = _note(text[begin:end]) if dated and not any(note) else None
            if read is None:
                break
            note = read
        else:
            found = _TAG.fullmatch(text, begin, end)
            if not found:
                break
            tags.append(_tag(found[1]))
        end = begin - 1
        while text[end - 1].isspace():
            end -= 1
    return end, tuple(dict.fromkeys(reversed(tags))), note


def _note(text: str) -> Note | None:
    """The date note `text`; None when it is none or names a day that does not exist."""
    found = _NOTE.fullmatch(text)
    if not found:
        return None
    try:
        if found["word"] is None:
            return Note(date.fromisoformat(found["start"]), date.fromisoformat(found["end"]))
        day = date.fromisoformat(found["day"])
    except ValueError:
        return None
    return Note(since=day) if found["word"] == "since" else Note(until=day)


def _is_struck(words: str) -> bool:
    """Whether one pair of `~~` goes around all of `words`."""
    if not (words.startswith("~~") and words.endswith("~~") and words[2:-2].strip()):
        return False
    return not _CLOSING.search(words[2:-2])


def struck(body: str) -> str:
    """`body` inside a strike; `unstruck` gives exactly `body` back."""
    return f"~~{_DELICATE.sub(lambda found: found[0] + chr(92), body)}~~"


def unstruck(text: str) -> str:
    """What stood between the tildes before it was struck."""
    return _DELICATE.sub(lambda found: found[0][1:], text[2:-2])


def tags_within(text: str) -> tuple[str, ...]:
    """Tags that stand inside a sentence: they count as tags and stay words."""
    if "#" not in text:
        return ()
    return tuple(_tag(text) for text in _INNER_TAG.findall(text))


def checked_tag(text: str) -> str | None:
    """`text` as a tag, without its '#', lower case; None when it cannot be one."""
    found = _TAG.fullmatch("#" + text.removeprefix("#"))
    return _tag(found[1]) if found else None


def parse_tag(text: str) -> str:
    """`text` as a tag that somebody gives, as `checked_tag` has it; raises BadInput for none."""
    tag = checked_tag(text)
    if tag is None:
        raise BadInput(f"{text!r} is not a tag", "a tag is one word that begins with a letter")
    return tag


def _tag(text: str) -> str:
    """`text` as every tag of these letters is written: lower case, in NFC."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFC", text.lower())
