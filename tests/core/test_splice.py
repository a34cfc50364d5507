from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from datetime import time

import pytest

from memory_cli.core.annotation import Note
from memory_cli.core.document import Document
from memory_cli.core.draft import draft
from memory_cli.core.entry import Entry
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.splice import annotate
from memory_cli.core.splice import append_to_log
from memory_cli.core.splice import append_to_section
from memory_cli.core.splice import fill
from memory_cli.core.splice import is_section
from memory_cli.core.splice import remove
from memory_cli.core.splice import replace
from memory_cli.core.splice import strike
from memory_cli.core.splice import tick
from memory_cli.core.splice import unstrike
from tests.support.texts import FACTS
from tests.support.texts import LOG


def with_fact(text: str, *new: str, section: str = "A") -> str:
    return append_to_section(Document(FACTS, text), section, [draft(each) for each in new]).text


def with_log(text: str, *new: str, at: time | None = None) -> str:
    return append_to_log(Document(LOG, text), [draft(each) for each in new], at).text


def entry(document: Document, words: str = "x") -> Entry:
    (found,) = (each for each in document.entries if each.text.startswith(words))
    return found


def struck(text: str, words: str = "x") -> str:
    document = Document(LOG, text)
    return strike(document, entry(document, words)).text


def without(text: str, *words: str) -> str:
    document = Document(FACTS, text)
    return remove(document, [entry(document, each) for each in words or ["x"]]).text


def replaced(text: str, new: str) -> str:
    document = Document(FACTS, text)
    return replace(document, entry(document), draft(new)).text


def annotated(text: str, tags: Sequence[str], note: Note) -> str:
    document = Document(FACTS, text)
    return annotate(document, entry(document), tags, note).text


# --- fill sections --------------------------------------------------------------------------------


def filled(text: str, **sections: str) -> str:
    items = {name: [draft(each) for each in words.split()] for name, words in sections.items()}
    return fill(Document(FACTS, text), items).text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("", "## A\n\n- x\n- y\n\n## B\n\n- z\n", id="an empty file"),
        pytest.param(
            "## b\n\n- 1\n\n## a\n\n- 2",
            "## b\n\n- 1\n- z\n\n## a\n\n- 2\n- x\n- y",
            id="both there, and no end of line",
        ),
        pytest.param(
            "# T\r\n\r\n## A\r\n\r\n* 1\r\n",
            "# T\r\n\r\n## A\r\n\r\n* 1\r\n* x\r\n* y\r\n\r\n## B\r\n\r\n* z\r\n",
            id="one there, written in another way",
        ),
        pytest.param(
            "## A\n\n## A\n\n- 1\n\ntext\n",
            "## A\n\n- x\n- y\n\n## A\n\n- 1\n\ntext\n\n## B\n\n- z\n",
            id="the first of that name",
        ),
        pytest.param(
            "```\nnever closed\n",
            "## B\n\n- z\n\n## A\n\n- x\n- y\n\n```\nnever closed\n",
            id="above a fence that is never closed, one by one",
        ),
    ],
)
def test_many_sections_are_filled_at_once(text: str, result: str) -> None:
    assert filled(text, A="x y", B="z") == result


def test_a_section_of_two_spellings_is_one() -> None:
    assert filled("", A="x", B="y", a="z") == "## A\n\n- x\n- z\n\n## B\n\n- y\n"


def test_no_section_leaves_the_file_alone() -> None:
    assert filled("- 1\n") == "- 1\n"


def test_some_names_no_heading_can_have() -> None:
    assert [name for name in ("A", "A #b", "#", "", "##", " \n") if is_section(name)] == [
        "A",
        "A #b",
    ]


