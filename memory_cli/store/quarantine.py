"""What of a repository cannot be read, put aside inside of it: nothing is ever deleted."""

from __future__ import annotations

import os
from pathlib import Path

from memory_cli.core.errors import Refused
from memory_cli.store.delivery import deliver
from memory_cli.store.files import as_ours
from memory_cli.store.files import make_durable

NAME = "mem-quarantine"


class Quarantine:
    """The place in `.git` for what cannot be read; `taken` are the paths that went there."""

    def __init__(self, git_dir: Path) -> None:
        self._git_dir = git_dir
        self.path = git_dir / NAME
        self.taken: list[str] = []

    def take(self, path: Path) -> Path:
        """Move `path` there, durably, and return where it is now."""
        place = self._place(path)
        try:
            path.rename(place)
            make_durable(place.parent)
            make_durable(path.parent)
        except OSError as error:
            raise as_ours(error, str(path)) from error
        return place

    def copy(self, path: Path) -> None:
        """Keep a copy of the small file `path` there, for it will be written anew."""
        try:
            data = path.read_bytes()
            place = self._place(path)
            deliver(place, [data], force=True)
        except FileNotFoundError:
            return
        except OSError as error:
            raise as_ours(error, str(path)) from error

    def _place(self, path: Path) -> Path:
        """A name for `path` there that is not taken yet."""
        inside = path.relative_to(self._git_dir)
        if self.path.is_symlink():
            raise Refused(f"{self.path} is a symbolic link", "remove it and run this again")
        wanted = self.path / inside
        for folder in (*reversed(inside.parents), inside)[:-1]:
            (self.path / folder).mkdir(mode=0o700, exist_ok=True)
        place, number = wanted, 0
        while os.path.lexists(place):
            number += 1
            place = wanted.with_name(f"{wanted.name}.{number}")
        self.taken.append(inside.as_posix())
        return place
