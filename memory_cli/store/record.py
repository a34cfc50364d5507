"""Bringing history up to date with the files: deeds left behind, then hand edits, each on its own.

All of it runs under the lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from contextlib import suppress
from itertools import chain
from typing import TYPE_CHECKING

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import MemError
from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.core.forgotten import erased
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import PENDING
from memory_cli.core.layout import QUEUE
from memory_cli.core.layout import is_recorded
from memory_cli.core.operation import Operation
from memory_cli.core.retyped import without_retyped
from memory_cli.store import git
from memory_cli.store.commit import blob_id
from memory_cli.store.commit import blobs
from memory_cli.store.commit import commit
from memory_cli.store.commit import index
from memory_cli.store.commit import pack_when_crowded
from memory_cli.store.commit import refresh_index
from memory_cli.store.commit import tree
from memory_cli.store.files import Folder
from memory_cli.store.intent import Deed
from memory_cli.store.intent import Step
from memory_cli.store.intent import end_repair
from memory_cli.store.intent import note
from memory_cli.store.intent import noted
from memory_cli.store.intent import repair_under_way
from memory_cli.store.intent import was_set_back
from memory_cli.store.repository import Damaged
from memory_cli.store.repository import Repository
from memory_cli.store.repository import head
from memory_cli.store.repository import recordable
from memory_cli.store.repository import tip
from memory_cli.store.repository import work_under_way
from memory_cli.store.withheld import Withheld
from memory_cli.store.withheld import note as note_withheld
from memory_cli.store.withheld import noted as noted_withheld
from memory_cli.store.withheld import text_of
from memory_cli.store.withheld import withheld
from memory_cli.store.worktree import edits
from memory_cli.store.worktree import settled_edits

if TYPE_CHECKING:  # loaded when something is torn
    from memory_cli.store.repair import Mended

_TRIES = 5


class Recorder:
    """The history of one store while its lock is held.

    `allow_secret` lets hand edits with a secret into it.
    """

    def __init__(
        self, folder: Folder, repository: Repository, *, allow_secret: bool = False
    ) -> None:
        self.folder = folder
        self.repository = repository
        self._allow_secret = allow_secret
        self.waiting: tuple[Deed, ...] = ()  # saved, not recorded
        self.delayed: NotRecorded | None = None  # why, once something could not be recorded
        self.commits: list[str] = []  # what was recorded, oldest first
        self.recorded: tuple[str, ...] = ()  # paths of hand edits among them
        self.moving: tuple[str, ...] = ()
        self.unreadable: tuple[str, ...] = ()
        self.withheld: dict[str, Withheld] = {}  # hand edits that history must not get, by path
        self.told: tuple[str, ...] = ()  # those of which somebody tells already
        self._left: tuple[Deed, ...] = ()  # noted by writers before us, not looked at yet
        self._parent: str | None = None
        self._tree: dict[str, str] = {}
        self._index: dict[str, str] | None = None  # what git at work has put into the files
        self._conflicts: frozenset[str] = frozenset()
        self.mended: Mended | None = None  # what was repaired before anything could be done
        if repository.is_torn or repair_under_way(folder):
            self._mend()
        try:
            self._begin()
        except (Damaged, git.Declined):
            self._mend()
            self._begin()

    def _mend(self) -> None:
        from memory_cli.store.repair import repair  # noqa: PLC0415 - see above

        self.mended = repair(self.folder, self.repository)

    def _begin(self) -> None:
        try:
            recordable(self.repository)
        except NotRecorded as reason:
            self.delayed = reason
            self._parent = tip(self.repository)
        else:
            self._parent = head(self.repository)
        self._tree = tree(self.repository.root, self._parent) if self._parent else {}
        if work_under_way(self.repository):
            self._index, self._conflicts = index(self.repository.root)

    @property
    def is_unborn(self) -> bool:
        """Whether nothing has been recorded yet."""
        return self._parent is None

    def catch_up(self, at: int, settled: Mapping[str, str | None] | None = None) -> None:
        """Finish what killed writers left, then record hand edits; `at` dates the latter.

        With `settled`, a blob id for each path (None: deleted), only the edits that are just that.
        """
        left = noted(self.folder)
        if left is None:  # a damaged note: somebody's deed, nobody knows whose
            self.record_edits(Operation("recover", "agent", at))
            self.announce()
        self._left = left or ()
        while self._left:
            deed, *rest = self._left
            self._left = tuple(rest)
            self._finish(deed)
        sweep(self.folder)
        if repair_under_way(self.folder):
            if was_set_back(self.folder):  # it lacks what others have done
                self.record_edits(Operation("recover", "agent", at))
            if self.delayed is None and not self.moving:
                end_repair(self.folder)
        self.record_edits(Operation("edit", "editor", at), settled)
        self._note_withheld(settled)

    def _note_withheld(self, settled: Mapping[str, str | None] | None) -> None:
        """Note what is withheld; what was noted of files that are not `settled` still holds."""
        known = noted_withheld(self.folder) if settled is not None else ()
        still = {each.path: each for each in known if each.path not in (settled or {})}
        note_withheld(self.folder, (still | self.withheld).values())

    def _finish(self, deed: Deed) -> None:
        if self._is_newest(deed):
            self.announce()
            return
        if not deed.saved:
            deed = deed._replace(steps=self._completed(deed.steps))
        if deed.steps:
            self.record(deed._replace(saved=True))
        else:
            self.announce()

    def _completed(self, steps: Mapping[str, Step]) -> dict[str, Step]:
        """The steps of a killed writer: none if it had done none, else all that still can be."""
        done = {path: step for path, step in steps.items() if self._is_done(path, step)}
        for path, step in steps.items():
            if done and path not in done and self._held(path) == step.before:
                if step.staged is not None and self.folder.status(step.staged):
                    self.folder.publish(step.staged, path)
                else:
                    self.put(path, step.after)
                done[path] = step
        return done

    def _is_done(self, path: str, step: Step) -> bool:
        """Whether the file got its new bytes, whatever a person has made of them since."""
        was_renamed = step.staged is None or self.folder.status(step.staged) is None
        return was_renamed and self._held(path) != step.before

    def _held(self, path: str) -> str | None:
        """The blob id of what `path` holds now."""
        data = self.folder.read(path)
        return None if data is None else blob_id(data)

    def _is_newest(self, deed: Deed) -> bool:
        """Whether the newest commit already is this deed: it says so, and changed just that."""
        if self._parent is None:
            return False
        said = git.run(["cat-file", "commit", self._parent], root=self.repository.root)
        about, _, message = said.decode("utf-8", "replace").partition("\n\n")
        if message != deed.operation.message:
            return False
        parents = [line.split()[1] for line in about.splitlines() if line.startswith("parent ")]
        held = tree(self.repository.root, parents[0]) if parents else {}
        return _after(held, _outstanding(deed, held)) == self._tree

    def announce(self, *deeds: Deed) -> None:
        """Note what history lacks and, before they are done, `deeds`."""
        note(self.folder, (*self.waiting, *deeds, *self._left))

    def put(self, path: str, data: bytes | None) -> None:
        """Make `path` hold `data`, durably."""
        if data is None:
            self.folder.discard(path)
        else:
            self.folder.publish(self.folder.stage(path, data), path)

    def expected(self) -> dict[str, str]:
        """The blob of each path as history and the deeds that wait for it have left it.

        While git is at work, what it has put into the files is no hand edit; a file in conflict is
        nobody's until it is resolved.
        """
        left = dict(self._tree if self._index is None else self._index)
        for path, step in chain.from_iterable(deed.steps.items() for deed in self.waiting):
            if step.recorded.after_id is None:
                left.pop(path, None)
            else:
                left[path] = step.recorded.after_id
        held = {path: self._held(path) for path in self._conflicts if is_recorded(path)}
        return left | {path: blob for path, blob in held.items() if blob}

    def record_edits(
        self, operation: Operation, settled: Mapping[str, str | None] | None = None
    ) -> None:
        """Record every file that is not as history and the deeds that wait for it left it.

        Except those with something in them that history must not get: they are `withheld`. What
        the person has typed again is forgotten no more.
        """
        expected = self.expected()
        if settled is None:
            found = settled_edits(self.folder, expected)
        else:
            found = edits(self.folder, expected).only(settled)
        self.moving, self.unreadable = found.moving, found.unreadable
        self.withheld = {}
        if not found.changed:
            return
        held = self._left_in_history(expected, found.changed)
        forgotten = text_of(found.changed.get(FORGOTTEN) or self.readable(FORGOTTEN))
        self.withheld = self._withheld(found.changed, held, forgotten)
        edited = {p: data for p, data in found.changed.items() if p not in self.withheld}
        if edited:
            again = edited if operation.op == "recover" else self._lifted(edited, held, forgotten)
            steps = {path: Step(expected.get(path), data) for path, data in again.items()}
            summary = f"{len(edited)} file{'s'[: len(edited) > 1]} by hand"
            self.recorded += tuple(edited)
            self.record(Deed(operation._replace(summary=summary), steps, saved=True))

    def look_again(self, steps: Mapping[str, Step]) -> None:
        """Withhold of what a deed has just left beside hand edits what still has to be."""
        beside = {path: step for path, step in steps.items() if path in self.withheld}
        if beside:
            changed = {path: step.after for path, step in beside.items()}
            held = {path: step.recorded.after for path, step in beside.items()}
            known = {path: data for path, data in held.items() if data is not None}
            kept = self._withheld(changed, known, text_of(self.readable(FORGOTTEN)))
            others = {path: each for path, each in self.withheld.items() if path not in beside}
            self.withheld = others | kept
            note_withheld(self.folder, self.withheld.values())

    def _withheld(
        self, changed: Mapping[str, bytes | None], held: Mapping[str, bytes], forgotten: str
    ) -> dict[str, Withheld]:
        return withheld(changed, held, erased=erased(forgotten), allow_secret=self._allow_secret)

    def _left_in_history(
        self, expected: Mapping[str, str], paths: Iterable[str]
    ) -> dict[str, bytes]:
        """What history, and the deeds that wait for it, have left in each of `paths`."""
        wanted = {path: expected[path] for path in paths if path in expected}
        steps = chain.from_iterable(deed.steps.values() for deed in self.waiting)
        known = {str(s.recorded.after_id): s.recorded.after or b"" for s in steps}
        with suppress(GitFailed, ValueError):  # what cannot be read any more counts as not there
            asked = {blob for blob in wanted.values() if blob not in known}
            known |= blobs(self.repository.root, asked)
        return {path: known[blob] for path, blob in wanted.items() if blob in known}

    def readable(self, path: str) -> bytes | None:
        """The bytes of `path`; None when there is no such file, or none that may be read."""
        with suppress(Refused, BadInput):
            return self.folder.read(path)
        return None

    def _lifted(
        self, edited: Mapping[str, bytes | None], held: Mapping[str, bytes], forgotten: str
    ) -> Mapping[str, bytes | None]:
        """`edited`, and the list of what is forgotten without what now stands there again."""
        if FORGOTTEN in (*self.withheld, *self.moving, *self.unreadable):
            return edited
        pairs = {path: (text_of(held.get(path)), text_of(data)) for path, data in edited.items()}
        text = without_retyped(forgotten, pairs)
        if text == forgotten or text_of(self.readable(FORGOTTEN)) != forgotten:
            return edited
        data = text.encode("utf-8", "surrogateescape")
        self.put(FORGOTTEN, data)
        return {**edited, FORGOTTEN: data}

    def record(self, deed: Deed) -> str | None:
        """Commit a saved deed and return the commit; None when it has to wait, as a saved deed."""
        if self.delayed is None:
            try:
                made = self._commit(deed)
            except NotRecorded as reason:
                self.delayed = reason
            except GitFailed as error:
                self.delayed = NotRecorded(
                    f"saved, but not recorded yet: {error.message}",
                    error.hint or "it will be recorded by the next command that writes",
                )
            else:
                self._announce_if_possible()
                self.commits += [made] if made else []
                return made
        self.waiting = (*self.waiting, deed)
        self._announce_if_possible()
        return None

    def _announce_if_possible(self) -> None:
        """After a deed: what was noted before it says enough for the next run, too."""
        with suppress(MemError):
            self.announce()

    def _commit(self, deed: Deed) -> str | None:
        """The commit of `deed`; None for a hand edit that the person has committed themselves."""
        for _ in range(_TRIES):
            files = _outstanding(deed, self._tree)
            if not files and deed.operation.op in {"edit", "recover"}:
                return None
            made = commit(self.repository, deed.operation, files, parent=self._parent)
            if made is not None:
                self._parent = made
                self._tree = _after(self._tree, files)
                refresh_index(self.repository, files)
                pack_when_crowded(self.repository)
                return made
            recordable(self.repository)
            self._parent = head(self.repository)
            self._tree = tree(self.repository.root, self._parent) if self._parent else {}
            if self._is_newest(deed):  # a git whose writer was killed has come to its end
                return self._parent
        raise GitFailed("another program keeps writing to this history")


def _outstanding(deed: Deed, held: Mapping[str, str]) -> dict[str, bytes | None]:
    """The files of `deed` that history has as they were before it.

    Where somebody else has already committed what the deed made, there is nothing to change: the
    commit then says whose deed it was and holds the same files.
    """
    versions = {path: step.recorded for path, step in deed.steps.items()}
    return {
        path: version.after
        for path, version in versions.items()
        if held.get(path) == version.before and version.after_id != version.before
    }


def _after(held: Mapping[str, str], files: Mapping[str, bytes | None]) -> dict[str, str]:
    """A tree that held `held`, once `files` are in it."""
    kept = {path: oid for path, oid in held.items() if path not in files}
    return kept | {path: blob_id(data) for path, data in files.items() if data is not None}


def sweep(folder: Folder) -> None:
    """Remove temporary files of killed writers, and the rights of others."""
    for inside in ("", LOGS, LOCAL, PENDING, QUEUE):
        folder.tighten(inside)
        for path in folder.leftovers(inside):
            folder.discard(path)
