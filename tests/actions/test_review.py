from __future__ import annotations

import shutil
from datetime import timedelta

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.forget import considered as to_forget
from memory_cli.actions.forget import forget
from memory_cli.actions.log import log
from memory_cli.actions.review import Case
from memory_cli.actions.review import Decision
from memory_cli.actions.review import cases
from memory_cli.actions.review import decide
from memory_cli.core.check import Rejected
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.store.pending import wait
from memory_cli.store.pending import waiting
from memory_cli.store.store import Store
from tests.actions.curations import ACME
from tests.actions.curations import AGENT
from tests.actions.curations import BOUGHT
from tests.actions.curations import CAT
from tests.actions.curations import DELFT
from tests.actions.curations import DEPLOYS
from tests.actions.curations import MOVED
from tests.actions.curations import prepared
from tests.support.curators import adds
from tests.support.curators import curated
from tests.support.curators import unread_texts
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import NOW
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import tip
from tests.support.memories import write

TEA = Log("Likes tea.", TODAY)


@pytest.fixture
def lived(store: Store) -> Store:
    return prepared(store)


def waits(store: Store, *edits: Edit) -> Case:
    """Let a curation propose `edits`, each of which waits, and return the plan."""
    curated(store, lambda _: [each._replace(confidence=0.5) for each in edits])
    return only(store)


def only(store: Store) -> Case:
    (case,) = cases(store, author=author())
    return case


def unsure(edit: Edit) -> Edit:
    return edit._replace(confidence=0.5)


def test_where_nothing_waits_there_is_no_case(lived: Store) -> None:
    assert cases(lived, author=author()) == ()


def test_a_case_is_a_plan_with_its_evidence(lived: Store) -> None:
    case = waits(lived, DELFT, DEPLOYS)
    assert case.edits == (unsure(DELFT), unsure(DEPLOYS))
    assert {name: entry.text for name, entry in case.given.items()} == {
        MOVED: "Moved to Delft.",
        AGENT: "Deploys on Fridays.",
    }
    assert (case.plan.actor, case.fallen) == ("rules", ())


def test_plans_are_told_oldest_first(lived: Store) -> None:
    for minutes, edit in ((5, DEPLOYS), (0, DELFT), (3, BOUGHT)):
        wait(lived.root, "claude:m", (edit,), now=NOW + timedelta(minutes=minutes))
    assert [case.edits for case in cases(lived, author=author())] == [
        (DELFT,),
        (BOUGHT,),
        (DEPLOYS,),
    ]


@pytest.mark.parametrize("actor", ["agent", "zed", "import:x", "rules", "claude:m", "sync"])
def test_nobody_but_a_person_may_look_at_what_waits(lived: Store, actor: str) -> None:
    with pytest.raises(Refused, match=f"{actor} cannot approve what waits for a person"):
        cases(lived, author=author(actor))


def test_a_plan_takes_everything_that_can_be_in_an_edit_with_it(lived: Store) -> None:
    edits = (
        unsure(adds("Naïve “tea” 日本.", CAT, tags=("a", "b"), until=TODAY, why="because")),
        DELFT._replace(section="Work", tags=("x",), until=TODAY, confidence=0.25),
        TEA._replace(role="dana", tags=("food",), why="said so"),
    )
    wait(lived.root, "rules", edits, now=NOW)
    assert waiting(lived.root)[0].edits == edits


@pytest.mark.parametrize("model", ["claude-sonnet-5-5", "anthropic.claude-v2:1", "x"])
def test_a_plan_of_any_model_waits(lived: Store, model: str) -> None:
    wait(lived.root, f"claude:{model}", (DELFT,), now=NOW)
    assert [plan.actor for plan in waiting(lived.root)] == [f"claude:{model}"]


# What a person says


def test_yes_is_done_in_the_name_of_the_curator_and_decided(lived: Store) -> None:
    case = waits(lived, DELFT, DEPLOYS)
    done = decide(lived, case, Decision(approved=case.edits), author=author("script"))
    assert (done.applied, done.rejected) == (case.edits, ())
    assert message(lived) == (
        "curate: 1 added, 1 revised\n\n"
        "Mem-Op: curate\nMem-Actor: rules\n"
        f"Mem-Entry: {entry_id('Lives in Delft.')}\nMem-Source: {MOVED}\n"
        f"Mem-Entry: {entry_id('Deploys on Fridays.')}\nMem-Source: {AGENT}\n"
        f"Mem-Replaces: {entry_id('Lives in Utrecht.')}\n"
        f"Mem-Decided: {MOVED}\nMem-Decided: {AGENT}"
    )
    assert (waiting(lived.root), unread_texts(lived)) == ((), [])


