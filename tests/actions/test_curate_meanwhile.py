from __future__ import annotations

from datetime import date

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.curate import Terms
from memory_cli.actions.curate import conclude
from memory_cli.actions.curate import considered
from memory_cli.actions.disable import disable
from memory_cli.actions.forget import considered as to_forget
from memory_cli.actions.forget import forget
from memory_cli.actions.log import log
from memory_cli.actions.recall import recall
from memory_cli.actions.review import Decision
from memory_cli.actions.review import cases
from memory_cli.actions.review import decide
from memory_cli.actions.save import save
from memory_cli.actions.undo import undo
from memory_cli.actions.why import why
from memory_cli.core.check import Rejected
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Edit
from memory_cli.search.question import Extent
from memory_cli.search.question import Question
from memory_cli.store.store import Store
from tests.actions.curations import BOUGHT
from tests.actions.curations import CAT
from tests.actions.curations import DELFT
from tests.actions.curations import DEPLOYS
from tests.actions.curations import DOGS
from tests.actions.curations import MOVED
from tests.actions.curations import prepared
from tests.actions.curations import says
from tests.support.curators import adds
from tests.support.curators import curated
from tests.support.curators import judge
from tests.support.curators import keeps_everything
from tests.support.curators import logged
from tests.support.curators import revises
from tests.support.curators import texts
from tests.support.curators import unread_texts
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import write


@pytest.fixture
def lived(store: Store) -> Store:
    return prepared(store)


# What changed between judging and doing


def test_a_fact_that_was_edited_meanwhile_stays_as_its_person_left_it(lived: Store) -> None:
    now = read(lived, FACTS).replace("Lives in Utrecht.", "Lives in Gouda.")
    done = curated(lived, says(DELFT, BOUGHT), meanwhile=lambda: write(lived, FACTS, now))
    reason = "the fact it is about does not stand in MEMORY.md"
    assert (done.applied, done.rejected) == ((BOUGHT,), (Rejected(DELFT, reason),))
    assert texts(lived.document(FACTS)) == [
        *("Lives in Gouda.", "Has two dogs.", "Has a cat.", "Works at Acme."),
    ]
    assert deeds(lived)[-2:] == ["edit editor", "curate rules"]


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("- ~~Lives in Utrecht.~~", "the fact is disabled"),
        ("- Lives in Utrecht. #pinned", "the fact is #pinned"),
        ("- Lives in Delft.\n- Lives in Utrecht.", "it is a fact already"),
    ],
)
def test_a_fact_that_was_marked_meanwhile_stays_so(lived: Store, now: str, reason: str) -> None:
    text = read(lived, FACTS)
    text = text.replace("- Lives in Utrecht. #city (since 2026-11-01)", now)
    done = curated(lived, says(DELFT, BOUGHT), meanwhile=lambda: write(lived, FACTS, text))
    assert (done.applied, done.rejected) == ((BOUGHT,), (Rejected(DELFT, reason),))


def forgets(store: Store, text: str) -> None:
    forget(store, to_forget(store, [entry_id(text)]).entries, author=author())


def test_a_fact_that_was_forgotten_meanwhile_does_not_come_back(lived: Store) -> None:
    done = curated(
        lived, says(DELFT, BOUGHT), meanwhile=lambda: forgets(lived, "Lives in Utrecht.")
    )
    assert done.applied == (BOUGHT,)
    assert "Lives in" not in read(lived, FACTS)


def test_what_was_forgotten_meanwhile_is_not_learned(lived: Store) -> None:
    edit = adds("Bought a cat.", CAT, MOVED)
    done = curated(lived, says(edit, DELFT), meanwhile=lambda: forgets(lived, "Bought a cat."))
    reason = "it cites evidence that was not given"
    assert (done.applied, done.rejected) == ((DELFT,), (Rejected(edit, reason),))
    assert "cat" not in read(lived, FACTS)


@pytest.mark.parametrize("gone", ["taken out", "disabled"])
def test_what_rests_on_evidence_that_is_gone_meanwhile_falls_away(lived: Store, gone: str) -> None:
    def meanwhile() -> None:
        if gone == "disabled":
            disable(lived, [entry_id("Moved to Delft.")], author=author())
        else:
            write(lived, DAY, read(lived, DAY).replace("- Moved to Delft.\n", ""))

    done = curated(lived, says(DELFT, BOUGHT), meanwhile=meanwhile)
    reason = "it cites evidence that was not given"
    assert (done.applied, done.rejected) == ((BOUGHT,), (Rejected(DELFT, reason),))


def test_a_fact_that_a_person_adds_meanwhile_is_not_said_twice(lived: Store) -> None:
    done = curated(
        lived, says(BOUGHT), meanwhile=lambda: add(lived, ["Has a cat."], author=author())
    )
    assert [each.reason for each in done.rejected] == ["it is a fact already"]
    assert texts(lived.document(FACTS)).count("Has a cat.") == 1


