"""`purge`: erased for good, from the files and from all of history, and what that cannot reach."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from memory_cli.actions.counting import uncount
from memory_cli.actions.erasable import Erasable
from memory_cli.actions.erasable import Purging
from memory_cli.actions.forget import leave_no_word
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import today
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import Refused
from memory_cli.core.layout import is_person
from memory_cli.core.needle import Needle
from memory_cli.core.needle import bare
from memory_cli.core.needle import needle
from memory_cli.core.progress import Progress
from memory_cli.store.beside import beside
from memory_cli.store.beside import remotes
from memory_cli.store.beside import worktrees
from memory_cli.store.files import Folder
from memory_cli.store.purge import Purged
from memory_cli.store.purge import purge as erase
from memory_cli.store.repository import checked
from memory_cli.store.store import Store
from memory_cli.store.swap import Erasure
from memory_cli.store.verify import files_with
from memory_cli.store.verify import searched


class Beyond(NamedTuple):
    """Something that this command cannot reach, and what a person can do about it."""

    what: str
    next: str


class Report(NamedTuple):
    """What was erased, and what is left to do."""

    erased: tuple[Erasable, ...]
    done: Purged
    searched: int  # objects, after all was done
    beyond: tuple[Beyond, ...]


def vanishing(store: Store) -> tuple[str, ...]:
    """What of the repository hangs on no memory, and would be gone."""
    with Folder(store.root) as folder:
        return beside(checked(folder))


def check_may_erase(author: Author) -> None:
    """Raise Refused to everybody who is no person."""
    if not is_person(author.actor):
        raise Refused(
            "only a person erases memory for good", "mem forget takes it out of the files"
        )


def purge(
    store: Store,
    purging: Purging,
    erased: Sequence[Erasable],
    *,
    author: Author,
    progress: Progress,
) -> Report:
    """Erase `erased`, all or some of `purging`, for good.

    Raises Refused to everybody who is no person, Conflict, Busy, Failed and GitFailed.
    """
    check_may_erase(author)
    store.heed_pause()
    ids = tuple(dict.fromkeys(each.id for each in erased))
    needles = _needles(purging, erased)
    erasure = Erasure(
        {each.id: each.words for each in erased}, needles, today(store, author), purging.spared
    )
    operation = author.operation("purge")._replace(summary=f"{len(ids)} erased", entries=ids)
    with store.recorder(operation.at) as recorder:
        elsewhere = worktrees(recorder.repository)
        done = erase(
            recorder,
            erasure,
            operation,
            everywhere=purging.sought is not None,
            progress=progress,
        )
    leave_no_word(store)
    uncount(store, ids)
    return Report(
        tuple(erased), done, _looked_into(store, needles), _beyond(store, needles, elsewhere)
    )


def _looked_into(store: Store, needles: frozenset[Needle]) -> int:
    """How many objects there are, all looked into once more; raises GitFailed."""
    try:
        return searched(store.root, needles).objects
    except GitFailed as error:
        raise GitFailed(
            f"it is erased, but could not be looked into once more: {error.message}",
            "mem history shows what was done",
        ) from error


def _needles(purging: Purging, erased: Sequence[Erasable]) -> frozenset[Needle]:
    """The words that must be gone: those that were searched for, else all of each piece."""
    if purging.sought is not None:
        return frozenset([purging.sought])
    return frozenset(needle(each) for e in erased for each in (e.words, bare(e.text)))


def _beyond(
    store: Store, needles: frozenset[Needle], elsewhere: Sequence[str]
) -> tuple[Beyond, ...]:
    with Folder(store.root) as folder:
        sent = remotes(checked(folder))
    return (
        *(
            Beyond(f"{path} still has the words", "it is no memory file: change it yourself")
            for path in files_with(store.root, needles)
        ),
        *(Beyond(f"the worktree {path} shows an old version", "delete it") for path in elsewhere),
        *(
            Beyond(
                f"the remote {remote.name} ({remote.url}) has the old history",
                f"push the new one over it: git -C {store.root} push --force {remote.name} main; "
                "its owner must then collect garbage",
            )
            for remote in sent
        ),
        Beyond("clones, backups and snapshots of this folder", "delete or renew them"),
        Beyond("what was typed at a shell", "remove the line from its history"),
        Beyond("what was sent to a model", "ask its provider to delete it"),
    )
