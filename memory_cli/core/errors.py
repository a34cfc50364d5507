"""Everything that can go wrong for a user, one class per thing they can do about it.

    MemError            message, hint, exit code
    ├── Nothing      1  the question was fine and the answer is empty; `doctor` found something
    ├── Usage        2  wrong options, unknown command
    ├── NotRecorded  3  the bytes are safe on disk; history follows on the next run
    ├── Busy         4  somebody else holds the lock for too long
    ├── Refused      5  by a rule: a symlink, a bad user name, a protected entry
    ├── Failed       6  the system would not: disk full, read-only, permission, I/O error
    ├── NotFound    10  no such id, user, file or commit
    ├── Ambiguous   11  several entries fit and nobody can be asked
    ├── Conflict    12  the text changed underneath, or later changes stand in the way
    ├── BadInput    13  not a date, too large, unreadable
    ├── GitFailed   20  git is missing, too old, or the repository is broken
    └── CuratorFailed 30  no network, no key, a refusal, a reply that is no plan: nothing changed

The message states the fact, the hint the next step; both lower case, without a full stop.
"""

from __future__ import annotations

from typing import ClassVar


class MemError(Exception):
    """Base of every error a user can meet; `code` is the exit code of the process."""

    code: ClassVar[int]
    name: ClassVar[str]

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class Nothing(MemError):
    """The question was fine and the answer is empty."""

    code = 1
    name = "nothing"


class Usage(MemError):
    """Wrong options or an unknown command."""

    code = 2
    name = "usage"


class NotRecorded(MemError):
    """The bytes are safe on disk; history follows on the next run."""

    code = 3
    name = "saved_not_recorded"


class Busy(MemError):
    """Somebody else holds the lock, or keeps writing the file, for too long."""

    code = 4
    name = "busy"


class Refused(MemError):
    """A rule forbids it."""

    code = 5
    name = "refused"


class Failed(MemError):
    """The system would not; nothing changed."""

    code = 6
    name = "failed"


class NotFound(MemError):
    """No such id, user, file or commit."""

    code = 10
    name = "not_found"


class Ambiguous(MemError):
    """Several entries fit and nobody can be asked; `candidates` names each in a line."""

    code = 11
    name = "ambiguous"

    def __init__(self, message: str, hint: str = "", candidates: tuple[str, ...] = ()) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class Conflict(MemError):
    """The text changed underneath, or later changes stand in the way."""

    code = 12
    name = "conflict"


class BadInput(MemError):
    """Not a date, too large, unreadable."""

    code = 13
    name = "bad_input"


class GitFailed(MemError):
    """Git is missing, too old, or the repository cannot be used."""

    code = 20
    name = "git_failed"


class CuratorFailed(MemError):
    """The curator could not be reached, would not answer, or answered what is no plan."""

    code = 30
    name = "curator_failed"
