"""`resume`: everybody may write again."""

from __future__ import annotations

from memory_cli.actions.pause import Paused
from memory_cli.store.store import Store


def resume(store: Store) -> Paused:
    """Let writing go on. Raises Refused for all whom the pause stops."""
    store.heed_pause()
    return Paused(None, changed=store.set_pause(None) is not None)
