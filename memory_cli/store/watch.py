"""The only module that imports watchdog: what happens to the files of one store rings a bell.

No event says what to do: it is a reason to look, and whoever looks finds out. So an event that is
lost, late, doubled or about an old name does no harm. Folders are watched without what is in them,
which leaves out `.git` and `.mem`: what git and mem do there (a hundred events a commit) wakes
nobody.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import is_recorded
from memory_cli.store.bell import Bell
from memory_cli.store.files import Folder
from memory_cli.store.lock import watched_alone

if TYPE_CHECKING:  # only who watches loads it
    from watchdog.observers.api import BaseObserver

_EVENTS = "FileClosed FileCreated FileDeleted FileMoved DirCreated DirDeleted DirMoved".split()
_WITHOUT_CLOSING = ["FileModified"]  # where the system does not tell that a file was closed

_Identity = tuple[tuple[int, int] | None, ...]


class Followed(NamedTuple):
    """A store whose files ring the bell; `blind` says why they do not, if so."""

    root: Path
    identity: _Identity
    blind: str | None
    is_alone: Callable[[], bool]
    is_alive: Callable[[], bool]

    @property
    def is_current(self) -> bool:
        """Whether it is still this store that has the name, and we are the one who watches it."""
        return _identity(self.root) == self.identity and self.is_alone() and self.is_alive()


@contextmanager
def followed(root: Path, bell: Bell) -> Iterator[Followed]:
    """Let every change of a memory file ring `bell`; raises Busy when somebody else does that.

    A folder that is renamed, deleted or made anew keeps its watch and tells nothing: `is_current`
    does, and then this has to be begun again. Raises Refused and Failed when there is no store.
    """
    with Folder(root) as folder, watched_alone(folder) as is_alone:
        identity = _identity(root)
        try:
            observer = _observer(root, bell)
        except OSError as error:  # no watches left, no files left, no such thing here
            reason = (error.strerror or str(error)).lower()
            yield Followed(root, identity, reason, is_alone, lambda: True)
            return
        alarm = _Alarm(bell)
        logger = logging.getLogger("watchdog")
        logger.addHandler(alarm)
        try:
            yield Followed(root, identity, None, is_alone, lambda: _is_alive(observer))
        finally:
            _stop(observer)
            logger.removeHandler(alarm)


class _Alarm(logging.Handler):
    """Watchdog says in its log, and nowhere else, that the system has lost events."""

    def __init__(self, bell: Bell) -> None:
        super().__init__(logging.WARNING)
        self._bell = bell

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002
        self._bell.ring()


def _observer(root: Path, bell: Bell) -> BaseObserver:
    """Watch the store, the folder it lies in, and its logs; raises OSError."""
    from watchdog import events
    from watchdog.observers import Observer

    tells_of_closing = getattr(Observer, "__name__", "") == "InotifyObserver"
    names = _EVENTS if tells_of_closing else _EVENTS + _WITHOUT_CLOSING
    kinds = [getattr(events, f"{name}Event") for name in names]

    class Listener(events.FileSystemEventHandler):
        """Rings for the names that matter in one folder, whatever way its path is spelled."""

        def __init__(self, matters: Callable[[str], bool]) -> None:
            self._matters = matters

        def on_any_event(self, event: events.FileSystemEvent) -> None:
            paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
            if any(self._matters(path.rpartition("/")[2]) for path in paths):
                bell.ring()

    observer = Observer(timeout=1.0)
    try:
        for folder, matters in _folders(root):
            observer.schedule(Listener(matters), str(folder), event_filter=kinds)
        observer.start()
    except BaseException:
        _stop(observer)
        raise
    return observer


def _folders(root: Path) -> Iterator[tuple[Path, Callable[[str], bool]]]:
    """Each folder that is watched, and which names in it matter."""
    yield root.parent.resolve(), lambda name: name == root.name
    yield root, lambda name: is_recorded(name) or name in {LOGS, LOCAL}
    if _found(root / LOGS) is not None:
        yield root / LOGS, lambda name: is_recorded(f"{LOGS}/{name}")


def _identity(root: Path) -> _Identity:
    """Which folders the store and its logs are, by whatever name."""
    return _found(root), _found(root / LOGS)


def _found(folder: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        status = folder.lstat()
        if stat.S_ISDIR(status.st_mode):
            return status.st_dev, status.st_ino
    return None


def _is_alive(observer: BaseObserver) -> bool:
    return observer.is_alive() and all(each.is_alive() for each in observer.emitters)


def _stop(observer: BaseObserver) -> None:
    """End the threads of `observer`; none of them rings after this."""
    observer.stop()
    with suppress(RuntimeError):  # it was never started
        observer.join()
