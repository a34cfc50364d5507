from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.core.errors import Refused
from memory_cli.store.files import Folder
from memory_cli.store.pause import Leave
from memory_cli.store.pause import Pause
from memory_cli.store.repository import configuration
from memory_cli.store.settings import adopt
from memory_cli.store.store import Store
from tests.support.stores import begun


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return begun(tmp_path)


def adopted(store: Store) -> tuple[str, ...]:
    with Folder(store.root) as folder:
        return adopt(folder)


def test_what_a_memory_needs_stays(store: Store) -> None:
    before = configuration(store.root)
    assert adopted(store) == ()
    assert configuration(store.root) == before


def test_what_it_has_no_need_of_goes_and_is_kept_aside(store: Store) -> None:
    before, config = configuration(store.root), store.path(".git/config")
    config.write_text(config.read_text() + "[core]\n\tfsmonitor = touch MARK\n")
    assert adopted(store) == ("core.fsmonitor",)
    assert configuration(store.root) == before
    aside = [path for path in store.path(".git/mem-quarantine").rglob("*") if path.is_file()]
    assert ["touch MARK" in path.read_text() for path in aside] == [True]


def test_one_that_cannot_be_read_is_written_plainly(store: Store) -> None:
    store.path(".git/config").write_text("[core\n\tbare")
    assert adopted(store) == ("all of it, for git could not read it",)
    assert configuration(store.root)["user.name"] == "mem"
    assert store.pause() is None


def test_a_pause_outlasts_a_configuration_that_cannot_be_read(store: Store) -> None:
    store.path(".git/config").write_text("[mem]\n\tpaused = 2026-11-20T09:14:00+00:00 cli\n[core\n")
    adopted(store)
    assert store.pause() == Pause(None, "mem doctor")
    with pytest.raises(Refused, match="this memory is paused"):
        Store(store.root.parent, "me", Leave("agent", while_paused=False)).heed_pause()
