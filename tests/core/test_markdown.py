"""Which lines could begin a block, and which are plain text."""

from __future__ import annotations

import pytest

from memory_cli.core.markdown import opens_block


@pytest.mark.parametrize(
    "line",
    [
        *("# a", "######", "> a", ">", "- a", "*", "+\ta", "1. a", "0)", "123456789. a"),
        *("---", "* * *", "_ _ _", "=", "--  ", "```", "``` a", "~~~ `", "[a]: b", "[a"),
        *("<div", "<b>", "</b >", "<!--", "<?", "<!A", "<![CDATA[", "<pre", "<p/>"),
        *("|-|", "--|--", ":-:", " - | -", "  # a", "\t- a", "        > a", "# a\r\n"),
    ],
)
def test_a_line_that_could_begin_a_block_is_told(line: str) -> None:
    assert opens_block(line)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "",
            " ",
            "a",
            "#a",
            "#tag b",
            "####### a",
            "-a",
            "*a* b",
            "**a**",
            "__a__",
            "1.a",
            "9:14 a",
        ),
        *("1234567890. a", "=a", "``a``", "```a```", "~~a~~", "[ ] a", "[x] a", "[a](b)", "<3"),
        *("<b> a", "a <!--", "| a |", "|", "\\# a", "\\- a", "1\\. a", "\xa0- a"),
    ],
)
def test_a_line_of_plain_text_begins_nothing(line: str) -> None:
    assert not opens_block(line)


@pytest.mark.parametrize("line", ["[" * 5_000_000, "`" * 5_000_000 + "a`", "<a" + " a" * 1_000_000])
def test_a_long_line_is_told_as_fast(line: str) -> None:
    assert opens_block(line) is False
