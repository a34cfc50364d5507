"""What tests of the index share."""

from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.store import reading
from tests.search.notes import Notes


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    """A short memory of four files, which nobody has asked yet."""
    return Notes(tmp_path / "mem")


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as written long ago: its signature proves what it holds."""
    monkeypatch.setattr(reading, "SETTLED", -(1 << 62))
