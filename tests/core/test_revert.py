from __future__ import annotations

import pytest

from memory_cli.core.document import Document
from memory_cli.core.draft import draft
from memory_cli.core.revert import Overtaken
from memory_cli.core.revert import revert
from memory_cli.core.splice import append_to_section
from tests.support.texts import FACTS


def taken_back(before: str, after: str, now: str, path: str = FACTS) -> str:
    return revert(path, before=before, after=after, now=now)


@pytest.mark.parametrize("text", ["", "- a", "\n\n- b\r\n\x0b \n", "---\na", "caf\udce9\n"])
def test_a_change_that_is_the_last_is_taken_back_to_the_byte(text: str) -> None:
    assert taken_back(text, "- x\n", "- x\n") == text


@pytest.mark.parametrize(
    ("before", "after", "now", "result"),
    [
        pytest.param("- a\n", "- a\n- x\n", "- a\n- x\n- y\n", "- a\n- y\n", id="y behind x"),
        pytest.param("- a\n", "- a\n- x\n", "- y\n- a\n- x\n", "- y\n- a\n", id="y at the top"),
        pytest.param("- a\n", "- a\n- x\n", "- a\n- y\n- x\n", "- a\n- y\n", id="y before x"),
        pytest.param("- a\n", "- a\n- x\n", "- x\n", "", id="a is gone"),
        pytest.param("- a\n", "- a\n- x\n", "- b\n- x\n", "- b\n", id="a is another"),
        pytest.param(
            "- a\n", "- x\n- z\n- a\n", "- x\n- y\n- z\n- a\n", "- y\n- a\n", id="between"
        ),
        pytest.param("- a", "- a\n- x", "- a\n- x\n- y", "- a\n- y", id="no line end at the end"),
        pytest.param(
            "- a\r\n", "- a\r\n- x\r\n", "- a\r\n- x\r\n- y\r\n", "- a\r\n- y\r\n", id="CRLF"
        ),
        pytest.param("- a\r\n", "- a\r\n- x\n", "- a\r\n- x\n- y\n", "- a\r\n- y\n", id="mixed"),
        pytest.param(
            "\ufeff- a\n", "\ufeff- x\n- a\n", "\ufeff- x\n- b\n", "\ufeff- b\n", id="BOM"
        ),
        pytest.param(
            "## A\n\n<!-- c -->\n\n## B\n",
            "## A\n\n<!-- c -->\n\n- x\n\n## B\n",
            "## A\n\n<!-- c -->\n\n- x\n- y\n\n## B\n",
            "## A\n\n<!-- c -->\n\n- y\n\n## B\n",
            id="the first of a section",
        ),
        pytest.param(
            "## A\n## B\n",
            "## A\n\n- x\n\n## B\n",
            "## A\n\n- x\n- y\n\n## B\n",
            "## A\n\n- y\n\n## B\n",
            id="with the space it brought",
        ),
        pytest.param("a\n", "a\n\n- x\n", "a\n\n- x\n- y\n", "a\n\n- y\n", id="below a paragraph"),
        pytest.param(
            "", "## A\n\n- x\n", "## A\n\n- x\n- y\n", "## A\n\n- y\n", id="a heading in use stays"
        ),
        pytest.param(
            "",
            "## A\n\n- x\n",
            "## A\n\n- x\n\n## B\n\n- y\n",
            "## B\n\n- y\n",
            id="one that nothing is under goes",
        ),
        pytest.param(
            "- a\n",
            "- a\n\n## A\n\n- x\n",
            "- a\n\n## B\n\n- y\n\n## A\n\n- x\n",
            "- a\n\n## B\n\n- y\n",
            id="also at the end",
        ),
    ],
)
def test_an_addition_is_taken_back_and_what_came_later_stays(
    before: str, after: str, now: str, result: str
) -> None:
    assert taken_back(before, after, now) == result


