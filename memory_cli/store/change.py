"""The only way to write a memory: one change, one commit.

lock → finish what was left → record hand edits → read, splice in memory
→ nothing in it that may not come in? → note the intent
→ temporary file → fsync → still as read? → rename → fsync the directory   (saved)
→ one commit on the expected parent                                        (recorded)
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from collections.abc import Iterable
from contextlib import suppress
from functools import cached_property
from typing import NamedTuple
from typing import ParamSpec
from typing import TypeVar

from memory_cli.core.document import Document
from memory_cli.core.errors import Busy
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import Failed
from memory_cli.core.errors import MemError
from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.core.forgotten import erased
from memory_cli.core.forgotten import forgotten
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import may_write
from memory_cli.core.operation import Operation
from memory_cli.core.unwelcome import refusal
from memory_cli.core.unwelcome import unwelcome
from memory_cli.store.commit import blob_id
from memory_cli.store.intent import Deed
from memory_cli.store.intent import Step
from memory_cli.store.intent import Version
from memory_cli.store.pause import FREE
from memory_cli.store.pause import Leave
from memory_cli.store.record import Recorder
from memory_cli.store.soul import headers
from memory_cli.store.withheld import text_of

_TRIES = 5

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class Stale(Conflict):
    """A file changed between reading and writing; the whole action may be run again."""


class Outcome(NamedTuple):
    """How a change ended: its commit, None when nothing changed or when `delayed` says why."""

    commit: str | None = None
    delayed: NotRecorded | None = None


class Change:
    """The files as this change will leave them, until it is finished."""

    def __init__(self, recorder: Recorder, operation: Operation, leave: Leave = FREE) -> None:
        self.outcome = Outcome()
        self._recorder = recorder
        self._operation = operation
        self._leave = leave
        self._expected = recorder.expected()  # what is not so was edited since it was recorded
        self._expected |= {p: blob_id(kept.data) for p, kept in recorder.withheld.items()}
        self._read: dict[str, bytes | None] = {}
        self._files: dict[str, bytes | None] = {}

    @property
    def waits_for(self) -> str | None:
        """What has to be done before history can follow; None when it is up to date."""
        delayed = self._recorder.delayed
        return delayed.hint or delayed.message if delayed else None

    def read(self, path: str) -> bytes | None:
        """The bytes of `path` as this change has left it so far; None when there is no file."""
        if path not in self._read:
            if path in self._recorder.moving:
                raise Busy(
                    f"{path} is being written by another program",
                    "run it again when that is done",
                )
            data = self._recorder.folder.read(path)
            if (None if data is None else blob_id(data)) != self._expected.get(path):
                raise Stale(f"{path} was changed by another program just now", "run it again")
            self._read[path] = self._files[path] = data
        return self._files[path]

    def write(self, path: str, data: bytes | None) -> None:
        """Let `path` hold `data`; None removes it."""
        if self.read(path) not in {None, data} and not may_write(self._operation.actor, path):
            raise Refused(
                f"{path} is changed by your own hand only", 'run "mem edit soul" yourself'
            )
        self._files[path] = data

    def document(self, path: str) -> Document:
        """The document at `path`; an empty one when there is no file."""
        text = (self.read(path) or b"").decode("utf-8", "surrogateescape")
        with headers(self._recorder.folder) as found:
            return Document(path, text, found.inherited(path, text))

    def forgotten(self) -> frozenset[str]:
        """The ids that must not come back, as this change has left them so far."""
        return forgotten((self.read(FORGOTTEN) or b"").decode("utf-8", "surrogateescape"))

    def put(self, document: Document) -> None:
        """Let its file hold `document`."""
        self.write(document.path, document.text.encode("utf-8", "surrogateescape"))

    def describe(
        self,
        summary: str,
        *,
        entries: tuple[str, ...] = (),
        rests: tuple[tuple[str, str], ...] = (),
        replaces: tuple[str, ...] = (),
        undoes: str | None = None,
    ) -> None:
        """Say what the commit will: counts and ids, no words of the person.

        `rests` are pairs of an entry and a source that it rests on.
        """
        self._operation = self._operation._replace(
            summary=summary,
            entries=entries,
            sources=tuple(dict.fromkeys(source for _, source in rests)),
            rests=rests,
            replaces=replaces,
            undoes=undoes,
        )

    def consider(
        self,
        *,
        read: str | None = None,
        since: str | None = None,
        unread: tuple[str, ...] = (),
        decided: tuple[str, ...] = (),
    ) -> None:
        """Say which entries of the logs were considered; that is recorded though nothing changes.

        See `core/operation.py` for what each names.
        """
        self._operation = self._operation._replace(
            read=read, since=since, unread=unread, decided=decided
        )

    @property
    def changed(self) -> bool:
        """Whether any file will be another."""
        return self._read != self._files

    @property
    def paths(self) -> tuple[str, ...]:
        """The files that will be others."""
        return tuple(path for path, data in self._read.items() if data != self._files[path])

    def finish(self) -> None:
        """Save and record what changed.

        Raises, with nothing written, Refused for what may not come in, and Stale when files moved
        on.
        """
        before = {path: self._read[path] for path in self.paths}
        considered = self._operation.read or self._operation.decided
        if not (self.changed or considered):
            self.outcome = Outcome(None, self._recorder.delayed if self._recorder.waiting else None)
            return
        self._guard(before)
        steps = {path: self._step(path, old) for path, old in before.items()}
        deed = Deed(self._operation, steps, saved=False)
        self._save(deed, before)
        made = self._recorder.record(deed._replace(saved=True))
        self._recorder.look_again(steps)
        self.outcome = Outcome(made, self._recorder.delayed or self._beside(before))

    def _guard(self, before: dict[str, bytes | None]) -> None:
        """Raise Refused where something would come in that may not."""
        for path, old in before.items():
            self._check(path, old, self._files[path])

    def _check(self, path: str, old: bytes | None, new: bytes | None) -> None:
        found = unwelcome(
            path,
            text_of(old),
            text_of(new),
            erased=self._erased,
            allow_secret=self._leave.secrets or self._operation.op == "undo",
        )
        if found:
            raise refusal(found, self._leave.actor)

    @cached_property
    def _erased(self) -> frozenset[str]:
        """The ids of what was erased for good."""
        known = FORGOTTEN in self._files
        return erased(
            text_of(self._files[FORGOTTEN] if known else self._recorder.readable(FORGOTTEN))
        )

    def _step(self, path: str, old: bytes | None) -> Step:
        """What is done to a file; where a hand edit is withheld, also what history is told."""
        new = self._files[path]
        step = Step(None if old is None else blob_id(old), new)
        kept = self._recorder.withheld.get(path)
        if kept is None:
            return step
        made = _carried(path, old, new, kept.recorded)
        self._check(path, kept.recorded, made)
        had = None if kept.recorded is None else blob_id(kept.recorded)
        return step._replace(apart=Version(had, made))

    def _beside(self, paths: Iterable[str]) -> NotRecorded | None:
        """Why a file that was written is not recorded as it stands: a hand edit is withheld."""
        kept = self._recorder.withheld
        return next((kept[path].reason for path in paths if path in kept), None)

    def _save(self, deed: Deed, before: dict[str, bytes | None]) -> None:
        folder = self._recorder.folder
        staged: dict[str, str] = {}
        done: list[str] = []
        try:
            for path, step in deed.steps.items():
                if step.after is not None:
                    staged[path] = folder.stage(path, step.after)
            steps = {p: s._replace(staged=staged.get(p)) for p, s in deed.steps.items()}
            self._recorder.announce(deed._replace(steps=steps))
            for path in deed.steps:
                if folder.read(path) != before[path]:
                    raise Stale(
                        f"{path} was changed by another program at the same moment",
                        "run it again",
                    )
                done.append(path)
                if path in staged:
                    folder.publish(staged[path], path)
                else:
                    folder.discard(path)
        except MemError as error:
            try:
                self._take_back(deed, {path: before[path] for path in done})
            except MemError:
                raise Failed(
                    f"{done[-1]} could be neither written nor put back; the next command ends it",
                    error.hint,
                ) from error
            with suppress(MemError):
                for temporary in staged.values():
                    folder.discard(temporary)
                self._recorder.announce()
            raise

    def _take_back(self, deed: Deed, before: dict[str, bytes | None]) -> None:
        """Leave everything as it was; what somebody else has saved since is theirs."""
        for path, data in before.items():
            if self._recorder.folder.read(path) == deed.steps[path].after:
                self._recorder.put(path, data)


def _carried(
    path: str, old: bytes | None, new: bytes | None, recorded: bytes | None
) -> bytes | None:
    """What the change of `old` into `new` makes of what is `recorded`.

    Nothing where it is about what stands in `old` alone: history has that with the hand edit.
    """
    if new is None:
        return None
    from memory_cli.core.revert import Overtaken  # noqa: PLC0415 - needed by few, and not free
    from memory_cli.core.revert import revert  # noqa: PLC0415

    try:
        text = revert(path, before=text_of(new), after=text_of(old), now=text_of(recorded))
    except Overtaken:
        return recorded
    if not text and recorded is None:
        return None
    return text.encode("utf-8", "surrogateescape")


def starting_over(action: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Run `action` again, a few times, when a file changed under its change."""

    @functools.wraps(action)
    def persistent(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
        for _ in range(_TRIES - 1):
            try:
                return action(*args, **kwargs)
            except Stale:
                continue
        return action(*args, **kwargs)

    return persistent