# --- append to a section -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("## A\n\n- a\n", "## A\n\n- a\n- x\n", id="behind its last item"),
        pytest.param("## A\n\n- a\n\n\n", "## A\n\n- a\n- x\n\n\n", id="before empty lines"),
        pytest.param("## A\n- a\n## B\n- b\n", "## A\n- a\n- x\n## B\n- b\n", id="before the next"),
        pytest.param(
            "## A\n\n- a\n\n## B\n\n- b\n", "## A\n\n- a\n- x\n\n## B\n\n- b\n", id="spaced out"
        ),
        pytest.param("## A\n", "## A\n\n- x\n", id="the first entry"),
        pytest.param("## A\n## B\n", "## A\n\n- x\n\n## B\n", id="the first, before a heading"),
        pytest.param(
            "## A\n\n<!-- c -->\n\n## B\n", "## A\n\n<!-- c -->\n\n- x\n\n## B\n", id="a comment"
        ),
        pytest.param("## A\n\na\n", "## A\n\na\n\n- x\n", id="behind a paragraph"),
        pytest.param("## A\n\n> a\n", "## A\n\n> a\n\n- x\n", id="behind a quote"),
        pytest.param(
            "## A\n\n- a\n  b\n\n  c\n", "## A\n\n- a\n  b\n\n  c\n- x\n", id="a long item"
        ),
        pytest.param(
            "## A\n### B\n- b\n", "## A\n\n- x\n\n### B\n- b\n", id="above a heading in it"
        ),
        pytest.param("# A\n- a\n", "# A\n- a\n- x\n", id="of the first level"),
        pytest.param("A\n---\n- a\n", "A\n---\n- a\n- x\n", id="with an underline"),
        pytest.param("## a ##\n- a\n", "## a ##\n- a\n- x\n", id="in any case, with a closing"),
        pytest.param("## A #t\n- a\n", "## A #t\n- a\n- x\n", id="with tags"),
        pytest.param(
            "## A\n- a\n## A\n- b\n", "## A\n- a\n- x\n## A\n- b\n", id="of two the first"
        ),
        pytest.param("## A\n* a\n", "## A\n* a\n* x\n", id="with the bullet of the others"),
        pytest.param("## A\n  + a\n", "## A\n  + a\n  + x\n", id="as far in as the others"),
        pytest.param("## A\n1. a\n", "## A\n1. a\n- x\n", id="without a number"),
        pytest.param("## A\n\n- a", "## A\n\n- a\n- x", id="without a line end at the end"),
        pytest.param("## A", "## A\n\n- x", id="without one behind the heading"),
        pytest.param("## A\r\n\r\n- a\r\n", "## A\r\n\r\n- a\r\n- x\r\n", id="with CRLF"),
        pytest.param("\ufeff## A\n- a\n", "\ufeff## A\n- a\n- x\n", id="behind a byte order mark"),
        pytest.param(
            "## A\n- a\n```\nb\n", "## A\n- a\n- x\n```\nb\n", id="above a fence never closed"
        ),
        pytest.param(
            "## A\n- a\n\n<!-- b\n\n## B\n", "## A\n- a\n- x\n\n<!-- b\n\n## B\n", id="or a comment"
        ),
        pytest.param(
            "## A\n- ```\n  b\n  ```\nc\n\n```\n",
            "## A\n- ```\n  b\n  ```\nc\n\n- x\n\n```\n",
            id="above a fence behind a paragraph",
        ),
        pytest.param(
            "## A\n  ## B\n",
            "## A\n\n- x\n\n\n<!-- -->\n\n  ## B\n",
            id="above an indented heading",
        ),
    ],
)
def test_a_fact_goes_to_the_end_of_its_section(text: str, result: str) -> None:
    assert with_fact(text, "x") == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("", "## New\n\n- x\n", id="of an empty file"),
        pytest.param("\ufeff", "\ufeff## New\n\n- x\n", id="of nothing but a byte order mark"),
        pytest.param("\n\n", "## New\n\n- x\n\n\n", id="of empty lines"),
        pytest.param("- a\n", "- a\n\n## New\n\n- x\n", id="of items"),
        pytest.param("- a", "- a\n\n## New\n\n- x", id="without a line end"),
        pytest.param("## A\r\n", "## A\r\n\r\n## New\r\n\r\n- x\r\n", id="of CRLF"),
        pytest.param(
            "## A\n\n- a\n\n", "## A\n\n- a\n\n## New\n\n- x\n\n", id="before empty lines"
        ),
        pytest.param("---\na: b\n---\n", "---\na: b\n---\n\n## New\n\n- x\n", id="of a header"),
        pytest.param("```\na\n", "## New\n\n- x\n\n```\na\n", id="above a fence never closed"),
        pytest.param(
            "## A #private\n- a\n```\nb\n",
            "## New\n\n- x\n\n## A #private\n- a\n```\nb\n",
            id="above the section of such a fence, which keeps its tags",
        ),
        pytest.param(
            "---\na: b\n---\n```\nc\n",
            "---\na: b\n---\n\n## New\n\n- x\n\n```\nc\n",
            id="below a header",
        ),
    ],
)
def test_a_section_is_created_at_the_end(text: str, result: str) -> None:
    assert with_fact(text, "x", section="New") == result


