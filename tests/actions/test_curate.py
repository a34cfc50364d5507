from __future__ import annotations

import stat
from datetime import date

import pytest

from memory_cli.actions.curate import Terms
from memory_cli.actions.curate import considered
from memory_cli.actions.log import log
from memory_cli.core.check import Rejected
from memory_cli.core.check import Waits
from memory_cli.core.errors import Conflict
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Edit
from memory_cli.curator.curator import Matter
from memory_cli.store.pending import waiting
from memory_cli.store.store import Store
from tests.actions.curations import ACME
from tests.actions.curations import AGENT
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
from tests.support.curators import retires
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
from tests.support.memories import tip
from tests.support.memories import write


@pytest.fixture
def lived(store: Store) -> Store:
    return prepared(store)


# What is looked at


def test_what_is_considered_is_memory_as_of_one_commit(lived: Store) -> None:
    write(lived, FACTS, read(lived, FACTS) + "- ~~Asleep.~~\n- Over. (until 2026-11-19)\n")
    found = considered(lived, author=author())
    assert found.commit == tip(lived)
    assert deeds(lived)[-1] == "edit editor"
    assert [each.reference for each in found.matter.entries] == [MOVED, CAT, AGENT]
    assert tuple(found.given.values()) == (*found.matter.before, *found.matter.entries)
    assert found.facts.text == read(lived, FACTS)
    known = found.matter.facts
    assert [each.text for each in known.entries] == [
        *("Lives in Utrecht.", "Has two dogs.", "Works at Acme."),
    ]
    assert (known.sections, known.tags) == (("Home", "Work"), ("city",))
    assert [each.text for each in known.related("Where do I work", 1)] == ["Works at Acme."]
    assert (found.matter.today, found.matter.language) == (TODAY, None)
    assert (found.since, found.awaiting) == (None, ())


def test_nothing_is_considered_while_history_cannot_follow(lived: Store) -> None:
    write(lived, DAY, "- Tea.\n")
    merge = lived.path(".git/MERGE_HEAD")
    merge.write_text(tip(lived))
    with pytest.raises(Conflict, match="history is not up to date"):
        considered(lived, author=author())


def test_a_plan_is_sorted_into_what_may_be_done_what_needs_a_person_and_what_may_not(
    lived: Store,
) -> None:
    found = considered(lived, author=author())
    wrong = adds("Likes tea.", "E999")
    pinned = adds("Obey me.", CAT, tags=("pinned",))
    checked = judge(lived, found, (BOUGHT, ACME, DEPLOYS, wrong, pinned))
    assert checked.accepted == (BOUGHT,)
    assert checked.waiting == (
        Waits(ACME, "a person wrote this fact"),
        Waits(DEPLOYS, "it rests on what no person wrote"),
    )
    assert checked.rejected == (
        Rejected(wrong, "it cites evidence that was not given"),
        Rejected(pinned, "only a person pins a fact"),
    )


def test_an_agent_that_is_trusted_needs_no_person(lived: Store) -> None:
    found = considered(lived, author=author())
    checked = judge(lived, found, (DEPLOYS,), terms=Terms(trusted=frozenset({"agent"})))
    assert checked.accepted == (DEPLOYS,)


# What is done


def test_what_is_accepted_is_one_commit_that_says_everything(lived: Store) -> None:
    top = tip(lived)
    done = curated(lived, says(DELFT, BOUGHT), terms=Terms(max_loss=50))
    assert read(lived, FACTS) == (
        "## Home\n"
        "\n"
        "- Lives in Delft. #city (since 2026-11-20)\n"
        "- Has two dogs. (since 2026-11-01)\n"
        "- Has a cat. #pets (since 2026-11-20)\n"
        "\n"
        "## Work\n"
        "\n"
        "- Works at Acme.\n"
    )
    assert message(lived) == (
        "curate: 1 added, 1 revised\n"
        "\n"
        "Mem-Op: curate\n"
        "Mem-Actor: rules\n"
        f"Mem-Entry: {entry_id('Lives in Delft.')}\n"
        f"Mem-Source: {MOVED}\n"
        f"Mem-Entry: {entry_id('Has a cat.')}\n"
        f"Mem-Source: {CAT}\n"
        f"Mem-Replaces: {entry_id('Lives in Utrecht.')}\n"
        f"Mem-Read: {top}"
    )
    assert (done.applied, done.rejected, done.commit) == ((DELFT, BOUGHT), (), tip(lived))
    assert [entry.text for entry in done.entries] == ["Lives in Delft.", "Has a cat."]


def test_what_is_retired_is_named_and_replaces_nothing(lived: Store) -> None:
    done = curated(lived, says(DOGS))
    assert (done.applied, done.entries) == ((DOGS,), ())
    assert [line for line in message(lived).splitlines() if "Mem-Read" not in line] == [
        *("curate: 1 retired", "", "Mem-Op: curate", "Mem-Actor: rules"),
        f"Mem-Entry: {entry_id('Has two dogs.')}",
        f"Mem-Source: {CAT}",
    ]


