"""The only module that imports GitPython: reading the audit trail. It never writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from typing import NamedTuple

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.layout import is_recorded
from memory_cli.core.operation import Operation
from memory_cli.core.operation import parse_message
from memory_cli.store import git as hardened
from memory_cli.store.files import Folder
from memory_cli.store.repository import checked
from memory_cli.store.repository import tip

_EMPTY = "0" * 40
_SHOWN = 12
# Fields end in \x1f and commits begin with \x1e: neither can stand in a message git has cleaned,
# and a commit whose message holds one anyway is read as one that mem did not write.
_WITH_FILES = ("--raw", "-z", "--no-abbrev", "--no-renames", "--root", "-m", "--first-parent")
_FORMAT = "--format=%x1e%H%x1f%P%x1f%at%x1f%an%x1f%B%x1f"


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
    """The revisions of one store, newest first, as they stood when it was opened."""

    def __init__(self, repo: Any, top: str | None) -> None:  # noqa: ANN401 - GitPython's Repo
        self._repo = repo
        self._top = top
        self.text = lru_cache(maxsize=512)(self._text)

    def revisions(
        self, *, path: str | None = None, limit: int | None = None, oldest_first: bool = False
    ) -> Iterator[Revision]:
        """Every revision, or those that touch `path`, with the files each changed."""
        if self._top is None:
            return
        options = [*_WITH_FILES]
        options += [f"-n{limit}"] if limit is not None else []
        options += ["--reverse"] if oldest_first else []
        yield from self._log(options, self._top, path)

    def messages(self, *, containing: str = "") -> Iterator[Revision]:
        """Every revision, oldest first, without its files: quick however long the history is.

        With `containing`, only those whose message has that text.
        """
        if self._top is None:
            return
        options = ["--reverse", "--first-parent", "-z", "-s"]
        options += ["--fixed-strings", f"--grep={containing}"] if containing else []
        yield from self._log(options, self._top, None)

    def revision(self, name: str) -> Revision:
        """The revision `name` stands for: a commit or a unique beginning of one; NotFound."""
        if self._top is not None and 4 <= len(name) <= 40 and set(name) <= set("0123456789abcdef"):  # noqa: PLR2004 - git's own limits
            try:
                full = self._repo.git.rev_parse("--verify", "--quiet", f"{name}^{{commit}}")
                self._repo.git.merge_base("--is-ancestor", full, self._top)
            except _git_error():
                pass
            else:
                return next(self._log([*_WITH_FILES, "-n1"], full, None))
        raise NotFound(
            f"there is no commit {name[:60]!r} in this history", "mem history lists them"
        )

    def at(self, moment: datetime) -> str | None:
        """The newest commit made before `moment`; None when there was none yet."""
        if self._top is None:
            return None
        before = int(moment.timestamp())
        for line in self._repo.git.log("--first-parent", "--format=%H %at", self._top).split("\n"):
            commit, _, at = line.partition(" ")
            if int(at) < before:
                return str(commit)
        return None

    @property
    def top(self) -> str | None:
        """The newest commit."""
        return self._top

    def tree(self, commit: str | None) -> dict[str, str]:
        """The recorded paths of `commit` and the ids of their blobs; nothing for None."""
        if commit is None:
            return {}
        blobs = self._repo.commit(commit).tree.traverse()
        return {b.path: b.hexsha for b in blobs if b.type == "blob" and is_recorded(b.path)}

    def data(self, blob: str | None) -> bytes:
        """The bytes of a blob; none for None."""
        if blob is None:
            return b""
        return bytes(self._repo.odb.stream(bytes.fromhex(blob)).read())

    def _text(self, blob: str | None) -> str:
        return self.data(blob).decode("utf-8", "surrogateescape")

    def _log(self, options: list[str], span: str, path: str | None) -> Iterator[Revision]:
        arguments = [_FORMAT, "--no-ext-diff", "--no-textconv", *options, span, "--"]
        said = self._repo.git.log(
            *arguments,
            *([path] if path else []),
            stdout_as_string=False,
            strip_newline_in_stdout=False,
        )
        for chunk in said.decode("utf-8", "surrogateescape").split("\x1e")[1:]:
            fields = chunk.split("\x1f")
            if len(fields) >= 6:  # noqa: PLR2004 - those of _FORMAT and what follows them
                yield _revision(fields)


@contextmanager
def opened(root: Path) -> Iterator[History]:
    """The history of the store at `root`; raises GitFailed when it cannot be read."""
    with Folder(root) as folder:
        repository = checked(folder)
    with hardened.sealed_environment():
        import git
        import git.exc

        try:
            with git.Repo(str(root), expand_vars=False, search_parent_directories=False) as repo:
                yield History(repo, tip(repository))
        except (git.exc.GitError, git.exc.ODBError, ValueError) as error:
            raise GitFailed(
                f"the history in {root} cannot be read", f"run: git -C '{root}' fsck --full"
            ) from error


def _git_error() -> type[Exception]:
    from git.exc import GitCommandError

    return GitCommandError


def _revision(fields: list[str]) -> Revision:
    commit, parents, at, author, *message, raw = fields
    moment = datetime.fromtimestamp(int(at), UTC)
    written = message[0] if len(message) == 1 else ""
    return Revision(
        commit=commit,
        parent=parents.split(" ")[0] or None,
        at=moment,
        author=author,
        operation=parse_message(written, at=int(at)),
        files=tuple(_file_changes(raw)),
    )


def _file_changes(raw: str) -> Iterator[FileChange]:
    """Read `git log --raw -z`: `:mode mode blob blob status NUL path NUL`, again and again."""
    parts = raw.lstrip("\0\n").split("\0")
    for about, path in zip(parts[0::2], parts[1::2], strict=False):
        if not about.startswith(":") or not is_recorded(path):
            continue
        _, _, before, after, _ = about.split(" ")
        yield FileChange(
            path, before if before != _EMPTY else None, after if after != _EMPTY else None
        )
