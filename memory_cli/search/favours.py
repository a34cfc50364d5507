"""Small favours: what brings an entry before others whose words answer as well."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from memory_cli.core.dates import Window
from memory_cli.search.index import Opening
from memory_cli.search.words import words

SUBJECT = 1.4  # it begins with a name that the question names, "Dana: …"
WHEN = 1.2  # the question asks when, and it tells
ASKING = 0.95  # it asks something itself
WINDOW = 1.25  # it belongs to a time that the question names
TOPIC = 1.5  # it belongs to the thread at hand
LASTING = 1.8  # it stands in no log, whose entries have the score of their day besides
OLDEST, HALF_LIFE = 0.85, 30  # what age leaves of a log entry, and the days to half of the way

_LONGEST_NAME = 3  # words


class Favour(NamedTuple):
    """What the question, and who asks it, has in mind."""

    words: Collection[str] = ()  # of the question
    asks_when: bool = False
    window: Window | None = None
    topic: str | None = None
    aging: bool = True


def factors(
    opening: Opening, favour: Favour, *, of_topic: bool, log_of: date | None, today: date
) -> Iterator[tuple[str, float]]:
    """What the score of an entry is multiplied with, after the name of the favour."""
    subject = _subject(opening.text)
    if subject and all(word in favour.words for word in subject):
        yield "subject", SUBJECT
    if favour.asks_when and opening.tells_when:
        yield "when", WHEN
    if opening.asks:
        yield "asking", ASKING
    if favour.window and _is_within(opening.date, favour.window):
        yield "window", WINDOW
    if of_topic:
        yield "topic", TOPIC
    if log_of is None:
        yield "lasting", LASTING
    elif favour.aging:
        age = max((today - log_of).days, 0)
        yield "age", OLDEST + (1 - OLDEST) * 0.5 ** (age / HALF_LIFE)


def _subject(text: bytes) -> list[str]:
    """The name that `text` begins with, before a colon; empty when it begins otherwise."""
    name, colon, _ = text.partition(b":")
    return _name(name) if colon else []


@lru_cache(maxsize=1000)
def _name(text: bytes) -> list[str]:
    found = words(text.decode("utf-8", "replace"))
    return found if len(found) <= _LONGEST_NAME else []


def _is_within(day: str | None, window: Window) -> bool:
    if day is None:
        return False
    start, end = window
    return (start is None or start.isoformat() <= day) and (end is None or day <= end.isoformat())
