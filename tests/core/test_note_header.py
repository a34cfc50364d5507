from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime

from memory_cli.core.note_header import About
from memory_cli.core.note_header import about


def test_what_memory_has_a_place_for_is_taken_and_the_rest_is_named() -> None:
    said = {
        "Title": "Ines  Vermeer",
        "tags": ["people", "family and friends", 3],
        "created": datetime(2025, 2, 1, 9, 0, tzinfo=UTC),
        "aliases": ["Inez"],
        "cssclass": None,
        "private": True,
    }
    assert about(said, private=True, problem=None) == About(
        title="Ines Vermeer",
        day=date(2025, 2, 1),
        tags=("people", "family-and-friends"),
        private=True,
        left=("aliases",),
    )


def test_tags_may_be_one_text_and_a_date_may_be_none() -> None:
    assert about({"tags": "a, b c", "date": "soon"}, private=False, problem=None) == About(
        tags=("a", "b", "c")
    )


def test_what_could_not_be_read_says_why() -> None:
    assert about({}, private=True, problem="line 2") == About(private=True, problem="line 2")
