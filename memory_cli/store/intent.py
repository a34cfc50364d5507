"""The intent: what a writer is about to do, noted before it touches a memory file.

It keeps the deed of a killed writer from passing for the person's own, and holds deeds that are
saved but could not be recorded, each with the bytes it left, so that history can follow later.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import is_recorded
from memory_cli.core.operation import Operation
from memory_cli.core.operation import parse_message
from memory_cli.store.commit import blob_id
from memory_cli.store.files import Folder

_NAME = "intent"
_REPAIR = "repair"
_SET_BACK = b"set back\n"
_LARGEST = 1 << 30


class Version(NamedTuple):
    """One file before a deed and after it; None stands for no file."""

    before: str | None  # blob id
    after: bytes | None

    @property
    def after_id(self) -> str | None:
        """The blob id of `after`."""
        return None if self.after is None else blob_id(self.after)


class Step(NamedTuple):
    """What a deed makes of one file; None stands for no file."""

    before: str | None  # blob id
    after: bytes | None
    staged: str | None = None  # the temporary file that will get the name
    apart: Version | None = None  # the same without a hand edit that history does not get

    @property
    def recorded(self) -> Version:
        """What history is told."""
        return self.apart or Version(self.before, self.after)


class Deed(NamedTuple):
    """One operation and what it makes of each file; `saved` once all files are in place."""

    operation: Operation
    steps: Mapping[str, Step]
    saved: bool


def noted(folder: Folder) -> tuple[Deed, ...] | None:
    """The deeds that history lacks, oldest first; None when the note itself is damaged."""
    data = folder.read(f"{LOCAL}/{_NAME}", largest=_LARGEST)
    if data is None:
        return ()
    try:
        return tuple(_deed(each) for each in json.loads(data))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, RecursionError):
        return None


def note(folder: Folder, deeds: tuple[Deed, ...]) -> None:
    """Replace what is noted; nothing to note removes the file."""
    if not deeds:
        folder.drop_local(_NAME)
        return
    plain = json.dumps([_plain(deed) for deed in deeds])
    folder.keep_local(_NAME, plain.encode(), durably=True)


def note_repair(folder: Folder, *, set_back: bool) -> None:
    """Note that the repository is being repaired, until `end_repair`.

    With `set_back`, history has lost what the files have more: it is nobody's hand edit.
    """
    folder.make(LOCAL)
    folder.keep_local(_REPAIR, _SET_BACK if set_back else b"", durably=True)


def repair_under_way(folder: Folder) -> bool:
    """Whether a repair has begun, and what it has found not been recorded yet."""
    return folder.status(f"{LOCAL}/{_REPAIR}") is not None


def was_set_back(folder: Folder) -> bool:
    """Whether history was set back by the repair."""
    return folder.read(f"{LOCAL}/{_REPAIR}") == _SET_BACK


def end_repair(folder: Folder) -> None:
    """Note that history has everything again."""
    folder.drop_local(_REPAIR)


def _plain(deed: Deed) -> dict[str, object]:
    return {
        "operation": deed.operation._asdict(),
        "saved": deed.saved,
        "steps": {path: _plain_step(step) for path, step in deed.steps.items()},
    }


def _plain_step(step: Step) -> list[str | None]:
    apart = [step.apart.before, _text(step.apart.after)] if step.apart else []
    return [step.before, _text(step.after), step.staged, *apart]


def _deed(plain: Mapping[str, Mapping[str, object]]) -> Deed:
    fields = {name: _frozen(value) for name, value in plain["operation"].items()}
    steps = {path: _step(*step) for path, step in plain["steps"].items()}  # type: ignore[misc]
    operation = Operation(**fields)  # type: ignore[arg-type]
    if parse_message(operation.message, at=int(operation.at)) is None:
        raise ValueError(operation)
    if not all(map(is_recorded, steps)):
        raise ValueError(steps)
    return Deed(operation, steps, bool(plain["saved"]))


def _frozen(value: object) -> object:
    """`value` with tuples where JSON has lists."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _step(before: str | None, after: str | None, staged: str | None, *apart: str | None) -> Step:
    versions = Version(apart[0], _data(apart[1])) if apart else None
    return Step(before, _data(after), staged, versions)


def _data(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")
