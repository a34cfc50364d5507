"""What holds for every document: edits are splices, and what none of them names stays."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator

from hypothesis import event
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.apply import Applied
from memory_cli.core.apply import apply
from memory_cli.core.blocks import BlockKind
from memory_cli.core.check import check
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.identity import entry_id
from memory_cli.core.lines import BOM
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from tests.core.plans import GIVEN
from tests.core.plans import MOVED
from tests.core.plans import grounds
from tests.support.texts import FACTS
from tests.support.texts import documents
from tests.support.texts import given_texts

Case = tuple[Document, tuple[Edit, ...]]

NEW = ("Sings alto.", "Rows on Sundays.", "- looks like an item", "See #work notes", "9:14 tea")


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A document, and edits of it that the check accepts."""
    document = draw(documents(FACTS))
    texts = st.sampled_from(NEW) | given_texts
    sections = st.sampled_from(["Home", "PREFERENCES", "Sub", *document.sections])
    tags = st.lists(st.sampled_from(["ui", "work"]), max_size=2).map(tuple)
    edits: list[Edit] = [
        Add(text, draw(sections), (MOVED,), draw(tags))
        for text in draw(st.lists(texts, max_size=3))
    ]
    known = [entry.text for entry in document.entries if not (entry.disabled or entry.pinned)]
    for was in draw(st.lists(st.sampled_from(known), max_size=3, unique=True)) if known else ():
        if draw(st.booleans()):
            edits.append(Retire(entry_id(was), was, (MOVED,)))
        else:
            text, to = draw(texts | st.just(was)), draw(st.none() | sections)
            edits.append(Revise(entry_id(was), was, text, (MOVED,), to, draw(tags)))
    edits = draw(st.permutations(edits))
    return document, check(edits, grounds(document, max_loss=100)).accepted


def done(case: Case) -> Applied:
    """What `apply` makes of it."""
    document, edits = case
    result = apply(document, edits, GIVEN)
    event(f"rejected: {bool(result.rejected)}")
    return result


def named(edits: Iterable[Edit]) -> set[str]:
    """The facts that `edits` change or take away."""
    return {edit.fact for edit in edits if isinstance(edit, Revise | Retire)}


def made(edits: Iterable[Edit]) -> list[str]:
    """The facts that `edits` write."""
    return [entry_id(edit.text) for edit in edits if isinstance(edit, Add | Revise)]


def content(entries: Iterable[Entry]) -> list[Entry]:
    """What entries say, wherever they stand: what is never closed moves into a new section."""
    return [entry._replace(line=0, block=0, section=None) for entry in entries]


def lines(document: Document, entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a document but for those of `entries`, without their ends."""
    gone = {entry.block for entry in entries}
    for number, block in enumerate(document.blocks):
        if number not in gone:
            for line in document.lines[block.start : block.end]:
                yield line.removeprefix(BOM).rstrip("\r\n")


def assert_within(part: Iterable[object], whole: Iterable[object]) -> None:
    """All of `part` stands in `whole`, in the same order."""
    rest = iter(whole)
    for each in part:
        assert each in rest, each


@given(cases())
def test_each_edit_is_done_or_comes_another_time(case: Case) -> None:
    result = done(case)
    assert {*result.edits, *(each.edit for each in result.rejected)} == set(case[1])
    assert len(result.edits) + len(result.rejected) == len(case[1])
    assert all(each.later and each.reason for each in result.rejected)
    assert result == apply(case[0], result.edits, GIVEN)._replace(rejected=result.rejected)


@given(cases())
def test_what_no_edit_names_stays_as_it_is(case: Case) -> None:
    document, _ = case
    result = done(case)
    gone = named(result.edits)
    kept = [entry for entry in document.entries if entry.id not in gone]

    assert_within(content(kept), content(result.document.entries))
    assert_within(document.sections, result.document.sections)


@given(cases())
def test_every_line_that_no_edit_names_stays_in_its_order(case: Case) -> None:
    document, _ = case
    result = done(case)
    gone = [entry for entry in document.entries if entry.id in named(result.edits)]

    kept = [line for line in lines(document, gone) if line]
    assert_within(kept, [*lines(result.document, ())])
    assert result.document.text.startswith(BOM) == document.text.startswith(BOM)
    assert (result.document.path, result.document.inherited) == (FACTS, document.inherited)


@given(cases())
def test_the_facts_are_those_from_before_and_those_of_the_plan(case: Case) -> None:
    document, _ = case
    result = done(case)
    before = [entry.id for entry in document.entries if entry.id not in named(result.edits)]
    after = [entry.id for entry in result.document.entries]

    assert sorted(after) == sorted([*before, *made(result.edits)])


@given(cases())
def test_what_was_not_for_everybody_still_is_not(case: Case) -> None:
    document, _ = case
    result = done(case)
    private = {entry.id for entry in document.entries if entry.private}
    now = {entry.id: entry for entry in result.document.entries}
    for edit in result.edits:
        if isinstance(edit, Revise) and edit.fact in private:
            assert now[entry_id(edit.text)].private
    assert not any(now[each].pinned for each in made(result.edits) if not is_pinned_there(case))


def is_pinned_there(case: Case) -> bool:
    """Whether a heading pins all that stands below it."""
    kinds = (BlockKind.HEADING,)
    return any(block.kind in kinds and "#pinned" in block.title for block in case[0].blocks)
