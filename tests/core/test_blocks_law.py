"""What holds for the blocks of every text: they are the text, and markdown-it finds the same ones.

markdown-it is brought closer to CommonMark and to GitHub before it is asked:

- Link reference definitions are off: to us they are paragraphs.
- A table begins where no other block does, its head is no lazy line, and a second row of dashes
  alone is the underline of a heading.
- How far a line is indented counts from the innermost container the line itself is in, and not from
  the one of the paragraph before it; four columns of it begin no block.

Where it still errs (cmark and commonmark.js agree with us), it is not asked: see `_ERRORS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import assume
from hypothesis import example
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block import table

from memory_cli.core.blocks import BlockKind
from memory_cli.core.blocks import opens_block
from memory_cli.core.blocks import scan
from memory_cli.core.lines import split_lines

Span = tuple[BlockKind, int, int]
Rule = Callable[[StateBlock, int, int, bool], bool]

EXAMPLES = settings(max_examples=max(300, settings().max_examples))

_KINDS = {
    "blockquote_open": BlockKind.QUOTE,
    "code_block": BlockKind.CODE,
    "fence": BlockKind.FENCE,
    "heading_open": BlockKind.HEADING,
    "hr": BlockKind.BREAK,
    "html_block": BlockKind.HTML,
    "list_item_open": BlockKind.ITEM,
    "paragraph_open": BlockKind.PARAGRAPH,
    "table_open": BlockKind.TABLE,
}
_VERBATIM = {BlockKind.FENCE, BlockKind.HTML}  # keep the empty lines at their end
_CODE_INDENT = 4
_ERRORS = re.compile(
    r"""
      (?:\ {4}|\t)[ \t]*>           # a quote goes on after any indentation
    | >.*>.*\t                      # the columns of a tab in a quote in a quote
    | [02-9][.)][ \t][^|\n]*\|      # a table whose head would be an item if it were not text
    """,
    re.VERBOSE,
)


class _Oracle:
    """markdown-it, asked for the outermost blocks and for every item of the outermost lists."""

    def __init__(self) -> None:
        self.margins = [0]  # of the containers around, within the innermost quote
        self.markdown = MarkdownIt("commonmark", {"maxNesting": 1_000})
        self.markdown.disable(["reference", "inline", "text_join"])
        rules = self.markdown.block.ruler
        rules.before("lheading", "late table", _late_table, {"alt": ["paragraph", "reference"]})
        for rule in rules.__rules__:
            rule.fn = self._measured(rule.fn)

    def spans(self, text: str) -> list[Span]:
        if not text.endswith("\n"):
            text += "\n"  # it does not see a last line of nothing but space
        lines = text.split("\n")
        found = []
        for token in self.markdown.parse(text):
            outermost = token.level == 0 or (token.level == 1 and token.type == "list_item_open")
            if token.type not in _KINDS or not outermost or not token.map:
                continue
            kind, (start, end) = _KINDS[token.type], token.map
            while kind not in _VERBATIM and end > start + 1 and not lines[end - 1].strip(" \t\r"):
                end -= 1
            if kind is BlockKind.HTML and token.content.lstrip(" ").startswith("<!--"):
                kind = BlockKind.COMMENT
            found.append((kind, start, end))
        return found

    def _measured(self, rule: Rule) -> Rule:
        def measured(state: StateBlock, start: int, end: int, silent: bool) -> bool:
            column = state.sCount[start]
            if not silent:
                around = self.margins
                self.margins = [*around, state.blkIndent] if state.blkIndent else [0]
                try:
                    return rule(state, start, end, silent)
                finally:
                    self.margins = around
            if column < state.blkIndent:
                margin = max((margin for margin in self.margins if margin <= column), default=None)
                if margin is None or column - margin >= _CODE_INDENT:
                    return False
            return rule(state, start, end, silent)

        return measured


def _late_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if start + 1 >= end or state.sCount[start] < state.blkIndent:
        return False
    below = state.src[state.bMarks[start + 1] : state.eMarks[start + 1]]
    return bool(below.strip(" \t-")) and table(state, start, end, silent)


ORACLE = _Oracle()


def spans(text: str) -> list[Span]:
    found = [(block.kind, block.start, block.end) for block in scan(split_lines(text))]
    return [span for span in found if span[0] is not BlockKind.BLANK]


# What decides something in markdown, to be put together at random.
FRAGMENTS = (
    *("- ", "* ", "+ ", "-", "-\t", "1. ", "1.", "2. ", "1) ", "10. ", "001. ", "1234567890. "),
    *("> ", ">", " ", "  ", "   ", "    ", "\t", "      ", "#", "# a", "## a ##", "#tag"),
    *("---", "***", "- - -", "_ _ _", "===", "--", "=", "```", "~~~", "````", "``` a", "`"),
    *(
        "<!--",
        "-->",
        "<!-- a -->",
        "<div>",
        "</div>",
        "<a>",
        "<a b='c'>",
        "</a>",
        "<pre>",
        "</pre>",
    ),
    *("<?", "?>", "<!A", "<![CDATA[", "]]>", "<!", "<", "| a | b |", "|---|---|", "--|--", "a | b"),
    *(":-:", "| a |", "|-|", "\\|", "|", "a", "b c", "**a**", "[ ] a", "~~a~~", "9:14 a", "\\"),
)
MARGINS = (
    "",
    "",
    "",
    " ",
    "  ",
    "   ",
    "    ",
    "\t",
    "      ",
    "> ",
    ">",
    "> > ",
    "  > ",
    "- ",
    "1. ",
)
ENDS = ("\n", "\n", "\n", "\n", "\n\n", "\r\n", "\n \n", "")

fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join)
documents = st.lists(
    st.tuples(st.sampled_from(MARGINS), fragments, st.sampled_from(ENDS)).map("".join), max_size=8
).map("".join)
scribbles = st.text("-+*>#`~ \t\n1.)|:<!/a=_[]\\\"'?", max_size=40) | st.text(
    "-> \n\ta", max_size=40
)
texts = st.text() | st.text(st.characters()) | documents


@EXAMPLES
@given(texts)
@example("\ufeff")
@example("\udcff\r\x0b\u2028\x00")
def test_lines_join_back_to_the_text_and_blocks_cover_each_once(text: str) -> None:
    lines = split_lines(text)
    blocks = scan(lines)

    assert "".join(lines) == text
    assert [line for line in lines if line.count("\n") != 1 or not line.endswith("\n")] in (
        [],
        list(lines[-1:]),
    )
    assert [n for block in blocks for n in range(block.start, block.end)] == [*range(len(lines))]
    assert all(block.start < block.end for block in blocks)


@EXAMPLES
@given(texts)
def test_an_item_keeps_its_content_behind_its_marker(text: str) -> None:
    lines = split_lines(text)
    for block in scan(lines):
        if block.kind is BlockKind.ITEM:
            marker = lines[block.start][: block.content].removeprefix("\ufeff")
            assert re.fullmatch(r" {0,3}(?:[-+*]|[0-9]{1,9}[.)])[ \t]*", marker)
            assert block.indent >= len(marker.rstrip()) + 1


@EXAMPLES
@given(documents | scribbles)
def test_markdown_it_finds_the_same_blocks(text: str) -> None:
    assume(not _ERRORS.search(text))
    found = spans(text)
    assume(not found or found[0][0] is not BlockKind.FRONT_MATTER)

    assert found == ORACLE.spans(text)


@EXAMPLES
@given(fragments | scribbles.map(lambda text: text.replace("\n", " ")))
def test_a_line_that_opens_no_block_is_text_wherever_it_stands(line: str) -> None:
    assume(line.strip() and not opens_block(line))
    bare = line.strip(" \t")

    for text in (bare, f"a | b\n{line}", f"{bare}\nb", f"| a |\n{line}\nb"):
        assert spans(text) == [(BlockKind.PARAGRAPH, 0, text.count("\n") + 1)]
        assert ORACLE.spans(text) == spans(text)
    for text in (f"- {bare}", f"- a\n  {line}", f"- a\n{line}", f"- {bare}\n  {line}\n  b"):
        tokens = ORACLE.markdown.parse(text)
        types = [token.type for token in tokens if token.nesting >= 0 and token.type != "inline"]
        assert types == ["bullet_list_open", "list_item_open", "paragraph_open"]
        assert spans(text) == [(BlockKind.ITEM, 0, text.count("\n") + 1)]


TRICKY = {
    "an item, then a break": "- a\n---\n",
    "an item, then text": "- a\n\nb\n",
    "an item that goes on lazily": "- a\nb\n",
    "an item that goes on after an empty line": "- a\n\n  b\n\nc\n",
    "an item that begins empty": "-\n  a\n",
    "an item that begins empty and goes on": "-\n  a\n\n  b\n",
    "an item after an empty one": "-\n- a\n\n  b\n",
    "an item that stays empty": "-\n\n  a\n",
    "an item that begins with space": "-   \n  a\n",
    "an item that begins with code": "-     a\n\n      b\n",
    "an item with a tab": "-\ta\n\n\tb\n",
    "an item with two tabs": "-\t\ta\n\n\t\tb\n",
    "an item indented by three": "   - a\n     b\n\n    c\n",
    "an item indented by four": "    - a\n",
    "an item indented by four after an item": "- a\n\n    - b\n",
    "items that step to the right": "- a\n - b\n  - c\n   - d\n    - e\n",
    "items with other markers": "- a\n* b\n+ c\n1. d\n1) e\n",
    "items within items": "- a\n  - b\n    - c\n  d\n- e\n",
    "items within items on one line": "- - - a\n    - b\n  - c\n",
    "an item in an ordered item": "1. - a\n   - b\n2. c\n",
    "an ordered item that interrupts": "a\n1. b\n",
    "an ordered item that does not interrupt": "a\n2. b\n",
    "an ordered item after an item": "- a\n2. b\n",
    "an ordered item that interrupts a quote": "> a\n2. b\n",
    "an empty item that does not interrupt": "a\n-\nb\n*\n",
    "an empty item after an item": "- a\n-\n- b\n",
    "a number of ten digits": "1234567890. a\n",
    "a marker without space": "-a\n1.b\n",
    "a quote that goes on lazily": "> a\nb\n",
    "a quote, then code": ">     a\n    b\n",
    "a quote, then an empty line": "> a\n\n> b\n",
    "a quote with an empty line, then text": "> a\n>\nb\n",
    "a quote with a fence, then text": "> ```\na\n",
    "a quote with a heading, then text": "> # a\nb\n",
    "a quote, then a break": "> a\n---\n",
    "a quote, then an underline that is none": "> a\n===\n",
    "a quote with an item that goes on lazily": "> - a\nb\n",
    "a quote with items": "> - a\n> - b\n>\n>   c\n",
    "an item with a quote": "- > a\n  > b\n- > c\nd\n",
    "an item with a quote, then a quote": "- > a\n> b\n",
    "a quote without space": ">- a\n>\n>      b\nc\n",
    "quotes within quotes": "> > > a\n> > b\n> c\nd\n",
    "an underline of two": "a\nb\n--\nc\n==\n",
    "an underline and nothing above": "===\n\n---\n--\n",
    "an underline in an item": "- a\n  ---\n  b\n",
    "an underline that is indented": "a\n   ---\nb\n    ---\n",
    "an underline with words": "a\n--- b\n= =\n",
    "a break that could be items": "- - -\n* * *\n",
    "a break in an item": "- * * *\n- a\n",
    "a break that interrupts": "a\n***\nb\n- - -\n",
    "breaks that are none": "--\n+++\n_ _ a\n",
    "headings": "# a\n####### b\n## c ##\n#\n   # d\n",
    "a heading that interrupts": "a\n# b\nc\n",
    "a fence": "```\na\n\n```\nb\n",
    "a fence that nothing closes": "```\na\n\n",
    "a fence that is closed by more": "```\na\n``` \n````\nb\n`````\n",
    "a fence that looks closed": "```\n~~~\n    ```\n``` a\n",
    "a fence with words": "``` a`b\n~~~ a`b\nc\n~~~\n",
    "a fence in an item": "- ```\n\n  a\n  ```\nb\n",
    "a fence in an item that ends with it": "- ```\n  a\nb\n",
    "a fence in an item that goes on empty": "- ```\n\n\n- a\n",
    "a fence that interrupts": "a\n```\nb\n",
    "indented code": "    a\n\n    b\n\nc\n",
    "indented code that interrupts nothing": "a\n    b\n",
    "indented code, then text": "    a\nb\n",
    "a comment": "<!-- a -->\nb\n",
    "a comment over empty lines": "<!-- a\n\nb --> c\nd\n",
    "a comment in an item": "- <!--\n\n  a -->\nb\n",
    "a comment that interrupts": "a\n<!-- b -->\nc\n",
    "html that ends with an empty line": "<div>\na\n\nb\n",
    "html that ends with its tag": "<pre>\n\na</pre> b\nc\n",
    "html that may not interrupt": "a\n<b>\nc\n",
    "html of one tag": "<b c='d' e>\nf\n\n</b>\n",
    "html that is none": "<b> c\n\n<3\n\n<b c=>\n",
    "html of no such tag": "<prefix> a\n# b\n\n<divan> c\n# d\n",
    "html in a quote that ends with its mark": "> <!A\n> b\n> c\nd\n",
    "html in a quote, then text": "> <div>\na\n",
    "processing, declaration and data": "<?\n\n?>\n<!A\n>\n<![CDATA[\n\n]]>\n<![cdata[\n",
    "a table": "| a | b |\n|---|:-:|\n| c |\nd\n\ne\n",
    "a table that ends with another block": "a | b\n--|--\nc\n> d\n",
    "a table with a line of html": "a | b\n--|--\n<b>\nc\n",
    "a table of one column": "| a |\n:--\n\n| a |\n|-|\n",
    "a table whose second row begins with a colon": "a | b\n:-- | --\n",
    "a table with pipes that are none": "| a | b \\|\n--|--\n",
    "a table in an item, then text": "- a | b\n  --|--\nc\n",
    "a table in a later item": "a\n\n- b | c\n  --|--\nd\n",
    "a table in a later item of another list": "a\n\n1. | b | c |\n   |---|---|\nd\n",
    "a table under the text of an item": "- a\n  b | c\n  --|--\nd\n",
    "a table under text": "a\nb | c\n--|--\n",
    "a table of other numbers": "a | b\n---|---|---\n",
    "a table without pipes in its head": "a\n|-|\n",
    "a table whose head is indented": "a\n    b | c\n--|--\n",
    "a table whose second row is an item": "| a | b |\n- | -\n",
    "empty lines with space": "a\n \t\n\nb\n   ",
    "windows line ends": "- a\r\n\r\n  b\r\n# c\r\n---\r\n```\r\n```\r\n",
}


@pytest.mark.parametrize("text", TRICKY.values(), ids=TRICKY)
def test_markdown_it_finds_the_same_blocks_in(text: str) -> None:
    assert spans(text) == ORACLE.spans(text)
