from __future__ import annotations

from memory_cli.actions.pause import Paused
from memory_cli.actions.pause import pause
from memory_cli.store.pause import Pause
from memory_cli.store.store import Store
from tests.support.memories import NOW
from tests.support.memories import author


def test_a_pause_says_since_when_and_by_whom_and_stays_as_it_began(store: Store) -> None:
    began = Pause(NOW, "cli")
    assert pause(store, author=author()) == Paused(began, changed=True)
    later = author("agent", now=NOW.replace(hour=12))
    assert pause(store, author=later) == Paused(began, changed=False)
