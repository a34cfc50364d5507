from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.note_name import day_in
from memory_cli.core.note_name import title_in

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    "path",
    [
        *("Journal/2026-11-20 Friday.md", "2026/11/20.md", "2026-11-20.md", "20261120.md"),
        *("journals/2026_11_20.md", "2026.11.20.txt", "20.11.2026.md", "Freitag, 20.11.2026.md"),
        *("a/2026/11/2026-11-20-Friday.md", "Daily Notes/Friday, 2026-11-20.md"),
    ],
)
def test_a_note_named_by_a_day_is_about_nothing_else(path: str) -> None:
    assert (day_in(path), title_in(path)) == (DAY, "")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("2026-11-20 Meeting with Dana.md", "Meeting with Dana"),
        ("Meeting - 2026-11-20.md", "Meeting"),
        ("2026/11/20/notes.md", "notes"),
    ],
)
def test_what_else_a_name_says_is_its_title(path: str, title: str) -> None:
    assert (day_in(path), title_in(path)) == (DAY, title)


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("People/Ines.md", "Ines"),
        ("Friday.md", "Friday"),
        ("Trip 2026-11-20 to 2026-11-24.md", "Trip 2026-11-20 to 2026-11-24"),
        ("202611201430 An idea.md", "202611201430 An idea"),
        ("2026-13-40.md", "2026-13-40"),
        ("Budget 2026.md", "Budget 2026"),
        ("1.2.26.md", "1.2.26"),
        ("Reading list 0123456789abcdef0123456789abcdef.md", "Reading list"),
        ("bear/Sourdough.textbundle/text.md", "Sourdough"),
    ],
)
def test_other_notes_are_about_no_day(path: str, title: str) -> None:
    assert (day_in(path), title_in(path)) == (None, title)


@given(st.text(max_size=30), st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_any_name_is_read(words: str, day: date) -> None:
    assert title_in(f"{words}.md") is not None
    assert day_in(f"{day}.md") == day
