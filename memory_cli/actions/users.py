"""Who keeps memory on this machine, and the removal of one of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.core.layout import checked_user
from memory_cli.core.layout import is_person
from memory_cli.store.removal import check_is_memory
from memory_cli.store.removal import remove as remove_everything
from memory_cli.store.removal import strangers
from memory_cli.store.store import Store


class User(NamedTuple):
    """A user and the directory that holds everything of theirs."""

    name: str
    path: Path


class Belongings(NamedTuple):
    """What would be gone with a user."""

    path: Path
    entries: int
    days: int
    strangers: tuple[str, ...]  # files in the folder that are no memory


def users(home: Path) -> tuple[User, ...]:
    """The users under `home`, by name; none when there is no such directory.

    A symlink is no user: what it leads to belongs to somebody else.
    """
    try:
        with os.scandir(home) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return ()
    except OSError as e:
        raise Failed(f"{home} cannot be read: {str(e.strerror).lower()}") from e
    return tuple(User(name, home / name) for name in sorted(names) if _is_user(name))


def belongings(store: Store) -> Belongings:
    """What the user of `store` has; raises NotFound when that is no memory."""
    check_is_memory(store)
    entries = sum(len(document.entries) for document in store.documents())
    return Belongings(store.root, entries, len(store.days()), strangers(store))


def remove(store: Store, *, actor: str) -> None:
    """Remove everything of the user of `store`, for good.

    Raises Refused to everybody who is no person, NotFound, Busy and Failed.
    """
    if not is_person(actor):
        raise Refused("only a person removes a memory", "mem forget takes entries out of one")
    store.heed_pause()
    remove_everything(store)


def _is_user(name: str) -> bool:
    try:
        checked_user(name)
    except Refused:
        return False
    return True
