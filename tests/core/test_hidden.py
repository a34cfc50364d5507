from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.hidden import clean
from memory_cli.core.hidden import hidden
from memory_cli.core.hidden import visible

UNSEEN = [
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    0x061C,
    *range(0x200B, 0x2010),
    *range(0x2028, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
]
JOINERS = "\u200c\u200d"
SEPARATORS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"

any_text = st.text(
    st.one_of(
        st.characters(exclude_categories=()),
        st.sampled_from([*map(chr, UNSEEN), "\t", "\n", "\r", "\ud800", "\udc80", "ب", "क", "👩"]),
    )
)


@pytest.mark.parametrize(
    "text", ["", "plain", "  tab\tand\nnewline ", "naïve 你好 👋🏽", "a\u00a0b"]
)
def test_text_that_hides_nothing_stays_as_it_is(text: str) -> None:
    assert (clean(text), visible(text), hidden(text)) == (text, text, ())


@pytest.mark.parametrize("code", UNSEEN, ids=lambda code: f"U+{code:04X}")
def test_every_unseen_character_is_shown_as_an_escape(code: int) -> None:
    escape = f"\\x{code:02x}" if code < 0x100 else f"\\u{{{code:x}}}"
    assert visible(f"a{chr(code)}b") == f"a{escape}b"
    assert hidden(f"a{chr(code)}b") == ((1, chr(code)),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("\x1b[31mred\x1b[0m", "\\x1b[31mred\\x1b[0m", id="colour"),
        pytest.param("\x1b]8;;http://x\x07y", "\\x1b]8;;http://x\\x07y", id="link"),
        pytest.param("\x9b2J", "\\x9b2J", id="C1"),
        pytest.param("one\r\ntwo", "one\\x0d\ntwo", id="carriage return"),
        pytest.param("abc\u202edcba", "abc\\u{202e}dcba", id="bidi"),
        pytest.param("ok\U000e0041", "ok\\u{e0041}", id="tag"),
        pytest.param("\udce9t\udce9 \ud800", "\ufffdt\ufffd \ufffd", id="surrogates"),
    ],
)
def test_what_a_terminal_would_obey_is_spelled_out(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("می\u200cخواهم", id="Persian"),
        pytest.param("PDF\u200cها", id="Persian ending of a Latin word"),
        pytest.param("ه\u200d ۱۴۴۷", id="Arabic abbreviation"),
        pytest.param("क्\u200dष क्\u200cष", id="Devanagari"),
        pytest.param("ක්\u200dෂ", id="Sinhala"),
        pytest.param("👨\u200d👩\u200d👧", id="family"),
        pytest.param("❤️\u200d🔥 🏳️\u200d⚧️ 🙂\u200d↔️", id="emoji with variation selectors"),
        pytest.param("⛹🏽\u200d♂️", id="emoji with skin"),
    ],
)
def test_joiners_at_work_are_left_alone(text: str) -> None:
    assert (clean(text), visible(text), hidden(text)) == (text, text, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("pass\u200dword", "pass\\u{200d}word", id="inside a Latin word"),
        pytest.param("👩\u200d", "👩\\u{200d}", id="after the last emoji"),
        pytest.param("👩\u200c👧", "👩\\u{200c}👧", id="non-joiner between emoji"),
        pytest.param(
            "ب\u200c\u200c\u200d ", "ب\u200c\\u{200c}\\u{200d} ", id="more than one in a row"
        ),
        pytest.param("\u061c\u200c", "\\u{61c}\\u{200c}", id="after a bidi control"),
    ],
)
def test_joiners_with_nothing_to_join_are_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        pytest.param("a\r\nb\rc\n\rd", "a\nb\nc\n\nd", id="line ends"),
        pytest.param("a\x0bb\x0cc\x1cd\x1ee\x1ff", "a b c d e f", id="separators of C0"),
        pytest.param("a\x85b\u2028c\u2029d", "a b c d", id="other line separators"),
        pytest.param("a\x00\x07\x1b[0m\x7f\x9bb\tc", "a[0mb\tc", id="controls"),
        pytest.param("\ufeffa\u200bb\u2060c\u2064d\ufffbe", "abcde", id="zero width"),
        pytest.param("a\u061c\u200e\u200f\u202a\u202e\u2066\u2069b", "ab", id="bidi"),
        pytest.param("hi\U000e0001\U000e0068\U000e007f", "hi", id="tags"),
        pytest.param("a\u200cb\u200dc", "a\u200cb\u200dc", id="joiners stay"),
        pytest.param("caf\udce9", "caf\udce9", id="bytes that are no UTF-8 stay"),
        pytest.param("\ud83d \udfff", "\ufffd \ufffd", id="surrogates that no file can hold"),
    ],
)
def test_cleaning_leaves_what_a_person_could_have_typed(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(any_text)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(any_text)
def test_clean_text_can_be_written_and_hides_nothing_but_joiners_and_bytes(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8", "surrogateescape")
    assert {char for _, char in hidden(cleaned)} <= {*JOINERS, *map(chr, range(0xDC80, 0xDD00))}


@given(any_text.map(lambda text: re.sub(f"[^\\s{SEPARATORS}\\w]", "", text)))
def test_cleaning_keeps_the_words_apart(text: str) -> None:
    assert clean(text).split() == text.split()


@given(any_text)
def test_showing_twice_changes_nothing_more(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(any_text)
def test_visible_text_hides_nothing_and_can_be_printed(text: str) -> None:
    shown = visible(text)
    shown.encode("utf-8")
    assert not {ord(char) for char in shown} & {*UNSEEN} - {*map(ord, JOINERS)}
    assert hidden(shown) == ()


@given(any_text)
def test_hidden_finds_something_exactly_when_showing_changes_the_text(text: str) -> None:
    found = hidden(text)
    assert bool(found) == (visible(text) != text)
    assert all(text[index] == char for index, char in found)
