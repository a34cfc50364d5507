"""The only module that imports GitPython: reading the audit trail. It never writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from datetime import UTC
from datetime import datetime
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from typing import NamedTuple

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.layout import is_recorded
from memory_cli.core.operation import Operation
from memory_cli.core.operation import parse_message
from memory_cli.store import git as hardened
from memory_cli.store.commit import tree
from memory_cli.store.files import Folder
from memory_cli.store.repository import checked
from memory_cli.store.repository import tip

if TYPE_CHECKING:  # as slow to import as the whole of a command
    from git import Repo

_EMPTY = "0" * 40
_SHOWN = 12
_BATCH = 256  # commits told by one run of git
_WITH_FILES = ("--raw", "--no-abbrev", "--no-renames", "--root", "-m")
_WITHOUT_FILES = ("-s",)
# NUL is the one character that cannot stand in a message; `-z` ends a commit and a path with it.
_FORMAT = "--format=%H%x00%P%x00%at%x00%an%x00%B"
_FIELDS = 5
_NAME = re.compile(r"[0-9a-f]{4,40}")


class FileChange(NamedTuple):
    """What a revision made of one path: blob ids before and after, None for no file."""

    path: str
    before: str | None
    after: str | None


class Revision(NamedTuple):
    """One commit. `operation` is None when mem did not make it."""

    commit: str
    parent: str | None
    at: datetime
    author: str
    operation: Operation | None
    files: tuple[FileChange, ...]

    @property
    def op(self) -> str:
        """What was done: an operation, or `edit` for a commit made by hand."""
        return self.operation.op if self.operation else "edit"

    @property
    def actor(self) -> str:
        """Who did it; a commit made by hand is its maker's."""
        return self.operation.actor if self.operation else "editor"

    @property
    def short(self) -> str:
        """As much of the commit as people are shown."""
        return self.commit[:_SHOWN]


class History:
    """The revisions of one store as they stood when it was opened."""

    def __init__(self, repo: Repo, root: Path, top: str | None) -> None:
        self._repo = repo
        self._root = root
        self.top = top  # the newest commit
        self.text = lru_cache(maxsize=512)(self._text)

    def revisions(
        self, *, path: str | None = None, limit: int | None = None, oldest_first: bool = False
    ) -> Iterator[Revision]:
        """Every revision, newest first, or those that touch `path`, with the files each changed."""
        options = [*_WITH_FILES]
        options += [f"-n{limit}"] if limit is not None else []
        options += ["--reverse"] if oldest_first else []
        try:
            return self._log(options, self.top, path)
        except GitFailed:
            if path is not None:
                raise
            others = [each for each in options if each not in _WITH_FILES]
            return self.with_files(self._log([*_WITHOUT_FILES, *others], self.top, None))

    def messages(
        self,
        *,
        containing: str = "",
        newest_first: bool = False,
        merged: bool = False,
        beyond: str | None = None,
    ) -> Iterator[Revision]:
        """Every revision, oldest first, without its files: quick however long the history is.

        With `containing`, only those whose message has that text; with `merged`, also those of
        branches that were merged, before the merge; with `beyond`, none that this commit knows of.
        """
        options = [*_WITHOUT_FILES, *([] if newest_first else ["--reverse"])]
        options += ["--fixed-strings", f"--grep={containing}"] if containing else []
        options += [f"^{beyond}"] if beyond else []
        return self._log(options, self.top, None, merged=merged)

    def with_files(self, revisions: Iterable[Revision]) -> Iterator[Revision]:
        """The same revisions in the same order, each with the files it changed.

        One whose files cannot be read any more is told without them.
        """
        rest = iter(revisions)
        while batch := [*islice(rest, _BATCH)]:
            try:
                yield from self._with_files(batch)
            except GitFailed:
                for revision in batch:
                    try:
                        yield from self._with_files([revision])
                    except GitFailed:
                        yield revision

    def _with_files(self, batch: list[Revision]) -> Iterator[Revision]:
        *others, last = (each.commit for each in batch)
        return self._log([*_WITH_FILES, "--no-walk=unsorted", *others], last, None)

    def revision(self, name: str) -> Revision:
        """The revision `name` stands for: a commit or a unique beginning of one; NotFound."""
        if self.top is not None and _NAME.fullmatch(name):
            with suppress(GitFailed), _reading(self._root):
                full = self._repo.git.rev_parse("--verify", "--quiet", f"{name}^{{commit}}")
                self._repo.git.merge_base("--is-ancestor", full, self.top)
                return next(self._log([*_WITH_FILES, "-n1"], full, None))
        raise NotFound(f"there is no commit {name[:60]!r} here", "mem history lists them")

    def at(self, moment: datetime) -> str | None:
        """The newest commit made before `moment`; None when there was none yet."""
        earlier = (
            each for each in self._log([*_WITHOUT_FILES], self.top, None) if each.at < moment
        )
        return next((each.commit for each in earlier), None)

    def tree(self, commit: str | None) -> dict[str, str]:
        """The recorded paths of `commit` and the ids of their blobs; nothing for None."""
        held = tree(self._root, commit) if commit else {}
        return {path: blob for path, blob in held.items() if is_recorded(path)}

    def data(self, blob: str | None) -> bytes:
        """The bytes of a blob; none for None."""
        if blob is None:
            return b""
        with _reading(self._root):
            return bytes(self._repo.odb.stream(bytes.fromhex(blob)).read())

    def _text(self, blob: str | None) -> str:
        return self.data(blob).decode("utf-8", "surrogateescape")

    def _log(
        self, options: list[str], top: str | None, path: str | None, *, merged: bool = False
    ) -> Iterator[Revision]:
        if top is None:
            return iter(())
        safe = ["-z", "--no-ext-diff", "--no-textconv"]
        reach = "--topo-order" if merged else "--first-parent"
        arguments = [_FORMAT, *safe, reach, *options, top, "--", *([path] if path else [])]
        with _reading(self._root):
            said = self._repo.git.log(
                *arguments, stdout_as_string=False, strip_newline_in_stdout=False
            )
        return _revisions(said.decode("utf-8", "surrogateescape"))


