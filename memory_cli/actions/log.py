"""`log`: an entry goes into a daily log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import time

from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.actions.writing import begin
from memory_cli.actions.writing import drafts_of
from memory_cli.actions.writing import keep_secrets_out
from memory_cli.actions.writing import lift
from memory_cli.actions.writing import summary
from memory_cli.core.annotation import Task
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.layout import log_path
from memory_cli.core.splice import append_to_log
from memory_cli.store.change import Change
from memory_cli.store.change import starting_over
from memory_cli.store.store import Store
from memory_cli.store.templates import template


@starting_over
def log(
    store: Store,
    texts: Sequence[str],
    *,
    author: Author,
    at: tuple[date, time | None] | None = None,
    tags: Sequence[str] = (),
    task: bool = False,
) -> Written:
    """Append each of `texts` to today's log as one entry, or put it in its place with `at`."""
    keep_secrets_out(store, texts, author, about=tags)
    drafts = drafts_of(texts)
    begin(store, author)
    local = store.local(author.now)
    day, moment = at or (local.date(), local.time())
    box: Task | None = "open" if task else None
    drafts = tuple(each.annotated(tags=tags, at=moment, task=box) for each in drafts)
    with store.change(author.operation("log")) as change:
        document = day_document(change, day)
        result = append_to_log(document, drafts, at[1] if at else None)
        change.put(result)
        ids = [each.id for each in drafts]
        lift(change, ids, actor=author.actor)
        entries = _new_entries(document, result)
        change.describe(summary(entries), entries=tuple(dict.fromkeys(ids)))
    return Written(entries, (), *change.outcome)


def day_document(change: Change, day: date) -> Document:
    """The log of `day`; with its heading when it begins now."""
    document = change.document(log_path(day))
    return begun_log(document, day) if change.read(document.path) is None else document


def begun_log(document: Document, day: date) -> Document:
    """The log of `day` as it begins: `document`, which is empty, with its heading."""
    heading = template("DAY.md").decode().replace("{day}", day.isoformat())
    return document.with_text(heading.rstrip("\n") + "\n")


def _new_entries(document: Document, result: Document) -> tuple[Entry, ...]:
    """The run of entries that `result` has and `document` has not."""
    count = len(result.entries) - len(document.entries)
    pairs = zip(document.entries, result.entries, strict=False)
    first = next((n for n, pair in enumerate(pairs) if _moved(pair[0]) != _moved(pair[1])), None)
    first = len(document.entries) if first is None else first
    return result.entries[first : first + count]


def _moved(entry: Entry) -> Entry:
    """`entry` without its position."""
    return entry._replace(line=0, block=0)
