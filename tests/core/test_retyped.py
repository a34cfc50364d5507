from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.core.retyped import without_retyped

TEA, BREAD = entry_id("Tea."), entry_id("Bread.")
LIST = f"{TEA} 2026-01-01\n{BREAD} 2026-01-01 erased\n"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("MEMORY.md", "", "- Tea.\n"),
        ("SOUL.md", "- a\n", "- a\n- Tea. #x\n"),
        ("memory/2026-11-20.md", "", "- 9:00 Tea.\n- Bread.\n"),
    ],
)
def test_an_entry_that_is_typed_again_is_forgotten_no_more(
    path: str, before: str, after: str
) -> None:
    assert without_retyped(LIST, {path: (before, after)}) == f"{BREAD} 2026-01-01 erased\n"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        ("MEMORY.md", "- Tea.\n", "- Tea. #x\n"),  # it stood there, and was forgotten all the same
        ("MEMORY.md", "- Tea.\n", ""),
        ("MEMORY.md", "", "- Bread.\n"),  # an erased id is never lifted
        ("MEMORY.md", "", "## Tea.\n"),
        (".gitignore", "", "- Tea.\n"),
        (".forgotten", "", LIST),
    ],
)
def test_else_the_list_stays_as_it_is(path: str, before: str, after: str) -> None:
    assert without_retyped(LIST, {path: (before, after)}) == LIST


def test_what_is_put_on_the_list_at_the_same_time_stays_there() -> None:
    edited = {".forgotten": ("", LIST), "MEMORY.md": ("", "- Tea.\n")}
    assert without_retyped(LIST, edited) == LIST


def test_other_lines_of_the_list_keep_every_byte() -> None:
    listed = f"# by hand\r\n\n{TEA} 2026-01-01\r\nold"
    assert without_retyped(listed, {"MEMORY.md": ("", "- Tea.\n")}) == "# by hand\r\n\nold"
