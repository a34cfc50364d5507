from __future__ import annotations

import pytest

from memory_cli.actions.pause import Paused
from memory_cli.actions.pause import pause
from memory_cli.actions.resume import resume
from memory_cli.core.errors import Refused
from memory_cli.store.pause import Leave
from memory_cli.store.store import Store
from tests.support.memories import author


def test_what_was_paused_goes_on(store: Store) -> None:
    assert resume(store) == Paused(None, changed=False)
    pause(store, author=author())
    assert resume(store) == Paused(None, changed=True)
    assert store.pause() is None


def test_whom_a_pause_stops_cannot_end_it(store: Store) -> None:
    pause(store, author=author())
    with pytest.raises(Refused):
        resume(Store(store.root.parent, store.user, Leave("agent", while_paused=False)))
    assert store.pause() is not None
