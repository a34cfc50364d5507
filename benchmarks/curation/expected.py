"""What should be in MEMORY.md at the end, and when a fact says it: expected.toml, as it is read."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from typing import NamedTuple

from benchmarks.world import Wrong

HOW = ("said", "tagged", "repeated", "understood")
"""How a person lets it be known that something is a fact, from the plainest on."""

_MONTHS = (
    ("january", "januar", "jan"),
    ("february", "februar", "feb"),
    ("march", "märz", "mar"),
    ("april", "apr"),
    ("may", "mai"),
    ("june", "juni", "jun"),
    ("july", "juli", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oktober", "oct", "okt"),
    ("november", "nov"),
    ("december", "dezember", "dec", "dez"),
)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_STRAIGHT = str.maketrans("’‘“”–—", "''\"\"--")


class Item(NamedTuple):
    """One thing that a fact may say."""

    name: str
    any: tuple[tuple[re.Pattern[str], ...], ...]  # all words of one of these,
    none: tuple[re.Pattern[str], ...]  # and no word of this
    how: str
    sections: tuple[str, ...]  # where it may stand, lower case; nowhere in particular when empty
    days: tuple[date, ...]  # where it is told
    ideal: tuple[str, ...]  # as a person would want to read it
    private: bool  # of what is never to appear: but in a fact that is private

    def is_said_by(self, text: str) -> bool:
        """Whether `text` says it."""
        text = " ".join(text.translate(_STRAIGHT).split())
        if any(word.search(text) for word in self.none):
            return False
        return any(all(word.search(text) for word in words) for words in self.any)


class Expected(NamedTuple):
    """The truth after the last day."""

    keep: tuple[Item, ...]
    optional: tuple[Item, ...]
    stale: tuple[Item, ...]
    never: tuple[Item, ...]


def load(file: Path) -> Expected:
    """Read an expected.toml; raises Wrong for one that does not mean what it says."""
    try:
        tables = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Wrong(f"{file}: {error}") from error
    _check(tables, Expected._fields, str(file))
    return Expected(*(tuple(_items(kind, tables.get(kind, ()))) for kind in Expected._fields))


def spelled(day: date) -> str:
    """A pattern of `day` however it is written; in words, the year may be missing."""
    months = "|".join(_MONTHS[day.month - 1])
    number = f"0?{day.day}"
    return (
        rf"{day}\b"
        rf"|{number}(?:\.|st|nd|rd|th)? (?:of )?(?:{months})\b"
        rf"|(?:{months})\.? {number}(?:st|nd|rd|th)?\b"
        rf"|{number}\. ?0?{day.month}\.(?:\d|\B)"
    )


def _items(kind: str, tables: Iterable[Mapping[str, Any]]) -> Iterable[Item]:
    names: set[str] = set()
    for table in tables:
        name = str(table.get("name", ""))
        _check(table, ("name", "any", "not", *Item._fields[3:]), f"{kind} {name!r}")
        if not name or name in names or not table.get("any") or not all(table["any"]):
            raise Wrong(f"{kind} {name!r}: it needs a name of its own, and words in `any`")
        names.add(name)
        if table.get("how", HOW[0]) not in HOW:
            raise Wrong(f"{kind} {name!r}: how is one of {', '.join(HOW)}")
        try:
            yield Item(
                name,
                any=tuple(tuple(map(_word, words)) for words in table["any"]),
                none=tuple(map(_word, table.get("not", ()))),
                how=table.get("how", ""),
                sections=tuple(section.lower() for section in table.get("sections", ())),
                days=tuple(map(date.fromisoformat, table.get("days", ()))),
                ideal=tuple(table.get("ideal", ())),
                private=table.get("private", False),
            )
        except (ValueError, TypeError, re.error) as error:
            raise Wrong(f"{kind} {name!r}: {error}") from error


def _check(table: Mapping[str, Any], known: Iterable[str], what: str) -> None:
    strange = sorted(table.keys() - set(known))
    if strange:
        raise Wrong(f"{what}: {', '.join(strange)} means nothing")


def _word(text: str) -> re.Pattern[str]:
    """A word of an item: from the beginning of a word on, or a day."""
    meant = spelled(date.fromisoformat(text)) if _DAY.fullmatch(text) else text
    return re.compile(rf"\b(?:{meant})", re.IGNORECASE)
