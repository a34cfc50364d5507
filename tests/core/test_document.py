from __future__ import annotations

from datetime import date
from datetime import time
from typing import Any

import pytest

from memory_cli.core.annotation import Note
from memory_cli.core.document import Document
from memory_cli.core.document import heading_parts
from memory_cli.core.entry import Entry
from memory_cli.core.entry import Inherited
from memory_cli.core.identity import entry_id
from tests.support.texts import FACTS
from tests.support.texts import LOG
from tests.support.texts import SOUL

DAY = date(2026, 11, 20)


def texts(text: str, path: str = FACTS) -> list[str]:
    return [entry.text for entry in Document(path, text).entries]


def only(text: str, path: str = FACTS) -> Entry:
    (entry,) = Document(path, text).entries
    return entry


def fact(line: int, block: int, text: str, **more: Any) -> Entry:
    return _entry("fact", FACTS, line, block, text, more)


def logged(line: int, block: int, text: str, **more: Any) -> Entry:
    return _entry("log", LOG, line, block, text, {"day": DAY, **more})


def _entry(kind: Any, path: str, line: int, block: int, text: str, more: dict[str, Any]) -> Entry:
    own = (entry_id(text), kind, path, line, block, text)
    plain = Entry(*own, None, None, None, (), None, disabled=False, note=Note(), private=False)
    return plain._replace(**more)


def test_facts_are_bullets_under_headings() -> None:
    text = (
        "## Preferences\n"
        "\n"
        "- Prefers dark mode in every editor. #ui\n"
        "- ~~Prefers light mode.~~\n"
        "- Moved to Utrecht. (since 2026-11-18)\n"
        "- Passport must be renewed. #admin (until 2027-03-01)\n"
        "- Never schedule anything before 10:00. #pinned\n"
    )

    assert Document(FACTS, text).entries == tuple(
        entry._replace(section="Preferences")
        for entry in (
            fact(3, 2, "Prefers dark mode in every editor.", tags=("ui",)),
            fact(4, 3, "Prefers light mode.", disabled=True),
            fact(5, 4, "Moved to Utrecht.", note=Note(since=date(2026, 11, 18))),
            fact(
                *(6, 5, "Passport must be renewed."),
                tags=("admin",),
                note=Note(until=date(2027, 3, 1)),
            ),
            fact(7, 6, "Never schedule anything before 10:00.", tags=("pinned",)),
        )
    )


def test_a_daily_log_has_times_and_boxes_and_its_heading_is_no_section() -> None:
    text = (
        "# 2026-11-20\n"
        "\n"
        "- 9:14 Chose Terraform over CloudFormation for billing. #billing #decision\n"
        "- [ ] 09:20 Send Dana the cost table. #billing\n"
        "- 14:02 Call with Dana: launch moved to 3 December.\n"
        "  She will confirm in writing.\n"
    )

    assert Document(LOG, text).entries == (
        logged(
            *(3, 2, "Chose Terraform over CloudFormation for billing."),
            time=time(9, 14),
            tags=("billing", "decision"),
        ),
        logged(
            *(4, 3, "Send Dana the cost table."), time=time(9, 20), tags=("billing",), task="open"
        ),
        logged(
            *(5, 4, "Call with Dana: launch moved to 3 December.\nShe will confirm in writing."),
            time=time(14, 2),
        ),
    )


@pytest.mark.parametrize(("path", "kind"), [(FACTS, "fact"), (LOG, "log"), (SOUL, "soul")])
def test_the_kind_of_an_entry_is_told_by_its_file(path: str, kind: str) -> None:
    assert only("- a", path).kind == kind


def test_only_memory_files_are_documents() -> None:
    with pytest.raises(ValueError, match="README"):
        Document("README.md", "")


