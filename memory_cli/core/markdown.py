"""How blocks of markdown begin, within one line: CommonMark 0.31 and GFM tables.

Everything here is linear in the length of the line: what repeats in a pattern is possessive.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from memory_cli.core.lines import BLANK

MOST_INDENT = 3  # columns; with more of them a line begins nothing but indented code
LEAF_MARKS = "#`~<-_*=|:"  # what every pattern of a leaf begins with, and a delimiter row
_BREAK = 3  # marks, at least, of a thematic break

HEADING = re.compile(r"(#{1,6}+)(?![^ \t])")
FENCE = re.compile(r"`{3,}+(?![^`]*+`)|~{3,}+")
FENCE_END = re.compile(r"(`{3,}+|~{3,}+)[ \t]*+\Z")
UNDERLINE = re.compile(r"(?:=++|-++)[ \t]*+\Z")
MARKER = re.compile(r"(?:[-+*]|(?P<number>[0-9]{1,9}+)[.)])(?![^ \t])")

_CELL = r"[ \t]*+:?+-++:?+[ \t]*+"
_DELIMITERS = rf"\|?+{_CELL}(?:\|{_CELL})*+\|?+[ \t]*+\Z"
DELIMITER_ROW = re.compile(rf"(?!-[ \t]|-+[ \t]*+\Z){_DELIMITERS}")  # no item, no underline
_PIPE = re.compile(r"(?<!\\)\|")

_HTML_BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|"
    "dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|"
    "header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|"
    "param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_HTML = re.compile(
    rf"""
    < (?: (?P<raw> (?:pre|script|style|textarea) (?![^ \t>]) )
        | (?P<comment> !-- )
        | (?P<instruction> \? )
        | (?P<declaration> ![a-z] )
        | (?P<cdata> !\[(?-i:CDATA)\[ )
        | (?P<block> /?(?:{_HTML_BLOCKS}) (?:[ \t]|/?>|\Z) )
        | (?P<tag> (?: [a-z][a-z0-9-]*+
                       (?: [ \t]++ [a-z_:][a-z0-9:._-]*+
                           (?: [ \t]*+ = [ \t]*+ (?:[^\x00-\x20"'=<>`]++|'[^']*+'|"[^"]*+") )?+
                       )*+ [ \t]*+ /?
                   | / [a-z][a-z0-9-]*+ [ \t]*+
                   ) > [ \t]*+ \Z )
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_HTML_END = {
    "raw": re.compile(r"</(?:pre|script|style|textarea)>", re.IGNORECASE | re.ASCII),
    "comment": re.compile("-->"),
    "instruction": re.compile(r"\?>"),
    "declaration": re.compile(">"),
    "cdata": re.compile(r"\]\]>"),
}

_OPENS = re.compile(
    rf"""
    [ \t]*+
    (?: >                                        # block quote
      | \#{{1,6}}+(?![^ \t])                     # heading
      | (?:[-+*]|[0-9]{{1,9}}+[.)])(?![^ \t])    # list item
      | (?P<mark>[-_*])[ \t]*+(?:(?P=mark)[ \t]*+){{2,}}+\Z  # thematic break
      | (?:=++|-++)[ \t]*+\Z                     # underline of a heading
      | `{{3,}}+(?![^`]*+`) | ~~~                # fence
      | {_DELIMITERS}                            # table
      | \[(?:[^\[\]\\]|\\.)*+(?:\]:|\\?\Z)       # link reference definition
      | (?P<html><)                              # HTML, perhaps
    )
    """,
    re.VERBOSE | re.DOTALL,
)


class Html(NamedTuple):
    """An HTML block, from how it begins."""

    comment: bool
    interrupts: bool  # whether it may follow a line of a paragraph
    end: re.Pattern[str] | None  # stands in its last line; None: it ends before a blank line


def html_start(text: str, at: int) -> Html | None:
    """The HTML block that begins at `at`; None when none does."""
    found = _HTML.match(text, at)
    if not found or not found.lastgroup:
        return None
    kind = found.lastgroup
    return Html(kind == "comment", kind != "tag", _HTML_END.get(kind))


def heading_title(text: str) -> str:
    """What a heading says, from what follows its opening `#`s."""
    text = text.strip()
    bare = text.rstrip("#")
    return bare.strip() if not bare or bare[-1] in " \t" else text


def begins_table(header: str, delimiters: str) -> bool:
    """Whether a table begins with `header`, given that it goes on with a delimiter row."""
    return "|" in header and _cells(header) == _cells(delimiters)


def _cells(row: str) -> int:
    """The number of cells in `row`; the pipes at its ends enclose them."""
    row = row.strip(BLANK)
    pipes = len(_PIPE.findall(row))
    return pipes + 1 - row.startswith("|") - (row.endswith("|") and not row.endswith("\\|"))


def opens_block(line: str) -> bool:
    """Whether `line`, in a paragraph, could be read as anything but text of that paragraph.

    True too often rather than too seldom: neither its indentation nor what stands before counts.
    """
    text = line.rstrip("\r\n")
    found = _OPENS.match(text)
    if not found or found["html"] is None:
        return bool(found)
    return html_start(text, found.start("html")) is not None


class Cursor:
    """A place in a line: its next character that is no space, and the column that stands in."""

    __slots__ = ("_tails", "blank", "column", "depth", "margin", "mark", "number", "pos", "text")

    def __init__(self, line: str, number: int) -> None:
        self.text = line.rstrip("\r\n")
        self.number = number
        self.depth = 0  # how many of the open containers the line is in
        self.pos = self.column = 0
        self.margin = 0  # the column up to which the line belongs to containers
        self._tails: dict[str, int] = {}
        self.step(0)

    @property
    def indent(self) -> int:
        """How many columns of space stand before the place, those of containers apart."""
        return self.column - self.margin

    def step(self, width: int) -> None:
        """Go over a marker, and over the space behind it."""
        text, pos, column = self.text, self.pos + width, self.column + width
        self.margin = column
        end = len(text)
        while pos < end and text[pos] in " \t":
            column += 4 - column % 4 if text[pos] == "\t" else 1
            pos += 1
        self.pos, self.column = pos, column
        self.blank = pos == end  # nothing follows
        self.mark = text[pos : pos + 1]  # what follows

    def step_into_quote(self) -> None:
        """Go over a `>` and the one space that belongs to it."""
        self.step(1)
        if self.indent:
            self.margin += 1

    def step_into_item(self, marker: int) -> int:
        """Go over a list marker that ends at `marker`; return where the content begins."""
        self.step(marker - self.pos)
        if 0 < self.indent <= MOST_INDENT + 1 and not self.blank:
            self.margin = self.column
            return self.pos
        first = self.margin  # of an empty item, and of one that begins with indented code
        self.margin += 1
        if self.blank:
            return self.pos
        return marker + (self.text[marker] == " " or first % 4 == MOST_INDENT)

    def is_break(self) -> bool:
        """Whether the rest of the line is a thematic break."""
        mark = self.mark
        if mark not in "-_*":
            return False
        if mark not in self._tails:  # once a line, however deep its markers nest
            self._tails[mark] = len(self.text.rstrip(f"{mark} \t"))
        return self._tails[mark] <= self.pos and self.text.count(mark, self.pos) >= _BREAK
