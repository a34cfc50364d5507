"""Looking after the facts that exist: what is said twice, is over, or may no longer be true.

What code can be sure of is proposed as such; the rest is a question, and a question waits for a
person whatever else was said.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from datetime import timedelta
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from memory_cli.core.entry import Entry
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.core.wording import fault_of
from memory_cli.curator.lasting.filing import better_section
from memory_cli.curator.lasting.subject import contradicts

_OLD = timedelta(days=365)
_MOST_QUESTIONS = 10  # of one kind, the oldest first: nobody answers a hundred
_ASKED = 0.5  # confidence of a question
_MOST_TAGS = 3
_SHOWN = 60  # characters of a fact that a question quotes


class Known(NamedTuple):
    """The facts, and what is known of them beside their words."""

    facts: tuple[Entry, ...]  # neither disabled nor #pinned; expired ones too
    sections: tuple[str, ...]
    today: date
    touched: Mapping[str, date]  # the last day on which somebody wrote or confirmed each id
    confirmed: Mapping[str, date] = MappingProxyType({})  # the last day a person decided on each id
    unrecalled: Collection[str] = ()  # ids that no question has brought up for a long time
    same: Callable[[Entry], Entry | None] = lambda _fact: None
    """Another fact that says all that this one does."""


def tidy(known: Known) -> tuple[Edit, ...]:
    """What would put the facts in order; each fact is named once at most."""
    edits: list[Edit] = []
    named: set[str] = set()
    for edit in (*_expired(known), *_repeated(known), *_refiled(known), *_questions(known)):
        if edit.fact not in named:
            named.add(edit.fact)
            edits.append(edit)
    return tuple(edits)


def _expired(known: Known) -> Iterator[Retire]:
    lasting = {fact.id for fact in _lasting(known)}  # the same words, with a later end
    for fact in known.facts:
        until = fact.note.until
        if until is None or not fact.is_expired(known.today) or fact.id in lasting:
            continue
        if known.confirmed.get(fact.id, until) <= until:
            yield _retire(fact, f"expired on {until}", 1.0)


def _repeated(known: Known) -> Iterator[Retire | Revise]:
    """Facts that another one covers, the later first; their tags go over to the one that stays."""
    gone: set[str] = set()
    tags: dict[str, tuple[str, ...]] = {}  # of those that stay
    for fact in reversed(_lasting(known)):
        other = known.same(fact)
        if other is None or other.id in gone or other.is_expired(known.today):
            continue
        if fact.id in gone or _is_settled(known, fact, other):
            continue
        gone.add(fact.id)
        yield _retire(fact, "another fact says it", 0.9, other)
        both = (*tags.get(other.id, other.tags), *tags.pop(fact.id, fact.tags))
        tags[other.id] = tuple(dict.fromkeys(both))
    for fact in known.facts:
        given = tags.get(fact.id, ())
        if len(fact.tags) < len(given) <= _MOST_TAGS and fault_of(fact.text, given) is None:
            why = "has the tags of one that says the same"
            yield Revise(fact.id, fact.text, fact.text, (fact.reference,), tags=given, why=why)


def _refiled(known: Known) -> Iterator[Revise]:
    for fact in _lasting(known):
        section = better_section(fact, known.sections)
        if section is None or fault_of(fact.text, (), section) or _is_settled(known, fact):
            continue
        yield Revise(
            fact.id,
            fact.text,
            fact.text,
            (fact.reference,),
            section=section,
            confidence=0.8,
            why="stands better there",
        )


def _questions(known: Known) -> Iterator[Retire]:
    """Is it still true? Asked of the older of two that contradict, of what is old, and unused."""
    oldest = sorted(_lasting(known), key=lambda fact: (_touched(known, fact), fact.line))
    for older, newer in islice(_contradicted(known, oldest), _MOST_QUESTIONS):
        yield _retire(older, f"still true? {_quoted(newer)} says otherwise", _ASKED, newer)
    old = [fact for fact in oldest if known.today - _touched(known, fact) > _OLD]
    for fact in old[:_MOST_QUESTIONS]:
        since = _touched(known, fact)
        yield _retire(fact, f"still true? nobody has touched it since {since}", _ASKED)
    unused = [fact for fact in oldest if fact.id in known.unrecalled]
    unused = [fact for fact in unused if not _is_settled(known, fact)]
    for fact in unused[:_MOST_QUESTIONS]:
        yield _retire(fact, "still of use? no question has brought it up", _ASKED)


def _contradicted(known: Known, oldest: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Facts, and the newest of the same subject that says something else than each."""
    for number, older in enumerate(oldest):
        for newer in reversed(oldest[number + 1 :]):
            if contradicts(newer.text, older.text) and not _is_settled(known, older, newer):
                yield older, newer
                break


def _lasting(known: Known) -> tuple[Entry, ...]:
    return tuple(fact for fact in known.facts if not fact.is_expired(known.today))


def _is_settled(known: Known, *facts: Entry) -> bool:
    """Whether a person has decided on all of `facts` within a year."""
    days = (known.confirmed.get(fact.id, date.min) for fact in facts)
    return all(known.today - day <= _OLD for day in days)


def _touched(known: Known, fact: Entry) -> date:
    return known.touched.get(fact.id, known.today)


def _retire(fact: Entry, why: str, confidence: float, *others: Entry) -> Retire:
    """Let `fact` go; it is evidence itself, so that what a person says of it is noted."""
    because = tuple(entry.reference for entry in (fact, *others))
    return Retire(fact.id, fact.text, because, confidence, why)


def _quoted(fact: Entry) -> str:
    words = fact.headline
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”"
