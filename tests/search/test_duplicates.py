from __future__ import annotations

import pytest

from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.search.duplicates import first_of
from memory_cli.search.duplicates import saying
from tests.support.recalls import DAY
from tests.support.recalls import FACTS
from tests.support.recalls import SOUL
from tests.support.recalls import YESTERDAY
from tests.support.recalls import found
from tests.support.recalls import index
from tests.support.recalls import items


def entry(text: str, path: str = FACTS) -> Entry:
    (read,) = Document(path, f"- {text}\n").entries
    return read


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Took the pill.", "9:00 Took the pill. #health"),
        ("Took the pill.", "took the PILLS!"),
        ("Took the pill.", "I took a pill"),
        ("Prefers dark mode.", "[x] Prefers dark modes (since 2026-11-01)"),
        ("Café", "cafe"),
        ("~~Took the pill.~~", "Took the pill."),
    ],
)
def test_other_forms_of_the_same_words_say_the_same(one: str, other: str) -> None:
    with index({}) as asked:
        assert saying(entry(one, DAY), asked.stems) == saying(entry(other, DAY), asked.stems)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Took the pill.", "Did not take the pill."),
        ("Take it before noon.", "Take it after noon."),
        ("Her car is red.", "His car is red."),
        ("Likes tea.", "Likes tea and milk."),
        ("Tea, then milk.", "Milk, then tea."),
        ("9:00 a", "9:00 the"),
        ("?", "!"),
    ],
)
def test_other_words_say_something_else(one: str, other: str) -> None:
    with index({}) as asked:
        assert saying(entry(one, DAY), asked.stems) != saying(entry(other, DAY), asked.stems)


def test_a_fact_stands_for_all_that_say_the_same_else_the_newest() -> None:
    old, new = entry("a", YESTERDAY), entry("a", DAY)
    later = new._replace(line=7)
    assert first_of([old, new]) is new
    assert first_of([later, new, old]) is later
    assert first_of([old, entry("a"), later]) == entry("a")
    assert first_of([entry("a", SOUL), later]) == entry("a", SOUL)
    dated = entry("a (since 2026-01-01)")
    assert first_of([entry("a"), dated]) is dated


def test_what_says_the_same_takes_one_place_of_the_answer() -> None:
    pills = items(*("9:00 Took the pill." for _ in range(30)), "Pill box lost.")
    assert found({YESTERDAY: pills, DAY: items("I took a pill.")}, "pill")[:2] == [
        "I took a pill.",
        "Pill box lost.",
    ]
