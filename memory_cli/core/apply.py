"""What becomes of MEMORY.md when checked edits are carried out: splices, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple
from typing import assert_never

from memory_cli.core.annotation import PRIVATE
from memory_cli.core.annotation import Note
from memory_cli.core.check import Rejected
from memory_cli.core.check import stands_in
from memory_cli.core.document import Document
from memory_cli.core.draft import Draft
from memory_cli.core.draft import draft
from memory_cli.core.draft import draft_of
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Refused
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.core.splice import append_to_section
from memory_cli.core.splice import remove
from memory_cli.core.splice import replace


class Applied(NamedTuple):
    """The facts with `edits` in them, and those that could not be put there."""

    document: Document
    edits: tuple[Edit, ...]
    rejected: tuple[Rejected, ...]


def apply(document: Document, edits: Sequence[Edit], given: Mapping[str, Entry]) -> Applied:
    """Carry out `edits`, which `check` has accepted; every line that none names stays as it is.

    A fact is dated from the first day of its evidence in `given`, and private when any of it is.
    """
    done: set[Edit] = set()
    rejected: list[Rejected] = []
    for group in _of_one_section(edits):
        with suppress(Refused):  # then one by one: perhaps some of them can be put there
            document = _added(document, group, given)
            done.update(group)
    for edit in (each for each in edits if each not in done):
        try:
            document = _applied(document, edit, given)
        except Refused as error:  # a fence left open, say
            rejected.append(Rejected(edit, error.message, later=True))
        else:
            done.add(edit)
    return Applied(document, tuple(each for each in edits if each in done), tuple(rejected))


def _of_one_section(edits: Sequence[Edit]) -> Iterator[Sequence[Add]]:
    """Facts that are added to the same section: all at once cost what one of them does."""
    sections: dict[str, list[Add]] = {}
    for edit in edits:
        if isinstance(edit, Add):
            sections.setdefault(edit.section.strip().casefold(), []).append(edit)
    yield from sections.values()


def _added(document: Document, adds: Sequence[Add], given: Mapping[str, Entry]) -> Document:
    return append_to_section(document, adds[0].section, [_new(each, given) for each in adds])


def _applied(document: Document, edit: Edit, given: Mapping[str, Entry]) -> Document:
    match edit:
        case Add():
            return _added(document, [edit], given)
        case Revise():
            return _revised(document, edit, given)
        case Retire():
            return remove(document, _standing(document, edit.fact))
        case _:
            assert_never(edit)


def _revised(document: Document, edit: Revise, given: Mapping[str, Entry]) -> Document:
    fact, *twins = _standing(document, edit.fact)
    old = draft_of(fact)._replace(task=fact.task)
    new = _new(edit, given, old, private=fact.private)
    if new.id == fact.id:
        note = Note(old.note.since, edit.until or old.note.until)
        new = old._replace(tags=new.tags, note=note)
    document = remove(document, twins) if twins else document
    if edit.section is None or stands_in(fact, edit.section):
        return replace(document, fact, new)
    return append_to_section(remove(document, [fact]), edit.section, [new])


def _new(
    edit: Add | Revise,
    given: Mapping[str, Entry],
    old: Draft | None = None,
    *,
    private: bool = False,
) -> Draft:
    """The words of `edit` with its annotations; tags it does not name stay those of `old`."""
    evidence = [given[reference] for reference in edit.because if reference in given]
    days = [entry.date for entry in evidence if entry.date]
    tags = edit.tags or (old.tags if old else ())
    is_private = private or any(entry.private for entry in evidence)
    since, until = min(days, default=None), edit.until or (old.note.until if old else None)
    return draft(edit.text).annotated(
        tags=(*tags, *([PRIVATE] if is_private else [])),
        since=since,
        until=until if until and since and until >= since else edit.until,
        task=old.task if old else None,
    )


def _standing(document: Document, fact: str) -> tuple[Entry, ...]:
    """Every place of the fact; the later ones say the same once more."""
    return tuple(entry for entry in document.entries if entry.id == fact)
