"""Temporary files that killed programs left in a store: our own, and those of git."""

from __future__ import annotations

from contextlib import suppress

from memory_cli.core.errors import MemError
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import PENDING
from memory_cli.core.layout import QUEUE
from memory_cli.core.layout import TEMPORARY
from memory_cli.store.files import Folder
from memory_cli.store.holders import age_of

_OF_GIT = ("objects/??/tmp_obj_*", "objects/pack/tmp_*", "objects/tmp_*", "objects/pack/.tmp-*")
_OURS = (f"{TEMPORARY}*", f"refs/heads/{TEMPORARY}*", f"logs/**/{TEMPORARY}*")


def leftovers(folder: Folder, *, older_than: float) -> list[str]:
    """Their paths, relative to the store; what is younger, in seconds, may be in use."""
    found: list[str] = []
    for inside in ("", LOGS, LOCAL, PENDING, QUEUE):
        with suppress(MemError):  # a link in the place of a folder: nothing of ours is behind it
            found += folder.leftovers(inside)
    git_dir = folder.root / ".git"
    within = (path for name in (*_OF_GIT, *_OURS) for path in git_dir.glob(name))
    found += [path.relative_to(folder.root).as_posix() for path in within]
    ages = ((path, age_of(folder.root / path)) for path in found)
    return [path for path, age in ages if age is not None and age > older_than]


def clear(folder: Folder, *, older_than: float) -> int:
    """Remove them; how many there were."""
    found = leftovers(folder, older_than=older_than)
    for path in found:
        (folder.root / path).unlink(missing_ok=True)
    return len(found)
