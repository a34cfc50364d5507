"""What the blocks of a text are, told by example; `test_blocks_law.py` compares with an oracle."""

from __future__ import annotations

import pytest

from memory_cli.core.blocks import Block
from memory_cli.core.blocks import BlockKind
from memory_cli.core.blocks import scan
from memory_cli.core.lines import split_lines

FRONT_MATTER = BlockKind.FRONT_MATTER
BLANK = BlockKind.BLANK
HEADING = BlockKind.HEADING
BREAK = BlockKind.BREAK
COMMENT = BlockKind.COMMENT
ITEM = BlockKind.ITEM
QUOTE = BlockKind.QUOTE
FENCE = BlockKind.FENCE
CODE = BlockKind.CODE
TABLE = BlockKind.TABLE
HTML = BlockKind.HTML
PARAGRAPH = BlockKind.PARAGRAPH


def blocks(text: str) -> tuple[Block, ...]:
    return scan(split_lines(text))


def spans(text: str) -> list[tuple[BlockKind, str]]:
    """The kind and the text of every block."""
    lines = split_lines(text)
    return [(block.kind, "".join(lines[block.start : block.end])) for block in scan(lines)]


def headings(text: str) -> list[tuple[int, str]]:
    return [(block.level, block.title) for block in blocks(text) if block.kind is HEADING]


def items(text: str) -> list[tuple[int, int]]:
    return [(block.content, block.indent) for block in blocks(text) if block.kind is ITEM]


def test_an_empty_text_has_no_lines_and_no_blocks() -> None:
    assert split_lines("") == ()
    assert scan(()) == ()


def test_a_line_ends_at_a_line_feed_and_nowhere_else() -> None:
    text = "a\r\nb\rc\x0bd\x0ce\x1cf\x85g\u2028h\u2029i\n\nj"

    lines = split_lines(text)

    assert lines == ("a\r\n", "b\rc\x0bd\x0ce\x1cf\x85g\u2028h\u2029i\n", "\n", "j")


def test_a_daily_log_is_its_heading_and_its_items() -> None:
    text = (
        "# 2026-11-20\n"
        "\n"
        "- 9:14 Chose Terraform for billing. #billing\n"
        "- [ ] 09:20 Send Dana the cost table.\n"
        "- 14:02 Call with Dana.\n"
        "  She will confirm in writing.\n"
        "\n"
        "  - a nested point\n"
        "\n"
        "Something else.\n"
    )

    assert blocks(text) == (
        Block(HEADING, 0, 1, level=1, title="2026-11-20"),
        Block(BLANK, 1, 2),
        Block(ITEM, 2, 3, content=2, indent=2),
        Block(ITEM, 3, 4, content=2, indent=2),
        Block(ITEM, 4, 8, content=2, indent=2),
        Block(BLANK, 8, 9),
        Block(PARAGRAPH, 9, 10),
    )


def test_every_kind_of_block_is_told_apart() -> None:
    text = (
        "---\nname: Ada\n---\n"
        "## Me\n"
        "<!-- a hint -->\n"
        "words\n"
        "***\n"
        "> said\n\n"
        "```\n# no heading\n```\n"
        "| a | b |\n|---|---|\n| c | d |\n\n"
        "    code\n"
        "<div>\n</div>\n\n"
        "1) one\n"
    )

    assert spans(text) == [
        (FRONT_MATTER, "---\nname: Ada\n---\n"),
        (HEADING, "## Me\n"),
        (COMMENT, "<!-- a hint -->\n"),
        (PARAGRAPH, "words\n"),
        (BREAK, "***\n"),
        (QUOTE, "> said\n"),
        (BLANK, "\n"),
        (FENCE, "```\n# no heading\n```\n"),
        (TABLE, "| a | b |\n|---|---|\n| c | d |\n"),
        (BLANK, "\n"),
        (CODE, "    code\n"),
        (HTML, "<div>\n</div>\n"),
        (BLANK, "\n"),
        (ITEM, "1) one\n"),
    ]


def test_a_missing_final_newline_is_no_line() -> None:
    assert spans("- a\n- b") == [(ITEM, "- a\n"), (ITEM, "- b")]
    assert spans("\n\n ") == [(BLANK, "\n\n ")]


