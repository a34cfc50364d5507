from __future__ import annotations

import pytest

from memory_cli.core.escape import escaped
from memory_cli.core.escape import unescaped
from memory_cli.core.escape import with_backslash


@pytest.mark.parametrize(
    ("line", "written"),
    [
        pytest.param("- a", "\\- a", id="a bullet"),
        pytest.param("* a", "\\* a", id="a star"),
        pytest.param("1. a", "1\\. a", id="a number"),
        pytest.param("12) a", "12\\) a", id="a number in parenthesis"),
        pytest.param("# a", "\\# a", id="a heading"),
        pytest.param("---", "\\---", id="a break"),
        pytest.param("* * *", "\\* * *", id="a break with space"),
        pytest.param("===", "\\===", id="an underline"),
        pytest.param("```py", "\\```py", id="a fence"),
        pytest.param("~~~", "\\~~~", id="a fence of tildes"),
        pytest.param("> a", "\\> a", id="a quote"),
        pytest.param("|---|", "\\|---|", id="a table"),
        pytest.param("[a]: b", "\\[a]: b", id="a link reference"),
        pytest.param("<div>", "\\<div>", id="HTML"),
        pytest.param("<!-- a -->", "<\\!-- a -->", id="a comment"),
        pytest.param("a <!-- b", "a <\\!-- b", id="a comment in the line"),
        pytest.param("   - a", "   \\- a", id="indented"),
        pytest.param("\t- a", "\t\\- a", id="indented by a tab"),
        pytest.param("\\- a", "\\\\- a", id="a backslash already"),
        pytest.param("1\\. a", "1\\\\. a", id="a backslash after a number"),
        pytest.param("<\\!-- a", "<\\\\!-- a", id="a backslash in a comment"),
    ],
)
def test_a_line_that_would_be_structure_gets_one_backslash(line: str, written: str) -> None:
    assert escaped(line, opens=True) == written
    assert unescaped(written) == line


@pytest.mark.parametrize(
    "line",
    [
        *("a", "", "-a", "#a", "#42 a", "1.5 a", "a - b", "a # b", "--help", "**a**", "*a*", "_a_"),
        *("`a`", "~~a~~", "a | b", "[a](b)", "[a] b", "<b> a", "<3", "a \\- b", "\\a", "C:\\a"),
        *("(a)", '"a"', "+49 30 1234", "2026-11-20", "10:30", "!a", "$5", "://"),
    ],
)
def test_a_line_that_is_text_stays_as_it_is(line: str) -> None:
    assert escaped(line, opens=True) == line
    assert unescaped(line) == line


def test_a_line_that_cannot_begin_a_block_is_left_alone_where_it_stands() -> None:
    assert escaped("- a", opens=False) == "- a"
    assert escaped("<!-- a", opens=False) == "<\\!-- a"
    assert escaped("\\- a", opens=False) == "\\\\- a"


@pytest.mark.parametrize(
    ("written", "line"),
    [
        pytest.param("\\*a*", "*a*", id="at the start"),
        pytest.param("3\\*5", "3*5", id="after a number"),
        pytest.param("  \\# a", "  # a", id="after space"),
        pytest.param("\\\\a", "\\a", id="a backslash itself"),
        pytest.param("\\a", "\\a", id="before a letter it is a backslash"),
        pytest.param("a \\* b", "a \\* b", id="inside a line it stays"),
    ],
)
def test_what_a_person_escaped_reads_as_markdown_does(written: str, line: str) -> None:
    assert unescaped(written) == line


@pytest.mark.parametrize(
    ("line", "written"),
    [("[ ] a", "\\[ ] a"), ("10:30 a", "10\\:30 a"), ("~~a~~", "\\~~a~~"), (" - a", " \\- a")],
)
def test_a_backslash_goes_before_the_first_mark(line: str, written: str) -> None:
    assert with_backslash(line) == written
    assert unescaped(written) == line
