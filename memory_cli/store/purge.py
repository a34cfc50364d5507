"""Erasing for good: rebuild the history, verify every object, swap, clean what is beside it.

Until the new history is whole and verified, nothing has changed. From then on it is only a matter
of finishing, which the next command does if this one cannot.
"""

from __future__ import annotations

import shutil
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
from memory_cli.core.needle import Needle
from memory_cli.core.needle import matches
from memory_cli.core.operation import Operation
from memory_cli.core.operation import parse_message
from memory_cli.core.retelling import retold
from memory_cli.core.units import Eraser
from memory_cli.store import git
from memory_cli.store.files import Folder
from memory_cli.store.files import translated
from memory_cli.store.objects import Object
from memory_cli.store.objects import versions
from memory_cli.store.rebuild import Last
from memory_cli.store.rebuild import Progress
from memory_cli.store.rebuild import Rebuilt
from memory_cli.store.rebuild import rebuild
from memory_cli.store.record import Recorder
from memory_cli.store.repository import BRANCH
from memory_cli.store.swap import BUILDING
from memory_cli.store.swap import Erasure
from memory_cli.store.swap import finish
from memory_cli.store.swap import is_decided
from memory_cli.store.swap import offer
from memory_cli.store.swap import what_is_left
from memory_cli.store.verify import Search
from memory_cli.store.verify import check
from memory_cli.store.verify import paths_with
from memory_cli.store.verify import searched

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
        built = _prepared(recorder)
        done = rebuild(
            recorder.repository,
            built,
            eraser=eraser,
            last=Last(operation, {FORGOTTEN: _noted(recorder, eraser, erasure)}),
            progress=progress,
        )
        _check_whole(recorder, built, done, eraser)
        found = searched(built, erasure.needles)
        elsewhere = _elsewhere(built, found, erasure)
        if everywhere:
            _check_nowhere(elsewhere)
        git.patiently(["read-tree", BRANCH], git_dir=built)
        removed = _put_in_place(folder, built, erasure)
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
        shutil.rmtree(folder.root / BUILDING, ignore_errors=True)


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
    """An empty repository with the configuration of the old one, which was looked at already."""
    root = recorder.folder.root
    aside = root / BUILDING
    shutil.rmtree(aside, ignore_errors=True)
    git.run(["init", "-q", "--initial-branch=main", "--", str(aside)])
    with translated(str(aside)):
        shutil.copyfile(root / ".git" / "config", aside / ".git" / "config")
    return aside / ".git"


def _check_whole(recorder: Recorder, built: Path, done: Rebuilt, eraser: Eraser) -> None:
    """Raise GitFailed unless the new history has all of the old one and nothing that has to go."""
    old = git.patiently(["rev-list", "--count", BRANCH], git_dir=recorder.repository.path)
    new = git.patiently(["rev-list", "--count", BRANCH], git_dir=built)
    if not int(new) == done.commits == int(old) + 1:
        raise GitFailed(
            f"the new history has {int(new)} commits where {int(old) + 1} belong; "
            "nothing was changed"
        )
    check(built)
    if left := paths_with(built, eraser):
        raise GitFailed(f"it would still stand in {', '.join(left)}; nothing was changed")


def _elsewhere(built: Path, found: Search, erasure: Erasure) -> tuple[str, ...]:
    """The ids of what has the words in it, or the object itself where no single unit has them.

    What mem says itself, in messages and as names of files, is no person's.
    """
    if not found.hits:
        return ()
    paths = {version.oid: version.path for version in versions(built, BRANCH)}
    reader = Eraser()
    ids: dict[str, None] = {}
    for each in found.hits:
        if each.kind == "tree" or _is_said_by_mem(each, erasure.needles):
            continue
        units = reader.units(paths[each.oid], _text(each)) if each.oid in paths else ()
        having = [u.id for u in units if any(matches(u.text, n) for n in erasure.needles)]
        ids |= dict.fromkeys(having or [f"{each.kind} {each.oid}"])
    return tuple(each for each in ids if each not in erasure.spared)


def _is_said_by_mem(each: Object, needles: Collection[Needle]) -> bool:
    """Whether it is a message in our own words; the name of who acted is the caller's."""
    message = _text(each).partition("\n\n")[2]
    said = parse_message(message, at=0) if each.kind == "commit" else None
    return (
        said is not None
        and retold(message, {}) == message
        and not any(needle.stands_in(said.actor) for needle in needles)
    )


def _text(each: Object) -> str:
    return each.data.decode("utf-8", "surrogateescape")


def _check_nowhere(elsewhere: Collection[str]) -> None:
    if elsewhere:
        raise Refused(
            f"the words would still stand in {len(elsewhere)} place{'s'[: len(elsewhere) > 1]}, "
            "where no single entry or line has all of them; nothing was changed",
            "erase a part of them that stands in one line",
        )
