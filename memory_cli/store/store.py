"""One user's memory: its files as documents, and the way to change them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from memory_cli.core.errors import MemError
from memory_cli.core.operation import Operation
from memory_cli.store.change import Change
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.memory import Memory
from memory_cli.store.record import Recorder
from memory_cli.store.repository import Repository
from memory_cli.store.repository import checked
from memory_cli.store.repository import settle
from memory_cli.store.repository import tip
from memory_cli.store.swap import finish
from memory_cli.store.swap import is_unfinished


class Store(Memory):
    """The memory of `user` under `home`, to be read and changed."""

    def has_history(self) -> bool:
        """Whether a first commit has been made."""
        settle(self.root)
        return tip(Repository(self.root, "")) is not None

    @contextmanager
    def change(self, operation: Operation) -> Iterator[Change]:
        """Change the memory: one commit when the block ends, none when nothing changed.

        An exception inside leaves files and history as they were. Raises NotFound when there is
        no store, Busy, Refused, Failed, GitFailed, and Stale when a file changed underneath.
        """
        with self.recorder(operation.at) as recorder:
            change = Change(recorder, operation)
            yield change
            change.finish()

    @contextmanager
    def recorder(self, at: int) -> Iterator[Recorder]:
        """Hold the lock, with history brought up to date; what is recorded is dated `at`."""
        if not self.is_there():
            raise self.missing()
        with Folder(self.root) as folder, locked(folder):
            finish(folder)
            recorder = Recorder(folder, checked(folder))
            recorder.catch_up(at)
            yield recorder

    def record_quietly(self, at: int) -> MemError | None:
        """Record hand edits if that can be done now; otherwise say why not, and go on."""
        if not self.exists() or not (self.path(".git").exists() or is_unfinished(self.root)):
            return None
        try:
            with Folder(self.root) as folder, locked(folder, patience=0.0):
                finish(folder)
                recorder = Recorder(folder, checked(folder))
                recorder.catch_up(at)
                return recorder.delayed
        except MemError as reason:
            return reason