def test_yes_counts_for_what_a_person_wrote_and_for_any_loss(lived: Store) -> None:
    case = waits(lived, DELFT, ACME)
    done = decide(lived, case, Decision(approved=case.edits), author=author())
    assert done.applied == case.edits
    assert "Acme" not in read(lived, FACTS)


def test_no_is_remembered_and_changes_nothing_else(lived: Store) -> None:
    case = waits(lived, DELFT, DEPLOYS)
    before = files(lived)
    done = decide(lived, case, Decision(declined=case.edits), author=author())
    assert (done.applied, done.commit, files(lived)) == ((), tip(lived), before)
    assert message(lived) == (
        "curate: nothing to keep\n\nMem-Op: curate\nMem-Actor: rules\n"
        f"Mem-Decided: {MOVED}\nMem-Decided: {AGENT}"
    )
    shutil.rmtree(lived.path(".mem"))
    assert unread_texts(lived) == []


def test_words_of_their_own_are_the_deed_of_the_person(lived: Store) -> None:
    case = waits(lived, BOUGHT, DELFT)
    new = BOUGHT._replace(text="Has a grey cat.", tags=())
    decision = Decision(approved=case.edits[1:], reworded=(new,))
    done = decide(lived, case, decision, author=author())
    assert done.applied == (case.edits[1], new)
    assert deeds(lived)[-2:] == ["curate rules", "curate cli"]
    assert "- Has a grey cat. (since 2026-11-20)\n" in read(lived, FACTS)
    assert (waiting(lived.root), unread_texts(lived)) == ((), [])


def test_what_they_did_not_come_to_waits_on(lived: Store) -> None:
    case = waits(lived, BOUGHT, DELFT, DEPLOYS)
    decision = Decision(approved=case.edits[:1], declined=case.edits[1:2], open=case.edits[2:])
    decide(lived, case, decision, author=author())
    left = only(lived)
    assert (left.plan.name, left.edits) == (case.plan.name, case.edits[2:])
    assert left.plan.at == case.plan.at
    lived.path(f".mem/pending/{case.plan.name}").unlink()
    assert unread_texts(lived) == ["Deploys on Fridays."]


def test_evidence_that_something_still_waits_with_is_not_decided(lived: Store) -> None:
    more = adds("Shops for cat food.", CAT)
    case = waits(lived, BOUGHT, more)
    decision = Decision(approved=case.edits[:1], open=case.edits[1:])
    decide(lived, case, decision, author=author())
    assert unread_texts(lived) == []
    lived.path(f".mem/pending/{case.plan.name}").unlink()
    assert unread_texts(lived) == ["Bought a cat."]


def test_to_leave_at_once_changes_nothing(lived: Store) -> None:
    case = waits(lived, DELFT)
    top, file = tip(lived), lived.path(f".mem/pending/{case.plan.name}").read_bytes()
    done = decide(lived, case, Decision(open=case.edits), author=author())
    assert (done.commit, tip(lived), only(lived)) == (None, top, case)
    assert lived.path(f".mem/pending/{case.plan.name}").read_bytes() == file


# Logs that wait


def test_what_a_conversation_is_worth_is_written_down_when_a_person_agrees(lived: Store) -> None:
    wait(lived.root, "rules", (TEA, TEA._replace(text="Likes rye.")), now=NOW)
    case = only(lived)
    new = TEA._replace(text="Likes rye bread.")
    done = decide(lived, case, Decision(approved=(TEA,), reworded=(new,)), author=author())
    assert done.applied == (TEA, new)
    assert read(lived, DAY).endswith("- Likes tea.\n- Likes rye bread.\n")
    assert deeds(lived)[-2:] == ["capture rules", "capture cli"]
    assert waiting(lived.root) == ()
    assert unread_texts(lived)[-2:] == ["Likes tea.", "Likes rye bread."]


def test_a_log_that_is_declined_leaves_no_trace(lived: Store) -> None:
    wait(lived.root, "rules", (TEA,), now=NOW)
    top = tip(lived)
    decide(lived, only(lived), Decision(declined=(TEA,)), author=author())
    assert (tip(lived), waiting(lived.root)) == (top, ())