def test_windows_line_ends_are_no_content() -> None:
    assert spans("- a\r\n\r\n---\r\n```\r\nx\r\n```\r\ny\r\n") == [
        (ITEM, "- a\r\n"),
        (BLANK, "\r\n"),
        (BREAK, "---\r\n"),
        (FENCE, "```\r\nx\r\n```\r\n"),
        (PARAGRAPH, "y\r\n"),
    ]
    assert headings("# a #\r\nb\r\n===\r\n") == [(1, "a"), (1, "b")]


def test_a_carriage_return_inside_a_line_is_a_character() -> None:
    assert spans("a\r# b\n") == [(PARAGRAPH, "a\r# b\n")]
    assert spans("-\ra\n") == [(PARAGRAPH, "-\ra\n")]


@pytest.mark.parametrize("space", ["\x0b", "\x0c", "\x1c", "\x85", "\xa0", "\u2028", "\u3000"])
def test_only_space_and_tab_are_space(space: str) -> None:
    assert spans(f"{space}\n-{space}a\n") == [(PARAGRAPH, f"{space}\n-{space}a\n")]


@pytest.mark.parametrize("text", ["- \udcff\n", "- \x00\n", "- \ud800\udfff\n"])
def test_bytes_that_are_no_text_are_text(text: str) -> None:
    assert spans(text) == [(ITEM, text)]


# The beginning of a text


def test_a_byte_order_mark_is_skipped_and_stays() -> None:
    assert blocks("\ufeff- a\n") == (Block(ITEM, 0, 1, content=3, indent=2),)
    assert blocks("\ufeff# a\n") == (Block(HEADING, 0, 1, level=1, title="a"),)
    assert blocks("\ufeffa\nb\n---\n") == (Block(HEADING, 0, 3, level=2, title="a b"),)
    assert spans("\ufeff---\na: b\n---\n") == [(FRONT_MATTER, "\ufeff---\na: b\n---\n")]
    assert spans("\ufeff") == [(BLANK, "\ufeff")]
    assert spans("\ufeff\n\n- a") == [(BLANK, "\ufeff\n\n"), (ITEM, "- a")]


def test_a_byte_order_mark_anywhere_else_is_a_character() -> None:
    assert spans("\n\ufeff- a\n") == [(BLANK, "\n"), (PARAGRAPH, "\ufeff- a\n")]
    assert spans("\ufeff\ufeff- a\n") == [(PARAGRAPH, "\ufeff\ufeff- a\n")]


def test_front_matter_ends_with_dashes_or_dots() -> None:
    assert spans("---\na: b\n...\nc\n") == [(FRONT_MATTER, "---\na: b\n...\n"), (PARAGRAPH, "c\n")]
    assert spans("--- \r\n---\t\r\n") == [(FRONT_MATTER, "--- \r\n---\t\r\n")]
    assert spans("---\n\n- a\n---") == [(FRONT_MATTER, "---\n\n- a\n---")]


def test_front_matter_begins_in_the_first_line() -> None:
    assert spans("\n---\na\n---\n") == [(BLANK, "\n"), (BREAK, "---\n"), (HEADING, "a\n---\n")]
    assert spans(" ---\na\n---\n") == [(BREAK, " ---\n"), (HEADING, "a\n---\n")]
    assert spans("----\na\n---\n") == [(BREAK, "----\n"), (HEADING, "a\n---\n")]


def test_front_matter_that_nothing_closes_is_a_thematic_break() -> None:
    assert spans("---\na: b\n") == [(BREAK, "---\n"), (PARAGRAPH, "a: b\n")]
    assert spans("---\n ---\n--- x\n") == [
        (BREAK, "---\n"),
        (BREAK, " ---\n"),
        (PARAGRAPH, "--- x\n"),
    ]


def test_front_matter_closes_early_or_not_at_all() -> None:
    fits = f"---\n{'a' * (8192 - 8)}\n---"

    assert [kind for kind, _ in spans(fits)] == [FRONT_MATTER]
    assert [kind for kind, _ in spans(f"{fits}\n")] == [BREAK, HEADING]


# Headings


def test_a_title_is_the_heading_without_its_markup() -> None:
    assert headings("#\n# #\n## a ##  \n### a #b\n###### \ta#\n  # a \\#\n#\ta ###\n") == [
        (1, ""),
        (1, ""),
        (2, "a"),
        (3, "a #b"),
        (6, "a#"),
        (1, "a \\#"),
        (1, "a"),
    ]


