"""`history`: the audit trail, told as a story."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from memory_cli.actions.find import has_words
from memory_cli.core.changes import Changes
from memory_cli.core.changes import changes
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import GitFailed
from memory_cli.core.identity import folded
from memory_cli.core.identity import is_reference
from memory_cli.core.identity import parse_reference
from memory_cli.core.layout import is_recorded
from memory_cli.core.operation import Operation
from memory_cli.store.history import History
from memory_cli.store.history import Revision
from memory_cli.store.history import open_history
from memory_cli.store.store import Store


class Chapter(NamedTuple):
    """One revision and what it brought and took, file by file."""

    revision: Revision
    changes: tuple[tuple[str, Changes], ...]  # path, and what changed in it

    @property
    def added(self) -> tuple[str, ...]:
        """Every line that came, as it stands in its file."""
        return tuple(line for _, each in self.changes for line in each.added)

    @property
    def removed(self) -> tuple[str, ...]:
        """Every line that went."""
        return tuple(line for _, each in self.changes for line in each.removed)

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids it is about: those its message names, else those that came or went."""
        operation = self.revision.operation
        named = operation.entries if operation else ()
        if names_all(operation):
            return named
        found = (i for _, each in self.changes for i in (*each.ids_added, *each.ids_removed))
        return tuple(dict.fromkeys((*named, *found)))


class Asked(NamedTuple):
    """Which revisions are asked for; None asks for all."""

    what: str | None = None  # an id, or a path relative to the store
    op: str | None = None
    actor: str | None = None
    since: datetime | None = None
    words: str | None = None
    limit: int = 20
    private: bool = True  # what private entries say, too


def history(store: Store, asked: Asked) -> tuple[Chapter, ...]:
    """The newest revisions that fit, newest first."""
    if not store.exists():
        return ()
    prefix = path = None
    if asked.what is not None:
        if is_reference(asked.what):
            prefix = parse_reference(asked.what).prefix
        else:
            path = _recorded(store, asked.what)
    with open_history(store.root) as trail:
        found = _chapters(trail, asked, path, prefix)
        return tuple(islice(found, asked.limit))


def _recorded(store: Store, what: str) -> str:
    """The path, relative to the store, of the file `what`; raises BadInput for any other."""
    path = what.removeprefix(f"{store.root}/")
    if not is_recorded(path):
        raise BadInput(
            f"{what!r} is neither an id nor a file of this memory",
            "name MEMORY.md, SOUL.md, memory/2026-11-20.md or an id",
        )
    return path


def _chapters(
    trail: History, asked: Asked, path: str | None, prefix: str | None
) -> Iterator[Chapter]:
    wanted = folded(asked.words or "").casefold().split()
    for revision in _fitting(trail, asked, path, prefix):
        if wanted and not has_words(_texts(trail, revision), wanted):
            continue  # told quickly, before its lines are compared
        told = chapter(trail, revision, private=asked.private)
        named = (*_named(revision), *told.entries)
        if prefix and not any(each.startswith(prefix) for each in named):
            continue
        if has_words("\n".join(told.added + told.removed), wanted):
            yield told


def _fitting(
    trail: History, asked: Asked, path: str | None, prefix: str | None
) -> Iterator[Revision]:
    """Those that fit as far as their messages tell, with their files."""

    def fits(each: Revision) -> bool:
        if asked.op not in {None, each.op} or asked.actor not in {None, each.actor}:
            return False
        if asked.since and each.at < asked.since:
            return False
        may = prefix is None or not names_all(each.operation)
        return may or any(entry.startswith(prefix or "") for entry in _named(each))

    everything = not any((prefix, asked.words, asked.op, asked.actor, asked.since))
    if path or everything:
        limit = asked.limit if everything else None
        return filter(fits, trail.revisions(path=path, limit=limit))
    return trail.with_files(filter(fits, trail.messages(newest_first=True)))


def _named(revision: Revision) -> tuple[str, ...]:
    """The ids that its message says came, changed or went."""
    operation = revision.operation
    return operation.entries + operation.replaces if operation else ()


def _texts(trail: History, revision: Revision) -> str:
    """All that stood in its files before or after it."""
    blobs = (blob for file in revision.files for blob in (file.before, file.after))
    return "\n".join(map(trail.text, blobs))


def names_all(operation: Operation | None) -> bool:
    """Whether the message of a commit names every entry it is about; else its files do."""
    return operation is not None and bool(operation.entries) and not operation.more


def chapter(trail: History, revision: Revision, *, private: bool = True) -> Chapter:
    """`revision` with what it changed; where that cannot be read any more, without.

    Without `private`, as if there were no private entries.
    """
    told = []
    for file in revision.files:
        with suppress(GitFailed):
            before, after = trail.text(file.before), trail.text(file.after)
            told.append((file.path, changes(file.path, before, after, private=private)))
    return Chapter(revision, tuple(told))
