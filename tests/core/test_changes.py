from __future__ import annotations

import pytest

from memory_cli.core.changes import Changes
from memory_cli.core.changes import changes
from memory_cli.core.identity import entry_id
from tests.support.texts import FACTS
from tests.support.texts import LOG

A, B, X = map(entry_id, "abx")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("- a\n", "- a\n- x\n", Changes(("- x",), (), (X,), ()), id="an entry added"),
        pytest.param("- a\n- x\n", "- a\n", Changes((), ("- x",), (), (X,)), id="one taken out"),
        pytest.param("", "- x\n", Changes(("- x",), (), (X,), ()), id="a new file"),
        pytest.param("- x\n", "", Changes((), ("- x",), (), (X,)), id="a file that is gone"),
        pytest.param("- a\n", "- b\n", Changes(("- b",), ("- a",), (B,), (A,)), id="other words"),
        pytest.param(
            "- a\n", "- ~~a~~\n", Changes(("- ~~a~~",), ("- a",), (), ()), id="struck, the same id"
        ),
        pytest.param("- a\n", "- a #t\n", Changes(("- a #t",), ("- a",), (), ()), id="tagged"),
        pytest.param("- a\n- b\n", "- b\n- a\n", Changes((), (), (), ()), id="moved"),
        pytest.param("- a\n- b", "- a\r\n\r\n- b\r\n", Changes((), (), (), ()), id="line ends"),
        pytest.param("\ufeff- a\n", "- a\n", Changes((), (), (), ()), id="a byte order mark"),
        pytest.param("- a\n", "- a\n- a\n", Changes(("- a",), (), (A,), ()), id="once more"),
        pytest.param("- a\n- a\n- a\n", "", Changes((), ("- a",) * 3, (), (A,)), id="all of them"),
        pytest.param(
            "- x\n  y\n",
            "- x\n  z\n",
            Changes(("- x\n  z",), ("- x\n  y",), (entry_id("x z"),), (entry_id("x y"),)),
            id="an entry is compared as a whole",
        ),
        pytest.param("# A\n", "# B\n", Changes(("# B",), ("# A",)), id="a heading"),
        pytest.param("<!-- a -->\n", "", Changes((), ("<!-- a -->",)), id="a comment"),
        pytest.param(
            "---\na: 1\nb: 2\n---\n",
            "---\na: 1\nb: 3\n---\n",
            Changes(("b: 3",), ("b: 2",)),
            id="a header is compared by the line",
        ),
    ],
)
def test_a_change_is_the_blocks_that_came_and_went(
    before: str, after: str, expected: Changes
) -> None:
    assert changes(FACTS, before, after) == expected


def test_only_entries_may_be_asked_for() -> None:
    before = "---\na: 1\n---\n# A\n- a\n"
    after = "---\na: 2\n---\n# B\n<!-- c -->\n- 9:14 x\n"

    assert changes(LOG, before, after, only_entries=True) == Changes(
        ("- 9:14 x",), ("- a",), (X,), (A,)
    )


def test_other_files_change_by_the_line() -> None:
    before, after = "a 2026-11-18\nb 2026-11-18\n", "a 2026-11-18\r\n\n- x\n"

    assert changes(".forgotten", before, after) == Changes(("- x",), ("b 2026-11-18",))
    assert changes(".forgotten", before, after, only_entries=True) == Changes((), ())
