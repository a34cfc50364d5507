from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.core.units import Eraser
from memory_cli.core.units import Unit

FACTS = "MEMORY.md"
LOG = "memory/2026-11-20.md"
SOUL = "SOUL.md"
FORGOTTEN = ".forgotten"

TEXT = """\
---
name: Ada
---

# Me

- Likes tea. #ui (since 2026-11-18)
  Green tea.
- ~~Likes coffee.~~

<!-- nobody reads this -->

Said so
twice.

---

| a | b |
|---|---|
| c | d |
"""


def words(path: str, text: str) -> list[str]:
    return [unit.words for unit in Eraser().units(path, text)]


def without(path: str, text: str, *gone: str) -> str:
    """The text without the units of these words; told how they are read, it is the same."""
    ids = {entry_id(each): each for each in gone}
    left = Eraser(ids).without(path, text)
    assert Eraser(ids, tuple(gone)).without(path, text) == left
    return left


def test_entries_headings_comments_and_lines_of_front_matter_are_units() -> None:
    assert words(SOUL, TEXT) == [
        "name: Ada\n",
        "# Me\n",
        "Likes tea. #ui (since 2026-11-18)\nGreen tea.",
        "Likes coffee.",
        "<!-- nobody reads this -->\n",
        "Said so\ntwice.",
        "| a | b |\n|---|---|\n| c | d |",
    ]


def test_a_unit_is_known_by_its_words_and_by_where_it_stands() -> None:
    assert Eraser().units(FACTS, "# A\n\n- ~~9 Tea.~~ #x\n") == (
        Unit(entry_id("# A"), "# A\n", "# A\n", 1, 0, 4),
        Unit(entry_id("9 Tea."), "9 Tea.", "- ~~9 Tea.~~ #x\n", 3, 5, 21),
    )


def test_the_time_of_a_log_entry_is_none_of_its_words() -> None:
    assert words(LOG, "- 9:14 Tea.\n") == ["Tea."]
    assert words(FACTS, "- 9:14 Tea.\n") == ["9:14 Tea."]


def test_a_heading_is_another_unit_than_an_entry_of_the_same_words() -> None:
    assert without(FACTS, "# Tea\n\nTea\n\n- Tea\n", "Tea") == "# Tea\n\n\n"
    assert without(FACTS, "# Tea\n\nTea\n", "# Tea") == "\nTea\n"


def test_other_files_are_made_of_lines() -> None:
    text = "\ufeffone 2026-11-20\r\n\r\n # why\nlast"
    assert words(FORGOTTEN, text) == ["one 2026-11-20\r\n", " # why\n", "last"]
    assert without(FORGOTTEN, text, "one 2026-11-20") == "\ufeff\r\n # why\nlast"
    assert without(FORGOTTEN, text, "last", "# why") == "\ufeffone 2026-11-20\r\n\r\n"


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", "\ufeff\n \r\n", "---\n---\n"])
@pytest.mark.parametrize("path", [FORGOTTEN, FACTS])
def test_where_nothing_is_said_nothing_can_go(path: str, text: str) -> None:
    ids = {entry_id(each) for each in ("", "\ufeff", "---")} - {entry_id("---")}
    assert Eraser(ids).without(path, text) == text


