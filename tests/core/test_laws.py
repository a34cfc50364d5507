"""What holds for every text: edits are splices, ids are words, and what is done can be undone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from datetime import date
from datetime import time

from hypothesis import assume
from hypothesis import event
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.annotation import Note
from memory_cli.core.annotation import struck
from memory_cli.core.annotation import tags_within
from memory_cli.core.annotation import unstruck
from memory_cli.core.blocks import BlockKind
from memory_cli.core.blocks import opens_block
from memory_cli.core.document import Document
from memory_cli.core.draft import Draft
from memory_cli.core.draft import draft
from memory_cli.core.draft import draft_of
from memory_cli.core.entry import Entry
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.escape import escaped
from memory_cli.core.escape import unescaped
from memory_cli.core.lines import BOM
from memory_cli.core.operation import Operation
from memory_cli.core.operation import parse_message
from memory_cli.core.revert import revert
from memory_cli.core.splice import annotate
from memory_cli.core.splice import append_to_log
from memory_cli.core.splice import append_to_section
from memory_cli.core.splice import remove
from memory_cli.core.splice import replace
from memory_cli.core.splice import strike
from memory_cli.core.splice import tick
from memory_cli.core.splice import unstrike
from tests.support.texts import FACTS
from tests.support.texts import LOG
from tests.support.texts import SOUL
from tests.support.texts import characters
from tests.support.texts import days
from tests.support.texts import documents
from tests.support.texts import drafts
from tests.support.texts import files
from tests.support.texts import given_texts
from tests.support.texts import joined
from tests.support.texts import scribbles
from tests.support.texts import tags
from tests.support.texts import tasks
from tests.support.texts import times

SECTIONS = ("Preferences", "PREFERENCES", "sub", "Other", "title")


def unplaced(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, wherever they stand in their file."""
    return [entry._replace(line=0, block=0) for entry in entries]


def outline(document: Document) -> list[tuple[BlockKind, str]]:
    """Its header and headings."""
    kinds = (BlockKind.FRONT_MATTER, BlockKind.HEADING)
    return [(block.kind, block.title) for block in document.blocks if block.kind in kinds]


def entry_of(data: st.DataObject, document: Document) -> Entry:
    worded = [entry for entry in document.entries if entry.text]
    assume(worded)
    return data.draw(st.sampled_from(worded))


def is_words(document: Document, entry: Entry) -> bool:
    """Whether it begins with words: not with another kind of block, nor a box and nothing else."""
    paragraph = document.paragraph(document.blocks[entry.block])
    first, *_, last = [each.strip() for each in f"{paragraph.text}\n{paragraph.text}".split("\n")]
    if opens_block(first) or opens_block(f"{last} #ui"):
        return False
    return not re.fullmatch(r"\[[ xX]\]|[0-9]{1,2}:[0-9]{2}|", first)


def is_closed(document: Document) -> bool:
    """Whether a paragraph at its end is one, and not more of a fence or comment."""
    more = document.with_text(f"{document.text}\n\nwords")
    return len(more.entries) > len(document.entries)


def assert_only_inserted(before: str, after: str) -> None:
    grown = len(after) - len(before)
    assert grown > 0
    assert any(
        before == after[:at] + after[at + grown :]
        for at in range(len(before), -1, -1)
        if after.startswith(before[:at])
    )


def assert_appended(document: Document, result: Document, new: Sequence[Draft]) -> None:
    """`result` has the old entries as they were and, in a row, one for each of `new`."""
    assert_only_inserted(document.text, result.text)
    assert not Counter(outline(document)) - Counter(outline(result))
    old, grown = unplaced(document.entries), unplaced(result.entries)
    if len(result.sections) > len(document.sections):  # what is never closed moves into it
        old, grown = ([e._replace(section=None) for e in es] for es in (old, grown))
    assert len(grown) == len(old) + len(new)
    first = next((n for n, (a, b) in enumerate(zip(old, grown, strict=False)) if a != b), len(old))
    firsts = [
        n
        for n in range(first, -1, -1)
        if grown[:n] + grown[n + len(new) :] == old
        and [e.id for e in grown[n : n + len(new)]] == [d.id for d in new]
    ]
    assert firsts
    made = grown[firsts[0] : firsts[0] + len(new)]
    for entry, draft_ in zip(made, new, strict=True):
        assert entry.text == draft_.text
        own = dict.fromkeys((*draft_.tags, *tags_within(draft_.text)))
        assert entry.tags[: len(own)] == tuple(own)
        assert (entry.note, entry.task, entry.disabled) == (draft_.note, draft_.task, False)
        if document.kind == "log":
            assert entry.time == draft_.time


def assert_same_entries(one: Document, other: Document) -> None:
    """Equal but for the section: what is never closed goes where there is place for others."""
    left, right = ([e._replace(section=None) for e in unplaced(d.entries)] for d in (one, other))
    assert Counter(left) == Counter(right)


# --- reading -------------------------------------------------------------------------------------


