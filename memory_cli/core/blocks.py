r"""Where each block of a markdown text begins and ends: CommonMark 0.31 and GFM tables.

Only the outermost blocks are told, and every list item is one; what is nested in a quote or an item
is followed as far as it decides where the outermost ones end. Blocks stand in order and cover every
line once, so that they join back to the text, whatever it holds.

What differs from CommonMark and from GitHub, on purpose:

- Lines end at "\n" and nowhere else; a "\r" before it belongs to the line end.
- A byte order mark at the very start is skipped; it stays in the text.
- Front matter is a block: from a `---` in the first line to `---` or `...`, where that follows in
  the first 8,192 characters.
- A link reference definition is a paragraph; as such it can become a heading or a table.
- The header row of a table has a pipe. A line that is nothing but an inline HTML tag (kind 7) is a
  row of the table it follows.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from memory_cli.core.lines import BLANK
from memory_cli.core.lines import BOM
from memory_cli.core.lines import header_length
from memory_cli.core.markdown import DELIMITER_ROW
from memory_cli.core.markdown import FENCE
from memory_cli.core.markdown import FENCE_END
from memory_cli.core.markdown import HEADING
from memory_cli.core.markdown import LEAF_MARKS
from memory_cli.core.markdown import MARKER
from memory_cli.core.markdown import MOST_INDENT
from memory_cli.core.markdown import UNDERLINE
from memory_cli.core.markdown import Cursor
from memory_cli.core.markdown import Html
from memory_cli.core.markdown import begins_table
from memory_cli.core.markdown import heading_title
from memory_cli.core.markdown import html_start
from memory_cli.core.markdown import opens_block

__all__ = ["Block", "BlockKind", "opens_block", "scan"]


class BlockKind(enum.Enum):
    """What a block is."""

    FRONT_MATTER = enum.auto()
    BLANK = enum.auto()
    HEADING = enum.auto()
    BREAK = enum.auto()
    COMMENT = enum.auto()
    ITEM = enum.auto()
    QUOTE = enum.auto()
    FENCE = enum.auto()
    CODE = enum.auto()  # indented
    TABLE = enum.auto()
    HTML = enum.auto()
    PARAGRAPH = enum.auto()


class Block(NamedTuple):
    """Some lines of a text; blank ones at their end belong to a BLANK that follows.

    Only in a fence, a comment or HTML that nothing closes they are content.
    """

    kind: BlockKind
    start: int  # its first line, counted from 0
    end: int  # one past its last line
    level: int = 0  # of a heading, 1-6
    title: str = ""  # of a heading, without its markup, on one line
    content: int = 0  # of an item: how many characters of its first line stand before its content
    indent: int = 0  # of an item: the column its content begins in; more lines need that much


_QUOTE = 0  # a container is the number of columns its lines are indented by; a quote has none
_HEADING = BlockKind.HEADING
_ITEM = BlockKind.ITEM
_FENCE = BlockKind.FENCE
_CODE = BlockKind.CODE
_TABLE = BlockKind.TABLE
_HTML = BlockKind.HTML
_PARAGRAPH = BlockKind.PARAGRAPH
_VERBATIM = (_FENCE, _HTML)

# Nearly all lines of a memory need no more than a look: they begin with what can only be text.
_TEXT = r"(?:[^\s\d#>\-+*_=|:<`~]|\d++(?![.)])|#[^\W_]|[*_]{1,2}+[^\W_]|`{1,2}+(?!`)|~{1,2}+(?!~))"
_ITEM_LINE = re.compile(rf"[-+*] {_TEXT}")
_TEXT_LINE = re.compile(rf"([ \t]*+){_TEXT}")


def scan(lines: Sequence[str]) -> tuple[Block, ...]:
    """The blocks of the text that has these lines, as `split_lines` gives them."""
    if not lines or not lines[0].startswith(BOM):
        return tuple(_Scanner(lines).run())
    first, *others = _Scanner([lines[0].removeprefix(BOM), *lines[1:]]).run()
    if first.kind is BlockKind.ITEM:
        first = first._replace(content=first.content + len(BOM))
    return (first, *others)


class _Scanner:
    """What is open after the lines read so far, and the outermost blocks found in them."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.blocks: list[Block] = []  # the end of the last one is provisional;
        self.end = 0  # one past the last line that is known to be its
        self.stack: list[int] = []  # open quotes and items, from the outermost
        self.hollow = False  # the innermost is an item that has no content so far
        self.leaf: BlockKind | None = None  # what is open within them all
        self.fence = ""  # what opened the fence
        self.html_end: re.Pattern[str] | None = None
        self.head = (0, 0)  # the line whose containers a paragraph follows, and where it begins

    def run(self) -> list[Block]:
        """Read all lines."""
        header = header_length(self.lines)
        if header:
            self._add(Block(BlockKind.FRONT_MATTER, 0, header))
        rows = enumerate(islice(self.lines, header, None), start=header)
        for number, line in rows:
            if _ITEM_LINE.match(line):
                self._add(Block(_ITEM, number, number + 1, 0, "", 2, 2))
                self.stack = [2]
                self.hollow = False
                self.leaf = _PARAGRAPH
                self.head = (number, 2)
            elif not self._take_text(number, line):
                self._take(number, line)
                if self.leaf in _VERBATIM and not self.stack:
                    self._take_verbatim(rows)
        self._finish(len(self.lines))
        return self.blocks

    def _add(self, block: Block) -> None:
        """Begin an outermost block."""
        self._finish(block.start)
        self.blocks.append(block)
        self.end = block.end

    def _finish(self, number: int) -> None:
        """End the last block; blank lines before line `number` make one of their own."""
        if self.blocks and self.blocks[-1].end != self.end:
            self.blocks[-1] = self.blocks[-1]._replace(end=self.end)
        if self.end < number:
            self.blocks.append(Block(BlockKind.BLANK, self.end, number))
            self.end = number

    def _take_text(self, number: int, line: str) -> bool:
        """Take a line that can only be text, and whether it was one."""
        found = _TEXT_LINE.match(line)
        if not found:
            return False
        if self.leaf is _PARAGRAPH:
            self.end = number + 1
            return True
        if found.end(1) or self.leaf is _TABLE:
            return False
        self._add(Block(_PARAGRAPH, number, number + 1))
        self.stack = []
        self.leaf = _PARAGRAPH
        return True

    def _take_verbatim(self, rows: Iterator[tuple[int, str]]) -> None:
        """Take the lines of an outermost fence or HTML block: nothing else begins in them."""
        for number, line in rows:
            self._take(number, line)
            if self.leaf not in _VERBATIM:
                break

    def _take(self, number: int, line: str) -> None:
        """Take any line."""
        at = Cursor(line, number)
        empty = at.blank
        if empty and self.stack and not self.lines[number - 1].strip(BLANK):
            return  # nothing is left that one more empty line could end
        self._enter_containers(at)
        if at.depth < len(self.stack) and (at.blank or self.leaf is not _PARAGRAPH):
            del self.stack[at.depth :]
            self.leaf = None
        self.hollow = False
        if self.leaf in _VERBATIM:
            self._continue_verbatim(at)
        elif not at.blank:
            self._open_blocks(at)
        elif self.leaf is not _CODE:
            self.leaf = None
        if not empty or (self.leaf in _VERBATIM and not self.stack):
            self.end = number + 1

    def _enter_containers(self, at: Cursor) -> None:
        """Go over the margins of the open containers that the line is in."""
        for width in self.stack:
            if width == _QUOTE:
                if at.mark != ">" or at.indent > MOST_INDENT:
                    return
                at.step_into_quote()
            elif at.blank:
                if self.hollow and at.depth == len(self.stack) - 1:
                    return
            elif at.indent >= width:
                at.margin += width
            else:
                return
            at.depth += 1

    def _continue_verbatim(self, at: Cursor) -> None:
        """Take a line of a fence or of HTML, perhaps its last."""
        if self.leaf is _FENCE:
            found = FENCE_END.match(at.text, at.pos) if at.indent <= MOST_INDENT else None
            over = found is not None and found[1].startswith(self.fence)
        elif self.html_end:
            over = self.html_end.search(at.text, at.pos) is not None
        else:
            over = at.blank
        if over:
            self.leaf = None

    def _open_blocks(self, at: Cursor) -> None:
        """Open the blocks that begin in the line; what begins none is text."""
        while not at.blank:
            if at.indent > MOST_INDENT:
                if self.leaf not in (_PARAGRAPH, _CODE):
                    self._begin(at, _CODE, leaf=_CODE)
                return
            if self._begin_leaf(at):
                return
            if not (self._begin_quote(at) or self._begin_item(at)):
                break
            at.depth = len(self.stack)
        else:
            return
        if self.leaf not in (_PARAGRAPH, _TABLE):
            self._begin(at, _PARAGRAPH, leaf=_PARAGRAPH)
            self.head = (at.number, at.pos)

    def _begin(self, at: Cursor, kind: BlockKind, leaf: BlockKind | None = None) -> None:
        """Begin a block: what the line does not go on with is over."""
        del self.stack[at.depth :]
        self.leaf = leaf
        if not at.depth:
            self._add(Block(kind, at.number, at.number + 1))

    def _begin_quote(self, at: Cursor) -> bool:
        if at.mark != ">":
            return False
        self._begin(at, BlockKind.QUOTE)
        self.stack.append(_QUOTE)
        at.step_into_quote()
        return True

    def _begin_item(self, at: Cursor) -> bool:
        found = MARKER.match(at.text, at.pos)
        if not found:
            return False
        if self._is_in_paragraph(at) and (
            int(found["number"] or 1) != 1 or not at.text[found.end() :].strip(BLANK)
        ):
            return False
        margin = at.margin
        content = at.step_into_item(found.end())
        width = at.margin - margin
        self._begin(at, _ITEM)
        if not at.depth:
            self.blocks[-1] = self.blocks[-1]._replace(content=content, indent=width)
        self.stack.append(width)
        self.hollow = at.blank
        return True

    def _begin_leaf(self, at: Cursor) -> bool:
        """Begin or change what holds no other blocks, a paragraph apart; whether there is one."""
        if at.mark not in LEAF_MARKS:
            return False
        if self._is_in_paragraph(at) and (self._begin_table(at) or self._underline(at)):
            return True
        if found := HEADING.match(at.text, at.pos):
            self._begin(at, _HEADING)
            if not at.depth:
                title = heading_title(at.text[found.end() :])
                self.blocks[-1] = self.blocks[-1]._replace(level=len(found[1]), title=title)
        elif found := FENCE.match(at.text, at.pos):
            self._begin(at, _FENCE, leaf=_FENCE)
            self.fence = found[0]
        elif html := html_start(at.text, at.pos):
            return self._begin_html(at, html)
        elif at.is_break():
            self._begin(at, BlockKind.BREAK)
        else:
            return False
        return True

    def _begin_html(self, at: Cursor, html: Html) -> bool:
        if not html.interrupts and self.leaf in (_PARAGRAPH, _TABLE):
            return False
        kind = BlockKind.COMMENT if html.comment else _HTML
        self._begin(at, kind, leaf=_HTML)
        self.html_end = html.end
        self._continue_verbatim(at)
        return True

    def _is_in_paragraph(self, at: Cursor) -> bool:
        """Whether the line stands in all the containers of the open paragraph."""
        return self.leaf is _PARAGRAPH and at.depth == len(self.stack)

    def _underline(self, at: Cursor) -> bool:
        """Make the paragraph above a heading, if this is its underline."""
        if not UNDERLINE.match(at.text, at.pos):
            return False
        self.leaf = None
        if not at.depth:
            start = self.blocks[-1].start
            title = " ".join(line.strip() for line in self.lines[start : at.number])
            level = 1 if at.mark == "=" else 2
            self.blocks[-1] = Block(_HEADING, start, at.number + 1, level, title)
        return True

    def _begin_table(self, at: Cursor) -> bool:
        """Make the last line of the paragraph the head of a table, if this is its second row."""
        above = at.number - 1
        row = DELIMITER_ROW.match(at.text, at.pos)
        if not row or not begins_table(self._header(above), row[0]):
            return False
        self.leaf = _TABLE
        if not at.depth:
            if self.blocks[-1].start == above:
                self.blocks.pop()
            self.end = above
            self._add(Block(_TABLE, above, at.number + 1))
        return True

    def _header(self, number: int) -> str:
        """What line `number` of the paragraph says; nothing when it is there by laziness."""
        line = self.lines[number]
        if self.head[0] == number:
            return line[self.head[1] :]
        at = Cursor(line, number)
        self._enter_containers(at)
        lazy = at.depth < len(self.stack) or at.indent > MOST_INDENT
        return "" if lazy else line[at.pos :]
