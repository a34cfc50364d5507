"""`done`: a task is ticked."""

from __future__ import annotations

from memory_cli.actions.find import find
from memory_cli.actions.mark import mark
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.core.errors import Refused
from memory_cli.core.splice import tick
from memory_cli.store.change import starting_over
from memory_cli.store.store import Store


@starting_over
def done(store: Store, name: str, *, author: Author) -> Written:
    """Tick the task `name`; where the same words are open in several places, the newest."""
    tasks = [entry for entry in find(store, [name]) if entry.task is not None]
    if not tasks:
        raise Refused(f"{name} is not a task", "tasks begin with [ ]; mem show tasks lists them")
    still_open = [entry for entry in tasks if entry.task == "open"]
    if not still_open:
        return Written(tuple(tasks), tuple(dict.fromkeys(entry.id for entry in tasks)))
    newest = max(still_open, key=lambda entry: (entry.day is not None, entry.day or 0, entry.line))
    return mark(store, "done", [newest], tick, author=author)
