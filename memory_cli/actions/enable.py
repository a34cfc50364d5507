"""`enable`: struck entries are recalled again."""

from __future__ import annotations

from collections.abc import Sequence

from memory_cli.actions.find import find
from memory_cli.actions.mark import mark
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.core.splice import unstrike
from memory_cli.store.change import starting_over
from memory_cli.store.store import Store


@starting_over
def enable(store: Store, names: Sequence[str], *, author: Author) -> Written:
    """Take the strike off the entries `names` wherever they stand."""
    return mark(store, "enable", find(store, names), unstrike, author=author)
