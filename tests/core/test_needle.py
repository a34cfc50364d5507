from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.needle import Needle
from memory_cli.core.needle import bare
from memory_cli.core.needle import matches
from memory_cli.core.needle import needle
from memory_cli.core.needle import spoken
from tests.support.texts import files


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Likes  tea.\n  Green\ttea.", "likes tea. green tea."),
        ("STRASSE Stra\u00dfe", "strasse strasse"),
        ("e\u0301t\u00c9", "\u00e9t\u00e9"),
        ("\u3000a\u2003b\u00a0", "a b"),
        ("\U0001f389 Party", "\U0001f389 party"),
        ("a\udce9", "a\udce9"),
        (" \n", ""),
    ],
)
def test_white_space_case_and_accents_make_no_difference(text: str, words: str) -> None:
    assert needle(text) == Needle(words)
    assert needle(words) == Needle(words)


@pytest.mark.parametrize(
    ("text", "short"), [("123", True), ("1234", False), ("", True), ("   a   ", True)]
)
def test_few_characters_tell_nothing(text: str, short: bool) -> None:
    assert needle(text).is_short is short


@pytest.mark.parametrize(
    ("sought", "data"),
    [
        ("likes tea", b"- LIKES\r\n  Tea. #ui"),
        ("caf\u00e9 noir", b"cafe\xcc\x81 noir"),
        ("caf\u00e9 noir", b"caf\xc3\xa9\n\nNOIR"),
        ("strasse", "Stra\u00dfe".encode()),
        ("stra\u00dfe", b"STRASSE"),
        ("kelvin", "\u212aelvin".encode()),
        ("office", "o\ufb03ce".encode()),
        ("session", "\u017fe\u017f\u017fion".encode()),
        ("\u4f1a\u8b70", "x\u4f1a\u8b70x".encode()),
        ("\U0001f389", "\U0001f389\U0001f389".encode()),
        ("[a-z]+ (x) $1 \\d", b"say [a-z]+ (x) $1 \\d twice"),
        (".*", b"a.*b"),
        ("a", b"\xff\xfea\x00"),
    ],
)
def test_words_are_found_however_they_are_written(sought: str, data: bytes) -> None:
    assert needle(sought).is_in(data)
    assert needle(sought).may_be_in(data)


@pytest.mark.parametrize(
    ("sought", "data"),
    [("likes tea", b"likes green tea"), (".*", b"a*b"), ("tea.", b"tea"), ("x", b"")],
)
def test_other_words_are_not(sought: str, data: bytes) -> None:
    assert not needle(sought).is_in(data)


@given(files, st.data())
def test_any_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.integers(0, len(text))) for _ in range(2))
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    piece = spoken(whole)[start:end]
    assert needle(piece).may_be_in(text.encode("utf-8", "surrogateescape"))


def test_every_letter_that_hides_one_of_ours_is_known() -> None:
    """So that a quick look never misses: Unicode's own tables are asked."""
    for each in map(chr, range(128, sys.maxunicode + 1)):
        told = unicodedata.normalize("NFC", each).casefold()
        if not 0xD800 <= ord(each) <= 0xDFFF and any("a" <= c <= "z" for c in told):
            assert needle("z" * 9).may_be_in(each.encode()), f"{ord(each):x}"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ("- Tea.\n", "Tea."),
        ("  12) [x] Tea.\n  Green.\n", "Tea.\n  Green."),
        ("## People ##\n", "People ##"),
        ("> - Tea.\n", "- Tea."),
        ("-Tea\n", "-Tea"),
        ("#ui\n", "#ui"),
        ("", ""),
    ],
)
def test_what_marks_a_piece_is_none_of_its_words(lines: str, words: str) -> None:
    assert bare(lines) == words


@pytest.mark.parametrize(
    ("lines", "sought"),
    [
        ("- \\# not a heading\n", "# not a heading"),
        ("- \\# not a heading\n", "\\# not"),
        ("- a <\\!-- b\n", "<!-- b"),
        ("- [ ] 9:20 Send the\n  TABLE. #billing\n", "send the table. #billing"),
    ],
)
def test_a_piece_has_the_words_as_it_stands_and_as_it_is_read(lines: str, sought: str) -> None:
    assert matches(lines, needle(sought))


def test_a_piece_has_no_words_that_it_has_not() -> None:
    assert not matches("- Likes tea.\n", needle("likes coffee"))
