"""Which commit a torn history goes on from: the newest that is whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from heapq import heapify
from heapq import heappop
from heapq import heappush

from memory_cli.store import git
from memory_cli.store.objects import contents
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Repository
from memory_cli.store.repository import packed_tip

LOGGED = re.compile(r"([0-9a-f]{40}) ([0-9a-f]{40}) [^\0]*")
"""A line of git's log of a branch: where it stood, where it went, who did it and what."""

_TORN = 64  # commits: more than one power cut can have torn


def newest_whole(repository: Repository) -> str | None:
    """The commit to go on from; None when there is none at all."""
    by_itself = None
    for each in _candidates(repository):
        if is_whole(repository, each, _TORN):
            return each
        if by_itself is None and is_whole(repository, each):
            by_itself = each
    return by_itself


def is_whole(repository: Repository, commit: str, count: int = 1) -> bool:
    """Whether `commit`, and the `count` - 1 before it, can be read with everything in them."""
    options = ["rev-list", "--objects", "--quiet", f"--max-count={count}"]
    try:
        with git.printing([*options, commit, "--"], root=repository.root):
            return True
    except git.Declined:
        return False


def _candidates(repository: Repository) -> Iterator[str]:
    """Every commit that `main` may have stood at, the likeliest first."""
    seen: set[str] = set()
    for each in (*_logged(repository), *_all_commits(repository)):
        if each not in seen:
            seen.add(each)
            yield each


def _logged(repository: Repository) -> Iterator[str]:
    """What git's own log says of where `main` stood, the newest first, then what was packed."""
    try:
        lines = (repository.path / "logs" / BRANCH).read_text("utf-8", "replace").split("\n")
    except OSError:
        lines = []
    yield from (found[2] for found in map(LOGGED.fullmatch, reversed(lines)) if found)
    if packed := packed_tip(repository):
        yield packed


def _all_commits(repository: Repository) -> Iterator[str]:
    """Every commit there is: the newest that no other one goes on from, then backwards."""
    options = ["cat-file", "--batch-all-objects", "--batch-check=%(objecttype) %(objectname)"]
    with git.printing(options, root=repository.root) as said:
        found = [line.split()[1].decode("ascii") for line in said if line.startswith(b"commit ")]
    commits = {oid: _read(data) for oid, _, data in contents(repository.root, found)}
    followed = {parent for _, parents in commits.values() for parent in parents}
    ahead = [(-commits[oid][0], oid) for oid in commits if oid not in followed]
    heapify(ahead)
    while ahead:
        oid = heappop(ahead)[1]
        yield oid
        for parent in commits[oid][1]:
            if parent in commits:
                heappush(ahead, (-commits[parent][0], parent))


def _read(commit: bytes) -> tuple[int, list[str]]:
    """When a commit was made, and its parents."""
    lines = commit.partition(b"\n\n")[0].decode("utf-8", "replace").split("\n")
    at = next((line.split()[-2] for line in lines if line.startswith("committer ")), "0")
    parents = [line.split()[1] for line in lines if line.startswith("parent ")]
    return int(at) if at.lstrip("-").isdigit() else 0, parents
