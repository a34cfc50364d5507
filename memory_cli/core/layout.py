"""The shape of a store: which paths hold memory, and what kind of memory each holds."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from memory_cli.core.errors import Refused

Kind = Literal["fact", "log", "soul"]

USER = "me"  # whose memory it is when nobody says

SOUL = "SOUL.md"
FACTS = "MEMORY.md"
LOGS = "memory"
FORGOTTEN = ".forgotten"
IGNORE = ".gitignore"
LOCAL = ".mem"
INDEX = "index.db"  # in LOCAL
PENDING = ".mem/pending"  # plans that wait for a person
WITHHELD = "withheld.json"  # in LOCAL: hand edits that history must not get
QUEUE = ".mem/queue"  # conversations that wait for a curation
TEMPORARY = ".mem-tmp-"

OWN_EXPORT = "import:mem"
"""The actor of an import of what `mem export` has made."""

_PERSONS = frozenset({"cli", "script", "editor"})  # a script says what its author told it to
_LOG = re.compile(r"memory/(\d{4}-\d\d-\d\d)\.md")
_USER = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def log_path(day: date) -> str:
    """The daily log of `day`, relative to the store."""
    return f"{LOGS}/{day.isoformat()}.md"


def day_of(path: str) -> date | None:
    """The day a log path stands for; None for every other path and for days that do not exist."""
    match = _LOG.fullmatch(path)
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return None


def kind_of(path: str) -> Kind | None:
    """The kind of the entries in `path`; None when the path holds no entries."""
    if path == SOUL:
        return "soul"
    if path == FACTS:
        return "fact"
    return "log" if day_of(path) else None


def is_recorded(path: str) -> bool:
    """Whether git keeps `path`: memory files, `.forgotten` and `.gitignore`, nothing else."""
    return path in {FORGOTTEN, IGNORE} or kind_of(path) is not None


def is_person(actor: str) -> bool:
    """Whether what `actor` does is a person's own act."""
    return actor in _PERSONS


def may_write(actor: str, path: str) -> bool:
    """Whether `actor` may touch `path`: SOUL.md is for a person's explicit act alone.

    To bring one's own export into a memory that has no SOUL.md of one's own yet is such an act;
    that it is theirs, and that there is none, `actions/import_.py` makes sure of.
    """
    return path != SOUL or is_person(actor) or actor == OWN_EXPORT


def place_of(path: str) -> str:
    """How a person names a memory file: `soul`, `facts` or the day."""
    day = day_of(path)
    return day.isoformat() if day else {SOUL: "soul", FACTS: "facts"}.get(path, path)


def path_of(place: str) -> str | None:
    """The memory file that a person names `place`; None when there is none of that name."""
    path = {"soul": SOUL, "facts": FACTS}.get(place) or f"{LOGS}/{place}.md"
    return path if kind_of(path) else None


def checked_user(name: str) -> str:
    """Return `name`, or raise Refused when it cannot be a user's directory on every system."""
    if (
        _USER.fullmatch(name)
        and ".." not in name
        and not name.endswith((".", ".lock", ".git"))
        and not _WINDOWS_DEVICE.fullmatch(name)
    ):
        return name
    raise Refused(
        f"{name!r} cannot be a user name",
        "use 1-64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit",
    )
