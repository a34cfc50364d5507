"""A question, taken apart: words to look for, phrases that must occur, words that must not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Sequence
from typing import NamedTuple

from memory_cli.search.words import asked
from memory_cli.search.words import words

_PHRASE = re.compile(r'"([^"]+)"|“([^”]+)”')

Phrase = tuple[str, ...]


class Query(NamedTuple):
    """What is looked for."""

    words: tuple[str, ...] = ()  # without stop words; one that is repeated counts again
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    hints: tuple[str, ...] = ()  # words of a conversation around the question


def query_of(text: str, *, quoted: bool = False, without: Sequence[str] = ()) -> Query:
    """Take the question `text` apart; only where it is `quoted` do double quotes mean a phrase.

    A word that must not occur is not looked for either.
    """
    excluded = _phrases(without)
    return Query(
        words=tuple(word for word in asked(text) if (word,) not in excluded),
        phrases=_phrases(phrases_in(text)) if quoted else (),
        excluded=excluded,
    )


def phrases_in(text: str) -> tuple[str, ...]:
    """What stands in double quotes in `text`, as it was typed."""
    found = (" ".join((one or other).split()) for one, other in _PHRASE.findall(text))
    return tuple(phrase for phrase in found if words(phrase))


def _phrases(texts: Iterable[str]) -> tuple[Phrase, ...]:
    return tuple(tuple(found) for text in texts if (found := words(text)))