@pytest.mark.parametrize("section", ["people", "PEOPLE", " People ", "People #x", "people ##"])
def test_a_section_is_found_by_its_name_in_any_case(section: str) -> None:
    assert with_fact("## People #friends\n", "x", section=section) == (
        "## People #friends\n\n- x\n"
    )


@pytest.mark.parametrize("section", ["Straße", "STRASSE", "strasse"])
def test_a_section_is_found_in_every_language(section: str) -> None:
    assert with_fact("## Straße\n", "x", section=section) == "## Straße\n\n- x\n"


@pytest.mark.parametrize("section", ["", "  ", "\n", "#", " ## ", "\u200b"])
def test_a_section_needs_a_name(section: str) -> None:
    with pytest.raises(BadInput, match="cannot be the name of a section"):
        with_fact("", "x", section=section)


def test_a_name_of_a_section_is_one_line() -> None:
    assert with_fact("", "x", section="a\n\n- b\n") == "## a - b\n\n- x\n"


def test_several_facts_go_in_together() -> None:
    assert with_fact("## A\n- a\n## B\n", "x", "y\n- z") == ("## A\n- a\n- x\n- y\n  \\- z\n## B\n")


def test_text_that_looks_like_markdown_leaves_the_structure_alone() -> None:
    text = "## A\n\n- a\n\n## B\n\n- b\n"
    given = "- x\n## A\n---\n```\n<!--\n\n    code\n<div>\n| a |\n|---|"

    result = append_to_section(Document(FACTS, text), "A", [draft(given)])

    assert [(each.section, each.text) for each in result.entries] == [
        ("A", "a"),
        ("A", given),
        ("B", "b"),
    ]
    assert result.sections == ("A", "B")


# --- append to a log -----------------------------------------------------------------------------

DAY = "# 2026-11-20\n\n- 9:00 a\n- b\n- [ ] 12:00 c\n"


