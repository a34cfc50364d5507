from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from memory_cli.core.annotation import UNDATED
from memory_cli.core.annotation import Note
from memory_cli.core.carried import carried
from memory_cli.core.carried import written
from memory_cli.core.document import Document
from memory_cli.core.draft import draft
from memory_cli.core.entry import Inherited
from memory_cli.core.errors import Refused
from memory_cli.core.splice import append_to_section
from tests.support.texts import FACTS
from tests.support.texts import LOG
from tests.support.texts import documents


def item(text: str, *, inherited: Inherited = Inherited(), note: Note = UNDATED) -> str:
    """How the only entry of a text is carried."""
    document = Document(FACTS, text, inherited)
    (entry,) = document.entries
    return carried(document, entry, note).item


@pytest.mark.parametrize(
    ("text", "carried_as"),
    [
        ("- plain #t\n", "- plain #t"),
        ("* other marker\r\n  goes on\r\n", "- other marker\n  goes on"),
        ("12. numbered\n    - deeper\n", "- numbered\n  - deeper"),
        ("- tabs\n\t- b\n\t\t- c\n", "- tabs\n  - b\n  \t- c"),
        ("- [ ] task\n", "- [ ] task"),
        ("- ~~struck~~\n", "- ~~struck~~"),
        ("a paragraph\nof two\n", "- a paragraph\n  of two"),
        ("```py\nx = 1\n\ny\n```\n", "- ```py\n  x = 1\n\n  y\n  ```"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "- | a | b |\n  |---|---|\n  | 1 | 2 |"),
        ("> said\n> so\n", "- said\n  so"),
        ("![[image.png]]\n", "- ![[image.png]]"),
        ("key:: value\n", "- key:: value"),
        ("\ufeff- after a mark\n", "- after a mark"),
    ],
)
def test_markdown_inside_an_entry_stays_as_it_is(text: str, carried_as: str) -> None:
    assert item(text) == carried_as


def test_tags_of_headings_and_front_matter_go_along() -> None:
    document = Document(FACTS, "## Work #work\n\n- a #b\n\n```\ncode\n```\n", Inherited(("day",)))
    first, code = document.entries
    assert carried(document, first).item == "- a #b #day #work"
    assert carried(document, code).item == "- ```\n  code\n  ```"


def test_what_is_private_stays_so_wherever_it_goes() -> None:
    hidden = Inherited(private=True)
    assert item("- diary\n", inherited=hidden) == "- diary #private"
    assert item("- ~~diary~~\n", inherited=hidden) == "- ~~diary~~ #private"
    code = item("```\ncode\n```\n", inherited=hidden)
    (entry,) = Document(FACTS, code).entries
    assert (entry.private, entry.text) == (True, "```\ncode\n```")


def test_a_date_is_given_to_what_has_none() -> None:
    since = Note(since=date(2025, 2, 1))
    assert item("- a\n", note=since) == "- a (since 2025-02-01)"
    assert item("- a (until 2027-01-31)\n", note=since) == "- a (until 2027-01-31)"


def test_a_draft_can_be_written_struck() -> None:
    assert written(draft("a #b"), FACTS, disabled=True).item == "- ~~a #b~~"
    assert written(draft("9:14 a"), LOG, disabled=False).item == "- 9\\:14 a"


@given(documents())
def test_what_is_carried_is_read_as_it_was(document: Document) -> None:
    into = Document(document.path, "# Other\n\n## Facts\n\n- here\n")
    for entry in document.entries:
        try:
            moved = carried(document, entry)
        except Refused:
            continue
        result = append_to_section(into, "Facts", [moved])
        here, there = result.entries
        assert here.text == "here"
        assert (there.id, there.task, there.disabled) == (entry.id, entry.task, entry.disabled)
        assert (there.time, there.note) == (entry.time, entry.note)
        assert there.private or not entry.private
