from __future__ import annotations

from datetime import date
from datetime import time

import pytest

from memory_cli.core.annotation import Note
from memory_cli.core.annotation import Task
from memory_cli.core.annotation import checked_tag
from memory_cli.core.annotation import read_lead
from memory_cli.core.annotation import struck
from memory_cli.core.annotation import tags_within
from memory_cli.core.annotation import unstruck

Tags = tuple[str, ...]
Annotations = tuple[Tags, Note, Task | None, time | None]

NINE = time(9, 14)
SINCE = Note(since=date(2026, 11, 18))
UNTIL = Note(until=date(2027, 3, 1))
BETWEEN = Note(date(2026, 1, 1), date(2026, 2, 1))


@pytest.mark.parametrize(
    ("paragraph", "words", "tags", "note"),
    [
        pytest.param("a", "a", (), Note(), id="words alone"),
        pytest.param("a #ui", "a", ("ui",), Note(), id="a tag"),
        pytest.param("a #b #c", "a", ("b", "c"), Note(), id="tags, in their order"),
        pytest.param("a #UI #ui", "a", ("ui",), Note(), id="a tag twice, in any case"),
        pytest.param("a (since 2026-11-18)", "a", (), SINCE, id="since"),
        pytest.param("a (until 2027-03-01)", "a", (), UNTIL, id="until"),
        pytest.param("a (2026-01-01..2026-02-01)", "a", (), BETWEEN, id="from..to"),
        pytest.param("a #b (since 2026-11-18)", "a", ("b",), SINCE, id="tag, note"),
        pytest.param("a (since 2026-11-18) #b", "a", ("b",), SINCE, id="note, tag"),
        pytest.param("a #b (since 2026-11-18) #c", "a", ("b", "c"), SINCE, id="tag, note, tag"),
        pytest.param("a  #b\t#c \n", "a", ("b", "c"), Note(), id="any space between"),
        pytest.param("a\n  #b\n  (until 2027-03-01)", "a", ("b",), UNTIL, id="lines of their own"),
        pytest.param("Fixed #42", "Fixed #42", (), Note(), id="no tag without a letter first"),
        pytest.param("a #", "a #", (), Note(), id="no tag of nothing"),
        pytest.param("a ##b", "a ##b", (), Note(), id="no tag with two marks"),
        pytest.param("a#b", "a#b", (), Note(), id="no tag inside a word"),
        pytest.param("a #b.", "a #b.", (), Note(), id="no tag at the end with a full stop"),
        pytest.param("a (b) #c", "a (b)", ("c",), Note(), id="a parenthesis is words"),
        pytest.param("a (since Monday)", "a (since Monday)", (), Note(), id="a day in words"),
        pytest.param("a (2026-11-18)", "a (2026-11-18)", (), Note(), id="a day alone"),
        pytest.param("a (since 2026-02-30)", "a (since 2026-02-30)", (), Note(), id="no such day"),
        pytest.param("a (since 2026-11)", "a (since 2026-11)", (), Note(), id="a month"),
        pytest.param("a (until)", "a (until)", (), Note(), id="no day"),
        pytest.param("a(since 2026-11-18)", "a(since 2026-11-18)", (), Note(), id="no space"),
        pytest.param("a (since 2026-11-18).", "a (since 2026-11-18).", (), Note(), id="a stop"),
        pytest.param(
            "a (since 2026-11-18) (until 2027-03-01)",
            *("a (since 2026-11-18)", (), UNTIL),
            id="one date note, the last",
        ),
        pytest.param("a #b c", "a #b c", (), Note(), id="a tag in the sentence is not at the end"),
        pytest.param("#b", "#b", (), Note(), id="a tag alone is words"),
        pytest.param("#b #c", "#b", ("c",), Note(), id="words begin with a tag"),
        pytest.param("(since 2026-11-18)", "(since 2026-11-18)", (), Note(), id="a note alone"),
        pytest.param("", "", (), Note(), id="nothing"),
    ],
)
def test_tags_and_one_date_note_stand_at_the_end(
    paragraph: str, words: str, tags: Tags, note: Note
) -> None:
    lead = read_lead(paragraph, timed=False)

    assert (lead.words, lead.tags, lead.note) == (words, tags, note)
    assert (lead.task, lead.time, lead.struck) == (None, None, False)


