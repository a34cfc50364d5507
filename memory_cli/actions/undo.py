"""`undo`: one operation is taken back with a new commit."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from memory_cli.actions.history import Chapter
from memory_cli.actions.history import chapter
from memory_cli.actions.writing import Author
from memory_cli.core.changes import Changes
from memory_cli.core.changes import changes
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import NotRecorded
from memory_cli.core.forgotten import erased
from memory_cli.core.forgotten import reverted
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.operation import TAKEN_BACK_BY_NAME
from memory_cli.core.revert import Overtaken
from memory_cli.core.revert import revert
from memory_cli.store.change import Change
from memory_cli.store.change import starting_over
from memory_cli.store.history import FileChange
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


@starting_over
def undo(store: Store, name: str | None, *, author: Author, private: bool = True) -> Undone:
    """Take back the commit `name`, or the newest operation that is not undone.

    Bytes come back exactly when nothing came after; else entries do, whatever happened beside
    them. Without `private`, what that changed is told as if there were no private entries. Raises
    Conflict when what the operation made has been changed since, NotFound.
    """
    with store.change(author.operation("undo")) as change:
        if change.waits_for is not None:
            raise Conflict(
                "history is not up to date, so nothing can be undone now", change.waits_for
            )
        with open_history(store.root) as trail:
            target = _newest(trail) if name is None else _named(trail, name)
            told = chapter(trail, target, private=private)
            texts = [_take_back(change, trail, file, target) for file in target.files]
        if not change.changed:
            raise Conflict(f"nothing is left to take back of {target.short}", "see mem history")
        made = tuple((path, changes(path, *each)) for path, *each in texts)
        ids = dict.fromkeys(i for _, c in made for i in (*c.ids_added, *c.ids_removed))
        change.describe(f"{target.op} {target.short}", entries=tuple(ids), undoes=target.commit)
    if not private:
        made = tuple((path, changes(path, *each, private=False)) for path, *each in texts)
    return Undone(told, made, *change.outcome)


def _named(trail: History, name: str) -> Revision:
    """The revision `name`, which may be an undo; raises NotFound, and Conflict if undone."""
    target = trail.revision(name.lower())
    if target.commit in _undone(trail):
        raise Conflict(f"{target.short} is undone already", "its undo can be undone: mem history")
    return target


def _undone(trail: History) -> set[str]:
    """The commits that an undo, itself not undone, took back."""
    undone: set[str] = set()
    for revision in trail.messages(containing="Mem-Undoes: ", newest_first=True):
        if revision.operation and revision.operation.undoes and revision.commit not in undone:
            undone.add(revision.operation.undoes)
    return undone


def _newest(trail: History) -> Revision:
    """The newest operation of a person or program that is not undone."""
    undone = _undone(trail)
    for revision in trail.messages(newest_first=True):
        if revision.operation is None or revision.commit in undone:
            continue
        if revision.op not in TAKEN_BACK_BY_NAME:
            told = next(trail.with_files([revision]))
            if told.files:  # a curation may only note what it has read
                return told
    raise NotFound("there is nothing to undo", "name a commit; mem history lists them")


def _take_back(
    change: Change, trail: History, file: FileChange, target: Revision
) -> tuple[str, str, str]:
    """Take back what became of one file; its path, and its text before and after that."""
    before, after, present = trail.data(file.before), trail.data(file.after), change.read(file.path)
    erases = file.path == FORGOTTEN and erased(_text(present)) - erased(_text(before))
    if (present or b"") == after and not erases:
        restored = before if file.before else None
    else:
        try:
            take_back = reverted if file.path == FORGOTTEN else partial(revert, file.path)
            text = take_back(before=_text(before), after=_text(after), now=_text(present))
        except Overtaken:
            raise Conflict(
                f"{file.path} was changed after {target.op} {target.short}, at the same place",
                f"see mem history {file.path} --patch; undo another commit by naming it, "
                "or change the file by hand: mem edit",
            ) from None
        data = text.encode("utf-8", "surrogateescape")
        restored = data if data or (file.before and present is not None) else None
    change.write(file.path, restored)
    return file.path, _text(present), _text(restored)


def _text(data: bytes | None) -> str:
    return (data or b"").decode("utf-8", "surrogateescape")
