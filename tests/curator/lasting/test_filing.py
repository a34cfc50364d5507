from __future__ import annotations

import pytest

from memory_cli.curator.lasting.filing import better_section
from tests.support.curating import known
from tests.support.curating import logged
from tests.support.curating import proposed


def section(line: str, *, headings: tuple[str, ...] = ()) -> str | None:
    facts = known()._replace(sections=headings) if headings else known()
    (edit,) = proposed(*logged(line), facts=facts)
    return edit.section


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("I am allergic to nuts", "Health & food"),
        ("I don't eat pork", "Health & food"),
        ("Dana is allergic to nuts", "People"),
        ("My sister Jana lives in Leiden", "People"),
        ("I prefer tea", "Preferences"),
        ("Dana prefers tea", "People"),
        ("Never deploy on Fridays", "Preferences"),
        ("Chose Postgres over MySQL", "Projects"),
        ("I lead the billing team", "Projects"),
        ("My locker is 217", "Facts"),
        ("I swim every Tuesday", "Facts"),
        ("My passport expires on 2027-03-01", "Facts"),
        ("Launch is on 3 December", "Projects"),
        ("Rent is 1,250 euros a month", "Facts"),
    ],
)
def test_a_fact_stands_under_the_heading_of_its_kind(line: str, expected: str) -> None:
    assert section(line) == expected


@pytest.mark.parametrize(
    ("line", "headings", "expected"),
    [
        ("Ich bin allergisch gegen Nüsse", ("Vorlieben", "Gesundheit"), "Gesundheit"),
        ("Chose Postgres over MySQL", ("projects", "decisions"), "decisions"),
        ("Chose Postgres for billing", ("Projects", "Billing"), "Billing"),
        ("Chose Postgres over MySQL #billing", ("Projects", "Billing"), "Billing"),
        ("I swim every Tuesday", ("Routines",), "Routines"),
        ("I live in Rome", ("About me",), "About me"),
        ("I prefer tea", ("Work",), "Preferences"),
    ],
)
def test_the_persons_own_headings_come_first(
    line: str, headings: tuple[str, ...], expected: str
) -> None:
    assert section(line, headings=headings) == expected


def test_a_fact_joins_those_with_the_same_words_under_a_heading_of_the_persons_own() -> None:
    facts = known("The boat is insured with Hansen.", section="Sailing")
    (edit,) = proposed(*logged("The boat is registered with Hansen in Kiel"), facts=facts)

    assert edit.section == "Sailing"


def test_tags_are_those_of_the_note_then_known_ones_among_the_words_and_at_most_three() -> None:
    facts = known(tags=("tea", "ui", "rome", "pinned", "private"))
    (edit,) = proposed(*logged("I prefer tea in Rome #Work #fact #pinned"), facts=facts)
    assert edit.tags == ("work", "tea", "rome")

    (edit,) = proposed(*logged("I prefer tea #a #b #c #d"), facts=facts)
    assert edit.tags == ("a", "b", "c")


def test_a_fact_without_a_place_of_its_own_finds_one() -> None:
    sections = ("Preferences", "Health & food", "Facts")
    loose, placed = known("I have asthma.", section="Facts"), known("I have asthma.")

    assert better_section(loose.entries[0], sections) == "Health & food"
    assert better_section(placed.entries[0], sections) is None
    assert better_section(known("Blue is Jonah.").entries[0], sections) is None
