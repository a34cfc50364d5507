"""Ids: an entry is known by its words, and a person by a prefix of the id."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from memory_cli.core.errors import BadInput

LENGTH = 16
SHOWN = 8
SHORTEST = 4

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base32: no i, l, o, u
FORM = rf"[{_ALPHABET}]{{{LENGTH}}}"
"""What a whole id looks like, as a part of a regular expression."""
_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)
_PREFIX = re.compile(rf"[{_ALPHABET}]{{{SHORTEST},{LENGTH}}}")
_WORD = re.compile(r"[^\W_]+")
_PLACE = re.compile(r"soul|facts|\d{4}-\d\d-\d\d")


def folded(text: str) -> str:
    """`text` in NFC with every run of white space as one space: what two same texts share."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.split())


def longest_word(text: str) -> str:
    """A word that stands in every folded file that says `text`, however it is written there."""
    return max(_WORD.findall(folded(text)), key=len, default="")


def entry_id(text: str) -> str:
    """The id of the words `text`: 16 characters of the base32 of their BLAKE2b digest (80 bits)."""
    import hashlib  # noqa: PLC0415 - OpenSSL comes with it: who makes no id need not wait for it

    data = folded(text).encode("utf-8", "surrogateescape")
    number = int.from_bytes(hashlib.blake2b(data, digest_size=10).digest(), "big")
    return "".join(_PAIRS[number >> shift & 1023] for shift in range(70, -1, -10))


class Reference(NamedTuple):
    """An entry as a person names it: a prefix of its id and perhaps the place it stands in."""

    prefix: str
    place: str | None

    def __str__(self) -> str:
        return f"{self.prefix}@{self.place}" if self.place else self.prefix


def parse_reference(text: str) -> Reference:
    """Read `k3f9a2bc`, `k3f9a2bc@2026-11-20`, `k3f9@facts` or `k3f9@soul`; raise BadInput."""
    prefix, at, place = text.strip().lower().partition("@")
    if _PREFIX.fullmatch(prefix) and (not at or _PLACE.fullmatch(place)):
        return Reference(prefix, place or None)
    raise BadInput(
        f"{text!r} is not an id",
        f"ids have {SHORTEST}-{LENGTH} of 0-9 and a-z without i, l, o, u; 'mem show' lists them",
    )


def is_reference(text: str) -> bool:
    """Whether `text` has the form of an id, perhaps with a place."""
    prefix, at, place = text.strip().lower().partition("@")
    return bool(_PREFIX.fullmatch(prefix)) and (not at or bool(_PLACE.fullmatch(place)))
