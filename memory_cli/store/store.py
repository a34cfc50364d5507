"""One user's memory: its files as documents, and the way to change them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from memory_cli.core.errors import MemError
from memory_cli.core.operation import Operation
from memory_cli.store.change import Change
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.memory import Memory
from memory_cli.store.record import Recorder
from memory_cli.store.repository import Damaged
from memory_cli.store.repository import Repository
from memory_cli.store.repository import checked
from memory_cli.store.repository import tip


def _nobody(words: str) -> None:
    """Tell nobody."""


class Store(Memory):
    """The memory of `user` under `home`, to be read and changed.

    `tell` is given what a person should know though nobody asked, in a sentence.
    """

    def __init__(self, home: Path, user: str, *, tell: Callable[[str], None] = _nobody) -> None:
        super().__init__(home, user)
        self.tell = tell

    def has_history(self) -> bool:
        """Whether a first commit has been made."""
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
            change = Change(recorder, operation)
            yield change
            change.finish()

    @contextmanager
    def recorder(self, at: int) -> Iterator[Recorder]:
        """Hold the lock, with history brought up to date; what is recorded is dated `at`."""
        if not self.is_there():
            raise self.missing()
        with Folder(self.root) as folder, locked(folder):
            recorder = self.recording(folder)
            recorder.catch_up(at)
            yield recorder

    def record_quietly(self, at: int) -> MemError | None:
        """Record hand edits if that can be done now; otherwise say why not, and go on."""
        if not self.exists() or not self.path(".git").exists():
            return None
        try:
            with Folder(self.root) as folder, locked(folder, patience=0.0):
                recorder = self.recording(folder)
                recorder.catch_up(at)
                return recorder.delayed
        except MemError as reason:
            return reason

    def recording(self, folder: Folder) -> Recorder:
        """The history of `folder`, whose lock is held; one that was damaged has been repaired."""
        recorder = Recorder(folder, checked(folder))
        if recorder.mended is not None:
            self.tell(recorder.mended.message)
        return recorder