@pytest.mark.parametrize(
    ("path", "text", "gone", "left"),
    [
        pytest.param(FACTS, "- a\n- b\n- c\n", "b", "- a\n- c\n", id="an item"),
        pytest.param(FACTS, "- a\n- b", "b", "- a\n", id="no final newline"),
        pytest.param(FACTS, "- a\n- b", "a", "- b", id="no final newline, the other"),
        pytest.param(FACTS, "\ufeff- a\r\n- b\r\n", "a", "\ufeff- b\r\n", id="BOM and CRLF"),
        pytest.param(FACTS, "\ufeff- a", "a", "\ufeff", id="BOM and nothing else"),
        pytest.param(FACTS, "- a\n  - b\n  - c\n- d\n", "a\n- b\n- c", "- d\n", id="nested list"),
        pytest.param(FACTS, "- a\n\n  b\n- c\n", "a\n\nb", "- c\n", id="two paragraphs"),
        pytest.param(FACTS, "a\n===\n\nb\n", "a\n===", "\nb\n", id="setext heading"),
        pytest.param(FACTS, "```\na\n\nb\n```\nc\n", "```\na\n\nb\n```", "c\n", id="fence"),
        pytest.param(FACTS, "```\na\n\nb\n", "```\na\n\nb", "", id="fence without an end"),
        pytest.param(FACTS, "a\n<!-- b\nc -->\nd\n", "<!-- b\nc -->", "a\n\nd\n", id="comment"),
        pytest.param(FACTS, "# a\nb\n", "b", "# a\n", id="text under a heading"),
        pytest.param(FACTS, "> a\n> b\n\nc\n", "a\nb", "\nc\n", id="quote"),
        pytest.param(FACTS, "- a\n- b\n- a\n", "a", "- b\n", id="everywhere in the file"),
        pytest.param(FACTS, "- [x] a #t\n- ~~a~~\n* A\n", "a", "* A\n", id="however it is marked"),
        pytest.param(FACTS, "- \\- a\n- b\n", "- a", "- b\n", id="with a backslash"),
        pytest.param(FACTS, "- e\u0301\n", "\u00e9", "", id="whatever way an accent is written"),
        pytest.param(FACTS, "- a\udce9\n- b\n", "a\udce9", "- b\n", id="bytes that are no UTF-8"),
        pytest.param(
            SOUL, "---\nname: Ada\nage: 36\n---\n- a\n", "age: 36", "---\nname: Ada\n---\n- a\n",
            id="a line of front matter",
        ),
        pytest.param(
            SOUL, "---\nage: 36\n---\n- a\n", "age: 36", "---\n---\n- a\n",
            id="all of the front matter",
        ),
    ],
)  # fmt: skip
def test_only_its_own_lines_go(path: str, text: str, gone: str, left: str) -> None:
    assert without(path, text, gone) == left


@pytest.mark.parametrize(
    ("text", "gone", "left"),
    [
        pytest.param("a\n- b\nc\n", "b\nc", "a\n", id="a lazy line is its own"),
        pytest.param("a\n# b\nc\n", "# b", "a\n\nc\n", id="paragraphs"),
        pytest.param("a\r\n# b\r\nc\r\n", "# b", "a\r\n\r\nc\r\n", id="paragraphs with CRLF"),
        pytest.param("> a\n\nb\n\n> c\n", "b", "> a\n\n\n> c\n", id="an empty line is there"),
        pytest.param("a\n# b\n===\n", "# b", "a\n\n===\n", id="no underline is made"),
        pytest.param(
            "- a\n# b\n    c\n",
            "# b",
            "- a\n\n<!-- -->\n\n    c\n",
            id="code is no part of an item",
        ),
        pytest.param("- a\n---\nb: c\n---\n", "a", "\n---\nb: c\n---\n", id="no header is made"),
    ],
)
def test_neighbours_are_kept_apart_by_as_little_as_that_needs(
    text: str, gone: str, left: str
) -> None:
    assert without(FACTS, text, gone) == left


def test_a_thousand_units_go_at_once() -> None:
    lines = [f"- Number {number}.\n" for number in range(2_000)]
    gone = [f"Number {number}." for number in range(0, 2_000, 2)]
    assert without(FACTS, "".join(lines), *gone) == "".join(lines[1::2])


def test_what_cannot_have_the_words_need_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    eraser = Eraser({entry_id("Likes tea.")}, ("Likes tea.",))
    monkeypatch.setattr(Eraser, "units", lambda *_: pytest.fail("it was read"))
    assert eraser.without(FACTS, "- Drinks coffee.\n") == "- Drinks coffee.\n"
    assert Eraser().without(FACTS, "- Likes tea.\n") == "- Likes tea.\n"
