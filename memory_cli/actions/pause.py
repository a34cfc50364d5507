"""`pause`: from now on only a person at a terminal writes."""

from __future__ import annotations

from typing import NamedTuple

from memory_cli.actions.writing import Author
from memory_cli.store.pause import Pause
from memory_cli.store.store import Store


class Paused(NamedTuple):
    """Since when writing is paused, and by whom; None when it goes on. `changed`: just now."""

    pause: Pause | None
    changed: bool


def pause(store: Store, *, author: Author) -> Paused:
    """Pause writing; where it is paused already, it stays as it was. Anybody may ask for calm."""
    began = Pause(author.now, author.actor)
    before = store.set_pause(began)
    return Paused(before or began, changed=before is None)
