"""What is said on several days in near the same words, and shows only so that it lasts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from memory_cli.core.entry import Entry
from memory_cli.core.secrets import secret
from memory_cli.core.wording import LONGEST
from memory_cli.curator.lasting.candidate import Candidate
from memory_cli.curator.lasting.candidate import candidate
from memory_cli.curator.lasting.candidate import is_about_somebody
from memory_cli.curator.lasting.leadins import is_statement
from memory_cli.curator.lasting.orders import is_order
from memory_cli.curator.lasting.sentences import sentences
from memory_cli.curator.lasting.signals import Signal
from memory_cli.curator.lasting.signals import is_lasting
from memory_cli.curator.lasting.terms import marks
from memory_cli.curator.lasting.terms import terms

_FEWEST_DAYS = 3
_FEWEST_OF_ROUTINES = 2
_FEWEST_WORDS = 3
_LIKE = 0.6  # of the words of two texts that both have
_RAREST = 2
_MOST_COMPARED = 24
_SURE = 0.7
_SURER = 0.05  # for each further day
_SUREST = 0.9

_ROUTINES = frozenset(
    terms(
        """
        every each mondays tuesdays wednesdays thursdays fridays saturdays sundays
        jeden jede jedes montags dienstags mittwochs donnerstags freitags samstags sonntags
        """
    )
) - frozenset(terms("monday tuesday wednesday thursday friday saturday sunday"))
_WAS = re.compile(r"(?i)\b(?:was|were|had|did|went|got|war|waren|hatte|hatten|ging)\b")
_STATE = re.compile(
    r"(?i)\b(?:is|are|ist|sind)(?: \w+)? (?:red|green|ok|okay|fine|good|great|nice|done"
    r"|slow|quiet|busy|full|cold|late|ready|here|back|out|off|on|up"
    r"|down|broken|flaky|open|closed|empty|hot|warm|wet|grey|gray|blue|fertig|gut|da|weg"
    r"|voll|leer)\b[.!]*$"
)


class _Said(NamedTuple):
    sentence: str
    words: frozenset[str]
    marks: tuple[str, ...]
    evidence: list[Entry]


def repeated(
    entries: Sequence[Entry], today: date, before: Sequence[Entry] = ()
) -> Iterator[Candidate]:
    """The sentences of `entries` said on three days, `before` included, in their newest words.

    Two days are enough where what they share says that it comes again.
    """
    new = frozenset(entries)
    for group in _groups(_said((*before, *entries))):
        evidence = sorted(
            dict.fromkeys(entry for each in group for entry in each.evidence),
            key=lambda entry: str(entry.day),
        )
        days = len({entry.day for entry in evidence})
        newest = max(group, key=lambda each: str(each.evidence[-1].day))
        if days < _enough(group) or not _lasts(newest.sentence) or new.isdisjoint(evidence):
            continue
        if any(is_order(entry.text) or secret(entry.text) for entry in evidence):
            continue
        sure = min(_SUREST, _SURE + _SURER * max(0, days - _FEWEST_DAYS))
        found = candidate(
            newest.sentence, Signal("thing", f"said on {days} days", sure), evidence[-1], today
        )
        if found:
            yield found._replace(evidence=tuple(evidence))


def _enough(group: Sequence[_Said]) -> int:
    """The days on which it has to be said."""
    shared = frozenset[str].intersection(*(each.words for each in group))
    return _FEWEST_DAYS if shared.isdisjoint(_ROUTINES) else _FEWEST_OF_ROUTINES


def _lasts(sentence: str) -> bool:
    return (
        is_statement(sentence)
        and is_lasting(sentence)
        and is_about_somebody(sentence)
        and not _WAS.search(sentence)
        and not _STATE.search(sentence)
    )


def _said(entries: Iterable[Entry]) -> list[_Said]:
    """What the entries say, the same words once."""
    found: dict[tuple[str, ...], _Said] = {}
    for entry in entries:
        for sentence in sentences(entry.text)[:1]:
            words = terms(sentence)
            if len(words) >= _FEWEST_WORDS and len(sentence) <= LONGEST:
                new = _Said(sentence, frozenset(words), marks(words), [])
                found.setdefault(words, new).evidence.append(entry)
    return list(found.values())


def _groups(said: list[_Said]) -> Iterator[list[_Said]]:
    """Those that are alike: each with the first that it is like."""
    counts = Counter(word for each in said for word in each.words)
    buckets: dict[str, list[int]] = {}
    groups: dict[int, list[_Said]] = {}
    head: list[int] = []
    for number, each in enumerate(said):
        shared = [word for word in each.words if counts[word] > 1]
        rarest = sorted(shared, key=lambda word: (counts[word], word))[:_RAREST]
        first = number
        for word in rarest:
            bucket = buckets.setdefault(word, [])
            near = islice(reversed(bucket), _MOST_COMPARED)
            first = min([first, *(head[other] for other in near if _alike(each, said[other]))])
            bucket.append(number)
        head.append(first)
        groups.setdefault(first, []).append(each)
    return iter(groups.values())


def _alike(one: _Said, other: _Said) -> bool:
    both = len(one.words & other.words)
    return one.marks == other.marks and both >= _LIKE * len(one.words | other.words)
