from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from datetime import timedelta

import pytest

from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.identity import entry_id
from memory_cli.core.layout import FACTS
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.curator.tidy import Known
from memory_cli.curator.tidy import tidy
from memory_cli.search.similar import Similar

TODAY = date(2026, 11, 20)
LONG_AGO = date(2025, 11, 19)  # a year and a day
A_YEAR_AGO = date(2025, 11, 20)


def known(
    markdown: str,
    *,
    touched: Mapping[str, date] | None = None,
    confirmed: Mapping[str, date] | None = None,
    unrecalled: Iterable[str] = (),
) -> Known:
    """The facts of a page; `touched`, `confirmed` and `unrecalled` name them by their words."""
    document = Document(FACTS, markdown)
    facts = tuple(each for each in document.entries if not (each.disabled or each.pinned))
    similar = Similar(facts)

    def same(fact: Entry) -> Entry | None:
        return similar.entry(fact.text, besides=fact.id)

    return Known(
        facts=facts,
        sections=document.sections,
        today=TODAY,
        touched=by_id(touched),
        confirmed=by_id(confirmed),
        unrecalled=frozenset(map(entry_id, unrecalled)),
        same=same,
    )


def by_id(days: Mapping[str, date] | None) -> dict[str, date]:
    return {entry_id(text): day for text, day in (days or {}).items()}


def proposed(markdown: str) -> tuple[Edit, ...]:
    return tidy(known(markdown))


def retired(was: str, why: str, *others: str, confidence: float = 0.5) -> Retire:
    """The end of the fact `was`, which is evidence itself, before `others`."""
    because = tuple(f"{entry_id(text)}@facts" for text in (was, *others))
    return Retire(entry_id(was), was, because, confidence, why)


def moved(was: str, section: str) -> Revise:
    own = entry_id(was)
    why = "stands better there"
    return Revise(own, was, was, (f"{own}@facts",), section=section, confidence=0.8, why=why)


def tagged(was: str, *tags: str) -> Revise:
    own = entry_id(was)
    why = "has the tags of one that says the same"
    return Revise(own, was, was, (f"{own}@facts",), tags=tags, why=why)


def covered(was: str, by: str) -> Retire:
    return retired(was, "another fact says it", by, confidence=0.9)


def test_facts_that_are_in_order_stay_as_they_are() -> None:
    assert proposed("## Preferences\n\n- I prefer tea. #food\n- Has two cats.\n") == ()
    assert proposed("") == ()


# What is over


def test_a_fact_goes_the_day_after_its_last() -> None:
    page = "## Home\n\n- Rents a car. (until 2026-11-19)\n- Has a guest. (until 2026-11-20)\n"
    assert proposed(page) == (retired("Rents a car.", "expired on 2026-11-19", confidence=1.0),)


def test_the_same_words_with_a_later_end_keep_both() -> None:
    page = "## Home\n\n- Has a permit. (until 2025-12-31)\n- Has a permit. (until 2026-12-31)\n"
    assert proposed(page) == ()


def test_an_expired_fact_covers_none_that_holds() -> None:
    page = "## Home\n\n- Rents a car. (until 2026-11-19)\n- I rent the car.\n"
    assert proposed(page) == (retired("Rents a car.", "expired on 2026-11-19", confidence=1.0),)


def test_an_expired_fact_is_asked_nothing() -> None:
    page = "- I prefer tea. (until 2026-11-19)\n\n## Preferences\n"
    found = tidy(known(page, touched={"I prefer tea.": LONG_AGO}, unrecalled=["I prefer tea."]))
    assert found == (retired("I prefer tea.", "expired on 2026-11-19", confidence=1.0),)


# What is said twice


def test_of_two_facts_that_say_the_same_the_later_one_goes() -> None:
    page = "## Home\n\n- Has two cats.\n- Has a car.\n- I have two cats.\n"
    assert proposed(page) == (covered("I have two cats.", "Has two cats."),)


def test_a_fact_that_says_less_goes_wherever_it_stands() -> None:
    page = "## Home\n\n- Has two cats.\n- Has two cats, Tom.\n"
    assert proposed(page) == (covered("Has two cats.", "Has two cats, Tom."),)


def test_its_tags_move_to_the_one_that_stays() -> None:
    page = "## Home\n\n- Has two cats. #pets\n- I have two cats. #home #pets\n"
    assert proposed(page) == (
        covered("I have two cats.", "Has two cats."),
        tagged("Has two cats.", "pets", "home"),
    )


