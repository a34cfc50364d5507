"""What a repository has beside the commits of `main`: all of it goes when history is rebuilt."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from memory_cli.core.operation import parse_message
from memory_cli.core.several import several
from memory_cli.store import git
from memory_cli.store.objects import contents
from memory_cli.store.objects import strangers
from memory_cli.store.quarantine import NAME
from memory_cli.store.repository import BRANCH
from memory_cli.store.repository import Repository

_KINDS = {"refs/tags/": "tag", "refs/heads/": "branch", "refs/remotes/": "remote branch"}
_MOST = 20  # names that are worth telling one by one
_SIGNED = b"\ngpgsig"


class Remote(NamedTuple):
    """Another repository that this one may have been sent to."""

    name: str
    url: str  # without who may log in there


def beside(repository: Repository) -> tuple[str, ...]:
    """Everything that would not be there afterwards, each in a few words."""
    return (
        *_refs(repository),
        *_of_commits(repository),
        *_strangers(repository),
        *_settings(repository),
        *_aside(repository),
    )


def worktrees(repository: Repository) -> tuple[str, ...]:
    """The folders elsewhere that show a version of this history."""
    notes = sorted(repository.path.glob("worktrees/*/gitdir"))
    return tuple(note.read_text("utf-8", "replace").strip().removesuffix("/.git") for note in notes)


def remotes(repository: Repository) -> tuple[Remote, ...]:
    """The remotes that the configuration names."""
    config = str(repository.path / "config")
    wanted = [
        "config",
        "--file",
        config,
        "--no-includes",
        "-z",
        "--get-regexp",
        r"^remote\..*\.url$",
    ]
    said = git.run(wanted, ok=1).decode("utf-8", "replace")
    pairs = (line.partition("\n") for line in said.split("\0") if line)
    return tuple(
        Remote(key.removeprefix("remote.").removesuffix(".url"), _without_login(url))
        for key, _, url in pairs
    )


def _without_login(url: str) -> str:
    scheme, there, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}" if there else url


def _refs(repository: Repository) -> Iterator[str]:
    said = git.patiently(["for-each-ref", "--format=%(refname)"], root=repository.root)
    refs = [ref for ref in said.decode("utf-8", "replace").split("\n") if ref not in {"", BRANCH}]
    for ref in refs[:_MOST]:
        yield _called(ref)
    if len(refs) > _MOST:
        yield f"{len(refs) - _MOST} more refs"


def _called(ref: str) -> str:
    if ref == "refs/stash":
        return "the stash"
    if ref.startswith("refs/notes/"):
        return "notes on commits"
    kinds = (f"the {kind} {ref[len(at) :]}" for at, kind in _KINDS.items() if ref.startswith(at))
    return next(kinds, f"the ref {ref}")


def _of_commits(repository: Repository) -> Iterator[str]:
    """Signatures, and messages in a person's own words."""
    oids = git.patiently(["rev-list", BRANCH], root=repository.root).decode("ascii").split()
    signed = words = 0
    for commit in contents(repository.root, oids):
        about, _, message = commit.data.partition(b"\n\n")
        signed += _SIGNED in about
        words += parse_message(message.decode("utf-8", "replace"), at=0) is None
    if signed:
        yield f"the signature{'s'[: signed > 1]} of {signed} commit{'s'[: signed > 1]}"
    if words:
        yield f"author and message of {words} commit{'s'[: words > 1]} made by hand"


def _settings(repository: Repository) -> Iterator[str]:
    """What a person has put into `.git` for their own use of git."""
    for path in sorted(repository.path.glob("hooks/*")):
        if path.suffix != ".sample":
            yield f"the hook {path.name}"
    exclude = repository.path / "info" / "exclude"
    if exclude.is_file() and any(
        line.strip() and not line.startswith("#")
        for line in exclude.read_text("utf-8", "replace").splitlines()
    ):
        yield "what .git/info/exclude says"


def _aside(repository: Repository) -> Iterator[str]:
    """What a repair could not read: it may hold what is erased."""
    if (repository.path / NAME).exists():
        yield f"what a repair has put aside in .git/{NAME}"


def _strangers(repository: Repository) -> Iterator[str]:
    """Files that are no memory and stand in the history; in the folder they stay."""
    paths = strangers(repository.root, BRANCH)
    if paths:
        yield f"the history of what is no memory: {several(paths, _MOST)}"