@pytest.mark.parametrize(
    ("text", "at", "result"),
    [
        pytest.param("", None, "- x\n", id="an empty log"),
        pytest.param(DAY, None, f"{DAY}- x\n", id="at the end"),
        pytest.param("# 2026-11-20", None, "# 2026-11-20\n\n- x", id="below the heading"),
        pytest.param("a\n", None, "a\n\n- x\n", id="behind a paragraph"),
        pytest.param("- a\n\n## B\n\n- b\n", None, "- a\n\n## B\n\n- b\n- x\n", id="in a section"),
        pytest.param("- a\n```\nb", None, "- a\n- x\n```\nb", id="above a fence never closed"),
        pytest.param(DAY, time(13), f"{DAY}- x\n", id="the latest"),
        pytest.param(DAY, time(12), f"{DAY}- x\n", id="behind the same minute"),
        pytest.param(
            DAY,
            time(11, 59),
            "# 2026-11-20\n\n- 9:00 a\n- x\n- b\n- [ ] 12:00 c\n",
            id="behind the last that is not later",
        ),
        pytest.param(
            DAY, time(8), "# 2026-11-20\n\n- x\n- 9:00 a\n- b\n- [ ] 12:00 c\n", id="the earliest"
        ),
        pytest.param("- a\n- b\n", time(8), "- a\n- b\n- x\n", id="where no entry has a time"),
        pytest.param("  * 9:00 a\n", time(8), "  * x\n  * 9:00 a\n", id="as the next is written"),
        pytest.param("\ufeff- 9:00 a\n", time(8), "\ufeff- x\n- 9:00 a\n", id="a byte order mark"),
        pytest.param("9:00 a\n", time(8), "- x\n\n9:00 a\n", id="before a paragraph"),
        pytest.param("- 9:00 a", time(8), "- x\n- 9:00 a", id="no line end at the end"),
        pytest.param("- 9:00 a", time(10), "- 9:00 a\n- x", id="none behind it either"),
        pytest.param(
            "- 9:00 a\r\n\r\n- 11:00 b\r\n",
            time(10),
            "- 9:00 a\r\n- x\r\n\r\n- 11:00 b\r\n",
            id="CRLF",
        ),
        pytest.param(
            "- 11:00 a\n- 9:00 b\n", time(10), "- 11:00 a\n- 9:00 b\n- x\n", id="not in order"
        ),
        pytest.param(
            "- ~~9:00 a~~\n- 11:00 b\n", time(10), "- ~~9:00 a~~\n- x\n- 11:00 b\n", id="~~"
        ),
    ],
)
def test_a_log_entry_goes_to_the_end_or_to_its_time(
    text: str, at: time | None, result: str
) -> None:
    assert with_log(text, "x", at=at) == result


def test_a_log_entry_has_its_time_in_front() -> None:
    new = draft("[ ] 10:30 x\ny #t").annotated(at=time(9, 14))

    result = append_to_log(Document(LOG, "# 2026-11-20\n"), [new])

    assert result.text == "# 2026-11-20\n\n- [ ] 9:14 10:30 x\n  y #t\n"
    assert (result.entries[0].text, result.entries[0].time) == ("10:30 x\ny", time(9, 14))


# --- strike --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("- x\n", "- ~~x~~\n", id="the words"),
        pytest.param(
            "- x #t (until 2027-03-01)\n", "- ~~x #t (until 2027-03-01)~~\n", id="the end"
        ),
        pytest.param("* [ ] 9:14 x\n", "* [ ] 9:14 ~~x~~\n", id="not box and time"),
        pytest.param("- x\n  y\n\n  z\n", "- ~~x\n  y~~\n\n  z\n", id="the first paragraph"),
        pytest.param("- x\n  - y\n", "- ~~x~~\n  - y\n", id="not what is nested"),
        pytest.param("-\n  x\n", "-\n  ~~x~~\n", id="below an empty line"),
        pytest.param("- x ~~y~~\n", "- ~~x \\~~y\\~~~~\n", id="around a strike"),
        pytest.param("- x~", "- ~~x\\~~~", id="before a tilde"),
        pytest.param("x\ny\n", "~~x\ny~~\n", id="a paragraph"),
        pytest.param("> x\n> y\n", "> ~~x\n> y~~\n", id="a quote"),
        pytest.param("\ufeff- x\r\n  y\r\n", "\ufeff- ~~x\r\n  y~~\r\n", id="BOM and CRLF"),
        pytest.param("- x\\\n", "- ~~x\\\\~~\n", id="before a backslash"),
    ],
)
def test_an_entry_is_struck_and_comes_back_as_it_was(text: str, result: str) -> None:
    assert struck(text) == result
    document = Document(LOG, result)
    assert entry(document).disabled
    assert unstrike(document, entry(document)).text == text


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("- ~~x #t~~ #u\n", "- x #t #u\n", id="tags on both sides"),
        pytest.param("- ~~[ ] x~~\n", "- [ ] x\n", id="a box inside"),
        pytest.param(
            "- ~~x~~ (since 2026-11-18)\n", "- x (since 2026-11-18)\n", id="a note behind"
        ),
        pytest.param("~~# x~~\n", "\\# x\n", id="a heading is none"),
        pytest.param("- ~~\n  x~~\n", "-   x\n", id="a line end behind the tildes"),
    ],
)
def test_a_strike_made_by_hand_is_taken_off(text: str, result: str) -> None:
    document = Document(LOG, text)
    assert unstrike(document, document.entries[0]).text == result


