from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from memory_cli.core.check import SURE
from memory_cli.core.check import Checked
from memory_cli.core.check import Rejected
from memory_cli.core.check import Waits
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Revise
from tests.core.plans import BOUGHT
from tests.core.plans import MOVED
from tests.core.plans import TEXT
from tests.core.plans import TODAY
from tests.core.plans import add
from tests.core.plans import facts
from tests.core.plans import grounds
from tests.core.plans import heap
from tests.core.plans import judged
from tests.core.plans import reasons
from tests.core.plans import retire
from tests.core.plans import revise

UTRECHT = entry_id("Lives in Utrecht.")
TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0hJ3kL6"  # of the form of GitHub's, and nobody's
MANY = "".join(f"- Fact number {number}.\n" for number in range(10))


@pytest.mark.parametrize("edit", [add(), revise(), retire()])
def test_what_nothing_speaks_against_is_accepted(edit: Edit) -> None:
    assert judged(edit) == Checked((edit,), (), ())


def test_an_empty_plan_is_three_empty_heaps() -> None:
    assert judged() == Checked((), (), ())


def test_the_order_of_the_plan_is_kept() -> None:
    edits: list[Edit] = [
        add("Plays the cello."),
        add("Has two cats."),
        retire(),
        add("Rows.", confidence=0.5),
        add("Sings."),
        add(""),
        add("Swims.", confidence=0.1),
    ]

    assert judged(*edits) == Checked(
        accepted=(edits[0], edits[2], edits[4]),
        waiting=(
            Waits(add("Rows.", confidence=0.5), "the curator is not sure"),
            Waits(add("Swims.", confidence=0.1), "the curator is not sure"),
        ),
        rejected=(
            Rejected(add("Has two cats."), "it is a fact already"),
            Rejected(add(""), "it has no words"),
        ),
    )


@pytest.mark.parametrize("edit", [add(), retire(), add(""), add(confidence=0.1)])
def test_an_edit_that_is_listed_twice_counts_once(edit: Edit) -> None:
    assert judged(edit, edit) == judged(edit)


# --- what evidence it names ----------------------------------------------------------------------


@pytest.mark.parametrize("edit", [add(), revise(), retire()])
@pytest.mark.parametrize(
    ("because", "reason"),
    [
        ((), "it names no evidence"),
        (("E999",), "it cites evidence that was not given"),
        ((MOVED, "E999"), "it cites evidence that was not given"),
        ((MOVED.partition("@")[0],), "it cites evidence that was not given"),
    ],
)
def test_what_rests_on_nothing_is_rejected(
    edit: Edit, because: tuple[str, ...], reason: str
) -> None:
    assert heap(edit._replace(because=because)) == ("rejected", reason)


@pytest.mark.parametrize("edit", [add(), revise(), retire()])
def test_what_rests_on_the_word_of_no_person_waits_until_one_approves(edit: Edit) -> None:
    edit = edit._replace(because=(MOVED, BOUGHT))
    doubted = grounds(untrusted={BOUGHT})

    assert heap(edit, doubted) == ("waits", "it rests on what no person wrote")
    assert heap(edit, doubted._replace(approved=[edit])) == ("accepted", "")


@pytest.mark.parametrize("edit", [add(), revise(), retire()])
@pytest.mark.parametrize("confidence", [0.0, SURE - 0.01, float("nan")])
def test_what_the_curator_is_not_sure_of_waits_until_a_person_approves(
    edit: Edit, confidence: float
) -> None:
    edit = edit._replace(confidence=confidence)

    assert heap(edit) == ("waits", "the curator is not sure")
    assert heap(edit, grounds(approved=[edit])) == ("accepted", "")
    assert heap(edit._replace(confidence=SURE)) == ("accepted", "")


# --- what it would write -------------------------------------------------------------------------


@pytest.mark.parametrize("edit", [add(), revise()])
@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"text": " \n"}, "it has no words"),
        ({"text": f"It is {TOKEN}."}, "it holds a GitHub token"),
        ({"tags": ("pinned",)}, "only a person pins a fact"),
        ({"section": ""}, "its section cannot be the name of a heading"),
        ({"until": TODAY - timedelta(1)}, "it expired on 2026-11-19"),
    ],
)
def test_what_cannot_be_a_fact_is_rejected(
    edit: Add | Revise, words: dict[str, Any], reason: str
) -> None:
    faulty = edit._replace(**words)

    assert heap(faulty) == ("rejected", reason)
    assert heap(faulty, grounds(approved=[faulty])) == ("rejected", reason)