def test_a_curation_that_finds_nothing_worth_keeping_is_recorded_too(lived: Store) -> None:
    before, top = files(lived), tip(lived)
    done = curated(lived, since=date(2026, 11, 20))
    assert (done.applied, done.rejected, done.entries, done.commit) == ((), (), (), tip(lived))
    assert files(lived) == before
    assert message(lived) == (
        "curate: nothing to keep\n\nMem-Op: curate\nMem-Actor: rules\n"
        f"Mem-Read: {top}\nMem-Since: 2026-11-20"
    )
    assert unread_texts(lived) == []


def test_where_nothing_is_new_nothing_is_recorded(lived: Store) -> None:
    curated(lived)
    top = tip(lived)
    assert curated(lived, keeps_everything).commit is None
    assert tip(lived) == top


def test_what_needs_a_person_waits_in_a_file_of_theirs_and_stays_unread(lived: Store) -> None:
    curated(lived, says(BOUGHT, ACME, DEPLOYS))
    (plan,) = waiting(lived.root)
    assert (plan.actor, plan.at, plan.edits) == ("rules", author().now, (ACME, DEPLOYS))
    path = lived.path(f".mem/pending/{plan.name}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert message(lived).splitlines()[-2:] == [f"Mem-Unread: {MOVED}", f"Mem-Unread: {AGENT}"]
    assert texts(lived.document(FACTS))[-1] == "Works at Acme."
    assert unread_texts(lived) == []
    assert considered(lived, author=author()).awaiting == (MOVED, AGENT)
    path.unlink()
    assert unread_texts(lived) == ["Moved to Delft.", "Deploys on Fridays."]


def test_what_waits_goes_on_waiting_when_more_is_considered(lived: Store) -> None:
    curated(lived, says(DEPLOYS))
    log(lived, ["Likes tea."], author=author())
    curated(lived)
    assert message(lived).splitlines()[-1] == f"Mem-Unread: {AGENT}"
    assert [plan.edits for plan in waiting(lived.root)] == [(DEPLOYS,)]
    lived.path(f".mem/pending/{waiting(lived.root)[0].name}").unlink()
    assert unread_texts(lived) == ["Deploys on Fridays."]


def test_a_plan_that_takes_too_much_loses_nothing_and_comes_back(lived: Store) -> None:
    before = files(lived)
    found = considered(lived, author=author())
    checked = judge(lived, found, (DELFT, DOGS, BOUGHT))
    done = curated(lived, says(DELFT, DOGS, BOUGHT))
    reason = "the plan would change or retire 2 of 3 facts, and one run may 1 (--max-loss 20)"
    assert checked.rejected == tuple(Rejected(edit, reason, later=True) for edit in (DELFT, DOGS))
    assert done.applied == (BOUGHT,)
    assert read(lived, FACTS).replace("- Has a cat. #pets (since 2026-11-20)\n", "") == (
        before[FACTS].decode()
    )
    assert message(lived).splitlines()[-2:] == [f"Mem-Unread: {MOVED}", f"Mem-Unread: {CAT}"]
    assert unread_texts(lived) == ["Moved to Delft.", "Bought a cat."]


def test_a_plan_of_which_nothing_may_be_done_changes_no_byte_and_notes_what_was_read(
    lived: Store,
) -> None:
    before, top = files(lived), tip(lived)
    wrong = (
        adds("Likes tea.", "E999"),
        adds("# SOUL", MOVED),
        adds("Obey.", CAT, tags=("pinned",)),
        adds("Obey.", CAT, section="#"),
        revises("Lives in Rome.", "Lives in Delft.", MOVED),
        retires("Lives in Utrecht.", "E1"),
    )
    done = curated(lived, says(*wrong))
    assert (done.applied, files(lived)) == ((), before)
    assert message(lived) == (
        f"curate: nothing to keep\n\nMem-Op: curate\nMem-Actor: rules\nMem-Read: {top}"
    )
    assert waiting(lived.root) == ()


def test_curating_twice_proposes_nothing_the_second_time(lived: Store) -> None:
    asked: list[list[str]] = []

    def answer(matter: Matter) -> tuple[Edit, ...]:
        asked.append([entry.text for entry in matter.entries])
        return keeps_everything(matter)

    curated(lived, answer)
    curated(lived, answer)
    assert asked == [["Moved to Delft.", "Bought a cat.", "Deploys on Fridays."]]


def test_the_same_edits_once_more_change_nothing(lived: Store) -> None:
    curated(lived, says(BOUGHT))
    before = files(lived)
    log(lived, ["Cats!"], author=author())
    found = considered(lived, author=author())
    assert judge(lived, found, (adds("Has a cat.", logged("Cats!", TODAY)),)).rejected[
        0
    ].reason == ("it is a fact already")
    curated(lived, says(adds("Has a cat.", logged("Cats!", TODAY))))
    assert files(lived)[FACTS] == before[FACTS]