def test_a_title_over_several_lines_is_one_line() -> None:
    assert headings("  a\n\t b \n===\nc\n  --- \n") == [(1, "a b"), (2, "c")]


def test_what_is_nearly_a_heading_is_text() -> None:
    text = "#a\n####### a\n\\# a\n    # a\n"

    assert spans(text) == [(PARAGRAPH, text)]


def test_a_heading_in_an_item_or_a_quote_or_a_fence_is_theirs() -> None:
    assert spans("- # a\n  b\n  ===\n") == [(ITEM, "- # a\n  b\n  ===\n")]
    assert spans("> # a\n> b\n> ---\n") == [(QUOTE, "> # a\n> b\n> ---\n")]
    assert spans("~~~\n# a\n") == [(FENCE, "~~~\n# a\n")]


# Items


@pytest.mark.parametrize(
    ("line", "content", "indent"),
    [
        ("- a", 2, 2),
        ("  * a", 4, 4),
        ("-    a", 5, 5),
        ("-     a", 2, 2),  # an item that begins with indented code
        ("10) a", 4, 4),
        ("-\ta", 2, 4),
        ("   1.\ta", 6, 8),
        ("-\t\ta", 1, 2),  # half of the first tab is the item's, half its content's
        ("  -\t     a", 4, 4),  # that tab is one column wide
        ("- - a", 2, 2),
        ("-", 1, 2),
        ("-   ", 4, 2),
        ("-\t", 2, 2),
        ("123456789.", 10, 11),
    ],
)
def test_an_item_knows_where_its_content_begins(line: str, content: int, indent: int) -> None:
    assert blocks(line) == (Block(ITEM, 0, 1, content=content, indent=indent),)
    assert blocks(f"{line}\r\n") == (Block(ITEM, 0, 1, content=content, indent=indent),)


def test_an_item_goes_on_over_empty_lines_as_long_as_it_is_indented() -> None:
    assert spans("- a\n\n\n  b\n\n c\n") == [
        (ITEM, "- a\n\n\n  b\n"),
        (BLANK, "\n"),
        (PARAGRAPH, " c\n"),
    ]


def test_an_item_may_begin_with_one_empty_line() -> None:
    assert spans("-\n  a\n") == [(ITEM, "-\n  a\n")]
    assert spans("-\n\n  a\n") == [(ITEM, "-\n"), (BLANK, "\n"), (PARAGRAPH, "  a\n")]
    assert spans("- -\n\n  a\n") == [(ITEM, "- -\n\n  a\n")]


def test_text_goes_on_without_indentation_until_a_block_begins() -> None:
    assert spans("- a\nb\n    - c\n# d\n") == [(ITEM, "- a\nb\n    - c\n"), (HEADING, "# d\n")]
    assert spans("> a\nb\n- c\n") == [(QUOTE, "> a\nb\n"), (ITEM, "- c\n")]


def test_four_columns_of_space_begin_no_quote_nor_go_on_with_one() -> None:
    assert spans("> a\n    > b\n") == [(QUOTE, "> a\n    > b\n")]
    assert spans(">\n    > b\n") == [(QUOTE, ">\n"), (CODE, "    > b\n")]
    assert spans("-\ta\n\t> b\n\n\t    > c\n") == [(ITEM, "-\ta\n\t> b\n\n\t    > c\n")]
    assert spans(">>\t    a\nb\n") == [(QUOTE, ">>\t    a\n"), (PARAGRAPH, "b\n")]


def test_a_fence_ends_with_its_item() -> None:
    assert spans("- ```\n  a\n\nb\n") == [(ITEM, "- ```\n  a\n"), (BLANK, "\n"), (PARAGRAPH, "b\n")]
    assert spans("- ~~~\n- a\n") == [(ITEM, "- ~~~\n"), (ITEM, "- a\n")]


def test_only_a_list_that_begins_with_one_and_has_words_interrupts_a_paragraph() -> None:
    assert spans("a\n2. b\n*\n") == [(PARAGRAPH, "a\n2. b\n*\n")]
    assert spans("a\n1. b\n2. c\n*\n") == [
        (PARAGRAPH, "a\n"),
        (ITEM, "1. b\n"),
        (ITEM, "2. c\n"),
        (ITEM, "*\n"),
    ]


