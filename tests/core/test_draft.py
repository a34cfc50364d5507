from __future__ import annotations

from datetime import date
from datetime import time

import pytest

from memory_cli.core.annotation import Note
from memory_cli.core.document import Document
from memory_cli.core.draft import LARGEST
from memory_cli.core.draft import Draft
from memory_cli.core.draft import draft
from memory_cli.core.draft import draft_of
from memory_cli.core.entry import Entry
from memory_cli.core.entry import Inherited
from memory_cli.core.errors import BadInput
from memory_cli.core.identity import entry_id
from tests.support.texts import FACTS
from tests.support.texts import LOG

SINCE = Note(since=date(2026, 11, 18))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a", Draft("a", ""), id="words"),
        pytest.param("  a\n", Draft("a", ""), id="space around"),
        pytest.param("a\nb", Draft("a\nb", ""), id="two lines"),
        pytest.param("a\n\nb\n\nc", Draft("a", "\nb\n\nc"), id="paragraphs"),
        pytest.param("a\n \t\u3000\nb", Draft("a", "\nb"), id="a line of space is an empty one"),
        pytest.param("a  \n  b", Draft("a  \n  b", ""), id="space in lines"),
        pytest.param("a #UI #b", Draft("a", "", tags=("ui", "b")), id="tags"),
        pytest.param("a #b c", Draft("a #b c", ""), id="a tag in the sentence"),
        pytest.param("a (since 2026-11-18)", Draft("a", "", note=SINCE), id="a date note"),
        pytest.param("a (since Monday)", Draft("a (since Monday)", ""), id="a parenthesis"),
        pytest.param("a #b\n\nc #d", Draft("a", "\nc #d", tags=("b",)), id="the first paragraph's"),
        pytest.param("[ ] a", Draft("a", "", task="open"), id="an open box"),
        pytest.param("[x] a", Draft("a", "", task="done"), id="a ticked box"),
        pytest.param("[ ]", Draft("[ ]", ""), id="a box alone is words"),
        pytest.param("[ ]\n\na", Draft("[ ]", "\na"), id="a box alone in its paragraph"),
        pytest.param("10:30 a", Draft("10:30 a", ""), id="a time is words"),
        pytest.param("~~a~~", Draft("~~a~~", ""), id="a strike is words"),
        pytest.param("- a", Draft("- a", ""), id="a bullet is words"),
        pytest.param("- a\n- b", Draft("- a\n- b", ""), id="a list is words"),
        pytest.param("# a #b", Draft("# a", "", tags=("b",)), id="a heading is words"),
        pytest.param("a\r\nb\rc", Draft("a\nb\nc", ""), id="line ends"),
        pytest.param("a\u2028b\x85c\x0bd", Draft("a b c d", ""), id="other line ends"),
        pytest.param("\ufeffa\u202eb\x00", Draft("ab", ""), id="what nobody sees"),
        pytest.param("caf\udce9", Draft("caf\udce9", ""), id="a byte that is no UTF-8"),
        pytest.param("--help", Draft("--help", ""), id="an option"),
    ],
)
def test_a_given_text_is_words_tags_a_date_note_and_a_box(text: str, expected: Draft) -> None:
    assert draft(text) == expected


@pytest.mark.parametrize("text", ["", " \n\t", "\u200b\ufeff", "\x00", "\u2028"])
def test_a_text_of_nothing_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="there is nothing to remember"):
        draft(text)


