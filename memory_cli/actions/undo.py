"""`undo`: one operation is taken back with a new commit."""

from __future__ import annotations

from typing import NamedTuple

from memory_cli.actions.history import Chapter
from memory_cli.actions.history import chapter
from memory_cli.actions.writing import Author
from memory_cli.core.changes import Changes
from memory_cli.core.changes import changes
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import NotRecorded
from memory_cli.core.operation import TAKEN_BACK_BY_NAME
from memory_cli.core.revert import Overtaken
from memory_cli.core.revert import revert
from memory_cli.store.change import Change
from memory_cli.store.change import starting_over
from memory_cli.store.history import History
from memory_cli.store.history import Revision
from memory_cli.store.history import open_history
from memory_cli.store.store import Store


class Undone(NamedTuple):
    """What was taken back, and what that changed in the files."""

    chapter: Chapter
    changes: tuple[tuple[str, Changes], ...]
    commit: str | None
    delayed: NotRecorded | None


class _Reversal(NamedTuple):
    path: str
    before: bytes | None  # what the operation found; None: no file
    after: bytes | None  # what it left


@starting_over
def undo(store: Store, name: str | None, *, author: Author) -> Undone:
    """Take back the commit `name`, or the newest operation that is not undone.

    Bytes come back exactly when nothing came after; else entries do, whatever happened beside
    them. Raises Conflict when what the operation made has been changed since, NotFound.
    """
    with open_history(store.root) as trail:
        target = trail.revision(name.lower()) if name else _newest(trail)
        told = chapter(trail, target)
        reversals = tuple(
            _Reversal(
                file.path,
                trail.data(file.before) if file.before else None,
                trail.data(file.after) if file.after else None,
            )
            for file in target.files
        )
    with store.change(author.operation("undo")) as change:
        if change.waits_for is not None:
            raise Conflict(
                "history is not up to date, so nothing can be undone now", change.waits_for
            )
        made = tuple(_take_back(change, each, target) for each in reversals)
        if not change.changed:
            raise Conflict(f"nothing is left to take back of {target.short}", "see mem history")
        ids = dict.fromkeys(i for _, c in made for i in (*c.ids_added, *c.ids_removed))
        change.describe(f"{target.op} {target.short}", entries=tuple(ids), undoes=target.commit)
    return Undone(told, made, *change.outcome)


def _newest(trail: History) -> Revision:
    """The newest operation of a person or program that is not undone."""
    undone: set[str] = set()
    for revision in trail.revisions():
        if revision.operation is None:
            continue
        if revision.op == "undo" and revision.commit not in undone:
            undone.add(revision.operation.undoes or "")
        if revision.op not in TAKEN_BACK_BY_NAME and revision.commit not in undone:
            return revision
    raise NotFound("there is nothing to undo", "name a commit; mem history lists them")


def _take_back(change: Change, made: _Reversal, target: Revision) -> tuple[str, Changes]:
    present = change.read(made.path)
    if present == made.after:
        change.write(made.path, made.before)
        restored = made.before
    else:
        try:
            text = revert(
                made.path, before=_text(made.before), after=_text(made.after), now=_text(present)
            )
        except Overtaken:
            raise Conflict(
                f"{made.path} was changed after {target.op} {target.short}, at the same place",
                f"look at it with mem history {made.path} --patch, and change it by hand: mem edit",
            ) from None
        restored = text.encode("utf-8", "surrogateescape")
        change.write(made.path, restored if text or present is not None else None)
    return made.path, changes(made.path, _text(present), _text(restored))


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape")
