"""The store that tests of actions work on."""

from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.store.store import Store
from tests.support.memories import begun
from tests.support.memories import copied


@pytest.fixture(scope="session")
def _original(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return begun(tmp_path_factory.mktemp("original"))


@pytest.fixture
def store(_original: Store, tmp_path: Path) -> Store:
    """A memory that has begun, with empty files."""
    return copied(_original, tmp_path)
