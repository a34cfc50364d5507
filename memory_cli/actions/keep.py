"""`keep`: a log entry is worth keeping as a fact."""

from __future__ import annotations

from memory_cli.actions.add import SECTION
from memory_cli.actions.add import remember
from memory_cli.actions.find import find
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.core.draft import draft_of
from memory_cli.core.errors import Refused
from memory_cli.store.change import starting_over
from memory_cli.store.store import Store


@starting_over
def keep(store: Store, name: str, *, author: Author, section: str = SECTION) -> Written:
    """Copy the log entry `name`, word for word, into `section`; the log stays as it is."""
    logged = [entry for entry in find(store, [name]) if entry.kind == "log"]
    if not logged:
        raise Refused(f"{name} is not a log entry", "only what stands in a daily log can be kept")
    drafts = [draft_of(logged[0])]
    sources = tuple(dict.fromkeys(entry.reference for entry in logged))
    return remember(store, drafts, author=author, section=section, sources=sources)
