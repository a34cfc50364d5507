"""The store that tests of actions work on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from memory_cli.store import git
from memory_cli.store.store import Store
from tests.support.memories import begun
from tests.support.memories import copied


@pytest.fixture(autouse=True)
def _disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for the disk: what survives a power cut is the business of other tests."""
    keys = {value: name for name, value in git._VARIABLES.items()}
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setitem(git._VARIABLES, keys["core.fsync"].replace("KEY", "VALUE"), "none")


@pytest.fixture(scope="session")
def _original(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return begun(tmp_path_factory.mktemp("original"))


@pytest.fixture
def store(_original: Store, tmp_path: Path) -> Store:
    """A memory that has begun, with empty files."""
    return copied(_original, tmp_path)