def test_striking_twice_changes_nothing_more() -> None:
    assert struck("- ~~x~~\n") == "- ~~x~~\n"
    document = Document(LOG, "- x\n")
    assert unstrike(document, entry(document)) == document


def test_of_two_entries_with_the_same_words_the_one_that_was_meant_is_struck() -> None:
    document = Document(LOG, "- 9:00 pill\n- 21:00 pill\n")

    assert strike(document, document.entries[1]).text == "- 9:00 pill\n- 21:00 ~~pill~~\n"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("```\nx\n```\n", id="a fence"),
        pytest.param("| x |\n|---|\n", id="a table"),
        pytest.param("<div>\nx\n</div>\n", id="HTML"),
        pytest.param("    x\n", id="indented code"),
    ],
)
def test_what_is_no_prose_is_struck_by_hand_only(text: str) -> None:
    document = Document(FACTS, text)
    with pytest.raises(Refused, match="without changing what stands around it") as error:
        strike(document, document.entries[0])
    assert error.value.hint.startswith('run "mem edit')


# --- remove --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("- a\n- x\n- b\n", "- a\n- b\n", id="an item"),
        pytest.param("- a\n- x\n\n  y\n  - z\n- b\n", "- a\n- b\n", id="with all that is in it"),
        pytest.param("- x\n", "", id="the only one"),
        pytest.param("## A\n\n- x\n\n## B\n", "## A\n\n\n## B\n", id="of a section"),
        pytest.param("- a\n- x", "- a\n", id="the last"),
        pytest.param("- a\r\n- x\r\n- b\r\n", "- a\r\n- b\r\n", id="with CRLF"),
        pytest.param("\ufeff- x\n- b\n", "\ufeff- b\n", id="behind a byte order mark"),
        pytest.param("a\n- x\nb\n", "a\n", id="lazy lines are its own"),
        pytest.param("a\n```\nx\n```\nb\n", "a\n\nb\n", id="from between paragraphs"),
        pytest.param("- a\n\nx\n\n    b\n", "- a\n\n\n<!-- -->\n\n\n    b\n", id="before code"),
        pytest.param("- x\n---\na\n---\n", "\n---\na\n---\n", id="before what would be a header"),
        pytest.param("```\nx\n- a\n", "", id="a fence never closed"),
    ],
)
def test_an_entry_is_taken_out_and_others_stay_apart(text: str, result: str) -> None:
    if "```" in text:
        document = Document(FACTS, text)
        (fence,) = (each for each in document.entries if each.text.startswith("```"))
        assert remove(document, [fence]).text == result
    else:
        assert without(text) == result


def test_entries_are_taken_out_together() -> None:
    text = "- a\n- x\n- b\n\ny\n\n    code\n- z\n"

    assert without(text, "x", "z") == "- a\n- b\n\ny\n\n    code\n"
    assert without(text, "a", "x", "b", "y", "z", "    code") == "\n\n"


def test_of_two_entries_with_the_same_words_the_one_that_was_meant_is_taken_out() -> None:
    document = Document(LOG, "- 9:00 pill\n- 21:00 pill\n")

    assert remove(document, document.entries[:1]).text == "- 21:00 pill\n"


