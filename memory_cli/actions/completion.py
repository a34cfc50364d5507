"""What a shell may offer while a command is typed; read straight from the files."""

from __future__ import annotations

from pathlib import Path

from memory_cli.actions.show import tags as counted_tags
from memory_cli.core.layout import FACTS
from memory_cli.store.store import Store

_RECENT_DAYS = 14


def ids(home: Path, user: str) -> tuple[tuple[str, str], ...]:
    """Ids of the facts and of recent log entries, each with its words."""
    store = Store(home, user)
    recent = store.days()[:_RECENT_DAYS]
    documents = [store.document(FACTS), *(store.document(f"memory/{day}.md") for day in recent)]
    entries = (entry for document in documents for entry in document.entries)
    return tuple(dict.fromkeys((entry.short_id, entry.headline) for entry in entries))


def tags(home: Path, user: str) -> tuple[str, ...]:
    """Every tag in use, the most used first."""
    return tuple(tag for tag, _ in counted_tags(Store(home, user)))


def sections(home: Path, user: str) -> tuple[str, ...]:
    """The names of the sections of MEMORY.md."""
    document = Store(home, user).document(FACTS)
    return tuple(dict.fromkeys(document.sections))
