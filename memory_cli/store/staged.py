"""Git's own index, made anew when it cannot be read: nothing of memory is only there."""

from __future__ import annotations

from contextlib import suppress

from memory_cli.store import git
from memory_cli.store.quarantine import Quarantine
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Repository


def is_damaged(repository: Repository) -> bool:
    """Whether git cannot read its index."""
    try:
        git.run(["ls-files", "--stage", "-z"], root=repository.root)
    except git.Declined:
        return (repository.path / "index").is_file()
    return False


def renew_index(repository: Repository, quarantine: Quarantine | None = None) -> bool:
    """Make the index anew, from what was recorded last, if it is damaged; whether that was so.

    While a git holds its lock, it is that git's affair.
    """
    if not is_damaged(repository) or (repository.path / "index.lock").exists():
        return False
    (quarantine or Quarantine(repository.path)).take(repository.path / "index")
    with suppress(git.Declined):  # nothing was recorded yet: it may be missing
        git.run(["read-tree", BRANCH], root=repository.root)
    return True
