"""Where a fact goes: the section that fits it best, and the tags that help to find it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from memory_cli.core.annotation import PINNED
from memory_cli.core.annotation import PRIVATE
from memory_cli.core.annotation import checked_tag
from memory_cli.core.entry import Entry
from memory_cli.core.entry import is_private
from memory_cli.curator.curator import Facts
from memory_cli.curator.lasting.candidate import FACT
from memory_cli.curator.lasting.candidate import Candidate
from memory_cli.curator.lasting.people import is_of_another
from memory_cli.curator.lasting.rule import Kind
from memory_cli.curator.lasting.signals import signal
from memory_cli.curator.lasting.terms import terms

_MOST_TAGS = 3
_NEAR = 3  # facts looked at, for where they stand
_SHARED = 2  # words that a fact nearby shares


class _Home(NamedTuple):
    """A section by what it holds: its usual name, and words that such a heading may have."""

    name: str
    words: str


_HEALTH = _Home(
    "Health & food",
    "health food allergies medical medicine diet nutrition gesundheit essen ernährung "
    "medizin allergien",
)
_PEOPLE = _Home(
    "People",
    "people family friends contacts persons menschen leute familie freunde kontakte personen team",
)
_LIKES = _Home(
    "Preferences",
    "preferences preference likes settings style vorlieben präferenzen einstellungen wünsche",
)
_RULES = _Home("Preferences", "rules instructions guidelines regeln anweisungen")
_WORK = _Home("Projects", "projects project work job projekte projekt arbeit beruf")
_CHOSEN = _Home("Projects", "decisions decision entscheidungen beschlüsse")
_DATES = _Home("Facts", "plans dates deadlines calendar termine pläne fristen")
_ME = _Home("Facts", "me myself identity profile personal basics ich persönliches profil person")
_DAYS = _Home("Facts", "routines routine habits schedule routinen gewohnheiten alltag")
_REST = _Home(
    "Facts",
    "facts things details reference possessions accounts fakten dinge konten "
    "wissenswertes sonstiges misc other",
)

_HOMES: dict[Kind, tuple[_Home, ...]] = {
    "health": (_HEALTH,),
    "me": (_ME, _REST),
    "people": (_PEOPLE,),
    "preference": (_LIKES,),
    "habit": (_DAYS, _REST),
    "thing": (_REST,),
    "project": (_WORK,),
    "decision": (_CHOSEN, _WORK),
    "rule": (_RULES, _LIKES),
    "plan": (_DATES, _REST),
}
_HOMES_OF_ALL = frozenset(_REST.words.split())
_OF_SOMEBODY: frozenset[Kind] = frozenset({"me", "preference", "habit", "health", "thing"})
_AT_WORK = (
    r"\b(?:launch|release|deadline|go-live|rollout|migration|demo|audit|sprint|milestone"
    r"|cutover|freeze|beta|standup|retro|review|sync|proposal|submission|conference"
    r"|presentation|abgabe|frist|umstellung|präsentation)\b"
)


def section_of(candidate: Candidate, facts: Facts) -> str:
    """The heading under which `candidate` stands best: one that is there, else a usual one."""
    homes = _homes(candidate)
    return (
        _topic(candidate, facts)
        or _neighbour(candidate, facts)
        or next(filter(None, (_heading(home, facts) for home in homes)), None)
        or homes[-1].name
    )


def tags_of(candidate: Candidate, facts: Facts) -> tuple[str, ...]:
    """Topics that its evidence has, then known ones among its words; at most three."""
    own = [tag for entry in candidate.evidence for tag in entry.tags if _is_topic(tag)]
    known = topics_among(facts.tags, candidate.text)
    tags = tuple(dict.fromkeys((*own, *known)))[:_MOST_TAGS]
    is_kept = any(entry.private or is_private(entry.tags) for entry in candidate.evidence)
    return (*tags, PRIVATE) if is_kept else tags


def better_section(fact: Entry, sections: tuple[str, ...]) -> str | None:
    """One of `sections` for facts like `fact`, which stands under none or among the rest."""
    said = signal(fact.headline)
    if said is None or (fact.section and _HOMES_OF_ALL.isdisjoint(_words(fact.section))):
        return None
    candidate = Candidate(fact.headline, said, (fact,))
    known = Facts(sections=sections)
    found = _topic(candidate, known) or next(
        filter(None, (_heading(home, known) for home in _homes(candidate))), None
    )
    return found if found != fact.section else None


def topics_among(tags: Iterable[str], text: str) -> tuple[str, ...]:
    """Those of `tags` that stand in `text` as a word; at most three."""
    words = set(re.findall(r"[^\W_]+(?:[-/][^\W_]+)*", text.lower()))
    return tuple(tag for tag in tags if tag in words and _is_topic(tag))[:_MOST_TAGS]


def _is_topic(tag: str) -> bool:
    is_marker = tag in FACT or tag.partition("/")[0] == PINNED
    return not (is_marker or is_private((tag,))) and checked_tag(tag) == tag


def _homes(candidate: Candidate) -> tuple[_Home, ...]:
    kind = candidate.signal.kind
    if kind in _OF_SOMEBODY and is_of_another(candidate.text, is_thing=kind == "thing"):
        return (_PEOPLE,)
    if kind == "plan" and _loose(_AT_WORK).search(candidate.text):
        return (_DATES, _WORK)
    return _HOMES[kind]


def _topic(candidate: Candidate, facts: Facts) -> str | None:
    """The heading of a topic of the person's own that stands among the words or tags."""
    said = {*terms(candidate.text), *(terms(" ".join(candidate.newest.tags)))}
    for section in facts.sections:
        words = terms(section)
        if words and said.issuperset(words) and not _is_usual(section):
            return section
    return None


def _neighbour(candidate: Candidate, facts: Facts) -> str | None:
    """The heading of the person's own where facts of the same words stand."""
    said = set(terms(candidate.text))
    for fact in facts.related(candidate.text, _NEAR):
        is_near = len(said.intersection(terms(fact.text))) >= _SHARED
        if is_near and fact.section and not _is_usual(fact.section):
            return fact.section
    return None


def _heading(home: _Home, facts: Facts) -> str | None:
    words = set(home.words.split())
    return next((each for each in facts.sections if words & _words(each)), None)


def _is_usual(section: str) -> bool:
    """Whether `section` holds a kind of facts, rather than a topic."""
    return any(
        set(home.words.split()) & _words(section) for homes in _HOMES.values() for home in homes
    )


@cache
def _words(section: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W_]+", section.casefold()))


@cache
def _loose(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
