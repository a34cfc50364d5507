"""What `doctor` finds in a store itself: its files, git, the repository, locks, permissions."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from shlex import quote

from memory_cli.actions.doctor_look import Look
from memory_cli.core.errors import MemError
from memory_cli.core.finding import Finding
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import LOGS
from memory_cli.core.several import several
from memory_cli.core.strays import sync_service
from memory_cli.store import git
from memory_cli.store.holders import OF_GIT
from memory_cli.store.holders import Holder
from memory_cli.store.holders import age_of
from memory_cli.store.holders import holders
from memory_cli.store.leftovers import leftovers as left_behind
from memory_cli.store.lock import PATIENCE
from memory_cli.store.modes import loose
from memory_cli.store.repository import STALE
from memory_cli.store.repository import Damaged
from memory_cli.store.repository import checked
from memory_cli.store.repository import configuration as configured
from memory_cli.store.repository import head
from memory_cli.store.repository import strange
from memory_cli.store.swap import is_decided

FIX = "mem doctor --fix"
_CREDENTIAL = re.compile(r"[a-z][a-z0-9+.-]*://(?P<user>[^/@:]*)(?P<password>:[^/@]*)?@.*")
_REMOTE = re.compile(r"remote\.(?P<name>.*)\.(?:push)?url")


def files(seen: Look) -> Iterator[Finding]:
    """Memory files that are links, pipes, another user's, or too large."""
    for _, error in sorted(seen.refused.items()):
        yield Finding(error.message, error.hint)
    for name in (LOGS, LOCAL):
        status = seen.folder.status(name)
        if status is not None and not stat.S_ISDIR(status.st_mode):
            yield Finding(f"{name} is not a folder; mem does not follow it", "put a folder there")


def git_itself(seen: Look) -> Iterator[Finding]:  # noqa: ARG001 - a check like the others
    """Whether git is there and new enough."""
    try:
        git.version()
    except MemError as error:
        yield Finding(error.message, error.hint)


def configuration(seen: Look) -> Iterator[Finding]:
    """Keys of the store's git configuration that could run something."""
    status = seen.folder.status(".git/config")
    if status is None or not stat.S_ISREG(status.st_mode):
        return
    if not status.st_size:
        yield Finding(".git/config is empty", FIX)
        return
    try:
        keys = strange(configured(seen.folder.root))
    except git.Declined as error:
        yield Finding(f".git/config cannot be read: {error.message}", FIX)
        return
    if keys:
        told = ", ".join(keys)
        yield Finding(
            f".git/config says more than a memory needs, and nothing is written: {told}",
            f"{FIX} drops them and keeps a copy",
        )


def repository(seen: Look) -> Iterator[Finding]:
    """Whether the repository may be used, and where it stands; whether a purge has ended."""
    if is_decided(seen.folder.root):
        yield Finding("a purge was stopped in the middle; what it erases may still be there", FIX)
        return
    if any(configuration(seen)):  # told already
        return
    try:
        head(checked(seen.folder))
    except Damaged as damage:
        yield Finding(damage.message, FIX)
    except MemError as error:
        yield Finding(error.message, error.hint)


def locks(seen: Look) -> Iterator[Finding]:
    """Lock files of git, and a writer that does not let go."""
    root = seen.folder.root
    for name in OF_GIT:
        path = root / ".git" / name
        age = age_of(path)
        if age is None:
            continue
        by = holders(root, path)
        fix = f"wait, or end it: kill {by[0].pid}" if by else FIX
        yield Finding(f".git/{name} has been there for {_ago(age)}; {_held(by)}", fix)
    path = root / LOCAL / "lock"
    age = age_of(path)
    if age is not None and age > PATIENCE and (by := holders(root, path)):
        yield Finding(
            f"the memory has been locked for {_ago(age)}; {_held(by)}",
            f"wait, or end it: kill {by[0].pid}",
        )


def _held(by: tuple[Holder, ...] | None) -> str:
    if by is None:
        return "nobody can tell whether a process holds it"
    return f"held by {', '.join(map(str, by))}" if by else "no process holds it"


def _ago(seconds: float) -> str:
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = int(seconds // size)
            return f"{count} {word}{'s'[: count > 1]}"
    return "less than a minute"


def permissions(seen: Look) -> Iterator[Finding]:
    """What others than the owner may read or write."""
    root = seen.folder.root
    found = [path.relative_to(root).as_posix() for path in loose(root)]
    if found:
        count = f"{len(found)} files and folders" if len(found) > 1 else found[0]
        first = ", ".join(name if name != "." else "the folder itself" for name in found[:3])
        more = f" ({first}…)" if len(found) > 1 else ""
        yield Finding(f"others may use {count}{more}", FIX)


def place(seen: Look) -> Iterator[Finding]:
    """Whether a sync service works in the folder: it tears a repository sooner or later."""
    root = seen.folder.root
    above = (root, *root.parents)
    markers = tuple(name for each in above[:4] for name in _markers(each))
    if service := sync_service(root.parts, markers):
        yield Finding(
            f"{service} keeps this folder in step, and can tear its .git",
            f"exclude {quote(str(root / '.git'))} from it, or keep the memory elsewhere",
        )


def _markers(folder: Path) -> list[str]:
    names = (".stfolder", ".dropbox", ".dropbox.cache")
    return [name for name in names if (folder / name).exists()]


def remote(seen: Look) -> Iterator[Finding]:
    """Remotes whose address holds a password or a token, for everybody who sees the file."""
    if seen.folder.status(".git/config") is None:
        return
    for key, value in configured(seen.folder.root).items():
        match, named = _CREDENTIAL.fullmatch(value), _REMOTE.fullmatch(key)
        if match and named and (match["password"] or match["user"] not in {"git", ""}):
            name = named["name"]
            yield Finding(
                f"the address of the remote {name!r} holds a credential",
                f"git -C {quote(str(seen.folder.root))} remote set-url {quote(name)} ADDRESS, "
                "without it; a credential helper keeps it",
            )


def leftovers(seen: Look) -> Iterator[Finding]:
    """Temporary files of programs that were killed."""
    found = left_behind(seen.folder, older_than=STALE)
    if found:
        yield Finding(f"left behind by a killed program: {several(found, 1)}", FIX)
