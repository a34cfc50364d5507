from __future__ import annotations

from datetime import date

import pytest

from memory_cli.core.annotation import Note
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.entry import is_private
from memory_cli.core.identity import parse_reference
from tests.support.texts import FACTS
from tests.support.texts import LOG
from tests.support.texts import SOUL

TODAY = date(2026, 11, 20)


def entry(text: str, path: str = FACTS) -> Entry:
    (found,) = Document(path, text).entries
    return found


@pytest.mark.parametrize(("path", "place"), [(FACTS, "facts"), (SOUL, "soul"), (LOG, "2026-11-20")])
def test_an_entry_stands_at_a_place_that_people_can_say(path: str, place: str) -> None:
    assert entry("- a", path).place == place


@pytest.mark.parametrize(
    ("path", "text", "day"),
    [
        pytest.param(LOG, "- a", date(2026, 11, 20), id="the day of its log"),
        pytest.param(LOG, "- a (since 2026-01-01)", date(2026, 11, 20), id="before its note"),
        pytest.param(FACTS, "- a (since 2026-01-01)", date(2026, 1, 1), id="the note of a fact"),
        pytest.param(FACTS, "- a (2026-01-01..2026-02-01)", date(2026, 1, 1), id="its first day"),
        pytest.param(FACTS, "- a (until 2026-01-01)", None, id="an end is no beginning"),
        pytest.param(FACTS, "- a", None, id="none"),
    ],
)
def test_an_entry_belongs_to_a_day(path: str, text: str, day: date | None) -> None:
    assert entry(text, path).date == day


@pytest.mark.parametrize(
    ("text", "expired", "active"),
    [
        pytest.param("- a", False, True, id="a fact"),
        pytest.param("- ~~a~~", False, False, id="struck"),
        pytest.param("- a (until 2026-11-19)", True, False, id="until yesterday"),
        pytest.param("- a (until 2026-11-20)", False, True, id="until today"),
        pytest.param("- a (2026-01-01..2026-11-19)", True, False, id="was true then"),
        pytest.param("- a (since 2027-01-01)", False, True, id="since a day to come"),
    ],
)
def test_an_entry_is_active_until_it_is_struck_or_its_last_day_is_over(
    text: str, *, expired: bool, active: bool
) -> None:
    assert (entry(text).is_expired(TODAY), entry(text).is_active(TODAY)) == (expired, active)


@pytest.mark.parametrize(
    ("text", "pinned", "private"),
    [
        ("- a", False, False),
        ("- a #pinned", True, False),
        ("- a #Pinned b", True, False),
        ("- a #private", False, True),
        ("## b #private #pinned\n- a", True, True),
        ("- ~~a #pinned~~ #private", True, True),
    ],
)
def test_an_entry_is_pinned_or_private_by_its_tags(
    text: str, *, pinned: bool, private: bool
) -> None:
    assert (entry(text).pinned, entry(text).private) == (pinned, private)
    assert is_private(entry(text).tags) == private


def test_an_entry_is_shown_by_half_its_id_and_by_its_words_on_one_line() -> None:
    found = entry("- a\n  b\n\n  - c #d")

    assert found.text == "a\nb\n\n- c #d"
    assert found.headline == "a b - c #d"
    assert found.short_id == found.id[:8]


@pytest.mark.parametrize(
    ("reference", "named"),
    [
        ("{id}", True),
        ("{prefix}", True),
        ("{id}@facts", True),
        ("{id}@soul", False),
        ("{id}@2026-11-20", False),
        ("0000", False),
    ],
)
def test_an_entry_is_named_by_id_and_place(reference: str, *, named: bool) -> None:
    found = entry("- a")
    text = reference.format(id=found.id, prefix=found.id[:4])

    assert found.is_named_by(parse_reference(text)) == named


def test_an_entry_knows_its_note() -> None:
    assert entry("- a (until 2026-11-20)").note == Note(until=TODAY)
