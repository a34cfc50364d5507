from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Load
from memory_cli.core.document import Document
from memory_cli.core.gate import Standing
from memory_cli.core.intake import taken_in
from memory_cli.core.note_header import About
from memory_cli.core.notes import NoteRead
from memory_cli.core.notes import read_note
from tests.support.texts import files

NOBODY = About()


def read(path: str, text: str, about: About = NOBODY, *, alone: bool = False) -> NoteRead:
    return read_note(path, text, about, alone=alone)


def told(found: NoteRead) -> list[tuple[str | None, str, str]]:
    """Section, item and source of everything that arrives."""
    return [(a.section, a.item.rendered(timed=True), a.source) for a in found.arrivals]


def test_a_note_becomes_facts_under_its_title_and_headings() -> None:
    found = read("People/Ines.md", "Sister.\n\n- Likes cats.\n\n## Gifts\n\n* Pens.\n")
    assert (found.day, found.sheet, found.dropped) == (None, None, ())
    assert told(found) == [
        ("Ines", "- Sister.", "People/Ines.md:1"),
        ("Ines", "- Likes cats.", "People/Ines.md:3"),
        ("Ines: Gifts", "- Pens.", "People/Ines.md:7"),
    ]


@pytest.mark.parametrize(
    ("text", "about", "title"),
    [
        ("# Ines Vermeer\n\n- x\n", NOBODY, "Ines Vermeer"),
        ("# Ines\n\n- x\n", About(title="Ines Vermeer"), "Ines Vermeer"),
        ("## Facts\n\n- x\n", NOBODY, "Ines: Facts"),
        ("Text\n===\n\n- x\n", NOBODY, "Text"),
    ],
)
def test_the_title_is_what_front_matter_or_the_first_heading_calls_it(
    text: str, about: About, title: str
) -> None:
    assert told(read("Ines.md", text, about))[0][0] == title


def test_alone_the_headings_of_a_note_are_the_sections() -> None:
    found = read("facts.md", "- a\n\n## People\n\n- b\n", alone=True)
    assert [section for section, _, _ in told(found)] == ["facts", "People"]


def test_tags_privacy_and_date_of_a_note_are_those_of_its_facts() -> None:
    about = About(day=date(2025, 2, 1), tags=("people",), private=True)
    assert told(read("x.md", "- a\n- b #c (until 2027-01-31)\n", about)) == [
        ("x", "- a (since 2025-02-01) #people #private", "x.md:1"),
        ("x", "- b #c (until 2027-01-31) #people #private", "x.md:2"),
    ]


def test_a_line_of_tags_alone_is_about_the_whole_note() -> None:
    found = read("Sourdough.md", "# Sourdough\n#kitchen/bread #rye\n\n- Fold.\n")
    assert told(found) == [("Sourdough", "- Fold. #rye #kitchen/bread", "Sourdough.md:4")]


def test_what_chatgpt_lists_has_its_dates() -> None:
    found = read("list.md", "1. [2026-04-26]. Loves dogs.\n2. [2026-04-30] - Is 40.\n3. Runs.\n")
    assert [item for _, item, _ in told(found)] == [
        "- Loves dogs. (since 2026-04-26)",
        "- Is 40. (since 2026-04-30)",
        "- Runs.",
    ]


def test_a_note_of_a_day_is_its_log_as_it_is() -> None:
    text = "---\ntags: [daily]\n---\n# Friday\n\n- 9:14 Snow.\n\n## Evening\n\nDinner.\n"
    found = read("Journal/2026-11-20 Friday.md", text, About(tags=("daily",)))
    assert found.sheet is not None
    assert (found.sheet.document.path, found.sheet.document.text) == ("memory/2026-11-20.md", text)
    assert told(found) == [
        (None, "- 9:14 Snow. #daily", "Journal/2026-11-20 Friday.md:6"),
        ("Evening", "- Dinner. #daily", "Journal/2026-11-20 Friday.md:10"),
    ]


def test_what_the_name_of_a_day_says_beside_it_is_a_section() -> None:
    found = read("2026-11-20 Kick-off.md", "Long.\n\n## Plan\n\n- x\n")
    assert found.sheet is None
    assert [section for section, _, _ in told(found)] == ["Kick-off", "Kick-off: Plan"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("\n \n", "empty"),
        ("# Only\n\n<!-- this -->\n", "nothing but headings and comments"),
        ("#tag #other\n\n-\n", "nothing but tags and empty bullets"),
    ],
)
def test_a_note_that_says_nothing_is_named(text: str, reason: str) -> None:
    assert read("x.md", text) == NoteRead(None, None, (), (Dropped("x.md", reason),))


def test_what_has_no_place_in_a_memory_is_named() -> None:
    about = About(left=("aliases", "cssclass"), problem="line 2: no YAML")
    found = read("x.md", f"- a\n\n<!-- c -->\n\n- {'b' * 70000}\n", about)
    assert found.dropped == (
        Dropped("x.md", "front matter that cannot be read: line 2: no YAML"),
        Dropped("x.md", "front matter: aliases, cssclass"),
        Dropped("x.md", "a comment"),
        Dropped("x.md:5", "larger than the 64 KiB of an entry"),
    )


def test_nothing_hidden_comes_in() -> None:
    found = read("x.md", "\ufeff- a\u202eb\u200b\r\n- c\x1b[2Jd\r\n")
    assert [item for _, item, _ in told(found)] == ["- ab", "- c[2Jd"]


@given(st.sampled_from(["x.md", "2026-11-20.md", "2026-11-20 Talk.md"]), files, st.booleans())
def test_any_note_comes_once(path: str, text: str, tagged: bool) -> None:
    about = About(day=date(2025, 2, 1), tags=("people",), private=True) if tagged else NOBODY
    found = read(path, text, about)
    sheets = (found.sheet,) if found.sheet else ()
    load = Load("notes", sheets, () if sheets else found.arrivals)
    first = taken_in(load, empty({}))
    held = {document.path: document.text for document in first.documents}
    told = {entry.id for entry in first.added}
    assert {each.item.id for each in found.arrivals} <= told or first.dropped
    assert all(entry.private for entry in first.added) or not tagged or sheets
    assert taken_in(load, empty(held)).documents == ()


def empty(held: dict[str, str]) -> Standing:
    """A memory that holds only what came into it."""
    return Standing(
        lambda path: Document(path, held.get(path, "")),
        held.get,
        lambda path: path not in held,
        frozenset(),
        frozenset(),
    )