def test_a_time_is_one_in_daily_logs_only() -> None:
    assert only("- 9:14 a", LOG).time == time(9, 14)
    assert only("- 9:14 a", FACTS)._replace(id="") == fact(1, 0, "9:14 a")._replace(id="")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("- a\n* b\n+ c\n1. d\n2) e\n", ["a", "b", "c", "d", "e"], id="items"),
        pytest.param("- a\n  - b\n    - c\n- d\n", ["a\n- b\n  - c", "d"], id="nested items"),
        pytest.param("- a\nb\n- c\n", ["a\nb", "c"], id="lazy lines"),
        pytest.param("- a\n\n  b\n\nc\n", ["a\n\nb", "c"], id="paragraphs of an item"),
        pytest.param("- a\n\n      b\n", ["a\n\n    b"], id="code in an item"),
        pytest.param("- a\n  ```\n  - b\n  ```\n", ["a\n```\n- b\n```"], id="a fence in an item"),
        pytest.param("-\n  a\n", ["a"], id="an item that begins with an empty line"),
        pytest.param("-\ta\n\n\tb\n", ["a\n\nb"], id="an item with tabs"),
        pytest.param("a\nb\n\nc\n", ["a\nb", "c"], id="paragraphs"),
        pytest.param("  a\n    b\n", ["a\nb"], id="an indented paragraph"),
        pytest.param("> a\n> b\nc\n", ["a\nb\nc"], id="a quote"),
        pytest.param(">\n> a\n", ["a"], id="a quote that begins with an empty line"),
        pytest.param("```\n# a\n- b\n```\n", ["```\n# a\n- b\n```"], id="a fence"),
        pytest.param("```\r\na\r\n```\r\n", ["```\na\n```"], id="a fence with CRLF"),
        pytest.param("| a |\n|---|\n| b |\n", ["| a |\n|---|\n| b |"], id="a table"),
        pytest.param("<div>\na\n</div>\n", ["<div>\na\n</div>"], id="HTML"),
        pytest.param("    a\n", ["    a"], id="indented code"),
        pytest.param("- \\- a\n  \\# b\n", ["- a\n# b"], id="backslashes"),
        pytest.param("- a <\\!-- b\n", ["a <!-- b"], id="a backslash in a comment"),
        pytest.param("- a\u2028b\x0bc\x00\n", ["a\u2028b\x0bc\x00"], id="what ends no line"),
        pytest.param("- caf\udce9\n", ["caf\udce9"], id="a byte that is no UTF-8"),
    ],
)
def test_every_block_that_says_something_is_an_entry(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("\n \n\t\n", id="empty lines"),
        pytest.param("# a\n## b\nc\n===\n", id="headings"),
        pytest.param("---\n***\n", id="breaks"),
        pytest.param("<!-- a -->\n<!--\n- b\n\n## c\n-->\n", id="comments"),
        pytest.param("---\na: b\n---\n", id="front matter"),
        pytest.param("\ufeff---\na: b\n---\n", id="front matter behind a byte order mark"),
        pytest.param("\ufeff", id="a byte order mark"),
    ],
)
def test_structure_is_no_entry(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "words", "tags"),
    [
        pytest.param("- a\n  b #c\n", "a\nb", ("c",), id="at the end of the first paragraph"),
        pytest.param("- a #b\n\n  c #d\n", "a\n\nc #d", ("b", "d"), id="not of the second"),
        pytest.param("- a #b\n  - c #d\n", "a\n- c #d", ("b", "d"), id="before what is nested"),
        pytest.param("- a #b\n  ```\n  c\n  ```\n", "a\n```\nc\n```", ("b",), id="before a fence"),
        pytest.param("> a\n> b #c\n", "a\nb", ("c",), id="in a quote"),
        pytest.param("a\nb #c\n", "a\nb", ("c",), id="in a paragraph"),
        pytest.param("```\na #b\n```\n", "```\na #b\n```", (), id="in a fence there are none"),
        pytest.param("| a |\n|---|\n| #b |\n", "| a |\n|---|\n| #b |", (), id="nor in a table"),
    ],
)
def test_annotations_stand_in_the_first_paragraph(
    text: str, words: str, tags: tuple[str, ...]
) -> None:
    entry = only(text)

    assert (entry.text, entry.tags) == (words, tags)


def test_a_strike_around_the_first_paragraph_disables_the_whole_entry() -> None:
    entry = only("- ~~a\n  b~~ #c\n\n  d\n")

    assert (entry.text, entry.disabled, entry.tags) == ("a\nb\n\nd", True, ("c",))