# What no longer applies


def test_what_no_longer_applies_is_told_and_its_evidence_is_unread_again(lived: Store) -> None:
    case = waits(lived, DELFT, DEPLOYS)
    write(lived, FACTS, read(lived, FACTS).replace("Lives in Utrecht.", "Lives in Gouda."))
    now = only(lived)
    reason = "the fact it is about does not stand in MEMORY.md"
    assert now.edits == case.edits[1:]
    assert now.fallen == (Rejected(case.edits[0], reason),)
    decide(lived, now, Decision(approved=now.edits), author=author())
    assert waiting(lived.root) == ()
    assert unread_texts(lived) == ["Moved to Delft."]


def test_a_plan_that_fell_away_whole_is_over(lived: Store) -> None:
    waits(lived, DELFT)
    write(lived, FACTS, read(lived, FACTS).replace("Lives in Utrecht.", "Lives in Gouda."))
    case, top = only(lived), tip(lived)
    assert case.edits == ()
    done = decide(lived, case, Decision(approved=case.edits), author=author())
    assert (done.commit, tip(lived), waiting(lived.root)) == (None, top, ())
    assert unread_texts(lived) == ["Moved to Delft."]


def forgets(store: Store, text: str) -> object:
    return forget(store, to_forget(store, [entry_id(text)]).entries, author=author())


@pytest.mark.parametrize(
    ("meanwhile", "reason"),
    [
        pytest.param(
            lambda store: forgets(store, "Bought a cat."),
            "it cites evidence that was not given",
            id="its evidence is forgotten",
        ),
        pytest.param(
            lambda store: add(store, ["Has a cat."], author=author()),
            "it is a fact already",
            id="it was added",
        ),
        pytest.param(
            lambda store: (
                add(store, ["Has a cat."], author=author()) and forgets(store, "Has a cat.")
            ),
            "it was forgotten",
            id="it was forgotten",
        ),
    ],
)
def test_an_edit_falls_away(lived: Store, meanwhile: object, reason: str) -> None:
    case = waits(lived, BOUGHT)
    assert callable(meanwhile)
    meanwhile(lived)
    assert only(lived).fallen == (Rejected(case.edits[0], reason),)


def test_a_log_falls_away_when_it_stands_there_or_was_forgotten(lived: Store) -> None:
    rye = TEA._replace(text="Likes rye.")
    wait(lived.root, "rules", (TEA, rye), now=NOW)
    log(lived, ["Likes tea.", "Likes rye."], author=author())
    forgets(lived, "Likes rye.")
    case = only(lived)
    assert case.edits == ()
    assert case.fallen == (
        Rejected(TEA, "it stands in the log of 2026-11-20 already"),
        Rejected(rye, "it was forgotten"),
    )


def test_what_falls_away_between_looking_and_doing_takes_nothing_along(lived: Store) -> None:
    case = waits(lived, BOUGHT, DELFT)
    add(lived, ["Has a cat."], author=author())
    done = decide(lived, case, Decision(approved=case.edits), author=author())
    assert done.applied == case.edits[1:]
    assert done.rejected == (Rejected(case.edits[0], "it is a fact already"),)


@pytest.mark.parametrize(
    "data",
    [
        *(b"", b"{}", b"[]", b"null", b"garbage", b"\xff", b"[" * 100_000),
        b'{"version": 2, "actor": "rules", "at": "2026-11-20T09:14:00+00:00", "edits": []}',
        b'{"version": 1, "actor": "cli", "at": "2026-11-20T09:14:00+00:00", "edits": []}',
        b'{"version": 1, "actor": "rules", "at": "soon", "edits": []}',
        b'{"version": 1, "actor": "rules", "at": "2026-11-20T09:14:00+00:00", "edits": [{}]}',
        b'{"version": 1, "actor": "rules", "at": "2026-11-20T09:14:00+00:00", "edits": [[]]}',
    ],
)
def test_what_is_no_plan_is_passed_over_and_left_alone(lived: Store, data: bytes) -> None:
    case = waits(lived, DELFT)
    foreign = lived.path(".mem/pending/20200101T000000000000-00000000")
    foreign.write_bytes(data)
    lived.path(".mem/pending/notes.txt").write_bytes(b"mine")
    assert only(lived) == case
    assert foreign.read_bytes() == data
