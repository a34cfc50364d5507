"""What of a repository names objects that are gone: which they are, and how it is put aside."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from memory_cli.store import git
from memory_cli.store.delivery import deliver
from memory_cli.store.newest import LOGGED
from memory_cli.store.quarantine import Quarantine
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Repository
from memory_cli.store.repository import tip

_BROKEN = re.compile(rb"broken link from +(?:commit|tree) ([0-9a-f]{40})")


def leave_nothing_torn(repository: Repository, quarantine: Quarantine) -> None:
    """Put aside what goes on from objects that are gone, as far as `main` does without it."""
    while torn := _torn(repository):
        for path in torn:
            quarantine.take(path)
    for log in (repository.path / "logs" / BRANCH, repository.path / "logs" / "HEAD"):
        _prune(repository, log, quarantine)


def _torn(repository: Repository) -> list[Path]:
    """Loose objects that name others which are gone, and that `main` is not made of.

    None, where that cannot be told: there are holes in `main` itself.
    """
    reached = _reached(repository)
    if reached is None:
        return []
    found: set[str] = set()
    options = ["fsck", "--connectivity-only", "--no-dangling", "--no-progress"]
    with suppress(git.Declined), git.printing(options, root=repository.root) as said:
        found = {name[1].decode("ascii") for name in map(_BROKEN.match, said) if name}
    objects = repository.path / "objects"
    loose = (objects / oid[:2] / oid[2:] for oid in sorted(found - reached))
    return [path for path in loose if path.is_file()]


def _reached(repository: Repository) -> set[str] | None:
    """What `main` is made of; None where git cannot read all of it."""
    if tip(repository) is None:
        return set()
    found: set[str] = set()
    try:
        options = ["rev-list", "--objects", BRANCH, "--"]
        with git.printing(options, root=repository.root) as said:
            found.update(line[:40].decode("ascii") for line in said)
    except git.Declined:  # it names only some of it then
        return None
    return found


def _prune(repository: Repository, log: Path, quarantine: Quarantine) -> None:
    """Take from one of git's own logs the lines that name a commit that is gone."""
    if not log.is_file():
        return
    lines = log.read_bytes().splitlines(keepends=True)
    read = [LOGGED.fullmatch(line.decode("utf-8", "replace").rstrip("\n")) for line in lines]
    named = {oid for found in read if found for oid in found.groups()} - {"0" * 40}
    gone = lacking(repository, sorted(named))
    kept = [
        line
        for line, found in zip(lines, read, strict=True)
        if found and not gone.intersection(found.groups())
    ]
    if kept != lines:
        quarantine.copy(log)
        deliver(log, kept, force=True)


def lacking(repository: Repository, oids: Iterable[str]) -> set[str]:
    """Those of `oids` that the repository has not."""
    asked = "".join(f"{oid}\n" for oid in oids).encode()
    said = git.run(["cat-file", "--batch-check"], root=repository.root, stdin=asked)
    lines = (line.split() for line in said.decode("ascii", "replace").split("\n"))
    return {words[0] for words in lines if words[1:] == ["missing"]}
