"""Marking entries where they stand: what `done`, `disable` and `enable` share."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence

from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.actions.writing import lift
from memory_cli.actions.writing import summary
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import Refused
from memory_cli.store.store import Store

Edit = Callable[[Document, Entry], Document]


def mark(store: Store, op: str, entries: Sequence[Entry], edit: Edit, *, author: Author) -> Written:
    """Apply `edit` to each of `entries`, in one change; those it leaves alone are known."""
    touched = [entry for entry in entries if entry.kind != "soul"]
    if not touched:
        raise Refused("SOUL.md is changed by your own hand only", 'run "mem edit soul"')
    result: list[Entry] = []
    known: list[str] = []
    with store.change(author.operation(op)) as change:
        for entry in touched:
            document = change.document(entry.path)
            edited = edit(document, standing(document, entry))
            change.put(edited)
            after = standing(edited, entry)
            (known.append(entry.id) if edited.text == document.text else result.append(after))
        ids = tuple(dict.fromkeys(entry.id for entry in result))
        if op == "enable":
            lift(change, ids, actor=author.actor)
        change.describe(summary(result), entries=ids)
    marked = tuple(result) or tuple(touched)
    return Written(marked, tuple(dict.fromkeys(known)), *change.outcome)


def standing(document: Document, entry: Entry) -> Entry:
    """`entry` as it stands in `document` now; raises Conflict when it is gone."""
    same = [each for each in document.entries if each.id == entry.id]
    if not same:
        raise Conflict(
            f"{entry.short_id} was changed in {entry.path} at the same moment", "run it again"
        )
    return min(same, key=lambda each: abs(each.line - entry.line))
