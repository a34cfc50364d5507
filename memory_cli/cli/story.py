"""Revisions told to people and programs: when, who, what, and the lines that came and went."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import datetime

from memory_cli.actions.history import Chapter
from memory_cli.cli.deps import Context
from memory_cli.cli.output import show
from memory_cli.core.changes import Changes
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import is_person
from memory_cli.store.history import Revision
from memory_cli.store.store import Store

_MOST_LINES = 10
FileChanges = Sequence[tuple[str, Changes]]


def revision_json(revision: Revision) -> dict[str, object]:
    """A commit, its time, what was done and by whom."""
    return {
        "commit": revision.commit,
        "at": revision.at.isoformat(),
        "op": revision.op,
        "actor": revision.actor,
    }


def origin_json(revision: Revision | None) -> dict[str, object] | None:
    """The commit that something came with, and whether that was a person's act."""
    if revision is None:
        return None
    return {**revision_json(revision), "person": is_person(revision.actor)}


def show_chapters(ctx: Context, store: Store, chapters: Sequence[Chapter], *, patch: bool) -> None:
    """Show revisions, newest first; with `patch` every changed line of every file."""
    data = {
        "revisions": [
            {
                **revision_json(each.revision),
                "entries": list(each.entries),
                "sources": list(each.revision.operation.sources if each.revision.operation else ()),
                "paths": [path for path, _ in each.changes],
                "added": list(each.added),
                "removed": list(each.removed),
            }
            for each in chapters
        ]
    }
    show(
        ctx,
        data,
        lines=(line for each in chapters for line in _lines(store, each, patch=patch)),
        pretty=lambda: _pretty(store, chapters, patch=patch),
    )


def title(store: Store, revision: Revision) -> str:
    """A revision in one line: `2026-11-20 09:14  cli  add: 1 fact  2ce3d1…`."""
    return "  ".join(_title(store, revision))


def _title(store: Store, revision: Revision) -> tuple[str, str, str, str]:
    when = local(store, revision.at)
    summary = f": {revision.operation.summary}" if revision.operation else ""
    return f"{when:%Y-%m-%d %H:%M}", revision.actor, f"{revision.op}{summary}", revision.short


def local(store: Store, moment: datetime) -> datetime:
    """`moment` on the person's own clock."""
    return store.local(moment.astimezone())


def pretty_title(store: Store, revision: Revision, label: str = "") -> object:
    """The same line for a terminal, perhaps after a `label`."""
    from memory_cli.cli import screen

    when, actor, what, commit = _title(store, revision)
    return screen.styled(
        (label, "dim"),
        (when, "bold"),
        (f"  {actor}", "blue"),
        (f"  {what}", "bold"),
        (f"  {commit}", "dim"),
    )


def changed_lines(changes: FileChanges, *, patch: bool) -> Iterator[tuple[str, str]]:
    """Marks (`+`, `-`, or a blank for a path) and lines; without `patch` only the first few."""
    shown = 0
    total = sum(len(each.added) + len(each.removed) for _, each in changes)
    for path, each in changes:
        if patch:
            yield " ", path
        marked = [("-", piece) for piece in each.removed] + [("+", piece) for piece in each.added]
        for mark, piece in marked:
            if not patch and shown == _MOST_LINES:
                yield " ", f"and {total - shown} more; --patch shows all"
                return
            shown += 1
            for line in piece.split("\n"):
                yield mark, line


def show_changes(ctx: Context, data: Mapping[str, object], changes: FileChanges) -> None:
    """Show `data`, or every changed line, file by file."""
    told = list(changed_lines(_of_memory(changes), patch=True))
    show(
        ctx,
        data,
        lines=(f"{mark} {line}".lstrip() for mark, line in told),
        pretty=lambda: _pretty_changes(told),
    )


def _pretty_changes(told: Sequence[tuple[str, str]]) -> object:
    from memory_cli.cli import screen

    return screen.stack(
        screen.styled((f"{mark} {line}".lstrip(), _STYLES.get(mark, "bold"))) for mark, line in told
    )


def _changes(chapter: Chapter) -> FileChanges:
    """What is worth telling: what a memory began with is not."""
    return () if chapter.revision.op == "init" else _of_memory(chapter.changes)


def _of_memory(changes: FileChanges) -> FileChanges:
    """Without the list of ids that must not come back: it says again what the files say."""
    return tuple((path, each) for path, each in changes if path != FORGOTTEN)


def _marked(chapter: Chapter, *, patch: bool) -> Iterator[tuple[str, str]]:
    changes = chapter.changes if patch else _changes(chapter)
    return ((mark, f"    {mark} {line}") for mark, line in changed_lines(changes, patch=patch))


def _lines(store: Store, chapter: Chapter, *, patch: bool) -> Iterator[str]:
    yield title(store, chapter.revision)
    yield from (line for _, line in _marked(chapter, patch=patch))


def _pretty(store: Store, chapters: Sequence[Chapter], *, patch: bool) -> object:
    from memory_cli.cli import screen

    parts: list[object] = []
    for chapter in chapters:
        parts.append(pretty_title(store, chapter.revision))
        parts += [
            screen.styled((line, _STYLES.get(mark, "dim")))
            for mark, line in _marked(chapter, patch=patch)
        ]
    return screen.stack(parts)


_STYLES = {"+": "green", "-": "red"}