@pytest.mark.parametrize("edit", [add(), revise()])
def test_what_ends_today_still_holds(edit: Add | Revise) -> None:
    assert heap(edit._replace(until=TODAY)) == ("accepted", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("Has two cats.", "it is a fact already", id="word for word"),
        pytest.param("  Has  two cats. ", "it is a fact already", id="but for white space"),
        pytest.param(
            "Two cats has.", "it says what is known already: Has two cats.", id="in another order"
        ),
        pytest.param("Works at Initech.", "it was disabled", id="disabled"),
        pytest.param("Smokes.", "it was forgotten", id="forgotten"),
    ],
)
def test_what_is_known_or_is_not_wanted_is_rejected(text: str, reason: str) -> None:
    on = grounds(forgotten={entry_id("Smokes.")})

    assert heap(add(text), on) == ("rejected", reason)
    assert heap(revise(text=text), on) == ("rejected", reason)
    assert heap(add(text), on._replace(approved=[add(text)])) == ("rejected", reason)


def test_what_the_plan_says_already_is_rejected() -> None:
    assert reasons(judged(add("Sings alto."), add("Alto sings."))) == [
        "it says what is known already: Sings alto."
    ]
    assert reasons(judged(revise(text="Sings alto."), add("Alto sings."))) == [
        "it says what is known already: Sings alto."
    ]
    assert reasons(judged(add("Sings alto.", confidence=0.1), add("Alto sings."))) == [
        "it says what is known already: Sings alto."
    ]


def test_a_reason_repeats_a_long_fact_in_part() -> None:
    known = "word " * 40

    assert heap(add("other"), grounds(same=lambda _text, _others, _besides: known)) == (
        "rejected",
        f"it says what is known already: {('word ' * 20)[:99]}…",
    )


# --- what fact it is about -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "reason"),
    [
        ("Plays the cello.", "the fact it is about does not stand in MEMORY.md"),
        ("Starts before ten.", "the fact is #pinned"),
        ("Works at Initech.", "the fact is disabled"),
    ],
)
def test_only_an_active_fact_that_is_not_pinned_is_touched(was: str, reason: str) -> None:
    for edit in (revise(was), retire(was)):
        assert heap(edit) == ("rejected", reason)
        assert heap(edit, grounds(approved=[edit])) == ("rejected", reason)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("## A #pinned\n\n- x\n", id="by its heading"),
        pytest.param("- x\n- x #pinned\n", id="by a twin"),
        pytest.param("- x #pinned\n- x\n", id="by the first of two"),
        pytest.param("- x #PINNED\n", id="in upper case"),
    ],
)
def test_a_fact_is_pinned_wherever_the_tag_stands(text: str) -> None:
    assert heap(retire("x"), grounds(facts(text))) == ("rejected", "the fact is #pinned")


@pytest.mark.parametrize("edit", [add(section="Never"), revise("Has two cats.", section="never")])
def test_nothing_is_pinned_by_being_put_below_a_heading_that_pins(edit: Edit) -> None:
    text = f"{TEXT}\n## Never #pinned\n\n- Calls before ten.\n"

    assert heap(edit, grounds(facts(text)))[0] != "accepted"


@pytest.mark.parametrize("was", ["Lives in Delft.", "lives in Utrecht.", ""])
def test_a_fact_with_other_words_than_expected_is_left_alone(was: str) -> None:
    for edit in (revise()._replace(was=was), retire()._replace(was=was)):
        assert heap(edit) == ("rejected", "the fact has other words than the plan expects")


@pytest.mark.parametrize("was", ["Lives  in\nUtrecht.", " Lives in Utrecht. "])
def test_white_space_is_not_other_words(was: str) -> None:
    assert heap(retire()._replace(was=was)) == ("accepted", "")


@pytest.mark.parametrize(
    "edit", [revise(), retire(), revise(text="Lives in Utrecht.", tags=("a",))]
)
def test_a_fact_that_a_person_wrote_waits_until_that_very_edit_is_approved(edit: Edit) -> None:
    on = grounds(protected={UTRECHT})

    assert heap(edit, on) == ("waits", "a person wrote this fact")
    assert heap(edit, on._replace(approved=[edit])) == ("accepted", "")
    other = edit._replace(why="another edit")
    assert heap(edit, on._replace(approved=[other])) == ("waits", "a person wrote this fact")


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (revise(text=f"It is {TOKEN}."), "it holds a GitHub token"),
        (revise(text="Has two cats."), "it is a fact already"),
        (revise(until=TODAY - timedelta(1)), "it expired on 2026-11-19"),
    ],
)
def test_what_no_approval_can_help_does_not_wait(edit: Edit, reason: str) -> None:
    on = grounds(protected={UTRECHT}, untrusted={MOVED})

    assert heap(edit, on) == ("rejected", reason)


@pytest.mark.parametrize("second", [retire(), revise(text="Lives in Leiden.")])
@pytest.mark.parametrize("first", [retire(why="gone"), revise(), revise(confidence=0.1)])
def test_a_fact_is_changed_once(first: Edit, second: Edit) -> None:
    assert reasons(judged(first, second)) == ["the plan changes this fact twice"]


