"""The `.git` of one store: whether it may be used at all, and where its branch stands.

Passing `--git-dir` skips git's own check of who owns a repository, so the check is made here. What
git's configuration may say is a list of harmless keys: a list of harmful ones ages.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from shlex import quote
from typing import NamedTuple

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import MemError
from memory_cli.core.errors import NotRecorded
from memory_cli.core.layout import LOCAL
from memory_cli.store import git
from memory_cli.store.files import Folder
from memory_cli.store.swap import is_swapping

BRANCH = "refs/heads/main"
PAUSED = "mem.paused"
STALE = 30.0  # seconds; git holds its locks for milliseconds
LOCKS = ("HEAD.lock", "refs/heads/main.lock", "packed-refs.lock")
"""The locks that a commit waits for, in git's directory."""

_BOOT = Path("/proc/sys/kernel/random/boot_id")  # Linux alone has it
_CACHE = "repository.json"
_SWAP = 1.0  # seconds; it takes one rename
_PAUSE = 0.01
_UNFINISHED = {
    "MERGE_HEAD": "merge",
    "rebase-merge": "rebase",
    "rebase-apply": "rebase",
    "CHERRY_PICK_HEAD": "cherry-pick",
    "REVERT_HEAD": "revert",
    "BISECT_LOG": "bisect",
}
_FOREIGN = ("objects/info/alternates", "config.worktree", "commondir")
_HARMLESS = re.compile(
    r"""core\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase
              |precomposeunicode|symlinks|fsync|fsyncmethod|fsyncobjectfiles)
      | extensions\.(objectformat|refstorage)
      | user\.(name|email)
      | remote\..*\.(url|fetch)
      | branch\..*\.(remote|merge)
      | gc\.(auto|autodetach|autopacklimit|pruneexpire|reflogexpire|reflogexpireunreachable)
      | mem\..*
      # What only changes what git shows a person, or what is overridden on every call.
      | core\.(autocrlf|safecrlf|eol|quotepath|sharedrepository|untrackedcache|abbrev|whitespace)
      | (color|column|advice|status|pull|push|init|merge\.conflictstyle|rebase)(\..*)?
      | (commit|tag)\.gpgsign | diff\.(algorithm|renames|mnemonicprefix|noprefix|colormoved)""",
    re.VERBOSE,
)
_OID = re.compile(r"[0-9a-f]{40}")
_HEAD = re.compile(r"ref: refs/heads/\S+|[0-9a-f]{40}")
_LOOK = 'run "mem doctor"; with --fix it repairs what can be repaired'


class Damaged(GitFailed):
    """Something that git keeps cannot be read as what it should be, as after a power cut."""


class Repository(NamedTuple):
    """A repository that may be written to; `identity` is `Name <address>`.

    `paused` is what its configuration says of pausing, None where it says nothing.
    """

    root: Path
    identity: str
    paused: str | None = None
    is_torn: bool = False  # since the machine went down: an object is empty

    @property
    def path(self) -> Path:
        """The directory git keeps its own things in."""
        return self.root / ".git"


def checked(folder: Folder) -> Repository:
    """The repository of `folder`; raises GitFailed when it is missing, foreign or hostile."""
    path = folder.root / ".git"
    settle(folder.root)
    status = folder.status(".git")
    if status is None and is_swapping(folder.root):
        raise GitFailed("a purge was stopped in the middle", 'run "mem save": it ends that first')
    if status is None:
        raise GitFailed(
            f"{folder.root} has files but no history: its .git is gone",
            'run "mem init" to begin a new history with the files as they are',
        )
    if not stat.S_ISDIR(status.st_mode):
        raise GitFailed(
            f"{path} is not a directory", "a memory needs a repository of its own: move it away"
        )
    if status.st_uid != os.geteuid():
        raise GitFailed(f"{path} belongs to another user", "take it over with chown first")
    if status.st_mode & 0o022:
        raise GitFailed(f"others may write to {path}", f"run: chmod -R go-w {quote(str(path))}")
    for name in _FOREIGN:
        if (path / name).exists():
            raise GitFailed(
                f"{path} borrows from another repository ({name})",
                "a memory needs a repository of its own",
            )
    return _allowed(folder)