@pytest.mark.parametrize(
    ("before", "after", "now", "result"),
    [
        pytest.param(
            "- a\n- x\n", "- a\n", "- a\n- y\n", "- a\n- x\n- y\n", id="behind its neighbour"
        ),
        pytest.param("- x\n- a\n", "- a\n", "- a\n- y\n", "- x\n- a\n- y\n", id="at the top"),
        pytest.param(
            "- x\n- a\n", "- a\n", "# A\n- a\n", "# A\n- x\n- a\n", id="below a new title"
        ),
        pytest.param("- x\n", "", "## A\n\n- y\n", "- x\n## A\n\n- y\n", id="the only one"),
        pytest.param(
            "- a\n- x\n- b\n", "- a\n- b\n", "- b\n", "- x\n- b\n", id="a neighbour is gone"
        ),
        pytest.param("- a\n- x\n- b\n", "- a\n- b\n", "- c\n", "- x\n- c\n", id="both are gone"),
        pytest.param(
            "## A\n\n- x\n\n## B\n",
            "## A\n\n## B\n",
            "## A\n\n## B\n\n- y\n",
            "## A\n\n- x\n\n## B\n\n- y\n",
            id="of a section",
        ),
        pytest.param("<div\n", "", "- y\n", "<div\n\n- y\n", id="apart from what it would swallow"),
        pytest.param("- x\n", "", "", "- x\n", id="to the byte"),
    ],
)
def test_a_removal_is_taken_back_and_what_came_later_stays(
    before: str, after: str, now: str, result: str
) -> None:
    assert taken_back(before, after, now) == result


@pytest.mark.parametrize(
    ("before", "after", "now", "result"),
    [
        pytest.param("- x\n", "- ~~x~~\n", "- ~~x~~\n- y\n", "- x\n- y\n", id="a strike"),
        pytest.param("- [ ] x\n", "- [x] x\n", "- y\n- [x] x\n", "- y\n- [ ] x\n", id="a tick"),
        pytest.param("- x\n- y\n", "- z\n", "- a\n- z\n", "- a\n- x\n- y\n", id="one for two"),
        pytest.param(
            "---\na: 1\n---\n- x\n",
            "---\na: 2\n---\n- x\n",
            "---\na: 2\n---\n- x\n- y\n",
            "---\na: 1\n---\n- x\n- y\n",
            id="a header",
        ),
    ],
)
def test_an_edit_is_taken_back_and_what_came_later_stays(
    before: str, after: str, now: str, result: str
) -> None:
    assert taken_back(before, after, now) == result


@pytest.mark.parametrize(
    ("before", "after", "now"),
    [
        pytest.param("- a\n", "- a\n- x\n", "- a\n- ~~x~~\n", id="what was added is struck"),
        pytest.param("- a\n", "- a\n- x\n", "- a\n", id="what was added is gone"),
        pytest.param(
            "- a\n- x\n", "- a\n", "- a\n- y\n- x\n", id="what was removed is there again"
        ),
        pytest.param("- x\n", "- y\n", "- z\n", id="what was edited is edited again"),
        pytest.param("- x\n", "- y\n- z\n", "- y\n- a\n- z\n", id="something stands within"),
        pytest.param("```\nx\n", "", "- y\n", id="what came back would swallow the others"),
    ],
)
def test_what_was_changed_again_cannot_be_taken_back_by_itself(
    before: str, after: str, now: str
) -> None:
    with pytest.raises(Overtaken):
        taken_back(before, after, now)


def test_two_additions_are_taken_back_in_any_order() -> None:
    text = "## A\n\n- a\n\n## B\n"
    empty = Document(FACTS, text)
    one = append_to_section(empty, "B", [draft("x")])
    both = append_to_section(one, "B", [draft("y")])

    first_gone = taken_back(text, one.text, both.text)
    assert first_gone == append_to_section(empty, "B", [draft("y")]).text
    assert taken_back(one.text, both.text, first_gone) == "## A\n\n- a\n\n## B\n"
    assert taken_back(one.text, both.text, both.text) == one.text


@pytest.mark.parametrize(
    ("before", "after", "now", "result"),
    [
        pytest.param("a 1\n", "a 1\nb 2\n", "a 1\nb 2\nc 3\n", "a 1\nc 3\n", id="a line added"),
        pytest.param("a 1\nb 2\n", "a 1\n", "a 1\nc 3\n", "a 1\nb 2\nc 3\n", id="a line removed"),
        pytest.param("x\x0by\n", "x\x0by\nb\n", "x\x0by\nb\nc\n", "x\x0by\nc\n", id="no line end"),
    ],
)
def test_other_files_are_taken_back_by_the_line(
    before: str, after: str, now: str, result: str
) -> None:
    assert taken_back(before, after, now, ".forgotten") == result
