from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from memory_cli.actions.path import named
from memory_cli.actions.path import path
from memory_cli.core.errors import BadInput
from memory_cli.store.store import Store
from tests.support.memories import TODAY


def never() -> date:
    raise AssertionError("nobody has to know the day")


def test_the_path_of_the_store_and_of_its_files(tmp_path: Path) -> None:
    store = Store(tmp_path, "me")
    assert path(store, None, today=never) == tmp_path / "me"
    assert path(store, "facts", today=never) == tmp_path / "me/MEMORY.md"
    assert path(store, "Soul", today=never) == tmp_path / "me/SOUL.md"
    assert path(store, "today", today=lambda: TODAY) == tmp_path / "me/memory/2026-11-20.md"
    assert not store.exists()


@pytest.mark.parametrize(
    ("what", "day"),
    [("yesterday", "2026-11-19"), ("3 days ago", "2026-11-17"), ("2024-02-29", "2024-02-29")],
)
def test_a_day_may_be_named_in_words(what: str, day: str) -> None:
    assert named(what, today=lambda: TODAY) == f"memory/{day}.md"


@pytest.mark.parametrize("what", ["", "nonsense", "2026-02-30", "2026", "last week", "MEMORY.md"])
def test_what_is_neither_file_nor_day_is_bad_input(what: str) -> None:
    with pytest.raises(BadInput):
        named(what, today=lambda: TODAY)