def settle(root: Path) -> None:
    """Wait while a purge gives the new history of the store at `root` its name."""
    deadline = time.monotonic() + _SWAP
    while is_swapping(root) and time.monotonic() < deadline:
        time.sleep(_PAUSE)


def _allowed(folder: Folder) -> Repository:
    """Check git itself and the store's configuration, once for each state of the two.

    And the objects, once for each time the machine was started: what a power cut leaves is empty.
    """
    found = Path(git.executable()).stat()
    config = folder.status(".git/config")
    if config is None or not stat.S_ISREG(config.st_mode) or config.st_uid != os.geteuid():
        raise GitFailed(
            f"{folder.root}/.git/config is no ordinary file of yours",
            "restore it, or move .git away",
        )
    seen = [
        [found.st_mtime_ns, found.st_size, found.st_ino],
        [config.st_mtime_ns, config.st_ctime_ns, config.st_size, config.st_ino, config.st_dev],
        _start_of_the_machine(),
    ]
    try:
        cached = json.loads(folder.read(f"{LOCAL}/{_CACHE}") or b"{}")
    except (ValueError, RecursionError):
        cached = {}
    if isinstance(cached, dict) and cached.get("seen") == seen and "paused" in cached:
        return Repository(folder.root, str(cached.get("identity")), cached["paused"])
    git.version()
    values = _configuration(folder.root)
    identity, paused = _identity(values), values.get(PAUSED)
    git_dir = folder.root / ".git"
    if _has_empty_objects(git_dir / "objects") or has_torn_index(git_dir):
        return Repository(folder.root, identity, paused, is_torn=True)
    content = json.dumps({"seen": seen, "identity": identity, "paused": paused}).encode()
    with suppress(MemError):  # a read-only disk: it is looked at again next time
        folder.make(LOCAL)
        folder.keep_local(_CACHE, content)
    return Repository(folder.root, identity, paused)


def _start_of_the_machine() -> str:
    """What tells one run of this machine from the next; nothing where no one says."""
    try:
        return _BOOT.read_text("ascii").strip()
    except (OSError, UnicodeError):
        return ""


def has_torn_index(git_dir: Path) -> bool:
    """Whether git's index does not end with its own digest, which git itself seldom looks at."""
    try:
        data = (git_dir / "index").read_bytes()
    except OSError:
        return False
    digest = hashlib.sha1(data[:-20], usedforsecurity=False).digest()
    return data[-20:] not in {digest, bytes(20)} or data[:4] != b"DIRC"  # zeros: index.skipHash


def _has_empty_objects(objects: Path) -> bool:
    """Whether there is a loose object of no bytes: none is made so."""
    with suppress(OSError), os.scandir(objects) as folders:
        for folder in folders:
            if len(folder.name) == 2 and folder.is_dir(follow_symlinks=False):  # noqa: PLR2004
                with os.scandir(folder) as found:
                    if any(each.stat(follow_symlinks=False).st_size == 0 for each in found):
                        return True
    return False


def configuration(root: Path) -> dict[str, str]:
    """What the store's own configuration says; raises GitFailed. It is read, and nothing is run."""
    return dict(settings(root))


def strange(values: Iterable[str]) -> list[str]:
    """Those of the keys `values` that a memory has no need of: they might run something."""
    return sorted(key for key in values if not _HARMLESS.fullmatch(key))


def _configuration(root: Path) -> dict[str, str]:
    """The store's own configuration; raises GitFailed for keys that could run something."""
    config = f"{root}/.git/config"
    values = configuration(root)
    if keys := strange(values):
        raise GitFailed(
            f"{config} says more than a memory needs: {', '.join(keys)}",
            'look at them; "mem doctor --fix" drops them and keeps a copy',
        )
    formats = (
        values.get("extensions.objectformat", "sha1"),
        values.get("extensions.refstorage", "files"),
    )
    if formats != ("sha1", "files"):
        raise GitFailed(
            f"this repository uses the {' and '.join(formats)} formats",
            "mem reads repositories with sha1 objects and plain ref files",
        )
    return values


