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
from typing import NamedTuple

from memory_cli.core.entry import Entry
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.curator.filing import better_section
from memory_cli.curator.subject import contradicts

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
    for fact in known.facts:
        if fact.is_expired(known.today):
            yield _retire(fact, f"expired on {fact.note.until}", 1.0)


def _repeated(known: Known) -> Iterator[Retire | Revise]:
    """Facts that another one covers, the later first; their tags go over to the one that stays."""
    gone: set[str] = set()
    for fact in reversed(known.facts):
        other = known.same(fact)
        if other is None or other.id in gone or fact.is_expired(known.today):
            continue
        gone.add(fact.id)
        yield _retire(fact, "another fact says it", 0.9, other)
        tags = tuple(dict.fromkeys((*other.tags, *fact.tags)))
        if len(tags) > len(other.tags) and len(tags) <= _MOST_TAGS:
            yield Revise(other.id, other.text, other.text, (fact.reference,), tags=tags)


def _refiled(known: Known) -> Iterator[Revise]:
    for fact in known.facts:
        section = better_section(fact, known.sections)
        if section is not None:
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
    active = [fact for fact in known.facts if not fact.is_expired(known.today)]
    oldest = sorted(active, key=lambda fact: (_touched(known, fact), fact.line))
    for newer, older in _contradictions(oldest):
        yield _retire(older, f"still true? {_quoted(newer)} says otherwise", _ASKED, newer)
    old = [fact for fact in oldest if known.today - _touched(known, fact) > _OLD]
    for fact in old[:_MOST_QUESTIONS]:
        since = _touched(known, fact)
        yield _retire(fact, f"still true? nobody has touched it since {since}", _ASKED)
    unused = [fact for fact in oldest if fact.id in known.unrecalled]
    for fact in unused[:_MOST_QUESTIONS]:
        yield _retire(fact, "still of use? no question has brought it up", _ASKED)


def _contradictions(oldest: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of a newer and an older fact of the same subject that say different things."""
    for number, newer in enumerate(oldest):
        for older in oldest[:number]:
            if contradicts(newer.text, older.text):
                yield newer, older


def _touched(known: Known, fact: Entry) -> date:
    return known.touched.get(fact.id, known.today)


def _retire(fact: Entry, why: str, confidence: float, *others: Entry) -> Retire:
    """Let `fact` go; it is evidence itself, so that what a person says of it is noted."""
    because = tuple(entry.reference for entry in (fact, *others))
    return Retire(fact.id, fact.text, because, confidence, why)


def _quoted(fact: Entry) -> str:
    words = fact.headline
    return f"“{words if len(words) <= _SHOWN else words[: _SHOWN - 1] + '…'}”"
