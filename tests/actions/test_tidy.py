from __future__ import annotations

from datetime import date
from datetime import timedelta

import pytest

from memory_cli.actions.add import add
from memory_cli.actions.counting import count
from memory_cli.actions.curate import conclude
from memory_cli.actions.curate import judged
from memory_cli.actions.disable import disable
from memory_cli.actions.save import save
from memory_cli.actions.tidy import tidied
from memory_cli.core.errors import Conflict
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.store.pending import wait
from memory_cli.store.store import Store
from tests.support.curators import ACTOR
from tests.support.curators import TERMS
from tests.support.memories import FACTS
from tests.support.memories import NOW
from tests.support.memories import TODAY
from tests.support.memories import author
from tests.support.memories import id_of
from tests.support.memories import message
from tests.support.memories import read
from tests.support.memories import tip
from tests.support.memories import write

LONG_AGO = timedelta(days=400)
NEVER_USED = "still of use? no question has brought it up"


def came(store: Store, *texts: str, ago: timedelta = LONG_AGO, actor: str = "agent") -> None:
    """Facts that somebody wrote so long ago."""
    add(store, texts, author=author(actor, now=NOW - ago), section="Home")


def proposed(store: Store, later: timedelta = timedelta()) -> list[tuple[str, str]]:
    """What of which fact is proposed, and why."""
    _, edits = tidied(store, author=author(now=NOW + later))
    return [(e.was, e.why) for e in edits if isinstance(e, Revise | Retire)]


def untouched(text: str, ago: timedelta = LONG_AGO) -> tuple[str, str]:
    return (text, f"still true? nobody has touched it since {TODAY - ago}")


def decline(store: Store, *, later: timedelta = timedelta()) -> None:
    """A person says no to everything that is proposed."""
    by = author(now=NOW + later)
    found, edits = tidied(store, author=by)
    assert edits
    conclude(
        store, found, (), declined=edits, waits=(), rejected=(), actor=ACTOR, author=by, terms=TERMS
    )


def approved(store: Store) -> tuple[Edit | Log, ...]:
    """What `mem curate --tidy --yes` does, while nothing else is approved."""
    by = author()
    found, edits = tidied(store, author=by)
    checked = judged(store, edits, facts=found.facts, given=found.given, author=by, terms=TERMS)
    waits = tuple(each.edit for each in checked.waiting)
    done = conclude(
        store,
        found,
        checked.accepted,
        waits=waits,
        rejected=checked.rejected,
        actor=ACTOR,
        author=by,
        terms=TERMS,
    )
    return done.applied


# When a fact was touched


def test_what_nobody_has_touched_for_a_year_is_asked_about(store: Store) -> None:
    came(store, "Has two cats.", "Sings.")
    came(store, "Has a car.", ago=timedelta(days=365))
    assert proposed(store) == [untouched("Has two cats."), untouched("Sings.")]


def test_a_date_note_tells_since_when_it_holds_not_who_looked_at_it(store: Store) -> None:
    write(store, FACTS, "## Home\n\n- Has two cats. (since 2019-05-01)\n")
    save(store, author=author())
    assert proposed(store) == []
    assert proposed(store, timedelta(days=366)) == [untouched("Has two cats.", timedelta())]


def test_other_words_are_another_fact(store: Store) -> None:
    came(store, "Has two cats.", "Sings.")
    write(store, FACTS, read(store, FACTS).replace("two", "three"))
    assert proposed(store) == [untouched("Sings.")]


def test_what_a_person_keeps_is_asked_again_after_a_year(store: Store) -> None:
    came(store, "Has two cats.")
    decline(store)
    own = entry_id("Has two cats.")
    assert message(store).splitlines() == [
        *("curate: nothing to keep", "", "Mem-Op: curate", "Mem-Actor: rules"),
        f"Mem-Decided: {own}@facts",
    ]
    assert proposed(store) == proposed(store, timedelta(days=365)) == []
    assert proposed(store, timedelta(days=366)) == [untouched("Has two cats.", timedelta())]


def test_two_that_a_person_keeps_beside_each_other_stay(store: Store) -> None:
    came(store, "I moved to Delft.", "I do prefer tea.", ago=timedelta(days=20))
    came(store, "Lives in Utrecht.", "I prefer tea.", ago=timedelta(days=30))
    says = "still true? “I moved to Delft.” says otherwise"
    asked = [("I prefer tea.", "another fact says it"), ("Lives in Utrecht.", says)]
    assert proposed(store) == asked
    decline(store)
    assert proposed(store) == proposed(store, timedelta(days=300)) == []
    assert [was for was, _ in proposed(store, timedelta(days=366))][:1] == ["I prefer tea."]


def test_a_newer_fact_is_a_new_question(store: Store) -> None:
    came(store, "Lives in Utrecht.")
    decline(store)
    came(store, "I moved to Delft.", ago=timedelta(days=-1))
    asked = [("Lives in Utrecht.", "still true? “I moved to Delft.” says otherwise")]
    assert proposed(store, timedelta(days=2)) == asked


# What is looked at


