"""What one request is about: the texts that may leave the machine, under numbers of its own.

Ids stay here. A model knows entries as E1, facts as F1 and messages as M1, and what it says of a
number that is not in the batch is about nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from itertools import chain
from itertools import zip_longest
from typing import NamedTuple
from typing import TypeVar

from memory_cli.core.annotation import tags_within
from memory_cli.core.budget import tokens
from memory_cli.core.conversation import Message
from memory_cli.core.entry import Entry
from memory_cli.core.entry import is_private
from memory_cli.core.hidden import clean
from memory_cli.core.hidden import visible
from memory_cli.core.secrets import secret
from memory_cli.curator.curator import Facts
from memory_cli.curator.curator import Matter

TOPICS = "Topics"
"""The section with one line for each topic: where it stands now."""

SHARE = 6_000
"""Tokens of entries, or of messages, in one request."""

KNOWN = 4_000
"""Tokens of facts in one request: all of them when they fit, else the nearest."""

_NEAREST = 8  # facts looked for beside each entry
_FRAME = 30  # tokens of what stands around a text: number, date, section, tags
_CUT = "\n[cut here: the rest is too long to be shown]"
_NUMBER = re.compile(r"[EFM]\d{1,6}")
_LONGEST_CITED = 40

T = TypeVar("T")


class Batch(NamedTuple):
    """Entries to consider, and facts to compare them with; private ones and secrets are not in."""

    entries: tuple[Entry, ...]
    facts: tuple[Entry, ...] = ()

    @property
    def known(self) -> Mapping[str, Entry]:
        """The facts by their numbers."""
        return {f"F{number}": fact for number, fact in enumerate(self.facts, 1)}

    @property
    def evidence(self) -> Mapping[str, str]:
        """The reference that each number stands for, as history names it."""
        given = {f"E{number}": entry for number, entry in enumerate(self.entries, 1)}
        return {number: entry.reference for number, entry in (given | dict(self.known)).items()}


class Spoken(NamedTuple):
    """Messages of a conversation; those with a secret are not in."""

    messages: tuple[Message, ...]

    @property
    def numbered(self) -> Mapping[str, Message]:
        """The messages by their numbers."""
        return {f"M{number}": message for number, message in enumerate(self.messages, 1)}


class Vocabulary(NamedTuple):
    """Headings and tags in use that may be shown."""

    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def batches(matter: Matter) -> tuple[Batch, ...]:
    """The entries that may be shown, in their order, as so many requests; none when there is none.

    An entry that is too long for a request has one of its own, in which it is cut.
    """
    entries = [entry for entry in matter.entries if not is_withheld(entry)]
    shares = _packed(entries, cost=lambda entry: _cost(entry.text))
    return tuple(Batch(share, _facts(matter.facts, share)) for share in shares)


def spoken(messages: Iterable[Message]) -> tuple[Spoken, ...]:
    """The messages that may be shown, in their order, as so many requests."""
    shown = [
        message
        for message in messages
        if not (holds_secret(message.text) or is_private(tags_within(message.text.lower())))
    ]
    return tuple(map(Spoken, _packed(shown, cost=lambda message: _cost(message.text))))


def vocabulary(matter: Matter) -> Vocabulary:
    """The headings and tags in use, but for those that only what is withheld has."""
    everything = (*matter.facts.entries, *matter.entries)
    shown = [entry for entry in everything if not is_withheld(entry)]
    sections = {entry.section for entry in everything} - {entry.section for entry in shown}
    tags = set(_tags(everything)) - set(_tags(shown))
    return Vocabulary(
        tuple(
            section
            for section in matter.facts.sections
            if section not in sections and not holds_secret(section)
        ),
        open_tags(tag for tag in matter.facts.tags if tag not in tags),
    )


def open_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Those of `tags` that may be shown."""
    return tuple(tag for tag in tags if not is_private((tag,)) and not holds_secret(tag))


def is_withheld(entry: Entry) -> bool:
    """Whether nothing of `entry` may be shown to a model: it is private, or holds a secret."""
    words = (entry.text, entry.section or "", *entry.tags)
    return entry.private or any(map(holds_secret, words))


def holds_secret(text: str) -> bool:
    """Whether there is a secret in `text`, also one with unseen characters in it."""
    return secret(text) is not None or secret(clean(text)) is not None


def shown(text: str, *, most: int = SHARE) -> str:
    """`text` as a model sees it: nothing hidden, and no longer than `most` tokens and a mark."""
    text = visible(clean(text))
    if tokens(text) <= most:
        return text
    # Longer texts never cost less, so that the place of the cut can be looked for by halves.
    end = bisect_right(range(len(text)), most, key=lambda length: tokens(text[:length]))
    return text[: end - 1] + _CUT


def unresolved(cited: str) -> str:
    """What stands in an edit for a number that was not given: never an id, nor a reference."""
    return cited if _NUMBER.fullmatch(cited) else repr(cited[:_LONGEST_CITED])


def _cost(text: str) -> int:
    return min(tokens(text), SHARE) + _FRAME


def _packed(items: Sequence[T], *, cost: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Cut `items` into runs that each cost no more than a share, or are one item."""
    run: list[T] = []
    spent = 0
    for item in items:
        price = cost(item)
        if run and spent + price > SHARE:
            yield tuple(run)
            run, spent = [], 0
        run.append(item)
        spent += price
    if run:
        yield tuple(run)


def _facts(facts: Facts, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The facts to compare `entries` with, in the order of the file."""
    shown = {fact.reference: fact for fact in facts.entries if not is_withheld(fact)}
    if sum(_cost(fact.text) for fact in shown.values()) <= KNOWN:
        return tuple(shown.values())
    chosen: set[str] = set()
    spent = 0
    for fact in chain(_topics(shown.values(), entries), _near(facts, entries)):
        price = _cost(fact.text)
        if fact.reference in shown and fact.reference not in chosen and spent + price <= KNOWN:
            chosen.add(fact.reference)
            spent += price
    return tuple(fact for fact in shown.values() if fact.reference in chosen)


def _topics(facts: Iterable[Entry], entries: Iterable[Entry]) -> Iterator[Entry]:
    """The current lines of the topics of `entries`: they are revised, not added again."""
    tags = set(_tags(entries))
    return (
        fact
        for fact in facts
        if (fact.section or "").casefold() == TOPICS.casefold() and not tags.isdisjoint(fact.tags)
    )


def _near(facts: Facts, entries: Iterable[Entry]) -> Iterator[Entry]:
    """The facts nearest to each of `entries`, then the second nearest, and so on."""
    near = (facts.related(entry.text, _NEAREST) for entry in entries)
    return (fact for rank in zip_longest(*near) for fact in rank if fact is not None)


def _tags(entries: Iterable[Entry]) -> Iterator[str]:
    return (tag for entry in entries for tag in entry.tags)