def test_dashes_under_an_item_are_a_break_and_under_text_a_heading() -> None:
    assert spans("- a\n---\nb\n---\n- - -\n") == [
        (ITEM, "- a\n"),
        (BREAK, "---\n"),
        (HEADING, "b\n---\n"),
        (BREAK, "- - -\n"),
    ]


# Comments, fences, tables


def test_a_comment_reaches_to_the_line_that_closes_it() -> None:
    assert spans("<!-- a\n\n- b --> c\n- d\n") == [
        (COMMENT, "<!-- a\n\n- b --> c\n"),
        (ITEM, "- d\n"),
    ]
    assert spans("  <!-->\na\n") == [(COMMENT, "  <!-->\n"), (PARAGRAPH, "a\n")]


def test_what_nothing_closes_reaches_to_the_end() -> None:
    assert spans("<!--\n\n- a\n\n") == [(COMMENT, "<!--\n\n- a\n\n")]
    assert spans("```\n\n- a\n\n") == [(FENCE, "```\n\n- a\n\n")]
    assert spans("- ```\n\n") == [(ITEM, "- ```\n"), (BLANK, "\n")]


def test_a_fence_is_closed_by_as_many_of_its_own_marks() -> None:
    text = "````\n```\n~~~~\n    ````\n```` x\n`````\n"

    assert spans(text) == [(FENCE, text)]


def test_a_table_begins_at_the_last_line_of_text() -> None:
    assert spans("a\nb | c\n--|--\nd\n- e\n") == [
        (PARAGRAPH, "a\n"),
        (TABLE, "b | c\n--|--\nd\n"),
        (ITEM, "- e\n"),
    ]


def test_a_table_has_as_many_columns_in_both_its_first_rows() -> None:
    assert spans("| a \\| b |\n|-|\n") == [(TABLE, "| a \\| b |\n|-|\n")]
    assert spans("a | b\n|-|\n") == [(PARAGRAPH, "a | b\n|-|\n")]
    assert spans("a | b\n---\n") == [(HEADING, "a | b\n---\n")]
    assert spans("| a |\n---\n") == [(HEADING, "| a |\n---\n")]


def test_the_head_of_a_table_is_no_other_block() -> None:
    assert spans("# a | b\n--|--\n") == [(HEADING, "# a | b\n"), (PARAGRAPH, "--|--\n")]
    assert spans("- a | b\n--|--\n") == [(ITEM, "- a | b\n--|--\n")]
    assert spans("- a\nb | c\n  --|--\nd\n") == [(ITEM, "- a\nb | c\n  --|--\nd\n")]


def test_the_text_after_a_table_in_an_item_is_not_the_items() -> None:
    assert spans("- a | b\n  --|--\nc\n") == [(ITEM, "- a | b\n  --|--\n"), (PARAGRAPH, "c\n")]


def test_a_link_reference_definition_is_a_paragraph() -> None:
    assert spans("[a]: /b\n") == [(PARAGRAPH, "[a]: /b\n")]
    assert headings("[a]: /b\n===\n") == [(1, "[a]: /b")]


# Hostile texts


@pytest.mark.parametrize(
    "line",
    [
        *("> " * 5_000, "- " * 5_000 + "a", "1. " * 5_000, "- > " * 5_000, "\t" * 5_000 + "a"),
        *("- " * 5_000 + "a" + "\n" * 100_000, "> " * 5_000 + "a" + "\n=" * 100_000),
        *("a" * 5_000_000, "`" * 5_000_000 + "a`", "<a" + " a" * 1_000_000, "[" * 5_000_000),
        *(
            "|" * 1_000_000,
            "a|b\n" + "-|" * 1_000_000,
            "*" * 1_000_000 + "a",
            "# a" + " #" * 1_000_000,
        ),
    ],
    ids=lambda line: f"{line[:8]!r} x {len(line)}",
)
def test_no_line_is_too_deep_or_too_long(line: str) -> None:
    lines = split_lines(f"{line}\n\na\n")

    assert scan(lines)[-1] == Block(PARAGRAPH, len(lines) - 1, len(lines))