def test_the_tags_of_all_that_go_move() -> None:
    page = "## Home\n\n- Has two cats.\n- I have two cats. #pets\n- We have two cats! #home\n"
    assert proposed(page) == (
        covered("We have two cats!", "Has two cats."),
        covered("I have two cats.", "Has two cats."),
        tagged("Has two cats.", "home", "pets"),
    )


@pytest.mark.parametrize("tags", ["#a #b", "#a #b #c"])
def test_more_than_three_tags_do_not_move(tags: str) -> None:
    page = f"## Home\n\n- Has two cats. #d #e\n- I have two cats. {tags}\n"
    assert proposed(page) == (covered("I have two cats.", "Has two cats."),)


def test_tags_do_not_move_to_words_that_no_curator_may_write() -> None:
    page = "## Home\n\n- Has two\n  cats.\n- I have two cats. #pets\n"
    assert proposed(page) == (covered("I have two cats.", "Has two\ncats."),)


def test_the_contrary_is_not_the_same() -> None:
    assert proposed("## Home\n\n- Has cats.\n- Has no cats.\n") == ()


# Where it stands


def test_a_fact_without_a_heading_moves_to_the_one_for_its_kind() -> None:
    page = "- I prefer tea.\n- Has two cats.\n\n## Preferences\n\n## Facts\n\n- I prefer rye.\n"
    assert proposed(page) == (
        moved("I prefer tea.", "Preferences"),
        moved("I prefer rye.", "Preferences"),
    )


def test_what_stands_under_a_heading_of_the_persons_own_stays_there() -> None:
    assert proposed("## Kitchen\n\n- I prefer tea.\n\n## Preferences\n") == ()


def test_words_that_no_curator_may_write_are_not_moved() -> None:
    assert proposed("- I prefer tea\n  and rye.\n\n## Preferences\n") == ()
    assert proposed("- I prefer to start tomorrow.\n\n## Preferences\n") == ()


# What may be true no more


def test_the_older_of_two_that_contradict_is_asked_about() -> None:
    page = "## Home\n\n- I moved to Delft.\n- Lives in Utrecht.\n"
    days = {"I moved to Delft.": date(2026, 5, 1), "Lives in Utrecht.": date(2026, 1, 1)}
    assert tidy(known(page, touched=days)) == (
        retired(
            "Lives in Utrecht.",
            "still true? “I moved to Delft.” says otherwise",
            "I moved to Delft.",
        ),
    )


def test_of_one_day_the_later_line_is_the_newer() -> None:
    assert proposed("## Home\n\n- Lives in Utrecht.\n- I moved to Delft.\n") == (
        retired(
            "Lives in Utrecht.",
            "still true? “I moved to Delft.” says otherwise",
            "I moved to Delft.",
        ),
    )


def test_the_newest_that_says_otherwise_is_named() -> None:
    page = "## Home\n\n- Lives in Utrecht.\n- I moved to Delft.\n- I moved to Rome.\n"
    assert [(e.was, e.why) for e in proposed(page) if isinstance(e, Retire)] == [
        ("Lives in Utrecht.", "still true? “I moved to Rome.” says otherwise"),
        ("I moved to Delft.", "still true? “I moved to Rome.” says otherwise"),
    ]


def test_a_long_fact_is_quoted_in_part() -> None:
    new = "I moved to Delft because the flat in the old town had become far too small."
    (edit,) = proposed(f"## Home\n\n- Lives in Utrecht.\n- {new}\n")
    assert edit.why == f"still true? “{new[:59]}…” says otherwise"


def test_a_fact_that_nobody_touched_for_a_year_is_asked_about() -> None:
    page = "## Home\n\n- Has a car.\n- Has two cats.\n- Sings.\n"
    days = {"Has a car.": A_YEAR_AGO, "Has two cats.": LONG_AGO}
    assert tidy(known(page, touched=days)) == (
        retired("Has two cats.", "still true? nobody has touched it since 2025-11-19"),
    )


def test_a_fact_that_no_question_brings_up_is_asked_about() -> None:
    page = "## Home\n\n- Has a car.\n- Has two cats.\n"
    assert tidy(known(page, unrecalled=["Has two cats."])) == (
        retired("Has two cats.", "still of use? no question has brought it up"),
    )


