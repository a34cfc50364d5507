"""One user's memory: its files as documents, and the way to change them."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path

from memory_cli.core.errors import MemError
from memory_cli.core.operation import Operation
from memory_cli.store.change import Change
from memory_cli.store.files import Folder
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
from memory_cli.store.repository import Repository
from memory_cli.store.repository import checked
from memory_cli.store.repository import tip
from memory_cli.store.withheld import Withheld

Tell = Callable[[Sequence[Withheld]], object]


class Store(Memory):
    """The memory of `user` under `home`, to be read and changed.

    `leave` is what whoever opened it may do; `tell` hears which hand edits are withheld.
    """

    def __init__(
        self, home: Path, user: str, leave: Leave = FREE, tell: Tell | None = None
    ) -> None:
        super().__init__(home, user)
        self.leave = leave
        self._tell = tell

    def has_history(self) -> bool:
        """Whether a first commit has been made."""
        return tip(Repository(self.root, "")) is not None

    @contextmanager
    def change(self, operation: Operation) -> Iterator[Change]:
        """Change the memory: one commit when the block ends, none when nothing changed.

        An exception inside leaves files and history as they were. Raises NotFound when there is
        no store, Busy, Refused, Failed, GitFailed, and Stale when a file changed underneath.
        """
        with self._recorder(operation.at) as recorder:
            heed(recorder.repository, self.leave)
            change = Change(recorder, operation, self.leave)
            yield change
            change.finish()
            self._tell_withheld(recorder, but=change.paths)

    @contextmanager
    def recorder(self, at: int, *, allow_secret: bool = False) -> Iterator[Recorder]:
        """Hold the lock, with history brought up to date; what is recorded is dated `at`.

        `allow_secret` lets in the secrets of hand edits.
        """
        with self._recorder(at, allow_secret=allow_secret) as recorder:
            yield recorder
            self._tell_withheld(recorder)

    @contextmanager
    def _recorder(self, at: int, *, allow_secret: bool = False) -> Iterator[Recorder]:
        if not self.is_there():
            raise self.missing()
        with Folder(self.root) as folder, locked(folder):
            recorder = Recorder(folder, checked(folder), allow_secret=allow_secret)
            recorder.catch_up(at)
            yield recorder

    def _tell_withheld(self, recorder: Recorder, *, but: Collection[str] = ()) -> None:
        """Tell which hand edits are withheld; of the files `but` the result itself tells."""
        kept = tuple(each for path, each in recorder.withheld.items() if path not in but)
        if kept and self._tell is not None:
            self._tell(kept)

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

    def record_quietly(self, at: int) -> MemError | None:
        """Record hand edits if that can be done now; otherwise say why not, and go on."""
        if not self.exists() or not self.path(".git").exists():
            return None
        try:
            with Folder(self.root) as folder, locked(folder, patience=0.0):
                recorder = Recorder(folder, checked(folder))
                recorder.catch_up(at)
                self._tell_withheld(recorder)
                return recorder.delayed
        except MemError as reason:
            return reason
