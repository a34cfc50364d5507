"""`capture`: what a conversation is worth becomes entries of a daily log."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import time
from itertools import groupby

from memory_cli.actions.log import day_document
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import Written
from memory_cli.actions.writing import begin
from memory_cli.actions.writing import entries_by_id
from memory_cli.actions.writing import summary
from memory_cli.core.check import Rejected
from memory_cli.core.conversation import OWNER
from memory_cli.core.conversation import Message
from memory_cli.core.conversation import messages
from memory_cli.core.document import Document
from memory_cli.core.draft import Draft
from memory_cli.core.draft import draft
from memory_cli.core.entry import Entry
from memory_cli.core.identity import entry_id
from memory_cli.core.layout import log_path
from memory_cli.core.operation import operation
from memory_cli.core.plan import Log
from memory_cli.core.recited import without_recited
from memory_cli.core.splice import append_to_log
from memory_cli.core.wording import fault_of
from memory_cli.curator.curator import Talk
from memory_cli.store.change import starting_over
from memory_cli.store.store import Store


def talk_of(text: str, *, day: date, tags: Sequence[str] = (), language: str | None = None) -> Talk:
    """The conversation `text` of `day`, without what it recites of our own memory."""
    found = messages(text)
    if not any(message.role for message in found):
        found = messages(without_recited(text))
    heard = (Message(each.role, without_recited(each.text).strip()) for each in found)
    return Talk(tuple(each for each in heard if each.text), day, tuple(tags), language)


def said(logs: Iterable[Log], tags: Sequence[str] = ()) -> tuple[Log, ...]:
    """`logs` as they will read in a diary: what another than its owner said begins with a name."""
    return tuple(
        each._replace(
            text=each.text
            if each.role.casefold() in OWNER
            else f"{each.role.capitalize()}: {each.text}",
            tags=tuple(dict.fromkeys((*each.tags, *tags))),
        )
        for each in logs
    )


def judged_logs(store: Store, logs: Sequence[Log]) -> tuple[tuple[Log, ...], tuple[Rejected, ...]]:
    """Those of `logs` that may be written, and those that may not."""
    days = {each.day: store.document(log_path(each.day)) for each in logs}
    return _sorted_out(logs, days, store.forgotten())


def _sorted_out(
    logs: Sequence[Log], days: dict[date, Document], gone: Iterable[str]
) -> tuple[tuple[Log, ...], tuple[Rejected, ...]]:
    known = {day: {entry.id for entry in document.entries} for day, document in days.items()}
    forgotten_ids = frozenset(gone)
    accepted: list[Log] = []
    rejected: list[Rejected] = []
    for each in logs:
        new = entry_id(each.text)
        fault = fault_of(each.text, each.tags)
        if new in forgotten_ids:
            fault = "it was forgotten"
        elif new in known[each.day]:
            fault = f"it stands in the log of {each.day} already"
        if fault:
            rejected.append(Rejected(each, fault))
        else:
            known[each.day].add(new)
            accepted.append(each)
    return tuple(accepted), tuple(rejected)


@starting_over
def write_down(
    store: Store, logs: Sequence[Log], *, actor: str, author: Author, at: time | None = None
) -> tuple[Written, tuple[Rejected, ...]]:
    """Append those of `logs` that still may be written to the logs of their days, as one commit."""
    begin(store, author)
    with store.change(operation("capture", actor=actor, now=author.now)) as change:
        days = {each.day: day_document(change, each.day) for each in logs}
        accepted, rejected = _sorted_out(logs, days, change.forgotten())
        written: list[Entry] = []
        for day, group in groupby(sorted(accepted, key=lambda each: each.day), lambda e: e.day):
            drafts = [_draft(each, at) for each in group]
            document = append_to_log(days[day], drafts)
            change.put(document)
            written += entries_by_id(document, [each.id for each in drafts])
        ids = tuple(dict.fromkeys(entry.id for entry in written))
        change.describe(summary(written), entries=ids)
    return Written(tuple(written), (), *change.outcome), rejected


def _draft(log: Log, at: time | None) -> Draft:
    return draft(log.text).annotated(tags=log.tags, at=at)
