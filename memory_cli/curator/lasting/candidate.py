"""A candidate: a sentence of a log that says a lasting fact, and where it was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from memory_cli.core.annotation import DECISION
from memory_cli.core.entry import Entry
from memory_cli.core.relative import absolute
from memory_cli.core.secrets import secret
from memory_cli.core.wording import LONGEST
from memory_cli.core.wording import fault_of
from memory_cli.curator.lasting.chatter import is_idle
from memory_cli.curator.lasting.chatter import is_mood
from memory_cli.curator.lasting.deadline import last_day
from memory_cli.curator.lasting.fragments import completed
from memory_cli.curator.lasting.fragments import is_bare
from memory_cli.curator.lasting.leadins import asked
from memory_cli.curator.lasting.leadins import lead_in
from memory_cli.curator.lasting.orders import is_order
from memory_cli.curator.lasting.rule import Kind
from memory_cli.curator.lasting.sentences import sentences
from memory_cli.curator.lasting.signals import Signal
from memory_cli.curator.lasting.signals import is_lasting
from memory_cli.curator.lasting.signals import signal

FACT = frozenset({"fact", "fakt", "remember"})
"""Tags that ask for a fact, and say nothing of what it is about."""

_ASKED = 0.92
_TAGGED_FACT = 0.95
_TAGGED_DECISION = 0.9
_JOINED = 0.05  # less, when two sentences had to be put together
_LONGEST = LONGEST + 100  # characters of a sentence that may still be shortened to a fact
_SOON = timedelta(days=2)
_NOBODY = (
    r"^(?:he|she|they|it|these|those|his|her|their|er|sie|es|ihre?|seine?)\b(?!')|^(?:he|she"
    r"|they|it|that)'|^(?:turns out|so|now|then|also|and|but|because|apparently|kein\w* \w+,"
    r"|nein,|ja,|no,|yes,|no \w+,) (?:he|she|they|er|sie)\b"
    r"|^(?:this|that|das|dies|diese) (?-i:[a-zäöü])"
)
_PERSON = (
    r"^(?:(?:turns out|so|now|then|also|and|but|because|kein\w* \w+,|no,|yes,|no \w+,) )?(?:he|she"
    r"|they|his|her|er|sie|ihr|ihre|sein|seine)\b|^(?:he|she|they)'"
)
_NAMES = (
    r"(?<!^)(?-i:\b[A-ZÄÖÜ][a-zäöüß]{2,})|^(?-i:[A-ZÄÖÜ][a-zäöüß]+(?:'s)? (?:[a-z]+"
    r"|[A-Z]\w+))|\b(?:my|our|mein|meine) \w+"
)
_BEGINS = (
    r"\b(?:starts|starting|begins|beginning|moves?|moving|joins?|joining|birthday"
    r"|anniversary|married|from|since|beginnt|startet|ziehe[nt]?"
    r"|geburtstag|fange|fängt)\b|\bab (?:dem )?\d"
)
_ENDS = r"\b(?:until|till|to|through|bis|ends?|endet|läuft)\b"
_WEEK_AHEAD = (
    r"\b(?:am|is|are|'m|'re|'s) (?:moving|flying|going|travell?ing|visiting|leaving|coming)\b"
    r".{0,60}\bin the week of (?P<day>\d{4}-\d\d-\d\d)"
    r"|\b(?:ziehen?|zieht|fliegen?|fliegt|fahren?|fährt|reisen?)\b.{0,60}\bin der woche (?:vom|ab)"
    r" (?P<tag>\d{4}-\d\d-\d\d)"
)
_AGAIN = (
    r"\b(?:every|each|daily|weekly|monthly|\w+days|jede\w*|standup|stand-up|retro|sync"
    r"|review|daily|jour fixe|rent|miete)\b"
)


class Candidate(NamedTuple):
    """What might become a fact."""

    text: str
    signal: Signal
    evidence: tuple[Entry, ...]
    until: date | None = None

    @property
    def newest(self) -> Entry:
        """The last entry that says it."""
        return self.evidence[-1]


def may_hold(entry: Entry) -> bool:
    """Whether `entry` is one of those that facts are looked for in."""
    return entry.task is None and not entry.disabled and entry.day is not None


def candidates(entry: Entry, today: date = date.min) -> tuple[Candidate, ...]:
    """What `entry` says that lasts; nothing when any of it is a secret or gives orders."""
    found = list(_found(entry))
    if not found or is_order(entry.text) or secret(entry.text):
        return ()
    worded = (candidate(text, signal, entry, today) for text, signal in found)
    return tuple(each for each in worded if each is not None)


def candidate(text: str, signal: Signal, entry: Entry, today: date) -> Candidate | None:
    """`text` as a fact: one line that means the same on every day; None when it cannot be one."""
    day = entry.day or today
    dated = absolute(text, day=day).strip()
    if fault_of(dated) or not (dated[0].isalnum() or dated[0] in "\"'“„‘«#@"):
        return None
    last = last_day(dated, day=day) if _is_dated(signal.kind, dated) else _week_ahead(dated)
    if last is not None and (last < today or last - day < _SOON):
        return None
    if signal.kind == "plan" and last is None and not _has_time(dated, day):
        return None
    return Candidate(dated, signal, (entry,), last)


def _week_ahead(text: str) -> date | None:
    """The last day of the week in which `text` says that somebody is going somewhere."""
    found = _loose(_WEEK_AHEAD).search(text)
    return date.fromisoformat(found["day"] or found["tag"]) + timedelta(days=6) if found else None


def _has_time(text: str, day: date) -> bool:
    """Whether a plan says a day, a year, or that it comes again."""
    is_dated = last_day(text, day=day) is not None or re.search(r"\b20\d\d\b", text)
    return bool(is_dated or _loose(_AGAIN).search(text))


def _is_dated(kind: Kind, text: str) -> bool:
    """Whether what `text` says is over after the last day that it names."""
    if kind != "plan" or _loose(r"\b(?:every|each|jede\w*)\b").search(text):
        return False
    return not _loose(_BEGINS).search(text) or bool(_loose(_ENDS).search(text))


def _found(entry: Entry) -> Iterator[tuple[str, Signal]]:
    told = sentences(entry.text)
    found = list(_signalled(told))
    parts = [text for text, _ in found]
    whole = [
        (text, each)
        for text, each in found
        if not any(part != text and part.startswith(text) for part in parts)
    ]
    yield from _tagged(entry, told, whole)


def _signalled(told: tuple[str, ...]) -> Iterator[tuple[str, Signal]]:
    """The sentences of an entry that show by themselves that they last."""
    for number, sentence in enumerate(told):
        if len(sentence) > _LONGEST:
            continue
        if lead := lead_in(sentence):
            statement = asked(sentence)
            if statement and not is_idle(lead.text) and not is_mood(lead.text):
                kind = found.kind if (found := signal(lead.text)) else "thing"
                sure = max(_ASKED, found.confidence if found else 0.0)
                if found or is_lasting(lead.text):
                    yield lead.text, Signal(kind, f"says: {lead.says}", sure)
        elif whole := completed(told, number):
            yield whole
        elif not is_bare(sentence) and (found := signal(sentence)):
            if is_about_somebody(sentence):
                yield sentence, found
            elif joined := _joined(told, number):
                yield joined, found._replace(confidence=found.confidence - _JOINED)


def _joined(told: tuple[str, ...], number: int) -> str | None:
    """A sentence about "she" with the one before it, which says who that is."""
    if not number or not _loose(_PERSON).search(told[number]):
        return None
    before = told[number - 1]
    joined = f"{before} {told[number]}"
    if is_idle(before) or not re.search(_NAMES, before) or len(joined) > LONGEST:
        return None
    return None if _loose(_PERSON).search(before) else joined


def is_about_somebody(sentence: str) -> bool:
    """Whether `sentence` names what it is about, so that it can be read alone."""
    return not _loose(_NOBODY).search(sentence)


def _tagged(
    entry: Entry, told: tuple[str, ...], found: list[tuple[str, Signal]]
) -> Iterator[tuple[str, Signal]]:
    """What a tag says of the whole entry: of the sentences that fit it, else of the first."""
    if not FACT.isdisjoint(entry.tags):
        marked = Signal("thing", "tagged as a fact", _TAGGED_FACT)
        yield from [
            (text, each._replace(confidence=_TAGGED_FACT, why=marked.why)) for text, each in found
        ] or [(text, marked) for text in _first(told)]
    elif DECISION in entry.tags:
        marked = Signal("decision", "tagged as a decision", _TAGGED_DECISION)
        decided = [(text, marked) for text, each in found if each.kind == "decision"]
        others = [(text, each) for text, each in found if each.kind != "decision"]
        yield from (decided or ([] if others else [(text, marked) for text in _first(told)]))
        yield from others
    else:
        yield from found


def _first(told: tuple[str, ...]) -> tuple[str, ...]:
    """The first sentence that is worth it."""
    kept = (sentence for sentence in told if not is_idle(sentence))
    return tuple(kept)[:1]


@cache
def _loose(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
