from __future__ import annotations

from datetime import date

import pytest

from memory_cli.core.errors import Refused
from memory_cli.core.layout import Kind
from memory_cli.core.layout import checked_user
from memory_cli.core.layout import day_of
from memory_cli.core.layout import is_recorded
from memory_cli.core.layout import kind_of
from memory_cli.core.layout import log_path
from memory_cli.core.layout import may_write
from memory_cli.core.layout import place_of

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("path", "kind", "place", "recorded"),
    [
        ("SOUL.md", "soul", "soul", True),
        ("MEMORY.md", "fact", "facts", True),
        ("memory/2026-11-20.md", "log", "2026-11-20", True),
        (".forgotten", None, ".forgotten", True),
        (".gitignore", None, ".gitignore", True),
        (".mem/index.db", None, ".mem/index.db", False),
        ("README.md", None, "README.md", False),
        ("memory/notes.md", None, "memory/notes.md", False),
        ("memory/2026-02-30.md", None, "memory/2026-02-30.md", False),
        ("memory.md", None, "memory.md", False),
        ("sub/MEMORY.md", None, "sub/MEMORY.md", False),
        ("2026-11-20.md", None, "2026-11-20.md", False),
    ],
)
def test_a_path_says_what_it_holds(
    path: str, kind: Kind | None, place: str, *, recorded: bool
) -> None:
    assert (kind_of(path), place_of(path), is_recorded(path)) == (kind, place, recorded)


def test_a_day_has_a_log() -> None:
    assert log_path(DAY) == "memory/2026-11-20.md"
    assert day_of(log_path(DAY)) == DAY
    assert log_path(date(987, 1, 2)) == "memory/0987-01-02.md"


@pytest.mark.parametrize(
    "path",
    [
        *("MEMORY.md", "memory/2026-11-20.md\n", "memory/2026-11-20.txt", "memory/2026-11-20.mdx"),
        *("memory/20261120.md", "memory/x/2026-11-20.md", "memory/0000-01-01.md", ""),
        *("memory/2026-13-01.md", "memory/2026-02-29.md", "memory/٢٠٢٦-١١-٢٠.md"),
    ],
)
def test_no_other_path_is_a_log(path: str) -> None:
    assert day_of(path) is None


@pytest.mark.parametrize("name", ["me", "a", "0", "anna-2", "a.b_c-d", "a" * 64, "console"])
def test_a_user_has_a_simple_name(name: str) -> None:
    assert checked_user(name) == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "",
            "a" * 65,
            ".",
            "..",
            ".a",
            "-a",
            "_a",
            "A",
            "é",
            "a b",
            "a/b",
            "a\\b",
            "me\n",
            "a\x00",
        ),
        *("a..b", "a.", "a.lock", "a.git", "con", "nul.txt", "com1", "lpt9.x", "../me", "~"),
    ],
)
def test_any_other_name_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="cannot be a user name") as error:
        checked_user(name)
    assert error.value.hint.startswith("use 1-64 of a-z")


def test_only_a_person_touches_soul() -> None:
    actors = ("cli", "script", "editor", "agent", "rules", "sync")
    assert [may_write(actor, "SOUL.md") for actor in actors] == [True] * 3 + [False] * 3
    assert may_write("agent", "MEMORY.md")
    assert may_write("import:mem", "SOUL.md")  # one's own, brought back
    assert not may_write("import:notes", "SOUL.md")
