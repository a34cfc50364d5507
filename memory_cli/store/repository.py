"""The `.git` of one store: whether it may be used at all, and where its branch stands.

Passing `--git-dir` skips git's own check of who owns a repository, so the check is made here. What
git's configuration may say is a list of harmless keys: a list of harmful ones ages.
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
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
_CACHE = "repository.json"
_SWAP = 1.0  # seconds; it takes one rename
_PAUSE = 0.01
_STALE_LOCK = 30.0  # seconds; git holds these files for milliseconds
_LOCKS = ("HEAD.lock", "refs/heads/main.lock", "packed-refs.lock")
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


class Repository(NamedTuple):
    """A repository that may be written to; `identity` is `Name <address>`."""

    root: Path
    identity: str

    @property
    def path(self) -> Path:
        """The directory git keeps its own things in."""
        return self.root / ".git"


def checked(folder: Folder) -> Repository:
    """The repository of `folder`; raises GitFailed when it is missing, foreign or hostile."""
    path = folder.root / ".git"
    status = _status(folder)
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
    return Repository(folder.root, _allowed(folder))


def _status(folder: Folder) -> os.stat_result | None:
    """What stands at `.git`, once that holds still."""
    settle(folder.root)
    return folder.status(".git")


def settle(root: Path) -> None:
    """Wait while a purge gives the new history of the store at `root` its name."""
    deadline = time.monotonic() + _SWAP
    while is_swapping(root) and time.monotonic() < deadline:
        time.sleep(_PAUSE)


def _allowed(folder: Folder) -> str:
    """Check git itself and the store's configuration, once for each state of the two.

    Returns the identity commits are written under.
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
    ]
    try:
        cached = json.loads(folder.read(f"{LOCAL}/{_CACHE}") or b"{}")
    except (ValueError, RecursionError):
        cached = {}
    if isinstance(cached, dict) and cached.get("seen") == seen:
        return str(cached.get("identity"))
    git.version()
    identity = _identity(_configuration(folder.root))
    content = json.dumps({"seen": seen, "identity": identity}).encode()
    with suppress(MemError):  # a read-only disk: it is looked at again next time
        folder.make(LOCAL)
        folder.keep_local(_CACHE, content)
    return identity


def _configuration(root: Path) -> dict[str, str]:
    """The store's own configuration; raises GitFailed for keys that could run something."""
    config = f"{root}/.git/config"
    listed = git.run(["config", "--file", config, "--no-includes", "-z", "--list"])
    pairs = (line.partition("\n") for line in listed.decode("utf-8", "replace").split("\0"))
    values = {key: value for key, _, value in pairs if key}
    strange = sorted(key for key in values if not _HARMLESS.fullmatch(key))
    if strange:
        raise GitFailed(
            f"{config} says more than a memory needs: {', '.join(strange)}",
            "look at them, then: "
            + "; ".join(
                f"git config --file {quote(config)} --unset-all {quote(k)}" for k in strange
            ),
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


def _identity(values: dict[str, str]) -> str:
    name, email = values.get("user.name", "mem"), values.get("user.email", "mem@localhost")
    clean = (re.sub(r"[<>\x00-\x1f\x7f]", "", value).strip() for value in (name, email))
    return "{} <{}>".format(*clean)


def head(repository: Repository) -> str | None:
    """The commit `main` stands at; None before the first one.

    Raises GitFailed when something else than `main` is checked out.
    """
    try:
        said = (repository.path / "HEAD").read_text("utf-8", "replace").strip()
    except OSError as error:
        raise GitFailed(f"{repository.path}/HEAD cannot be read", 'run "mem init"') from error
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
    """The commit that `main` names, loose or packed; None when there is no such branch."""
    try:
        found = (repository.path / BRANCH).read_text("utf-8", "replace").strip()
    except FileNotFoundError:
        return _packed(repository)
    except OSError as error:
        raise GitFailed(f"{repository.path / BRANCH} cannot be read") from error
    if not _OID.fullmatch(found):
        raise GitFailed(
            f"{repository.path / BRANCH} is damaged",
            f"run: git -C {quote(str(repository.root))} fsck --full",
        )
    return found


def _packed(repository: Repository) -> str | None:
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
    for name in _LOCKS:
        path = repository.path / name
        try:
            age = time.time() - path.lstat().st_mtime
        except FileNotFoundError:
            continue
        if age > _STALE_LOCK:
            path.unlink(missing_ok=True)
        else:
            raise NotRecorded(
                f"saved; it will be recorded when {path} is gone",
                "a git process holds it, or died; it is cleared after half a minute",
            )