def test_what_only_now_needs_a_person_comes_back_later(lived: Store) -> None:
    found = considered(lived, author=author())
    done = conclude(
        lived,
        found,
        [DEPLOYS, BOUGHT],
        waits=(),
        rejected=(),
        actor="rules",
        author=author(),
        terms=Terms(),
    )
    reason = "it rests on what no person wrote"
    assert (done.applied, done.rejected) == ((BOUGHT,), (Rejected(DEPLOYS, reason, later=True),))
    assert unread_texts(lived) == ["Deploys on Fridays."]


def test_what_is_logged_meanwhile_is_not_lost_to_the_next_curation(lived: Store) -> None:
    curated(lived, meanwhile=lambda: log(lived, ["Likes tea."], author=author()))
    assert unread_texts(lived) == ["Likes tea."]


# Taking it back, and what must not come back


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param((BOUGHT,), id="add"),
        pytest.param((adds("Likes tea.", CAT, section="Food"),), id="add in a new section"),
        pytest.param((DELFT,), id="revise"),
        pytest.param((DELFT._replace(section="Work"),), id="revise and move"),
        pytest.param(
            (revises("Lives in Utrecht.", "Lives in Utrecht.", MOVED, section="Places"),),
            id="re-file",
        ),
        pytest.param(
            (revises("Lives in Utrecht.", "Lives in Utrecht.", MOVED, tags=("home",)),), id="tag"
        ),
        pytest.param((DOGS,), id="retire"),
        pytest.param((DELFT, DOGS, BOUGHT), id="all"),
    ],
)
def test_undo_brings_back_every_byte(lived: Store, edits: tuple[Edit, ...]) -> None:
    takes_back(lived, edits)


@pytest.mark.parametrize("odd", ["no end", "windows", "twice"])
def test_undo_brings_back_every_byte_of_an_odd_file(lived: Store, odd: str) -> None:
    text = read(lived, FACTS)
    others = {
        "no end": text.rstrip("\n"),
        "windows": text.replace("\n", "\r\n"),
        "twice": text + "\n\n- Lives in Utrecht. #again\n\n\n",
    }
    write(lived, FACTS, others[odd])
    save(lived, author=author())
    takes_back(lived, (DELFT._replace(section="Work"), DOGS, BOUGHT))


def takes_back(lived: Store, edits: tuple[Edit, ...]) -> None:
    before = files(lived)
    done = curated(lived, says(*edits), terms=Terms(max_loss=100))
    assert done.applied == edits
    assert files(lived) != before
    undo(lived, None, author=author())
    assert files(lived) == before


def test_what_was_taken_back_is_not_proposed_again(lived: Store) -> None:
    curated(lived, says(BOUGHT))
    undo(lived, None, author=author())
    assert unread_texts(lived) == []


def test_undo_passes_over_a_note_of_what_was_read(lived: Store) -> None:
    add(lived, ["Likes tea."], author=author())
    curated(lived)
    assert message(lived).startswith("curate: nothing to keep\n")
    undo(lived, None, author=author())
    assert "Likes tea." not in read(lived, FACTS)


def test_what_was_forgotten_comes_back_from_no_log_old_or_new(lived: Store) -> None:
    add(lived, ["Has a cat."], author=author())
    forgets(lived, "Has a cat.")
    for day in (TODAY, date(2026, 11, 2)):
        log(lived, ["Cat food!"], author=author(), at=(day, None))
        edit = adds("Has a cat.", logged("Cat food!", day))
        found = considered(lived, author=author())
        assert judge(lived, found, (edit,)).rejected == (Rejected(edit, "it was forgotten"),)
        assert curated(lived, says(edit)).applied == ()
    log(lived, ["Has a cat."], author=author("agent"), at=(date(2026, 11, 1), None))
    curated(lived, keeps_everything)
    assert "Has a cat." not in read(lived, FACTS)


def test_after_a_revision_recall_knows_the_new_words_and_history_the_old(lived: Store) -> None:
    commit = curated(lived, says(DELFT)).commit
    (found,) = recall(lived, [Question("lives")], extent=Extent(), today=TODAY)
    assert [hit.entry.text for hit in found.hits] == ["Lives in Delft."]
    new, old = entry_id("Lives in Delft."), entry_id("Lives in Utrecht.")
    told = why(lived, new)
    assert told.replaces == ((old, "Lives in Utrecht."),)
    assert told.sources == ((MOVED, "Moved to Delft."),)
    assert told.origin is not None
    assert told.origin.revision.commit == commit
    assert [revision.op for revision in why(lived, old).revisions] == ["curate", "curate"]


def test_every_fact_rests_on_its_own_evidence_alone(lived: Store) -> None:
    curated(lived, says(BOUGHT, adds("Lives in Delft.", MOVED)))
    assert why(lived, entry_id("Has a cat.")).sources == ((CAT, "Bought a cat."),)


def test_what_a_person_declines_while_a_curator_thinks_is_not_proposed_again(lived: Store) -> None:
    curated(lived, says(DEPLOYS))
    log(lived, ["Likes tea."], author=author())

    def declines() -> None:
        (case,) = cases(lived, author=author())
        decide(lived, case, Decision(declined=case.edits), author=author())

    curated(lived, meanwhile=declines)
    assert unread_texts(lived) == []