@pytest.mark.parametrize("is_used", [True, False])
def test_at_most_ten_are_asked_about_the_oldest_first(*, is_used: bool) -> None:
    texts = [f"Owns bike {number}." for number in range(12)]
    page = "## Home\n\n" + "".join(f"- {text}\n" for text in texts)
    newest = LONG_AGO if is_used else TODAY
    days = {text: newest - timedelta(number) for number, text in enumerate(texts)}

    found = tidy(known(page, touched=days, unrecalled=() if is_used else texts))
    assert [edit.was for edit in found if isinstance(edit, Retire)] == texts[:1:-1]
    assert {edit.confidence for edit in found} == {0.5}


def test_at_most_ten_contradictions_are_asked_about() -> None:
    names = "Ann Ben Cem Dora Emil Fay Gus Hal Ida Jon Kim Lou".split()
    old, new = ([f"{who} {did}" for who in names] for did in ("lives in Rome.", "moved to Delft."))
    page = "## People\n\n" + "".join(f"- {text}\n" for text in (*old, *new))
    assert [edit.was for edit in proposed(page) if isinstance(edit, Retire)] == old[:10]


# What a person has decided


def test_what_a_person_keeps_is_not_proposed_again_for_a_year() -> None:
    page = (
        "- I prefer rye.\n\n## Preferences\n\n- I prefer tea.\n- I do prefer tea. #food\n"
        "- Lives in Utrecht.\n- I moved to Delft.\n- Sings.\n- Over. (until 2025-06-30)\n"
    )
    texts = [each.text for each in Document(FACTS, page).entries]

    def edits(day: date) -> tuple[Edit, ...]:
        decided = dict.fromkeys(texts, day)
        return tidy(known(page, touched=decided, confirmed=decided, unrecalled=texts))

    assert edits(A_YEAR_AGO) == ()
    expired = retired("Over.", "expired on 2025-06-30", confidence=1.0)
    later = [edit.fact for edit in edits(LONG_AGO) if isinstance(edit, Revise | Retire)]
    assert later == [
        *map(entry_id, ("I do prefer tea.", "I prefer tea.", "I prefer rye.", "Lives in Utrecht.")),
        *map(entry_id, ("I moved to Delft.", "Sings.")),
    ]
    assert edits(date(2025, 6, 30))[0] == expired  # what was kept before its end, ends


def test_a_new_fact_that_says_otherwise_is_a_new_question() -> None:
    page = "## Home\n\n- Lives in Utrecht.\n- I moved to Delft.\n"
    (edit,) = tidy(known(page, confirmed={"Lives in Utrecht.": TODAY}))
    assert isinstance(edit, Retire)
    assert edit.was == "Lives in Utrecht."


# The plan as a whole

MESS = (
    "- I prefer rye.\n\n## Preferences\n\n- I prefer tea. #food\n- I do prefer tea. #drink\n"
    "- Lives in Utrecht.\n- Lives in utrecht, I do. (until 2026-11-01)\n- I moved to Delft.\n"
)
TEXTS = tuple(entry.text for entry in Document(FACTS, MESS).entries)
OLD = dict.fromkeys(TEXTS, LONG_AGO)


def test_each_fact_is_named_once_for_the_first_reason() -> None:
    found = tidy(known(MESS, touched=OLD, unrecalled=TEXTS))
    assert found == (
        retired("Lives in utrecht, I do.", "expired on 2026-11-01", confidence=1.0),
        covered("I do prefer tea.", "I prefer tea."),
        tagged("I prefer tea.", "food", "drink"),
        moved("I prefer rye.", "Preferences"),
        retired(
            "Lives in Utrecht.",
            "still true? “I moved to Delft.” says otherwise",
            "I moved to Delft.",
        ),
        retired("I moved to Delft.", "still true? nobody has touched it since 2025-11-19"),
    )


def test_the_same_facts_have_the_same_plan() -> None:
    page = known(MESS, touched=OLD, unrecalled=TEXTS)
    turned = page._replace(touched=dict(reversed(list(page.touched.items()))), unrecalled=set())
    assert tidy(page) == tidy(page) == tidy(turned)


def test_every_edit_rests_on_the_fact_itself_first() -> None:
    for edit in tidy(known(MESS, touched=OLD, unrecalled=TEXTS)):
        assert isinstance(edit, Revise | Retire)
        assert edit.because[0] == f"{edit.fact}@facts"
