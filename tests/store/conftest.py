"""What tests of the store share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from memory_cli.store.files import Folder
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import begun


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A memory that has just begun."""
    return begun(tmp_path / "mem")


@pytest.fixture
def scene(store: Store) -> Scene:
    """The same memory, looked at from outside."""
    return Scene(store.root.parent)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
    """An empty directory, held open."""
    root = tmp_path / "folder"
    root.mkdir()
    with Folder(root) as folder:
        yield folder
