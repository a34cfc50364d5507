"""A memory file as a document: blocks that join back to exactly its text, read as entries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from memory_cli.core.annotation import Lead
from memory_cli.core.annotation import checked_tag
from memory_cli.core.annotation import read_lead
from memory_cli.core.annotation import tags_within
from memory_cli.core.blocks import Block
from memory_cli.core.blocks import BlockKind
from memory_cli.core.blocks import scan
from memory_cli.core.entry import Entry
from memory_cli.core.entry import Inherited
from memory_cli.core.entry import is_private
from memory_cli.core.escape import unescaped
from memory_cli.core.identity import entry_id
from memory_cli.core.layout import day_of
from memory_cli.core.layout import kind_of
from memory_cli.core.lines import BOM
from memory_cli.core.lines import split_lines
from memory_cli.core.markdown import opens_block

_STRUCTURE = (  # no sets: to look at five members is faster than to hash one
    BlockKind.FRONT_MATTER,
    BlockKind.BLANK,
    BlockKind.HEADING,
    BlockKind.BREAK,
    BlockKind.COMMENT,
)
_PROSE = (BlockKind.ITEM, BlockKind.PARAGRAPH, BlockKind.QUOTE)


class Paragraph(NamedTuple):
    """The first paragraph of a block: its raw text and where that begins in the document."""

    text: str
    start: int
    lines: int  # how many lines of the block it reaches over


class Document:
    """The text of one memory file. A value: an edit makes another document."""

    def __init__(self, path: str, text: str, inherited: Inherited = Inherited()) -> None:
        kind = kind_of(path)
        if kind is None:
            raise ValueError(path)
        self.path = path
        self.text = text
        self.kind = kind
        self.day = day_of(path)
        self.inherited = inherited
        self.lines = split_lines(text)
        self.blocks = scan(self.lines)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Document) and self._state == other._state

    def __hash__(self) -> int:
        return hash(self._state)

    @property
    def _state(self) -> tuple[str, str, Inherited]:
        return self.path, self.text, self.inherited

    def with_text(self, text: str) -> Document:
        """The same file holding `text`."""
        return Document(self.path, text, self.inherited)

    @property
    def spans(self) -> tuple[str, ...]:
        """The text of every block, in order; joined they are the text."""
        return tuple(self.raw(block) for block in self.blocks)

    def raw(self, block: Block) -> str:
        """The text of `block`, with its line ends."""
        return self.text[self.offsets[block.start] : self.offsets[block.end]]

    def content(self, block: Block) -> tuple[str, ...]:
        """The lines of `block` without line ends and, of an item, without marker and margin."""
        lines = (line.rstrip("\r\n") for line in self.lines[block.start : block.end])
        if block.kind is not BlockKind.ITEM:
            return tuple(line.removeprefix(BOM) for line in lines)
        first, *more = lines
        return first[block.content :], *(line[_margin(line, block) :] for line in more)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where each line begins in the text, and at last its length."""
        return tuple(accumulate(map(len, self.lines), initial=0))

    @cached_property
    def newline(self) -> str:
        """The line end this file uses, judged by its first line."""
        return "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"

    @property
    def sections(self) -> tuple[str, ...]:
        """The names of its headings below the first level, in order."""
        headings = (block for block in self.blocks if block.kind is BlockKind.HEADING)
        return tuple(heading_parts(block.title)[0] for block in headings if block.level > 1)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, in the order they stand."""
        return tuple(self._read())

    def tags_under(self, section: str) -> tuple[str, ...]:
        """The tags that what stands in the first section of that name has from its headings."""
        wanted = section.strip().casefold()
        found = (tags for _, title, tags in self._places() if (title or "").casefold() == wanted)
        return next(found, ())

    def _read(self) -> Iterator[Entry]:
        places = self._places()
        for number, (block, section, handed_down) in enumerate(places):
            if block.kind not in _STRUCTURE:
                yield self._entry(number, block, section, handed_down)

    def _places(self) -> Iterator[tuple[Block, str | None, tuple[str, ...]]]:
        """Every block, the section it stands in or begins, and the tags it has from there."""
        headings: list[tuple[int, tuple[str, ...]]] = []  # level, tags
        section: str | None = None
        handed_down = self.inherited.tags
        for block in self.blocks:
            if block.kind is BlockKind.HEADING:
                headings = [above for above in headings if above[0] < block.level]
                title, tags = heading_parts(block.title)
                headings.append((block.level, tags))
                section = None if self.day and title == self.day.isoformat() else title
                handed_down = self.inherited.tags + tuple(t for h in headings for t in h[1])
            yield block, section, handed_down

    def _entry(
        self, number: int, block: Block, section: str | None, handed_down: tuple[str, ...]
    ) -> Entry:
        paragraph = self.paragraph(block)
        lead = self.lead(block, paragraph)
        text = self._text(block, paragraph, lead)
        inner = tags_within(text) if block.kind in _PROSE else ()
        tags = lead.tags + inner + handed_down
        tags = tuple(dict.fromkeys(tags)) if len(tags) > 1 else tags
        return Entry(
            id=entry_id(text),
            kind=self.kind,
            path=self.path,
            line=block.start + 1,
            block=number,
            text=text,
            section=section,
            day=self.day,
            time=lead.time,
            tags=tags,
            task=lead.task,
            disabled=lead.struck,
            note=lead.note,
            private=self.inherited.private or is_private(tags),
        )

    def paragraph(self, block: Block, *, as_text: bool = False) -> Paragraph:
        """The first paragraph of `block`; empty for a block that has none, as a fence.

        With `as_text`, what it would be if its first line did not begin a block of another kind.
        """
        number, first = block.start, self.lines[block.start]
        if block.kind not in _PROSE:
            return Paragraph("", self.offsets[number], 0)
        skipped = block.content if block.kind is BlockKind.ITEM else _margin(first, block)
        while not first[skipped:].strip() and number + 1 < block.end:
            number += 1
            first = self.lines[number]
            skipped = _margin(first, block)
        start, end = self.offsets[number] + skipped, number + 1
        prose = block.kind is BlockKind.PARAGRAPH
        if end < block.end and not (as_text or prose) and opens_block(first[skipped:]):
            return Paragraph(first[skipped:].rstrip(), start, end - block.start)
        while end < block.end:
            line = self.lines[end]
            line = line[_margin(line, block) :]
            if not line.strip() or (opens_block(line) and not prose):
                break
            end += 1
        text = self.text[start : self.offsets[end]].rstrip()
        return Paragraph(text, start, end - block.start)

    def lead(self, block: Block, paragraph: Paragraph) -> Lead:
        """What the first paragraph of `block` says, annotations apart."""
        strikable = block.kind in _PROSE
        return read_lead(paragraph.text, timed=self.kind == "log", strikable=strikable)

    def words(self, block: Block) -> str:
        """The words of the entry that `block` is, without marker and annotations."""
        paragraph = self.paragraph(block)
        return self._text(block, paragraph, self.lead(block, paragraph))

    def _text(self, block: Block, paragraph: Paragraph, lead: Lead) -> str:
        if block.kind not in _PROSE:
            return self.raw(block).rstrip().removeprefix(BOM).replace("\r\n", "\n")
        words = unescaped(lead.words)
        if paragraph.lines == 1 == block.end - block.start:
            return words
        first, *more = lead.words.split("\n")
        lines = [first.rstrip("\r"), *(self._dedented(line, block) for line in more)]
        rest = self.lines[block.start + paragraph.lines : block.end]
        lines += [self._dedented(line.rstrip("\r\n"), block) for line in rest]
        return "\n".join(unescaped(line) for line in lines).rstrip()

    @staticmethod
    def _dedented(line: str, block: Block) -> str:
        return line.rstrip("\r")[_margin(line, block) :]


def _margin(line: str, block: Block) -> int:
    """How many characters of `line` belong to the container that `block` is, not to its text."""
    if line.startswith(BOM):
        return 1 + _margin(line[1:], block)
    if block.kind is BlockKind.QUOTE:
        bare = line.lstrip(" ")
        if not bare.startswith(">"):
            return 0
        return len(line) - len(bare) + (2 if bare[1:2] == " " else 1)
    if block.kind is BlockKind.PARAGRAPH:
        return len(line) - len(line.lstrip(" \t"))
    column = 0
    for number, character in enumerate(line):
        if column >= block.indent or character not in " \t":
            return number
        column += 4 - column % 4 if character == "\t" else 1
    return len(line)


def heading_parts(title: str) -> tuple[str, tuple[str, ...]]:
    """The name of a heading and the tags at its end."""
    words = title.split()
    tags: list[str] = []
    while len(words) > 1 and words[-1].startswith("#") and (tag := checked_tag(words[-1])):
        tags.append(tag)
        words.pop()
    return " ".join(words), tuple(reversed(tags))