@pytest.mark.parametrize(
    ("paragraph", "words", "task", "clock"),
    [
        ("[ ] a", "a", "open", None),
        ("[x] a", "a", "done", None),
        ("[X] a", "a", "done", None),
        ("9:14 a", "a", None, NINE),
        ("09:14 a", "a", None, NINE),
        ("0:00 a", "a", None, time(0, 0)),
        ("23:59 a", "a", None, time(23, 59)),
        ("[ ] 9:14 a", "a", "open", NINE),
        ("9:14 [ ] a", "a", "open", NINE),
        ("[ ]   a", "a", "open", None),
        ("[ ]\n  a", "a", "open", None),
        ("[ ] [x] a", "[x] a", "open", None),
        ("9:14 10:30 a", "10:30 a", None, NINE),
        ("[] a", "[] a", None, None),
        ("[y] a", "[y] a", None, None),
        ("[x]a", "[x]a", None, None),
        ("[ ]", "[ ]", None, None),
        ("9:14", "9:14", None, None),
        ("[ ] 9:14", "9:14", "open", None),
        ("24:00 a", "24:00 a", None, None),
        ("9:60 a", "9:60 a", None, None),
        ("9:5 a", "9:5 a", None, None),
        ("9:14:30 a", "9:14:30 a", None, None),
        ("at 9:14 a", "at 9:14 a", None, None),
        ("٩:١٤ a", "٩:١٤ a", None, None),
    ],
)
def test_a_box_and_a_time_stand_before_the_words(
    paragraph: str, words: str, task: Task | None, clock: time | None
) -> None:
    lead = read_lead(paragraph, timed=True)

    assert (lead.words, lead.task, lead.time) == (words, task, clock)


def test_a_time_is_one_only_where_times_are_kept() -> None:
    lead = read_lead("[ ] 9:14 a", timed=False)

    assert (lead.words, lead.task, lead.time) == ("9:14 a", "open", None)


@pytest.mark.parametrize(
    ("paragraph", "words", "annotations"),
    [
        pytest.param("~~a~~", "a", ((), Note(), None, None), id="the words"),
        pytest.param("~~ a ~~", "a", ((), Note(), None, None), id="with space"),
        pytest.param("~~a\n  b~~", "a\n  b", ((), Note(), None, None), id="over two lines"),
        pytest.param("~~a #b~~", "a", (("b",), Note(), None, None), id="a tag inside"),
        pytest.param("~~a~~ #b", "a", (("b",), Note(), None, None), id="a tag outside"),
        pytest.param("~~a #b~~ #c", "a", (("b", "c"), Note(), None, None), id="tags on both sides"),
        pytest.param("~~a (since 2026-11-18)~~", "a", ((), SINCE, None, None), id="a note inside"),
        pytest.param("~~a~~ (since 2026-11-18)", "a", ((), SINCE, None, None), id="a note outside"),
        pytest.param(
            "~~a (since 2026-11-18)~~ (until 2027-03-01)",
            *("a (since 2026-11-18)", ((), UNTIL, None, None)),
            id="one date note, the last",
        ),
        pytest.param("[x] 9:14 ~~a~~", "a", ((), Note(), "done", NINE), id="box and time outside"),
        pytest.param("~~[x] 9:14 a~~", "a", ((), Note(), "done", NINE), id="box and time inside"),
        pytest.param("9:14 ~~[ ] a~~", "a", ((), Note(), "open", NINE), id="the time outside"),
        pytest.param("[ ] ~~[x] a~~", "[x] a", ((), Note(), "open", None), id="one box, the first"),
        pytest.param("~~a\\~~~", "a~", ((), Note(), None, None), id="a tilde at the end"),
        pytest.param("~~\\~~a\\~~~~", "~~a~~", ((), Note(), None, None), id="a strike inside"),
    ],
)
def test_a_strike_goes_around_the_words_and_annotations_stand_on_either_side(
    paragraph: str, words: str, annotations: Annotations
) -> None:
    lead = read_lead(paragraph, timed=True)

    assert lead.struck
    assert (lead.words, (lead.tags, lead.note, lead.task, lead.time)) == (words, annotations)


@pytest.mark.parametrize(
    "paragraph",
    [
        *("~~a", "a~~", "~a~", "~~~~", "~~ ~~", "~~a~~ b", "b ~~a~~", "~~a~~ and ~~b~~", "~~a~~."),
        *("\\~~a~~", "~~a\\~~", "~~~a~~", "~~~~a~~~~"),
    ],
)
def test_tildes_that_do_not_go_around_all_the_words_are_words(paragraph: str) -> None:
    lead = read_lead(paragraph, timed=True)

    assert (lead.struck, lead.words) == (False, paragraph)


