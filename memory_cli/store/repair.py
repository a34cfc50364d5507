"""Mending a repository that a power cut has torn, with the working files as the truth.

What cannot be read is put aside, never deleted. What the files still have is given back to the
store; the branch goes to the newest commit that is whole; git's index is made anew. Each step can
be cut off: `.mem/repair` says so, and the next run begins again; once history was set back, it says
that what the files have more is nobody's hand edit.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import NamedTuple

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import MemError
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import is_recorded
from memory_cli.store import git
from memory_cli.store.commit import blob_id
from memory_cli.store.delivery import deliver
from memory_cli.store.files import Folder
from memory_cli.store.files import as_ours
from memory_cli.store.files import make_durable
from memory_cli.store.intent import note_repair
from memory_cli.store.intent import repair_under_way
from memory_cli.store.newest import is_whole
from memory_cli.store.newest import newest_whole
from memory_cli.store.quarantine import NAME
from memory_cli.store.quarantine import Quarantine
from memory_cli.store.reading import recorded_places
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Damaged
from memory_cli.store.repository import Repository
from memory_cli.store.repository import head
from memory_cli.store.repository import packed_tip
from memory_cli.store.repository import tip
from memory_cli.store.salvage import damaged_objects
from memory_cli.store.salvage import mend_packs
from memory_cli.store.staged import renew_index
from memory_cli.store.torn import lacking
from memory_cli.store.torn import leave_nothing_torn

_PACKED = f" {BRANCH}\n".encode()
_PACKED_LINE = re.compile(rb"#[^\0]*\n|\^?[0-9a-f]{40}(?: refs/[^\0]+)?\n")
_NEEDED = ("objects/info", "objects/pack", "refs/heads")


class Mended(NamedTuple):
    """What was repaired: where `main` stands now, and what was put aside, relative to `.git`."""

    tip: str | None
    moved: bool  # whether `main` stood elsewhere, or nowhere
    aside: tuple[str, ...]

    @property
    def message(self) -> str:
        """What to tell the person, in a sentence."""
        kept = f"; what could not be read is in .git/{NAME}" if self.aside else ""
        if not self.moved:
            return f"the history was damaged and is repaired{kept}"
        what = f"goes on from {self.tip[:12]}" if self.tip else "begins anew"
        how = "the history was damaged, as by a power cut"
        return f"{how}: it {what} with the files as they are{kept}"


def repair(folder: Folder, repository: Repository, *, thoroughly: bool = False) -> Mended:
    """Make the repository one that can be read and written; under the lock.

    Packs are looked at when the newest commit cannot be read, or else when asked for `thoroughly`.
    Raises Failed where the system does not let something be read, which is no damage, and GitFailed
    where git would not.
    """
    quarantine = Quarantine(repository.path)
    if not repair_under_way(folder):
        note_repair(folder, set_back=False)
    _make_whole(repository)
    head_was = _head_is_sound(repository)
    if not head_was:
        quarantine.copy(repository.path / "HEAD")
        deliver(repository.path / "HEAD", [f"ref: {BRANCH}\n".encode()], force=True)
    _mend_packed(repository, quarantine)
    for path in damaged_objects(repository.path):
        quarantine.take(path)
    if thoroughly:
        mend_packs(repository, quarantine)
        _give_back(folder, repository)
    stood = _named(repository)
    if stood is None and (repository.path / BRANCH).exists():
        quarantine.copy(repository.path / BRANCH)
    found = _newest_whole(folder, repository, stood, quarantine)
    if found != stood or found is None:
        note_repair(folder, set_back=True)
        _stand_at(repository, found, quarantine)
    leave_nothing_torn(repository, quarantine)
    renew_index(repository, quarantine)
    return Mended(found, found != stood, tuple(quarantine.taken))


def _make_whole(repository: Repository) -> None:
    """Make the folders that git wants, empty ones too, which not every copy keeps."""
    try:
        for name in _NEEDED:
            (repository.path / name).mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise as_ours(error, str(repository.path)) from error


def _mend_packed(repository: Repository, quarantine: Quarantine) -> None:
    """Leave of the packed branches the lines that git can read: one that is torn stops it."""
    path = repository.path / "packed-refs"
    try:
        lines = path.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        return
    kept = [line for line in lines if _PACKED_LINE.fullmatch(line)]
    if kept != lines:
        quarantine.copy(path)
        deliver(path, kept, force=True)


def _head_is_sound(repository: Repository) -> bool:
    try:
        head(repository)
    except Damaged as damage:
        return not damage.message.startswith(f"{repository.path}/HEAD ")
    except GitFailed:  # it stands elsewhere, which is a person's own doing
        return True
    return True


def _named(repository: Repository) -> str | None:
    try:
        return tip(repository)
    except Damaged:
        return None


def _newest_whole(
    folder: Folder, repository: Repository, stood: str | None, quarantine: Quarantine
) -> str | None:
    """The commit to go on from: that at which `main` stood, if it is whole or can be made so."""
    if stood and is_whole(repository, stood):
        return stood
    mend_packs(repository, quarantine)
    _give_back(folder, repository)
    if stood and is_whole(repository, stood):
        return stood
    return newest_whole(repository)


def _give_back(folder: Folder, repository: Repository) -> None:
    """Write the memory files into the store where it lacks them, and the trees they make.

    What a power cut tears is newest: often the files still have all of it.
    """
    held: dict[str, str] = {}
    for path, _ in recorded_places(folder):
        if is_recorded(path) and (data := _data(folder, path)) is not None:
            held[path] = blob_id(data)
    missing = lacking(repository, held.values())
    for path, blob in held.items():
        if blob in missing and (data := _data(folder, path)) is not None:
            options = ["hash-object", "-w", "--no-filters", "--stdin"]
            git.run(options, root=repository.root, stdin=data)
    lines: dict[str, list[str]] = {"": [], LOGS: []}
    for path, blob in held.items():
        inside, _, name = path.rpartition("/")
        lines[inside].append(f"100644 blob {blob}\t{name}\n")
    if lines[LOGS]:
        lines[""].append(f"040000 tree {_tree(repository, lines[LOGS])}\t{LOGS}\n")
    if lines[""]:
        _tree(repository, lines[""])


def _data(folder: Folder, path: str) -> bytes | None:
    with suppress(MemError):  # a link, a pipe: no history has it
        return folder.read(path)
    return None


def _tree(repository: Repository, lines: list[str]) -> str:
    given = "".join(lines).encode()
    made = git.run(["mktree", "--missing"], root=repository.root, stdin=given)
    return made.decode("ascii").strip()


def _stand_at(repository: Repository, commit: str | None, quarantine: Quarantine) -> None:
    """Let `main` stand at `commit`; where there is none, let it be unborn."""
    path = repository.path / BRANCH
    try:
        if commit is not None:
            deliver(path, [f"{commit}\n".encode()], force=True)
            return
        path.unlink(missing_ok=True)  # a copy was kept
        make_durable(path.parent)
        packed = repository.path / "packed-refs"
        if packed_tip(repository):
            quarantine.copy(packed)
            lines = packed.read_bytes().splitlines(keepends=True)
            deliver(packed, [line for line in lines if not line.endswith(_PACKED)], force=True)
    except OSError as error:
        raise as_ours(error, str(path)) from error
    log = repository.path / "logs" / BRANCH  # last: it says that there was a past
    if log.exists():
        quarantine.take(log)
