"""What every action that writes has in common: who, when, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from memory_cli.core.document import Document
from memory_cli.core.draft import Draft
from memory_cli.core.draft import draft
from memory_cli.core.entry import Entry
from memory_cli.core.errors import NotRecorded
from memory_cli.core.forgotten import erased
from memory_cli.core.forgotten import forgotten
from memory_cli.core.forgotten import lifted
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import is_person
from memory_cli.core.operation import Operation
from memory_cli.core.operation import counted
from memory_cli.core.operation import operation
from memory_cli.core.secrets import secret
from memory_cli.core.secrets import secrets
from memory_cli.core.unwelcome import erased_refused
from memory_cli.core.unwelcome import secret_refused
from memory_cli.store.change import Change
from memory_cli.store.create import Owner
from memory_cli.store.create import create_if_new
from memory_cli.store.store import Store


class Author(NamedTuple):
    """Who acts and when; `now` is aware. `owner` is used when the memory has to begin."""

    actor: str
    now: datetime
    owner: Owner = Owner()

    def operation(self, op: str) -> Operation:
        """An operation of this author."""
        return operation(op, actor=self.actor, now=self.now)


class Written(NamedTuple):
    """Entries as they stand now, ids that were known already, and the commit.

    No commit: nothing changed, or `delayed` says why it has to wait.
    """

    entries: tuple[Entry, ...]
    known: tuple[str, ...] = ()
    commit: str | None = None
    delayed: NotRecorded | None = None


def drafts_of(texts: Sequence[str]) -> tuple[Draft, ...]:
    """A draft of each text; raises BadInput when one is empty or too large, or there is none."""
    return tuple(map(draft, texts or ("",)))


def keep_secrets_out(
    store: Store, texts: Sequence[str], author: Author, *, about: Sequence[str] = ()
) -> None:
    """Raise Refused where one of `texts`, or of the words `about` them, looks like a secret.

    Every write is guarded in the end; this tells which text it is, before a memory begins for it.
    """
    if store.leave.secrets:
        return
    if found := secrets("\n".join(texts)):  # at once: a key may go over several lines
        ends = accumulate(len(text) + 1 for text in texts)
        number = next(n for n, end in enumerate(ends, start=1) if found[0].start < end)
        where = f"line {number}, blank ones not counted," if len(texts) > 1 else "this"
        raise secret_refused(found[0].what, author.actor, where)
    for words in about:
        if what := secret(words):
            raise secret_refused(what, author.actor, "what it is to be kept under")


def begin(store: Store, author: Author) -> None:
    """Create the memory before its first write."""
    create_if_new(store, author.operation("init"), owner=author.owner)


def today(store: Store, author: Author) -> date:
    """The person's own day."""
    return store.local(author.now).date()


def summary(entries: Iterable[Entry]) -> str:
    """Counts of entries for a commit's first line."""
    return counted(Counter(entry.kind for entry in entries))


def lift(change: Change, ids: Iterable[str], *, actor: str) -> frozenset[str]:
    """Let forgotten ids come back, as a person's explicit write asks for; Refused for erased ones.

    What others write stays forgotten: no agent brings back what a person has put away. Returns
    those that came back.
    """
    data = change.read(FORGOTTEN)
    if not data:
        return frozenset()
    text = data.decode("utf-8", "surrogateescape")
    wanted = frozenset(ids) & forgotten(text)
    if gone := wanted & erased(text):
        raise erased_refused(gone)
    if not is_person(actor):
        return frozenset()
    change.write(FORGOTTEN, lifted(text, wanted).encode("utf-8", "surrogateescape"))
    return wanted


def entries_by_id(document: Document, ids: Iterable[str]) -> tuple[Entry, ...]:
    """The entries of `document` with `ids`, in the order of `ids`."""
    found = {entry.id: entry for entry in reversed(document.entries)}
    return tuple(found[each] for each in ids if each in found)