@pytest.mark.parametrize(
    ("paragraph", "body", "tail"),
    [
        ("a b", "a b", ""),
        ("a b #c (until 2027-03-01)", "a b #c (until 2027-03-01)", " #c (until 2027-03-01)"),
        ("[ ] 9:14 a #b ", "a #b", " #b"),
        ("[ ] ~~a #b~~ #c", "~~a #b~~", ""),
    ],
)
def test_a_lead_knows_where_a_strike_and_more_annotations_go(
    paragraph: str, body: str, tail: str
) -> None:
    lead = read_lead(paragraph, timed=True)

    assert paragraph[slice(*lead.body)] == body
    assert paragraph[slice(*lead.tail)] == tail


@pytest.mark.parametrize(
    ("paragraph", "marked"),
    [("[ ] a", " "), ("9:14 [x] ~~a~~", "x"), ("a", None), ("~~[x] a~~", None)],
)
def test_a_lead_knows_its_box_unless_that_is_struck(paragraph: str, marked: str | None) -> None:
    box = read_lead(paragraph, timed=True).box

    assert (paragraph[box] if box >= 0 else None) == marked


def test_a_paragraph_of_very_many_tags_is_read_in_one_go() -> None:
    lead = read_lead("a" + " #b" * 300_000, timed=True)

    assert (lead.words, lead.tags) == ("a", ("b",))


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("a", "~~a~~"),
        ("a #b (until 2027-03-01)", "~~a #b (until 2027-03-01)~~"),
        ("a~", "~~a\\~~~"),
        ("~a", "~~\\~a~~"),
        ("a ~~b~~ c", "~~a \\~~b\\~~ c~~"),
        ("a\\", "~~a\\\\~~"),
        ("a\\~~b", "~~a\\\\~~b~~"),
        ("", "~~~~"),
    ],
)
def test_a_strike_is_put_on_and_taken_off(body: str, text: str) -> None:
    assert struck(body) == text
    assert unstruck(text) == body


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        pytest.param("the #ui of it", ("ui",), id="in a sentence"),
        pytest.param("#ui first", ("ui",), id="at the start"),
        pytest.param("see #UI.", ("ui",), id="before a full stop"),
        pytest.param("(#ui), [#web] \"#css\" '#js' {#a}", ("ui", "web", "css", "js", "a"), id="()"),
        pytest.param("#a/b-c_d.e", ("a/b-c_d.e",), id="joined by marks"),
        pytest.param("#a/ #b- #c_ #d.", ("a", "b", "c", "d"), id="a mark at the end is none of it"),
        pytest.param("#q3 #r2d2", ("q3", "r2d2"), id="digits after a letter"),
        pytest.param("明日の#会議。 #会議。", ("会議",), id="Japanese"),
        pytest.param("#हिन्दी #café #straße", ("हिन्दी", "café", "straße"), id="marks and accents"),
        pytest.param("#cafe\u0301", ("café",), id="NFC"),
        pytest.param("#42 #_a #-a # a##b c#d http://e/#f", (), id="none"),
    ],
)
def test_a_tag_inside_a_sentence_counts(text: str, tags: Tags) -> None:
    assert tags_within(text) == tags


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("ui", "ui"),
        ("#ui", "ui"),
        ("UI", "ui"),
        ("会議", "会議"),
        ("a/b", "a/b"),
        ("cafe\u0301", "café"),
        ("##ui", None),
        ("42", None),
        ("a b", None),
        ("a.", None),
        ("a,b", None),
        ("a)", None),
        ("a\n", None),
        ("", None),
        ("#", None),
    ],
)
def test_a_tag_needs_a_letter_after_its_hash_and_no_space(text: str, tag: str | None) -> None:
    assert checked_tag(text) == tag


@pytest.mark.parametrize(
    ("note", "text"),
    [
        (SINCE, "(since 2026-11-18)"),
        (UNTIL, "(until 2027-03-01)"),
        (BETWEEN, "(2026-01-01..2026-02-01)"),
        (Note(), ""),
    ],
)
def test_a_date_note_is_written_as_it_is_read(note: Note, text: str) -> None:
    assert str(note) == text
    assert read_lead(f"a {text}", timed=False).note == note