def test_pinned_and_disabled_facts_are_never_touched(store: Store) -> None:
    write(store, FACTS, "- I prefer rye. #pinned\n- Sings. (until 2026-01-01) #pinned\n- Rows.\n")
    save(store, author=author(now=NOW - LONG_AGO))
    disable(store, [id_of(store, "Rows.")], author=author(now=NOW - LONG_AGO))
    found, edits = tidied(store, author=author())
    assert edits == ()
    assert [each.text for each in found.given.values()] == ["I prefer rye.", "Sings."]


def test_nothing_moves_under_a_heading_that_pins(store: Store) -> None:
    write(store, FACTS, "- I prefer rye.\n\n## Preferences #pinned\n\n- I prefer tea.\n")
    assert proposed(store) == []


def test_what_waits_is_not_proposed_again(store: Store) -> None:
    came(store, "Has two cats.", "Sings.")
    _, (cats, sings) = tidied(store, author=author())
    wait(store.root, ACTOR, (cats,), now=NOW)
    assert tidied(store, author=author())[1] == (sings,)
    wait(store.root, ACTOR, (sings,), now=NOW)
    assert proposed(store) == []


def test_hand_edits_are_recorded_first(store: Store) -> None:
    before = tip(store)
    write(store, FACTS, "- Over. (until 2026-11-19)\n")
    assert proposed(store) == [("Over.", "expired on 2026-11-19")]
    assert tip(store) != before


def test_nothing_is_tidied_while_history_cannot_follow(store: Store) -> None:
    write(store, FACTS, "- Over. (until 2026-11-19)\n")
    store.path(".git/MERGE_HEAD").write_text(tip(store))
    with pytest.raises(Conflict, match="history is not up to date"):
        tidied(store, author=author())


def test_a_day_is_that_of_the_person(store: Store) -> None:
    write(store, "SOUL.md", "---\ntimezone: Pacific/Auckland\n---\n")
    write(store, FACTS, "- Over. (until 2026-11-20)\n")
    assert proposed(store) == []
    late = timedelta(hours=4)  # past midnight there
    assert proposed(store, late) == [("Over.", "expired on 2026-11-20")]


# What questions bring up


def counted(store: Store, day: date, *texts: str) -> None:
    """A question of that day that brought up `texts`."""
    now = NOW - (TODAY - day)
    count(store, [entry_id(text) for text in texts], seconds=0.1, calls=1, now=now)


@pytest.mark.parametrize(("days", "is_asked"), [(89, False), (90, True), (300, True)])
def test_without_ninety_days_of_counts_no_fact_is_unused(
    store: Store, days: int, is_asked: bool
) -> None:
    came(store, "Has two cats.", ago=timedelta(days=330))
    counted(store, TODAY - timedelta(days=days), "Something else.")
    assert proposed(store) == ([("Has two cats.", NEVER_USED)] if is_asked else [])


def test_what_was_brought_up_within_ninety_days_is_of_use(store: Store) -> None:
    came(store, "Has two cats.", "Sings.", "Rows.", ago=timedelta(days=330))
    counted(store, TODAY - timedelta(days=300), "Has two cats.", "Rows.")
    counted(store, TODAY - timedelta(days=90), "Rows.")
    assert proposed(store) == [("Has two cats.", NEVER_USED), ("Sings.", NEVER_USED)]


def test_a_fact_is_not_called_unused_before_it_is_ninety_days_old(store: Store) -> None:
    counted(store, TODAY - timedelta(days=300), "Something else.")
    came(store, "Has two cats.", ago=timedelta(days=89))
    came(store, "Sings.", ago=timedelta(days=90))
    assert proposed(store) == [("Sings.", NEVER_USED)]


def test_what_a_person_calls_useful_is_not_asked_again_for_a_year(store: Store) -> None:
    came(store, "Sings.", ago=timedelta(days=90))
    counted(store, TODAY - timedelta(days=300), "Something else.")
    decline(store)
    assert proposed(store) == proposed(store, timedelta(days=365)) == []


# What is done


def test_code_does_what_it_is_sure_of_and_questions_wait(store: Store) -> None:
    texts = ("I prefer tea.", "Has a car.", "Reads.", "Rows.", "Runs.", "Skis.", "Swims.", "Sings.")
    came(store, *texts, ago=timedelta(days=1))
    came(store, "Has two cats.")
    add(store, ["I do prefer tea."], author=author("agent"), section="Home", tags=["food"])
    done = approved(store)
    assert [(type(e), e.was) for e in done if isinstance(e, Revise | Retire)] == [
        (Retire, "I do prefer tea."),
        (Revise, "I prefer tea."),
    ]
    assert read(store, FACTS).splitlines()[2:] == [
        *("- I prefer tea. #food", *(f"- {text}" for text in texts[1:]), "- Has two cats."),
    ]
    assert proposed(store) == []  # the question waits


def test_a_fact_that_moves_keeps_its_tags_and_its_dates(store: Store) -> None:
    rye = "- I prefer rye. #food #private (2026-01-01..2027-03-01)\n"
    tea = "- I prefer tea. (until 2027-03-01)\n"
    write(store, FACTS, f"{rye}{tea}\n## Preferences\n")
    found, edits = tidied(store, author=author())
    terms = TERMS._replace(approved=edits)
    conclude(
        *(store, found, edits),
        waits=(),
        rejected=(),
        actor=ACTOR,
        author=author(),
        terms=terms,
    )
    assert read(store, FACTS) == f"\n## Preferences\n\n{rye}{tea}"
