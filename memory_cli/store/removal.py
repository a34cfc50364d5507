"""Removing a whole memory: everything of one user, at once."""

from __future__ import annotations

import os
import shutil

from memory_cli.core.errors import Failed
from memory_cli.core.errors import NotFound
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import IGNORE
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import SOUL
from memory_cli.store.files import Folder
from memory_cli.store.files import translated
from memory_cli.store.lock import locked
from memory_cli.store.store import Store
from memory_cli.store.swap import NEW
from memory_cli.store.swap import OLD

_ASIDE = ".removed-"  # no name of a user
_MARKS = (SOUL, FACTS, LOCAL)
_OWN = frozenset({*_MARKS, LOGS, FORGOTTEN, IGNORE, ".git", NEW, OLD})


def check_is_memory(store: Store) -> None:
    """Raise NotFound unless the folder of `store` is one that mem has made."""
    if not store.is_there():
        raise NotFound(f"there is no memory of {store.user!r}", "mem users lists them")
    with Folder(store.root) as folder:
        if not any(folder.status(name) for name in _MARKS):
            raise NotFound(f"{store.root} is no memory", "mem users lists them")


def strangers(store: Store) -> tuple[str, ...]:
    """The files and folders in a memory that are none of mem's and would go with it."""
    with Folder(store.root) as folder:
        return tuple(sorted(name for name, _ in folder.names("") if name not in _OWN))


def remove(store: Store) -> None:
    """Remove everything of the user of `store`; nobody sees it half removed.

    Raises NotFound, Busy while somebody writes, and Failed.
    """
    check_is_memory(store)
    home, aside = store.root.parent, f"{_ASIDE}{store.user}-"
    with Folder(store.root) as folder, locked(folder), translated(str(store.root)):
        store.root.rename(home / f"{aside}{os.urandom(6).hex()}")
    for left in sorted(home.glob(f"{aside}*")):  # also what an earlier removal did not get done
        try:
            shutil.rmtree(left)
        except OSError as error:
            raise Failed(
                f"{store.user} is removed, but {left} could not be deleted: "
                f"{(error.strerror or '').lower()}",
                "delete it by hand",
            ) from error
