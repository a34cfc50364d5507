"""Git's own index, made anew when it cannot be read: nothing of memory is only there."""

from __future__ import annotations

from contextlib import suppress

from memory_cli.core.errors import GitFailed
from memory_cli.store import git
from memory_cli.store.quarantine import Quarantine
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Repository
from memory_cli.store.repository import has_torn_index
from memory_cli.store.repository import tip


def is_damaged(repository: Repository) -> bool:
    """Whether the index is not as git wrote it, or git has none though there is a history.

    To git that means that every file was deleted.
    """
    if not (repository.path / "index").exists():
        with suppress(GitFailed):
            return tip(repository) is not None
        return False
    return has_torn_index(repository.path)


def renew_index(repository: Repository, quarantine: Quarantine | None = None) -> bool:
    """Make the index anew, from what was recorded last, if it is damaged; whether that was so.

    While a git holds its lock, it is that git's affair.
    """
    if not is_damaged(repository) or (repository.path / "index.lock").exists():
        return False
    if (repository.path / "index").exists():
        (quarantine or Quarantine(repository.path)).take(repository.path / "index")
    with suppress(git.Declined):  # what was recorded cannot be read: that comes first
        git.run(["read-tree", BRANCH], root=repository.root)
    return True
