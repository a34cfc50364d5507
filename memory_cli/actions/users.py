"""Who keeps memory on this machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.core.layout import checked_user


class User(NamedTuple):
    """A user and the directory that holds everything of theirs."""

    name: str
    path: Path


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


def _is_user(name: str) -> bool:
    try:
        checked_user(name)
    except Refused:
        return False
    return True