def test_an_entry_keeps_its_id_whatever_is_said_beside_its_words() -> None:
    bare = entry_id("Send Dana the cost table.")
    for text in (
        "- Send Dana the cost table.",
        "* [x] 9:14 Send Dana the cost table. #billing (until 2027-03-01)",
        "- ~~[ ] Send Dana the cost table. #billing~~",
        "   12. Send Dana\n       the   cost table.\n",
        "> Send Dana the\n> cost table.",
        "\ufeffSend Dana the cost\r\ntable.\r\n",
    ):
        assert only(text, LOG).id == bare


def test_headings_give_section_and_tags_to_what_is_below() -> None:
    text = (
        "- a\n# One #one\n- b\n## Two #two #private\n- c\n### Three\n- d #three\n"
        "## Four\n- e\n# Five\n- f\n"
    )

    entries = Document(FACTS, text).entries

    assert [(entry.text, entry.section, entry.tags, entry.private) for entry in entries] == [
        ("a", None, (), False),
        ("b", "One", ("one",), False),
        ("c", "Two", ("one", "two", "private"), True),
        ("d", "Three", ("three", "one", "two", "private"), True),
        ("e", "Four", ("one",), False),
        ("f", "Five", (), False),
    ]


def test_a_heading_inside_a_fence_or_comment_is_none() -> None:
    text = "## A\n```\n## B\n```\n<!--\n## C\n-->\n- a\n"

    assert [entry.section for entry in Document(FACTS, text).entries] == ["A", "A"]
    assert Document(FACTS, text).sections == ("A",)


def test_the_heading_of_another_day_is_a_section() -> None:
    assert [e.section for e in Document(LOG, "# 2026-11-19\n- a\n## b\n- c").entries] == [
        "2026-11-19",
        "b",
    ]


def test_front_matter_gives_tags_and_privacy_to_the_whole_day() -> None:
    text = "---\ntags: [trip]\nprivate: true\n---\n\n# 2026-11-20\n\n- a #b\n- c\n"
    document = Document(LOG, text, Inherited(("trip",), private=True))

    assert [(entry.tags, entry.private) for entry in document.entries] == [
        (("b", "trip"), True),
        (("trip",), True),
    ]
    assert document.with_text("- d").entries[0].tags == ("trip",)


def test_sections_are_the_headings_below_the_first_level() -> None:
    text = "# Memory\n## People #p\n### Friends\nProjects\n---\n"

    assert Document(FACTS, text).sections == ("People", "Friends", "Projects")


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("People", ("People", ())),
        ("People #friends #private", ("People", ("friends", "private"))),
        ("  Health  &   food ", ("Health & food", ())),
        ("Fixed #42", ("Fixed #42", ())),
        ("The #ui of it", ("The #ui of it", ())),
        ("#ui", ("#ui", ())),
        ("", ("", ())),
    ],
)
def test_a_heading_is_a_name_and_tags(title: str, parts: tuple[str, tuple[str, ...]]) -> None:
    assert heading_parts(title) == parts


@pytest.mark.parametrize(
    ("text", "newline"),
    [("", "\n"), ("a", "\n"), ("a\nb\r\n", "\n"), ("a\r\nb\n", "\r\n"), ("\ufeff\r\n", "\r\n")],
)
def test_the_line_end_of_a_file_is_that_of_its_first_line(text: str, newline: str) -> None:
    assert Document(FACTS, text).newline == newline


def test_windows_files_read_like_others() -> None:
    text = "\ufeff## A #t\r\n\r\n- a #b\r\n  c\r\n\r\n  d\r\n- ~~e~~ (since 2026-11-18)\r\n"

    document = Document(FACTS, text)

    assert document.entries == Document(FACTS, text[1:].replace("\r\n", "\n")).entries
    assert "".join(document.spans) == text


def test_spans_are_the_blocks_of_the_text() -> None:
    document = Document(FACTS, "\ufeff## A\n\n- a\n  b\n\n\n> c")

    assert document.spans == ("\ufeff## A\n", "\n", "- a\n  b\n", "\n\n", "> c")


def test_documents_are_values() -> None:
    one = Document(FACTS, "- a")

    assert one == Document(FACTS, "- a")
    assert hash(one) == hash(Document(FACTS, "- a"))
    assert one != Document(SOUL, "- a")
    assert one != one.with_text("- b")
    assert one != Document(FACTS, "- a", Inherited(("b",)))
    assert one != "- a"
