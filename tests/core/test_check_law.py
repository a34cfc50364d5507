"""What holds for every plan: each edit lands in one heap, and what is rejected has no say."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import event
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.check import Checked
from memory_cli.core.check import Grounds
from memory_cli.core.check import check
from memory_cli.core.document import Document
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from tests.core.plans import GIVEN
from tests.core.plans import MOVED
from tests.core.plans import TODAY
from tests.core.plans import grounds
from tests.support.texts import FACTS
from tests.support.texts import documents
from tests.support.texts import given_texts

TEXTS = ("Sings.", "sings", "Rows on Sundays.", "x #ui", "# a", "", "a", "word", "two words")
because = st.lists(st.sampled_from([*GIVEN, *GIVEN, *GIVEN, "E999"]), min_size=0, max_size=2)
tags = st.lists(st.sampled_from(["ui", "work", "pinned", "UI"]), max_size=2)
endings = st.sampled_from([None, None, TODAY, TODAY - timedelta(1)])
confidences = st.sampled_from([1.0, 1.0, 0.6, 0.1])


@st.composite
def plans(draw: st.DrawFn, document: Document) -> list[Edit]:
    """Edits that mostly make sense for `document`."""
    known = [entry.text for entry in document.entries] or ["Sings."]
    texts = st.sampled_from([*TEXTS, *TEXTS, *known]) | given_texts
    sections = st.sampled_from(["Home", "PREFERENCES", *document.sections, ""])
    facts = st.sampled_from(known) | st.sampled_from(TEXTS)
    reasons = because.map(tuple)
    found: list[Edit] = []
    for _ in range(draw(st.integers(0, 7))):
        was = draw(facts)
        kind = draw(st.sampled_from([Add, Revise, Retire]))
        if kind is Retire:
            found.append(Retire(entry_id(was), was, draw(reasons), draw(confidences)))
            continue
        about = (draw(reasons), draw(tags.map(tuple)), draw(endings), draw(confidences))
        why, labels, until, sure = about
        if kind is Add:
            found.append(Add(draw(texts), draw(sections), why, labels, until, sure))
        else:
            to = draw(st.none() | sections)
            found.append(Revise(entry_id(was), was, draw(texts), why, to, labels, until, sure))
    return found


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Edit], Grounds]:
    """A plan for any document, and what it is judged by."""
    document = draw(documents(FACTS))
    edits = draw(plans(document))
    ids = st.sets(st.sampled_from([entry.id for entry in document.entries] or ["x"]), max_size=2)
    on = grounds(
        document,
        forgotten=draw(ids),
        protected=draw(ids),
        untrusted=draw(st.sampled_from([set(), {MOVED}])),
        approved=[edit for edit in edits if draw(st.booleans())],
        max_loss=draw(st.sampled_from([0, 20, 100])),
    )
    return edits, on


def heaps(checked: Checked) -> list[Edit]:
    """All edits of the three heaps."""
    edits: list[Edit] = [*checked.accepted, *(each.edit for each in checked.waiting)]
    for each in checked.rejected:
        assert isinstance(each.edit, Add | Revise | Retire)
        edits.append(each.edit)
    return edits


@given(cases())
def test_every_edit_lands_in_exactly_one_heap(case: tuple[list[Edit], Grounds]) -> None:
    edits, on = case
    checked = check(edits, on)
    for name, found in checked._asdict().items():
        event(f"{name}: {bool(found)}")

    found = heaps(checked)

    assert len(found) == len(set(found))
    assert set(found) == set(edits)
    for part in (checked.accepted, tuple(each.edit for each in checked.waiting)):
        assert sorted(part, key=edits.index) == list(part)


@given(cases())
def test_without_what_is_rejected_the_rest_is_judged_the_same(
    case: tuple[list[Edit], Grounds],
) -> None:
    edits, on = case
    checked = check(edits, on)
    rejected = {each.edit for each in checked.rejected}

    again = check([edit for edit in edits if edit not in rejected], on)

    assert again == checked._replace(rejected=())


@given(cases())
def test_what_is_rejected_for_good_has_no_say(case: tuple[list[Edit], Grounds]) -> None:
    edits, on = case
    checked = check(edits, on)
    for gone in (each for each in checked.rejected if not each.later):
        again = check([edit for edit in edits if edit != gone.edit], on)
        others = tuple(each for each in checked.rejected if each != gone)
        assert again == checked._replace(rejected=others)


@given(cases())
def test_no_approval_lets_a_rejected_edit_through(case: tuple[list[Edit], Grounds]) -> None:
    edits, on = case
    for edit in edits:
        (alone,) = heaps(check([edit], on))
        if check([edit], on).rejected:
            assert check([alone], on._replace(approved=[alone])).accepted == ()
