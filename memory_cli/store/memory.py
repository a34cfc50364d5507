"""One user's memory as it stands in the files, to be read: no lock, no git."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from memory_cli.core.errors import Failed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.core.forgotten import forgotten
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import USER
from memory_cli.core.layout import WITHHELD
from memory_cli.core.layout import checked_user
from memory_cli.core.layout import day_of
from memory_cli.core.layout import log_path
from memory_cli.store.files import Folder
from memory_cli.store.reading import Reading
from memory_cli.store.reading import reading
from memory_cli.store.soul import Header
from memory_cli.store.soul import Headers
from memory_cli.store.soul import headers

if TYPE_CHECKING:  # the parser is for files that changed, which most questions do not find
    from memory_cli.core.document import Document
    from memory_cli.store.withheld import Withheld


class Memory:
    """The memory of `user` under `home`, to be read. Opening it touches nothing."""

    def __init__(self, home: Path, user: str) -> None:
        self.user = checked_user(user)
        self.root = home / self.user

    def exists(self) -> bool:
        """Whether there is anything to read."""
        return self.root.is_dir() and not self.root.is_symlink()

    def missing(self) -> NotFound:
        """The error that says there is no memory yet, and how to begin it."""
        whose = "" if self.user == USER else f" --user {self.user}"
        return NotFound(
            f"there is no memory of {self.user!r} yet", f'run "mem{whose} init" to begin one'
        )

    def path(self, name: str) -> Path:
        """Where the file `name`, relative to the store, lies."""
        return self.root / name

    def read(self, path: str) -> bytes | None:
        """The bytes of `path`; None when there is no such file or store."""
        if not self.is_there():
            return None
        with Folder(self.root) as folder:
            return folder.read(path)

    def document(self, path: str) -> Document:
        """The document at `path`, relative to the store; empty when there is no such file."""
        from memory_cli.core.document import Document  # noqa: PLC0415 - see above

        if not self.is_there():
            return Document(path, "")
        with Folder(self.root) as folder, headers(folder) as known:
            return _document(folder, path, known)

    def documents(self) -> Iterator[Document]:
        """Every document: identity, facts, then the logs from the newest."""
        if not self.is_there():
            return
        with Folder(self.root) as folder, headers(folder) as known:
            yield _document(folder, SOUL, known)
            yield _document(folder, FACTS, known)
            for day in _days(folder):
                yield _document(folder, log_path(day), known)

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The memory files as they are now, to be read one by one; raises NotFound."""
        if not self.is_there():
            raise self.missing()
        with reading(self.root) as found:
            yield found

    def days(self) -> tuple[date, ...]:
        """The days that have a log, newest first."""
        if not self.is_there():
            return ()
        with Folder(self.root) as folder:
            return _days(folder)

    def soul(self) -> Header:
        """What the front matter of SOUL.md says."""
        if not self.is_there():
            return Header()
        with Folder(self.root) as folder, headers(folder) as known:
            return known.of((folder.read(SOUL) or b"").decode("utf-8", "surrogateescape"))

    def forgotten(self) -> frozenset[str]:
        """The ids that must not come back."""
        return forgotten((self.read(FORGOTTEN) or b"").decode("utf-8", "replace"))

    def withheld(self) -> tuple[Withheld, ...]:
        """Hand edits that history did not get when it was last brought up to date."""
        if not self.is_there():
            return ()
        with Folder(self.root) as folder:
            if folder.status(f"{LOCAL}/{WITHHELD}") is None:
                return ()
            from memory_cli.store.withheld import noted  # noqa: PLC0415 - needed by few

            return noted(folder)

    def local(self, now: datetime) -> datetime:
        """`now` in the time zone of SOUL.md, or as it is when that names none."""
        zone = _zone(self.soul().timezone)
        return now.astimezone(zone) if zone else now

    @staticmethod
    def knows_zone(name: str) -> bool:
        """Whether `name` is a time zone."""
        return _zone(name) is not None

    def is_there(self) -> bool:
        """Whether the folder is there; raises Refused for a link, Failed where none can look."""
        if self.root.is_symlink():
            raise Refused(
                f"{self.root} is a symbolic link; mem does not follow it",
                "put the real folder there, or name its parent with --home",
            )
        try:
            return self.root.is_dir()
        except OSError as error:
            raise Failed(f"{self.root}: {(error.strerror or '').lower()}") from error


def _document(folder: Folder, path: str, known: Headers) -> Document:
    from memory_cli.core.document import Document  # noqa: PLC0415 - see above

    text = (folder.read(path) or b"").decode("utf-8", "surrogateescape")
    return Document(path, text, known.inherited(path, text))


def _days(folder: Folder) -> tuple[date, ...]:
    found = (day_of(f"{LOGS}/{name}") for name, _ in folder.names(LOGS))
    return tuple(sorted((day for day in found if day), reverse=True))


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - needed by few, and not free
    from zoneinfo import ZoneInfoNotFoundError  # noqa: PLC0415

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
