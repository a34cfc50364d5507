"""`curate --tidy`: the facts that exist, looked after."""

from __future__ import annotations

from memory_cli.actions.curate import Considered
from memory_cli.actions.writing import Author
from memory_cli.core.plan import Edit
from memory_cli.store.store import Store


def tidied(store: Store, *, author: Author) -> tuple[Considered, tuple[Edit, ...]]:
    """What would put the facts in order."""
    raise NotImplementedError