@contextmanager
def open_history(root: Path) -> Iterator[History]:
    """The history of the store at `root`; raises GitFailed when it cannot be read."""
    with Folder(root) as folder:
        repository = checked(folder)
    with _reading(root):
        import git

        repo = git.Repo(str(root), expand_vars=False, search_parent_directories=False)
        repo.git.update_environment(GIT_DIR=f"{root}/.git")  # it expands $NAME in its directory
    with repo, hardened.sealed_environment():
        yield History(repo, root, tip(repository))


@contextmanager
def _reading(root: Path) -> Iterator[None]:
    """Run GitPython with git's environment sealed, and its errors turned into ours."""
    with hardened.sealed_environment():
        try:
            from git.exc import GitError
            from git.exc import ODBError
        except ImportError as error:  # so it says that git did not answer
            raise GitFailed("git could not be started", "run 'git version'") from error
        try:
            yield
        except (GitError, ODBError, ValueError, OSError) as error:
            raise GitFailed(
                f"the history in {root} cannot be read",
                'run "mem doctor", which says what cannot be read',
            ) from error


def _revisions(said: str) -> Iterator[Revision]:
    """Read `git log -z`: five fields, then what happened to each file: `:…status` and its path."""
    tokens = said.split("\0")
    at = 0
    while at + _FIELDS < len(tokens) + 1 and tokens[at]:
        commit, parents, seconds, author, message = tokens[at : at + _FIELDS]
        at += _FIELDS
        files = []
        while at + 1 < len(tokens) and tokens[at].lstrip("\n").startswith(":"):
            files += _file_change(tokens[at], tokens[at + 1])
            at += 2
        yield Revision(
            commit=commit,
            parent=parents.split(" ")[0] or None,
            at=datetime.fromtimestamp(int(seconds), UTC),
            author=author,
            operation=parse_message(message, at=int(seconds)),
            files=tuple(files),
        )


def _file_change(about: str, path: str) -> list[FileChange]:
    """Read `:mode mode blob blob status`; nothing for a path that holds no memory."""
    if not is_recorded(path):
        return []
    _, _, before, after, _ = about.split(" ")
    blobs = (None if blob == _EMPTY else blob for blob in (before, after))
    return [FileChange(path, *blobs)]