@given(documents())
def test_the_spans_of_a_document_join_back_to_its_text(document: Document) -> None:
    assert "".join(document.spans) == document.text
    for entry in document.entries:
        assert document.text.split("\n")[entry.line - 1] != "" or entry.line == 1


# --- appending -----------------------------------------------------------------------------------


@given(documents(FACTS, SOUL), st.lists(drafts, min_size=1, max_size=3), st.data())
def test_a_fact_is_one_insertion_and_reads_as_it_was_given(
    document: Document, new: Sequence[Draft], data: st.DataObject
) -> None:
    names = [*SECTIONS, *(name for name in document.sections if name)]
    section = data.draw(st.sampled_from(names))
    assert_appended(document, append_to_section(document, section, new), new)


@given(documents(FACTS).filter(is_closed), st.text(characters) | scribbles)
def test_a_section_of_any_name_is_found_again(document: Document, name: str) -> None:
    try:
        one = append_to_section(document, name, [draft("the first of two")])
    except BadInput:
        return
    two = append_to_section(one, name, [draft("the second of two")])
    found = [entry.section for entry in two.entries if entry.text.endswith(" of two")]
    assert len(found) == 2
    assert found[0] == found[1]


@given(
    documents(LOG), st.lists(drafts, min_size=1, max_size=3), times | st.none(), times | st.none()
)
def test_a_log_entry_is_one_insertion_and_reads_as_it_was_given(
    document: Document, new: Sequence[Draft], at: time | None, shown: time | None
) -> None:
    new = [each.annotated(at=shown) for each in new]
    assert_appended(document, append_to_log(document, new, at), new)


# --- striking ------------------------------------------------------------------------------------


@given(documents(), st.data())
def test_striking_and_taking_it_off_restores_every_byte(
    document: Document, data: st.DataObject
) -> None:
    entry = entry_of(data, document)
    number = document.entries.index(entry)
    try:
        if entry.disabled:
            off = unstrike(document, entry)
            other = off
        else:
            other = strike(document, entry)
            assert unstrike(other, other.entries[number]) == document
            assert strike(other, other.entries[number]) == other
    except Refused:
        event("refused")
        assert not is_words(document, entry)
        return
    changed = entry._replace(disabled=not entry.disabled)
    expected = [changed if n == number else each for n, each in enumerate(document.entries)]
    assert list(other.entries) == expected


@given(st.text(characters | st.sampled_from("~\\")))
def test_a_strike_gives_back_what_it_went_around(body: str) -> None:
    assert unstruck(struck(body)) == body


# --- removing and replacing ----------------------------------------------------------------------


@given(documents(), st.data())
def test_removing_keeps_every_other_entry(document: Document, data: st.DataObject) -> None:
    assume(document.entries)
    gone = data.draw(st.lists(st.sampled_from(document.entries), min_size=1, unique=True))
    expected = [entry for entry in document.entries if entry not in gone]
    result = remove(document, gone)
    assert unplaced(result.entries) == unplaced(expected)
    assert outline(result) == outline(document)
    assert result.text.startswith(BOM) == document.text.startswith(BOM)


@given(documents(), drafts, st.data())
def test_replacing_keeps_every_other_entry(
    document: Document, new: Draft, data: st.DataObject
) -> None:
    entry = entry_of(data, document)
    number = document.entries.index(entry)
    result = replace(document, entry, new)
    old, now = unplaced(document.entries), unplaced(result.entries)
    made = now[number]
    assert [*now[:number], *now[number + 1 :]] == [*old[:number], *old[number + 1 :]]
    assert (made.id, made.text, made.note, made.task) == (new.id, new.text, new.note, new.task)
    assert outline(result) == outline(document)
    assert result.text.startswith(BOM) == document.text.startswith(BOM)


# --- annotating ----------------------------------------------------------------------------------


@given(documents(), st.data(), tags, days, days)
def test_annotating_keeps_the_words(
    document: Document,
    data: st.DataObject,
    more: Sequence[str],
    since: date | None,
    until: date | None,
) -> None:
    entry = entry_of(data, document)
    note = Note(since, until)
    assume(not entry.disabled)
    assume(any(note) or ")\n" not in f"{entry.text}\n")  # what was words would be a date note
    number = document.entries.index(entry)
    try:
        result = annotate(document, entry, more, note)
    except Refused:
        event("refused")
        assert not is_words(document, entry)
        return
    made = result.entries[number]
    assert made.note == note
    assert set(made.tags) == {*entry.tags, *more}
    assert (made.id, made.text, made.time, made.task) == (
        entry.id,
        entry.text,
        entry.time,
        entry.task,
    )
    rest = [each.id for n, each in enumerate(result.entries) if n != number]
    assert rest == [each.id for n, each in enumerate(document.entries) if n != number]


@given(joined(files, st.just("\n"), tasks, files), st.data())
def test_ticking_changes_one_character(text: str, data: st.DataObject) -> None:
    document = Document(LOG, text)
    still_open = [n for n, each in enumerate(document.entries) if each.task == "open"]
    assume(still_open)
    number = data.draw(st.sampled_from(still_open))
    entry = document.entries[number]
    try:
        result = tick(document, entry)
    except Refused:
        assert entry.disabled
        return
    assert result.entries[number] == entry._replace(task="done")
    assert sum(a != b for a, b in zip(document.text, result.text, strict=True)) == 1