# --- a revision ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "others",
    [
        {},
        {"section": "Home"},
        {"section": "HOME"},
        {"tags": ("city",)},
        {"text": " Lives  in Utrecht."},
    ],
)
def test_a_revision_that_changes_nothing_is_rejected(others: dict[str, Any]) -> None:
    edit = revise(text="Lives in Utrecht.")._replace(**others)

    assert heap(edit) == ("rejected", "it changes nothing")


@pytest.mark.parametrize(
    "others",
    [{"section": "Work"}, {"section": "New"}, {"tags": ("city", "home")}, {"until": TODAY}],
)
def test_a_revision_that_leaves_the_words_may_file_and_tag_a_fact_anew(
    others: dict[str, Any],
) -> None:
    assert heap(revise(text="Lives in Utrecht.")._replace(**others)) == ("accepted", "")


def test_the_end_that_a_fact_has_is_no_change() -> None:
    fact = facts().entries[2]
    edit = revise(fact.text, fact.text)

    assert heap(edit._replace(until=fact.note.until)) == ("rejected", "it changes nothing")
    assert heap(edit._replace(until=TODAY)) == ("accepted", "")


def test_a_revision_may_say_what_its_own_fact_says() -> None:
    assert heap(revise(text="In Utrecht lives.")) == ("accepted", "")


def test_a_forgotten_fact_is_not_filed_anew() -> None:
    edit = revise(text="Lives in Utrecht.", section="Work")

    assert heap(edit, grounds(forgotten={UTRECHT})) == ("rejected", "it was forgotten")


# --- how much one run may change -----------------------------------------------------------------


def number(count: int) -> list[Edit]:
    """As many losses: every second one other words, the others no fact any more."""
    return [
        retire(f"Fact number {each}.")
        if each % 2
        else revise(f"Fact number {each}.", f"New {each}.")
        for each in range(count)
    ]


def test_a_run_that_would_lose_too_many_facts_loses_none() -> None:
    on = grounds(facts(MANY))
    two, three = number(2), number(3)
    reason = "the plan would change or retire 3 of 10 facts, and one run may 2 (--max-loss 20)"

    assert judged(*two, on=on) == Checked(tuple(two), (), ())
    assert judged(*three, on=on) == Checked(
        (), (), tuple(Rejected(each, reason, later=True) for each in three)
    )


def test_one_loss_is_always_allowed() -> None:
    for text in ("- Fact number 0.\n", MANY):
        on = grounds(facts(text), max_loss=0)
        assert judged(*number(1), on=on).accepted == tuple(number(1))
    assert (
        reasons(judged(*number(2), on=grounds(facts(MANY), max_loss=0)))
        == ["the plan would change or retire 2 of 10 facts, and one run may 1 (--max-loss 0)"] * 2
    )


def test_all_facts_may_go_when_a_person_says_so() -> None:
    edits = number(10)
    assert judged(*edits, on=grounds(facts(MANY), max_loss=100)).accepted == tuple(edits)


def test_disabled_facts_are_no_facts_that_may_be_lost() -> None:
    text = MANY + "".join(f"- ~~Old {each}.~~\n" for each in range(90))

    assert len(judged(*number(3), on=grounds(facts(text))).rejected) == 3


def test_new_facts_are_no_loss() -> None:
    new = [add(f"Something new {each}.") for each in range(30)]
    edits = [*new, *number(2)]

    assert judged(*edits, on=grounds(facts(MANY))) == Checked(tuple(edits), (), ())
    assert judged(*new, *number(3), on=grounds(facts(MANY))).accepted == tuple(new)


def test_what_a_person_approved_is_not_limited() -> None:
    edits = number(10)

    assert judged(*edits, on=grounds(facts(MANY), approved=edits)).accepted == tuple(edits)


def test_what_waits_is_no_loss_yet() -> None:
    edits = [*number(2), *(each._replace(confidence=0.1) for each in number(9)[2:])]

    assert judged(*edits, on=grounds(facts(MANY))).accepted == tuple(number(2))


def test_beside_what_was_approved_the_rest_comes_another_time() -> None:
    edits = number(3)
    checked = judged(*edits, on=grounds(facts(MANY), approved=edits[:2]))

    assert checked.accepted == tuple(edits[:2])
    assert [(each.edit, each.later) for each in checked.rejected] == [(edits[2], True)]


def test_what_comes_another_time_keeps_nothing_else_away() -> None:
    losses = [revise("Fact number 0.", "Sings alto."), *number(4)[1:]]
    new = add("Alto sings.")
    checked = judged(*losses, new, on=grounds(facts(MANY)))

    assert [each.edit for each in checked.rejected] == losses
    assert checked.accepted == (new,)