def test_a_text_has_at_most_64_kib() -> None:
    assert draft("é" * (LARGEST // 2)).words == "é" * (LARGEST // 2)
    with pytest.raises(BadInput, match=r"the text has 64 KiB, and an entry holds at most 64"):
        draft("é" * (LARGEST // 2) + "a")
    with pytest.raises(BadInput, match=r"the text has 1024 KiB"):
        draft("a" * 1024 * 1024)


def test_a_draft_has_the_text_and_the_id_that_will_be_read() -> None:
    made = draft("[ ] a #b\n\nc")

    assert made.text == "a\n\nc"
    assert made.id == entry_id("a\n\nc")


def test_annotations_are_added_and_given_dates_win() -> None:
    made = draft("a #b (2026-01-01..2026-02-01)").annotated(
        tags=["c", "b"], since=date(2026, 1, 15), task="open", at=time(9, 14)
    )

    note = Note(date(2026, 1, 15), date(2026, 2, 1))
    assert made == Draft("a", "", "open", time(9, 14), ("b", "c"), note)


def test_annotations_that_are_not_given_stay() -> None:
    made = draft("[x] a #b (until 2026-02-01)")

    assert made.annotated() == made


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("a", "- a", id="words"),
        pytest.param(
            "a #b (since 2026-11-18) #c", "- a #b #c (since 2026-11-18)", id="annotations"
        ),
        pytest.param("[X] a", "- [x] a", id="a box"),
        pytest.param("a\nb #c", "- a\n  b #c", id="two lines"),
        pytest.param("a #b\n\nc", "- a #b\n\n  c", id="paragraphs"),
        pytest.param("a\n\n    code", "- a\n\n      code", id="code"),
        pytest.param("- a", "- \\- a", id="a bullet"),
        pytest.param("a\n- b\n- c", "- a\n  \\- b\n  \\- c", id="a list"),
        pytest.param("## a", "- \\## a", id="a heading"),
        pytest.param("a\n---", "- a\n  \\---", id="an underline"),
        pytest.param("```\na\n```", "- \\```\n  a\n  \\```", id="a fence"),
        pytest.param("<!-- a", "- <\\!-- a", id="a comment"),
        pytest.param("a <!-- b", "- a <\\!-- b", id="a comment in the line"),
        pytest.param("\\- a", "- \\\\- a", id="a backslash"),
        pytest.param("~~a~~", "- \\~~a~~", id="a strike"),
        pytest.param("~~ <!-- ~~", "- \\~~ <\\!-- ~~", id="a strike around a comment"),
        pytest.param("[ ] [ ] a", "- [ ] \\[ ] a", id="a box in the words"),
        pytest.param("[ ]", "- \\[ ]", id="a box for words"),
        pytest.param("[ ] - a", "- [ ] - a", id="a bullet behind a box"),
        pytest.param("10:30 a", "- 10:30 a", id="a time, where none is kept"),
        pytest.param("#a #b", "- #a #b", id="words that are a tag"),
    ],
)
def test_a_draft_is_written_as_one_item(text: str, written: str) -> None:
    assert draft(text).rendered() == written


@pytest.mark.parametrize(
    ("made", "written"),
    [
        pytest.param(draft("a").annotated(at=time(9, 4)), "- 9:04 a", id="a time"),
        pytest.param(draft("[ ] a").annotated(at=time(14, 0)), "- [ ] 14:00 a", id="box and time"),
        pytest.param(draft("10:30 a"), "- 10\\:30 a", id="words that begin with a time"),
        pytest.param(draft("[ ] 10:30 a"), "- [ ] 10\\:30 a", id="behind a box"),
        pytest.param(draft("10:30 <!-- a"), "- 10\\:30 <\\!-- a", id="and hold a comment"),
        pytest.param(draft("10:30 a").annotated(at=time(9, 14)), "- 9:14 10:30 a", id="two times"),
    ],
)
def test_a_draft_is_written_with_its_time_into_a_log(made: Draft, written: str) -> None:
    assert made.rendered(timed=True) == written


def test_a_draft_takes_over_the_marks_of_its_neighbours() -> None:
    written = draft("a\nb #c\n\nd").rendered(marker="* ", margin="  ", newline="\r\n")

    assert written == "  * a\r\n    b #c\r\n\r\n    d"


def entry(text: str, path: str = LOG, inherited: Inherited = Inherited()) -> Entry:
    *_, last = Document(path, text, inherited).entries
    return last


@pytest.mark.parametrize(
    ("text", "written"),
    [
        pytest.param("- a", "- a", id="words"),
        pytest.param("- [x] 9:14 a", "- a", id="neither box nor time"),
        pytest.param("- ~~a~~", "- a", id="not the strike"),
        pytest.param("- a #b (since 2026-11-18)", "- a #b (since 2026-11-18)", id="tags and note"),
        pytest.param("# x #b\n- a", "- a #b", id="inherited tags"),
        pytest.param("- a #b c", "- a #b c", id="a tag inside once"),
        pytest.param("- a\n  b #c\n\n  - d", "- a\n  b #c\n\n  \\- d", id="what is nested"),
        pytest.param("- \\- a", "- \\- a", id="what was escaped"),
        pytest.param("a\nb", "- a\n  b", id="a paragraph"),
        pytest.param("> a\n> b", "- a\n  b", id="a quote"),
        pytest.param("  ```\n  a\n  ```", "- \\```\n    a\n    \\```", id="a fence"),
        pytest.param("- a\n  [b]: c #d", "- a\n  \\[b]: c\n\n  #d", id="a tag that is none"),
        pytest.param(
            "- a\n  - b (since 2026-11-18) (until 2027-03-01)",
            "- a\n  \\- b\n\n  (since 2026-11-18)\n\n  (until 2027-03-01)",
            id="date notes below",
        ),
        pytest.param("``` #d\na", "- \\``` #d\n  a", id="a tag in a fence"),
        pytest.param("```\na #d", "- \\```\n  a\n\n  #d", id="a tag at the end of a fence"),
        pytest.param(
            "- a\n  (since 2026-11-18) (until 2027-03-01)",
            "- a\n  (since 2026-11-18) (until 2027-03-01)",
            id="a date note that is none",
        ),
    ],
)
def test_an_entry_is_written_again_word_for_word(text: str, written: str) -> None:
    found = entry(text)

    assert draft_of(found).rendered() == written
    assert draft_of(found).id == found.id == entry(written, FACTS).id


def test_an_entry_of_a_private_day_stays_private() -> None:
    found = entry("- a #b", inherited=Inherited(("day",), private=True))

    assert draft_of(found).rendered() == "- a #b #day #private"
