"""Pausing: who may write is decided by a setting of the store, kept in its git configuration.

It stands there as `mem.paused`: when, and by whom. Hand edits are recorded all the same.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import Refused
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import is_person
from memory_cli.store import git
from memory_cli.store.files import Folder
from memory_cli.store.repository import PAUSED
from memory_cli.store.repository import Repository
from memory_cli.store.repository import checked

_CONFIG = ".git/config"
_NOT_THERE = 5  # how `git config` ends when there is nothing to take away


class Pause(NamedTuple):
    """Since when writing is paused, and by whom; `since` is None where the setting is no time."""

    since: datetime | None
    by: str


class Leave(NamedTuple):
    """What whoever opened a store may do with it, beyond what everybody may."""

    actor: str = "cli"
    while_paused: bool = True
    secrets: bool = False  # write what looks like a secret


FREE = Leave()


def pause_of(repository: Repository) -> Pause | None:
    """Since when and by whom the store is paused; None when it is not."""
    if repository.paused is None:
        return None
    at, _, by = repository.paused.partition(" ")
    with suppress(ValueError):
        since = datetime.fromisoformat(at)
        if since.tzinfo is not None:
            return Pause(since, by)
    return Pause(None, repository.paused)


def heed(repository: Repository, leave: Leave) -> None:
    """Raise Refused where the store is paused for who acts."""
    if repository.paused is None or leave.while_paused:
        return
    hint = 'wait, or ask the person to run "mem resume"'
    if is_person(leave.actor):
        hint = 'run "mem resume" in a terminal first, or say --force'
    raise Refused("this memory is paused; nothing was written", hint)


def heed_at(root: Path, leave: Leave) -> None:
    """The same for the store at `root`; where there is none yet, nothing is paused."""
    if (root / ".git").exists():
        with Folder(root) as folder:
            heed(checked(folder), leave)


def set_pause(folder: Folder, pause: Pause | None) -> None:
    """Pause the store in `folder`, or let it go on; the configuration is replaced whole."""
    aside = folder.stage(f"{LOCAL}/config", folder.read(_CONFIG) or b"")
    edited = ["config", "--file", str(folder.root / aside)]
    try:
        if pause is None:
            git.run([*edited, "--unset-all", PAUSED], ok=_NOT_THERE)
        else:
            since = pause.since.isoformat(timespec="seconds") if pause.since else ""
            git.run([*edited, PAUSED, f"{since} {pause.by}"])
        changed = folder.read(aside)
    finally:
        folder.discard(aside)
    if changed is None:
        raise GitFailed(f"{folder.root}/{_CONFIG} could not be written", "run it again")
    folder.publish(folder.stage(_CONFIG, changed), _CONFIG)