@given(documents(LOG), documents(FACTS), st.data())
def test_an_entry_keeps_its_id_when_it_moves_into_the_facts(
    log: Document, facts: Document, data: st.DataObject
) -> None:
    entry = entry_of(data, log)
    moved = draft_of(entry)
    assume(all(each.id != entry.id for each in facts.entries))
    assert moved.id == entry.id
    result = append_to_section(facts, "Facts", [moved])
    (made,) = (each for each in result.entries if each.id == entry.id)
    assert set(entry.tags) <= set(made.tags)
    assert made.note == entry.note
    assert made.private or not entry.private


# --- taking back ---------------------------------------------------------------------------------


@given(documents(), documents())
def test_a_change_that_nothing_came_after_is_taken_back_exactly(
    before: Document, after: Document
) -> None:
    assert revert(FACTS, before=before.text, after=after.text, now=after.text) == before.text


@given(
    documents(FACTS),
    drafts,
    drafts,
    st.sampled_from(["Preferences", "Other"]),
    st.sampled_from(["Preferences", "Other"]),
)
def test_of_two_additions_either_can_be_taken_back(
    document: Document, first: Draft, second: Draft, here: str, there: str
) -> None:
    assume(first.id != second.id)
    one = append_to_section(document, here, [first])
    both = append_to_section(one, there, [second])
    alone = append_to_section(document, there, [second])
    text = revert(FACTS, before=document.text, after=one.text, now=both.text)
    assert_same_entries(document.with_text(text), alone)
    assert revert(FACTS, before=one.text, after=both.text, now=both.text) == one.text


EDITS: dict[str, Callable[[Document, Entry, Draft], Document]] = {
    "remove": lambda document, entry, _: remove(document, [entry]),
    "strike": lambda document, entry, _: strike(document, entry),
    "replace": replace,
}


@given(documents(), drafts, st.sampled_from([*EDITS]), st.data())
def test_an_edit_can_be_taken_back_after_an_addition(
    document: Document, new: Draft, edit: str, data: st.DataObject
) -> None:
    entry = entry_of(data, document)
    assume(not entry.disabled)
    other = draft("something else")
    assume(
        len({new.id, other.id, *(each.id for each in document.entries)})
        == len(document.entries) + 2
    )
    try:
        edited = EDITS[edit](document, entry, other)
    except Refused:
        event("refused")
        return
    both = append_to_section(edited, "Preferences", [new])
    alone = append_to_section(document, "Preferences", [new])
    assume(is_closed(document) and is_closed(edited))
    text = revert(document.path, before=document.text, after=edited.text, now=both.text)
    assert_same_entries(document.with_text(text), alone)


# --- messages ------------------------------------------------------------------------------------

ids = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=16, max_size=16)
references = joined(ids, st.just("@2026-11-18"))


def resting(operation: Operation, sources: list[str]) -> Operation:
    """The same, each of its entries resting on all of `sources`."""
    rests = tuple((entry, source) for entry in operation.entries for source in sources)
    known = dict.fromkeys(source for _, source in rests)
    loose = dict.fromkeys(each for each in operation.sources if each not in known)
    return operation._replace(sources=(*loose, *known), rests=rests)


@given(
    st.builds(
        Operation,
        op=st.sampled_from(["add", "log", "forget"]),
        actor=st.from_regex(r"[a-z0-9:._-]{1,64}", fullmatch=True),
        at=st.integers(0, 2**32 - 1),
        summary=st.sampled_from(["", "1 fact", "2 facts, 1 log entry"]),
        entries=st.lists(ids, max_size=50, unique=True).map(tuple),
        sources=st.lists(references, max_size=3, unique=True).map(tuple),
        rests=st.just(()),
        replaces=st.lists(ids, max_size=2).map(tuple),
        undoes=st.none() | st.text("0123456789abcdef", min_size=40, max_size=40),
        more=st.integers(0, 9999),
        read=st.none() | st.text("0123456789abcdef", min_size=40, max_size=40),
        since=st.none() | st.dates().map(str),
        unread=st.lists(references, max_size=3).map(tuple),
        decided=st.lists(joined(ids, st.just("@facts")), max_size=3).map(tuple),
    ),
    st.lists(references, max_size=2, unique=True),
)
def test_an_operation_is_read_back_from_its_message(
    operation: Operation, sources: list[str]
) -> None:
    operation = resting(operation, sources)
    assert parse_message(operation.message, at=operation.at) == operation


# --- backslashes ---------------------------------------------------------------------------------

lines = st.text(characters) | scribbles | given_texts


@given(lines.map(lambda text: text.replace("\n", " ")), st.booleans())
def test_a_line_comes_back_as_it_was_given(line: str, opens: bool) -> None:
    assert unescaped(escaped(line, opens=opens)) == line
