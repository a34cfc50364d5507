"""One user's memory: its files as documents, and the way to change them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.errors import MemError
from memory_cli.core.operation import Operation
from memory_cli.core.stillness import Held
from memory_cli.store.change import Change
from memory_cli.store.commit import tree
from memory_cli.store.files import Folder
from memory_cli.store.lock import PATIENCE
from memory_cli.store.lock import locked
from memory_cli.store.memory import Memory
from memory_cli.store.pause import FREE
from memory_cli.store.pause import Leave
from memory_cli.store.pause import Pause
from memory_cli.store.pause import heed
from memory_cli.store.pause import heed_at
from memory_cli.store.pause import pause_of
from memory_cli.store.pause import set_pause
from memory_cli.store.record import Recorder
from memory_cli.store.repository import Damaged
from memory_cli.store.repository import Repository
from memory_cli.store.repository import checked
from memory_cli.store.repository import settle
from memory_cli.store.repository import tip
from memory_cli.store.swap import finish
from memory_cli.store.swap import is_unfinished
from memory_cli.store.worktree import edits


class Unrecorded(NamedTuple):
    """The newest commit, and what files hold that are not as it has them."""

    newest: str | None
    held: dict[str, Held]
    unreadable: tuple[str, ...]


def _nobody(words: str) -> None:
    """Tell nobody."""


class Store(Memory):
    """The memory of `user` under `home`, to be read and changed.

    `leave` is what whoever opened it may do. `tell` is given, in a sentence, what a person should
    know though nobody asked; with `warns` also which hand edits are withheld.
    """

    def __init__(
        self,
        home: Path,
        user: str,
        leave: Leave = FREE,
        *,
        tell: Callable[[str], None] = _nobody,
        warns: bool = True,
    ) -> None:
        super().__init__(home, user)
        self.leave = leave
        self.tell = tell
        self._warns = warns

    def has_history(self) -> bool:
        """Whether a first commit has been made."""
        settle(self.root)
        try:
            return tip(Repository(self.root, "")) is not None
        except Damaged:
            return True

    @contextmanager
    def change(self, operation: Operation) -> Iterator[Change]:
        """Change the memory: one commit when the block ends, none when nothing changed.

        An exception inside leaves files and history as they were. Raises NotFound when there is
        no store, Busy, Refused, Failed, GitFailed, and Stale when a file changed underneath.
        """
        with self.recorder(operation.at) as recorder:
            heed(recorder.repository, self.leave)
            change = Change(recorder, operation, self.leave)
            yield change
            change.finish()
            recorder.told = change.paths

    @contextmanager
    def recorder(
        self,
        at: int,
        *,
        allow_secret: bool = False,
        patience: float = PATIENCE,
        settled: Mapping[str, str | None] | None = None,
    ) -> Iterator[Recorder]:
        """Hold the lock, with history brought up to date; what is recorded is dated `at`.

        With `settled`, a blob id for each path (None: deleted), only hand edits that are just that
        are recorded. `allow_secret` lets in the secrets of hand edits.
        """
        if not self.is_there():
            raise self.missing()
        with Folder(self.root) as folder, locked(folder, patience):
            recorder = self.recording(folder, allow_secret=allow_secret)
            recorder.catch_up(at, settled)
            yield recorder
            self._warn(recorder)

    def unrecorded(self) -> Unrecorded:
        """What is not as the newest commit has it, seen without the lock; raises like `change`."""
        if not self.is_there():
            raise self.missing()
        with Folder(self.root) as folder:
            newest = tip(checked(folder))
            found = edits(folder, tree(self.root, newest) if newest else {})
        return Unrecorded(newest, found.held, found.unreadable)

    def record_quietly(self, at: int) -> MemError | None:
        """Record hand edits if that can be done now; otherwise say why not, and go on."""
        if not self.exists() or not (self.path(".git").exists() or is_unfinished(self.root)):
            return None
        try:
            with Folder(self.root) as folder, locked(folder, patience=0.0):
                recorder = self.recording(folder)
                recorder.catch_up(at)
                self._warn(recorder)
                return recorder.delayed
        except MemError as reason:
            return reason

    def recording(self, folder: Folder, *, allow_secret: bool = False) -> Recorder:
        """The history of `folder`, whose lock is held; one that was damaged has been repaired.

        A purge that was stopped in the middle is finished.
        """
        finish(folder)
        recorder = Recorder(folder, checked(folder), allow_secret=allow_secret)
        if recorder.mended is not None:
            self.tell(recorder.mended.message)
        return recorder

    def _warn(self, recorder: Recorder) -> None:
        """Tell which hand edits are withheld, those apart of which the result itself tells."""
        for path, kept in recorder.withheld.items() if self._warns else ():
            if path not in recorder.told:
                self.tell(kept.warning)

    def pause(self) -> Pause | None:
        """Since when and by whom writing is paused; None when it is not. Raises GitFailed."""
        if not self.exists() or not self.path(".git").exists():
            return None
        with Folder(self.root) as folder:
            return pause_of(checked(folder))

    def heed_pause(self) -> None:
        """Raise Refused where writing is paused for who opened the store."""
        heed_at(self.root, self.leave)

    def set_pause(self, pause: Pause | None) -> Pause | None:
        """Pause writing, or let it go on; who writes now, ends first. Returns what was before."""
        if not self.is_there():
            raise self.missing()
        with Folder(self.root) as folder, locked(folder):
            before = pause_of(checked(folder))
            if (before is None) is not (pause is None):
                set_pause(folder, pause)
            return before
