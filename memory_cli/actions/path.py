"""`path`: where a memory file lies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from memory_cli.core.layout import FACTS
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import log_path
from memory_cli.store.store import Store


def path(store: Store, what: str | None, *, today: Callable[[], date]) -> Path:
    """The path of `soul`, `facts` or a day; of the store itself for None. It need not exist."""
    return store.root if what is None else store.path(named(what, today=today))


def named(what: str, *, today: Callable[[], date]) -> str:
    """The path, relative to the store, of what a person calls `soul`, `facts` or a day.

    `today` is asked only when a day is to be understood. Raises BadInput for what is neither.
    """
    fixed = {"soul": SOUL, "facts": FACTS}.get(what.lower())
    if fixed:
        return fixed
    from memory_cli.core.dates import parse_day  # noqa: PLC0415 - needed for days only

    return log_path(parse_day(what, today=today()))