def settings(root: Path) -> tuple[tuple[str, str], ...]:
    """Every key of the store's own configuration and its value, in order; raises GitFailed."""
    config = f"{root}/.git/config"
    listed = git.run(["config", "--file", config, "--no-includes", "-z", "--list"])
    pairs = (line.partition("\n") for line in listed.decode("utf-8", "surrogateescape").split("\0"))
    return tuple((key, value if there else "true") for key, there, value in pairs if key)


def _identity(values: dict[str, str]) -> str:
    name, email = values.get("user.name", "mem"), values.get("user.email", "mem@localhost")
    clean = (re.sub(r"[<>\x00-\x1f\x7f]", "", value).strip() for value in (name, email))
    return "{} <{}>".format(*clean)


def head(repository: Repository) -> str | None:
    """The commit `main` stands at; None before the first one.

    Raises GitFailed when something else than `main` is checked out, and Damaged.
    """
    path = repository.path / "HEAD"
    try:
        said = path.read_text("utf-8", "replace").strip()
    except FileNotFoundError as error:
        raise _damaged(path) from error
    except OSError as error:
        raise GitFailed(f"{path} cannot be read", _LOOK) from error
    if not _HEAD.fullmatch(said):
        raise _damaged(path)
    if said != f"ref: {BRANCH}":
        where = said.removeprefix("ref: refs/heads/")
        raise GitFailed(
            f"history is kept on 'main', and this repository stands at '{where[:40]}'",
            f"run: git -C {quote(str(repository.root))} {_way_to_main(repository)}",
        )
    return tip(repository)


def _way_to_main(repository: Repository) -> str:
    """The git command that takes a person back to `main` and loses nothing on the way."""
    return "switch main" if tip(repository) else "branch -m main"


def tip(repository: Repository) -> str | None:
    """The commit that `main` names, loose or packed; None when there is no such branch.

    Raises Damaged when it names none, or is gone though it has a past.
    """
    path = repository.path / BRANCH
    try:
        found = path.read_text("utf-8", "replace").strip()
    except FileNotFoundError:
        found = packed_tip(repository) or ""
        if not found and not has_past(repository):
            return None
    except OSError as error:
        raise GitFailed(f"{path} cannot be read", _LOOK) from error
    if not _OID.fullmatch(found):
        raise _damaged(path)
    return found


def _damaged(path: Path) -> Damaged:
    return Damaged(f"{path} is damaged", _LOOK)


def has_past(repository: Repository) -> bool:
    """Whether git's own log knows of commits that `main` has stood at; git deletes it with it."""
    try:
        return (repository.path / "logs" / BRANCH).stat().st_size > 0
    except OSError:
        return False


def packed_tip(repository: Repository) -> str | None:
    """The commit that `main` names among the packed branches."""
    try:
        lines = (repository.path / "packed-refs").read_text("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return None
    for line in lines:
        oid, _, name = line.partition(" ")
        if name == BRANCH and _OID.fullmatch(oid):
            return oid
    return None


def work_under_way(repository: Repository) -> str | None:
    """What the person has begun with git and not finished yet, like a merge."""
    begun = (what for name, what in _UNFINISHED.items() if (repository.path / name).exists())
    return next(begun, None)


def recordable(repository: Repository) -> None:
    """Raise NotRecorded while the person's own git operation is under way.

    Ref locks that a killed git left behind are cleared once they are half a minute old.
    """
    if what := work_under_way(repository):
        raise NotRecorded(
            f"saved; it will be recorded when the {what} in {repository.root} is finished",
            f"finish it; what to do says: git -C {quote(str(repository.root))} status",
        )
    for name in LOCKS:
        path = repository.path / name
        try:
            age = time.time() - path.lstat().st_mtime
        except FileNotFoundError:
            continue
        if age > STALE:
            path.unlink(missing_ok=True)
        else:
            raise NotRecorded(
                f"saved; it will be recorded when {path} is gone",
                "a git process holds it, or died; it is cleared after half a minute",
            )
