"""Tests of whether what search keeps is sound."""

from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.actions.searching import ask
from memory_cli.actions.searching import files_behind
from memory_cli.search.soundness import is_sound
from memory_cli.search.soundness import remove
from memory_cli.store.store import Store
from tests.support.stores import begun
from tests.support.stores import deed
from tests.support.stores import put


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return begun(tmp_path / "mem")


def test_an_index_is_behind_by_what_it_has_yet_to_read(store: Store) -> None:
    assert files_behind(store) is not None  # there is none yet
    ask(store, lambda _: None)
    assert files_behind(store) == 0
    put(store, {"MEMORY.md": b"- Changed.\n"}, deed("add"))
    assert files_behind(store) == 1


@pytest.mark.parametrize("data", [b"", b"no database" * 999])
def test_an_index_that_is_damaged_cannot_be_used(store: Store, data: bytes) -> None:
    ask(store, lambda _: None)
    store.path(".mem/index.db").write_bytes(data)
    assert files_behind(store) is None
    assert not (is_sound(store.path(".mem/index.db")) and data)
    remove(store.path(".mem/index.db"))
    assert files_behind(store) is not None


def test_a_page_that_was_overwritten_is_found(store: Store) -> None:
    ask(store, lambda _: None)
    path = store.path(".mem/index.db")
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(data)
    assert files_behind(store) is None


def test_what_is_not_there_is_sound(tmp_path: Path) -> None:
    assert is_sound(tmp_path / "usage.db")
