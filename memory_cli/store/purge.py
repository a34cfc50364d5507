"""Erasing for good: rebuild the history, verify every object, swap, clean what is beside it.

Until the new history is whole and verified, nothing has changed. From then on it is only a matter
of finishing, which the next command does if this one cannot.
"""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Busy
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import Failed
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import Refused
from memory_cli.core.forgotten import noted
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.needle import matches
from memory_cli.core.operation import Operation
from memory_cli.core.progress import Progress
from memory_cli.core.units import Eraser
from memory_cli.store import git
from memory_cli.store.files import Folder
from memory_cli.store.files import translated
from memory_cli.store.objects import Object
from memory_cli.store.objects import versions
from memory_cli.store.rebuild import Last
from memory_cli.store.rebuild import Rebuilt
from memory_cli.store.rebuild import rebuild
from memory_cli.store.record import Recorder
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import settings
from memory_cli.store.swap import BUILDING
from memory_cli.store.swap import Erasure
from memory_cli.store.swap import clear
from memory_cli.store.swap import finish
from memory_cli.store.swap import is_decided
from memory_cli.store.swap import offer
from memory_cli.store.swap import what_is_left
from memory_cli.store.verify import Search
from memory_cli.store.verify import check
from memory_cli.store.verify import paths_with
from memory_cli.store.verify import searched

_PLACE = ":"  # between kind and id of an object where no single unit has the words
_ROOM = 1 << 18  # bytes; where they find no place, git has found none either


class Purged(NamedTuple):
    """What a purge has done."""

    commit: str
    commits: int
    versions: int  # of files that are others now
    objects: int  # that were looked into, and had none of it
    elsewhere: tuple[str, ...]  # ids of what has the same words in it and was not asked for
    removed: tuple[str, ...]  # leftovers beside the memory


def purge(
    recorder: Recorder,
    erasure: Erasure,
    operation: Operation,
    *,
    everywhere: bool = False,
    progress: Progress,
) -> Purged:
    """Erase `erasure` from the history and the files of the store that `recorder` holds.

    With `everywhere` nothing else may have the words when it is done. Raises Conflict, Busy,
    Refused, Failed and GitFailed, with nothing changed.
    """
    folder = recorder.folder
    _check_ready(recorder)
    eraser = Eraser(erasure.ids, tuple(erasure.texts.values()))
    with _aside(folder):
        aside = _prepared(recorder)
        done = rebuild(
            recorder.repository,
            aside,
            eraser=eraser,
            last=Last(operation, {FORGOTTEN: _noted(recorder, eraser, erasure)}),
            progress=progress,
        )
        _check_whole(recorder, aside, done, eraser)
        found = searched(aside, erasure.needles)
        elsewhere = _elsewhere(aside, found, erasure)
        _check_nowhere(elsewhere if everywhere else [e for e in elsewhere if _PLACE in e])
        git.patiently(["read-tree", BRANCH], root=aside)
        removed = _put_in_place(folder, aside / ".git", erasure)
    if left := what_is_left(folder.root):
        raise Failed(
            f"memory and history have it no more, but the old history could not be removed: {left}",
            f"remove it: sudo rm -r {quote(str(folder.root / left))}",
        )
    return Purged(done.tip, done.commits, done.versions, found.objects, elsewhere, removed)


@contextmanager
def _aside(folder: Folder) -> Iterator[None]:
    """Build in peace: what fails leaves nothing behind. Git says of a full disk many things."""
    try:
        yield
    except GitFailed:
        with suppress(BadInput, Refused):
            folder.discard(folder.stage(BUILDING, bytes(_ROOM)))
        raise
    finally:
        clear(folder)


def _put_in_place(folder: Folder, built: Path, erasure: Erasure) -> tuple[str, ...]:
    """Let `built` be the history, and do all that follows from it."""
    offered = False
    try:
        offer(folder, built, erasure)
        offered = True
        return finish(folder)
    except Failed as error:
        if not (offered or is_decided(folder.root)):
            raise
        fact = error.message.removesuffix("; nothing was changed")
        raise Failed(f"{fact}; the next command ends it", error.hint) from error


def _check_ready(recorder: Recorder) -> None:
    """Raise unless history and files are one, so that nothing is left out or written twice."""
    if recorder.delayed is not None:
        raise Conflict(
            f"history is not up to date, so nothing can be erased now: {recorder.delayed.message}",
            recorder.delayed.hint,
        )
    if recorder.moving:
        raise Busy(
            f"{recorder.moving[0]} is being written by another program",
            "run it again when that is done",
        )
    if recorder.is_unborn:
        raise GitFailed("there is no history to erase anything from", 'run "mem init"')


def _noted(recorder: Recorder, eraser: Eraser, erasure: Erasure) -> bytes:
    """What `.forgotten` says afterwards."""
    before = (recorder.folder.read(FORGOTTEN) or b"").decode("utf-8", "surrogateescape")
    kept = eraser.without(FORGOTTEN, before)
    after = noted(kept, sorted(erasure.ids), erasure.day, erased=True)
    return after.encode("utf-8", "surrogateescape")


def _prepared(recorder: Recorder) -> Path:
    """An empty store with the configuration of the old one, which was looked at already.

    What that says of branches that will not be there stays behind.
    """
    clear(recorder.folder)
    aside = recorder.folder.root / BUILDING
    git.run(["init", "-q", "--initial-branch=main", "--", str(aside)])
    config = aside / ".git" / "config"
    with translated(str(config)):
        config.write_bytes(b"")
    for key, value in settings(recorder.repository.root):
        if not key.startswith("branch.") or key.startswith("branch.main."):
            git.run(["config", "--file", str(config), "--add", key, value])
    return aside


def _check_whole(recorder: Recorder, aside: Path, done: Rebuilt, eraser: Eraser) -> None:
    """Raise GitFailed unless the new history has all of the old one and nothing that has to go."""
    old = git.patiently(["rev-list", "--count", BRANCH], root=recorder.repository.root)
    new = git.patiently(["rev-list", "--count", BRANCH], root=aside)
    if not int(new) == done.commits == int(old) + 1:
        raise GitFailed(
            f"the new history has {int(new)} commits where {int(old) + 1} belong; "
            "nothing was changed"
        )
    check(aside)
    if left := paths_with(aside, eraser):
        raise GitFailed(f"it would still stand in {', '.join(left)}; nothing was changed")


def _elsewhere(aside: Path, found: Search, erasure: Erasure) -> tuple[str, ...]:
    """The ids of what has the words in it, or the object itself where no single unit has them."""
    if not found.hits:
        return ()
    paths = {version.oid: version.path for version in versions(aside, BRANCH)}
    reader = Eraser()
    ids: dict[str, None] = {}
    for each in found.hits:
        units = reader.units(paths[each.oid], _text(each)) if each.oid in paths else ()
        having = [u.id for u in units if any(matches(u.text, n) for n in erasure.needles)]
        ids |= dict.fromkeys(having or [f"{each.kind}{_PLACE}{each.oid}"])
    return tuple(each for each in ids if each not in erasure.spared)


def _text(each: Object) -> str:
    return each.data.decode("utf-8", "surrogateescape")


def _check_nowhere(elsewhere: Collection[str]) -> None:
    if elsewhere:
        raise Refused(
            f"the words would still stand in {len(elsewhere)} place{'s'[: len(elsewhere) > 1]}, "
            "where no single entry or line has all of them; nothing was changed",
            "erase a part of them that stands in one line",
        )