# --- replace -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("- a\n- x #t\n- b\n", "- a\n- y #u\n- b\n", id="an item"),
        pytest.param("  * x\n", "  * y #u\n", id="with its marks"),
        pytest.param("- a\n- x", "- a\n- y #u", id="without a line end"),
        pytest.param("- x\r\n  z\r\n", "- y #u\r\n", id="with CRLF"),
        pytest.param("\ufeff- x\n", "\ufeff- y #u\n", id="behind a byte order mark"),
        pytest.param("a\n\nx\n\nb\n", "a\n\n- y #u\n\nb\n", id="a paragraph"),
        pytest.param("<?x?>\nb\n", "- y #u\n\nb\n", id="what a paragraph follows"),
        pytest.param("- ~~[ ] x~~\n", "- y #u\n", id="strike and box are not kept"),
    ],
)
def test_an_entry_is_replaced_where_it_stands(text: str, result: str) -> None:
    document = Document(FACTS, text)
    (old,) = (each for each in document.entries if "x" in each.text)
    assert replace(document, old, draft("y #u")).text == result


# --- tick and annotate ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "result"),
    [("- [ ] x\n", "- [x] x\n"), ("- 9:14 [ ] x #t\n", "- 9:14 [x] x #t\n"), ("[ ] x", "[x] x")],
)
def test_a_task_is_ticked(text: str, result: str) -> None:
    document = Document(LOG, text)
    assert tick(document, entry(document)).text == result


@pytest.mark.parametrize("text", ["- x\n", "- ~~[ ] x~~\n"])
def test_what_has_no_box_of_its_own_cannot_be_ticked(text: str) -> None:
    document = Document(LOG, text)
    with pytest.raises(Refused):
        tick(document, entry(document))


SINCE = Note(since=date(2026, 11, 18))


@pytest.mark.parametrize(
    ("text", "tags", "note", "result"),
    [
        pytest.param("- x\n", ["t"], Note(), "- x #t\n", id="a tag"),
        pytest.param("- x #t\n", ["t", "u"], Note(), "- x #t #u\n", id="a tag it has"),
        pytest.param("- x #t y\n", ["t"], Note(), "- x #t y\n", id="a tag inside the words"),
        pytest.param("## A #t\n- x\n", ["t"], Note(), "## A #t\n- x\n", id="a tag it inherits"),
        pytest.param("- x\n", [], SINCE, "- x (since 2026-11-18)\n", id="a date note"),
        pytest.param("- x\n", ["t"], SINCE, "- x (since 2026-11-18) #t\n", id="both"),
        pytest.param(
            "- x (until 2027-03-01) #t\n",
            [],
            SINCE,
            "- x (since 2026-11-18) #t\n",
            id="another note",
        ),
        pytest.param("- x (until 2027-03-01) #t\n", [], Note(), "- x #t\n", id="no note any more"),
        pytest.param("- x\n  (until 2027-03-01)\n", [], Note(), "- x\n", id="none on its own line"),
        pytest.param(
            "- x\n  (until 2027-03-01)\n",
            [],
            SINCE,
            "- x\n  (since 2026-11-18)\n",
            id="in its line",
        ),
        pytest.param(
            "- x (since 2026-11-18)\n", [], SINCE, "- x (since 2026-11-18)\n", id="the same"
        ),
        pytest.param("- x\n  y\n\n  z\n", ["t"], Note(), "- x\n  y #t\n\n  z\n", id="two lines"),
        pytest.param("- x\n  - y\n", ["t"], Note(), "- x #t\n  - y\n", id="above what is nested"),
        pytest.param("> x\n> y\n", ["t"], Note(), "> x\n> y #t\n", id="in a quote"),
        pytest.param("- x\r\n", ["t"], Note(), "- x #t\r\n", id="CRLF"),
    ],
)
def test_annotations_are_added_behind_the_first_paragraph(
    text: str, tags: list[str], note: Note, result: str
) -> None:
    assert annotated(text, tags, note) == result


def test_a_fence_is_annotated_by_hand_only() -> None:
    document = Document(FACTS, "```\nx\n```\n")
    with pytest.raises(Refused):
        annotate(document, document.entries[0], ["t"], Note())
