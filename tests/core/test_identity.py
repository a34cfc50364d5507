from __future__ import annotations

import base64
import hashlib

import pytest

from memory_cli.core.errors import BadInput
from memory_cli.core.identity import Reference
from memory_cli.core.identity import entry_id
from memory_cli.core.identity import folded
from memory_cli.core.identity import is_reference
from memory_cli.core.identity import parse_reference

WORDS = "Prefers dark mode in every editor."


def test_an_id_never_changes_between_versions() -> None:
    assert entry_id(WORDS) == "4btnxw0b26dtsf5s"
    assert entry_id("") == "dygxhz7xe684dnv2"


def test_an_id_is_crockford_base32_of_blake2b() -> None:
    digest = hashlib.blake2b(WORDS.encode(), digest_size=10).digest()
    crockford = str.maketrans(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789abcdefghjkmnpqrstvwxyz"
    )

    assert entry_id(WORDS) == base64.b32encode(digest).decode().translate(crockford)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("a b", "  a\t\n  b ", id="white space"),
        pytest.param("a b", "a\u00a0\u3000b", id="white space of other kinds"),
        pytest.param("caf\u00e9", "cafe\u0301", id="composed or not"),
    ],
)
def test_texts_that_look_the_same_have_the_same_id(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert entry_id(one) == entry_id(other)


@pytest.mark.parametrize(
    "other",
    ["prefers dark mode in every editor.", f"{WORDS}.", "Prefers darkmode in every editor."],
)
def test_other_words_have_another_id(other: str) -> None:
    assert entry_id(WORDS) != entry_id(other)


def test_bytes_that_are_no_utf8_have_an_id() -> None:
    assert entry_id("caf\udce9") != entry_id("caf\udcea")


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("k3f9", Reference("k3f9", None)),
        ("k3f9a2bcq81mzx04", Reference("k3f9a2bcq81mzx04", None)),
        (" K3F9A2BC\n", Reference("k3f9a2bc", None)),
        ("k3f9@2026-11-20", Reference("k3f9", "2026-11-20")),
        ("k3f9@facts", Reference("k3f9", "facts")),
        ("K3F9@SOUL", Reference("k3f9", "soul")),
    ],
)
def test_an_entry_is_named_by_a_prefix_and_perhaps_a_place(text: str, reference: Reference) -> None:
    assert parse_reference(text) == reference
    assert is_reference(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("k3f", id="too short"),
        pytest.param("k3f9a2bcq81mzx040", id="too long"),
        pytest.param("kilo", id="letters that no id has"),
        pytest.param("k3f9@", id="no place"),
        pytest.param("k3f9@monday", id="no such place"),
        pytest.param("@facts", id="no id"),
        pytest.param("k3f9 @facts", id="space"),
        pytest.param("k3f9\n@facts", id="newline"),
        pytest.param("dark mode", id="words"),
    ],
)
def test_anything_else_is_no_id(text: str) -> None:
    assert not is_reference(text)
    with pytest.raises(BadInput, match="is not an id"):
        parse_reference(text)


@pytest.mark.parametrize("text", ["k3f9", "k3f9@facts", "k3f9@2026-11-20"])
def test_a_reference_is_written_as_it_is_read(text: str) -> None:
    assert str(parse_reference(text)) == text
