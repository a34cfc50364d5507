"""What a sentence with a word of change turns: the one older thing it speaks of again.

"Kindle is out, I read on paper again" shares no key with "I read everything on the Kindle", but it
ends a word of it. A false turn loses a fact, so much has to be shared: two rare words, or one and
a tag or a kind of value, and never between two people, two scopes, two things of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from collections.abc import Sequence
from functools import cache
from functools import lru_cache
from typing import NamedTuple

from memory_cli.core.annotation import DECISION
from memory_cli.core.annotation import PRIVATE
from memory_cli.curator.lasting.candidate import FACT
from memory_cli.curator.lasting.candidate import Candidate
from memory_cli.curator.lasting.people import is_of_another
from memory_cli.curator.lasting.signals import signal
from memory_cli.curator.lasting.terms import terms

_SHARED = 2  # rare words that speak of the same
_COMMON = 4  # facts, or one in so many, beyond which a word is not rare
_SHARE = 50
_MOST_READ = 48  # older ones compared with one newer
_CHANGE = (
    r"\b(?:now(?! (?:and|that))|from now on|no longer|not any ?more|any ?more|again|instead|after"
    r" all|(?:is|are) (?:out|over|off|gone|history|back|enough)|moves?|moved|slips?|slipped"
    r"|switch(?:ed|es)?|uninstalled|cancelled|rebooked|replaced|settled|part two|enough now"
    r"|starting (?:today|now)|no more|changed|changes|ab jetzt|ab sofort|jetzt|nicht mehr"
    r"|kein\w* \w+ mehr"
    r"|wieder|statt|stattdessen|doch|nur noch|umgestellt|verschoben|abgeschafft|vorbei"
    r"|instead of|(?:and )?not (?-i:[A-Z])\w+)\b"
)
_ONLY = r"\b(?:only|instead|now|switched|nur|stattdessen|jetzt)\b"
_ENDED = (
    r"\b(?:no more|no|not|without|instead of|rather than|off|quit|stopped|gave up|from"
    r"|statt|ohne|kein\w*|nicht) (?:(?:the|my|our|any|den|die|das|\w+ing|together with"
    r"|with) )?{word}"
    r"|\b{word}\w* (?:is|are|was|has been|ist|sind|wird) (?:now |jetzt )?(?:out\b|over\b|gone\b"
    r"|history\b|off\b|dead\b|uninstalled|cancelled|retired|raus\b|vorbei|weg\b|abgeschafft"
    r"|gekündigt|deinstalliert)"
)
_BESIDE = (
    r"\b(?:with|mit|by|bei|von) (?:(?:my|our|dr|mr|mrs|ms|frau|herrn?|prof)\.? )*(?-i:[A-ZÄÖÜ])"
    r"[\w-]+|\b(?:(?:dr|mr|mrs|ms|frau|herrn?|prof)\.? )+(?-i:[A-ZÄÖÜ])[\w-]+"
)
"""Who is there as well: "with Dr. Ono", "Jana's orders"."""
_SCOPE = r"\b(?:for|für) (?:the |my |our |den |die |das )?(\w+)"
_MONTH = (
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}\. ?\d{1,2}\.|\d{1,2}(?:st|nd|rd|th)?\.? (?:jan|feb|m[aä]r|apr"
    r"|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\w*|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov"
    r"|dec)\w* \d{1,2})\b"
)
_NUMBER = r"[\d-]+$"
_KINDS = {
    "weekday": (
        r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b|\b(?:mon|diens|donners|frei"
        r"|sams|sonn)tags?\b|\bmittwochs?\b"
    ),
    "date": _MONTH,
    "time": r"\b\d{1,2}[:.]\d\d\b(?!\.)|\b\d{1,2} ?(?:[ap]m|uhr)\b",
    "amount": r"\b\d+(?:[.,]\d+)? ?(?:%|€|\$|euros?|mg|ml|km|percent|prozent|hours|days|people)",
}
_GENERIC = frozenset(
    terms(
        """
        use uses used prefer like love hate want take get give go goes have eat drink work live
        run make do book keep start move change decide choose agree switch set plan call say tell
        day days week weeks month year morning evening night noon today time times hour minute
        every each other second first third last next new old one two three four five six seven
        only never always often usually again now more less most much many some any all both
        everything everywhere nothing something everyone nobody before after until since during
        while when where who what which why how than over under out off up down back about into
        without instead me him her them they you he she us who good better best bad big small
        long short well still yet enough up because can must may should would could need let
        team thing things people meeting call part place home house january february march april
        june july august september october november december monday tuesday wednesday thursday
        friday saturday sunday jan feb mar apr jun jul aug sep oct nov dec
        jetzt noch nur mehr immer nie oft wieder doch statt schon dann dass wenn aber oder weil
        jede jeden jeder jedes tag woche monat jahr morgen abend uhr nehme habe haben hat wird
        werden wurde nutze nutzen mag trinke esse gehe mache macht machen montag dienstag mittwoch
        donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember
        bleibt beschlossen entschieden er sie ihr ihm uns euch man im am um nach vor bis seit
        """
    )
)
_OF_SELF = frozenset({"preference", "habit", "health"})


class Told(NamedTuple):
    """A sentence, the entry that it stands in, and the tags of that."""

    text: str
    context: str = ""
    tags: tuple[str, ...] = ()

    @property
    def topics(self) -> frozenset[str]:
        """The tags that say what it is about."""
        return frozenset(self.tags) - FACT - {DECISION, PRIVATE}


def told(candidate: Candidate) -> Told:
    """The words of `candidate`, with those around them where it was said last."""
    return Told(candidate.text, candidate.newest.headline, candidate.newest.tags)


class Turns:
    """Older sentences, found by their rare words."""

    def __init__(self, older: Sequence[Told]) -> None:
        self._told = older
        self._having: dict[str, list[int]] = {}
        for number, each in enumerate(older):
            for word in (*_words(each.text), *_weekdays(each.text)):
                self._having.setdefault(word, []).append(number)
        self._most = max(_COMMON, len(older) // _SHARE)

    def turned(self, newer: Told, among: Collection[int]) -> int | None:
        """The one sentence `among` the older that `newer` is the change of; None if it is open."""
        if not may_turn(newer):
            return None
        whole = f"{newer.text} {newer.context}"
        said = dict.fromkeys((*_in_order(whole), *sorted(_weekdays(whole))))
        near = {
            number: None
            for word in said
            if len(self._having.get(word, ())) <= self._most
            for number in self._having.get(word, ())
            if number in among
        }
        found = [number for number in [*near][:_MOST_READ] if self._is_turn(newer, number)]
        return found[0] if len(found) == 1 else None

    def _is_turn(self, newer: Told, number: int) -> bool:
        older = self._told[number]
        if newer.text == older.text:
            return False
        rare = {
            word
            for word in _words(older.text)
            if len(self._having[word]) <= self._most and not _is_in(word, newer.topics)
        }
        return _changes(newer, older, rare) and _is_of_one(newer, older)


def may_turn(newer: Told) -> bool:
    """Whether anything in `newer` speaks of a change."""
    if DECISION in newer.tags and newer.topics:
        return True
    return bool(_loose(_CHANGE).search(f"{newer.text} {newer.context}"))


def _changes(newer: Told, older: Told, rare: Collection[str]) -> bool:
    """Whether `newer` shares enough of the `rare` words of `older` to speak of the same."""
    shared = {word for word in _words(newer.text) if word in rare}
    same_tag = bool(newer.topics & older.topics)
    is_said = bool(_loose(_CHANGE).search(newer.text))
    if same_tag and _weekday_ended(newer, older):
        return True
    if not is_said and not (DECISION in newer.tags and same_tag):
        return False
    whole = newer.context or newer.text
    ended = {word for word in rare if word in _words(whole) and _is_ended(word, whole)}
    shared = {word for word in shared if not _differs(word, newer.text, older.text)}
    if len(shared) >= _SHARED or (
        shared & ended and is_said and _names(older.text, shared & ended)
    ):
        return True
    begun = {word for word in ended if not _is_ended(word, older.text)}
    if begun and _is_self_again(newer, older):
        return True
    is_like = same_tag or _kinds(newer.text) & _kinds(older.text)
    if shared and is_said and is_like:
        return not any(_is_modified(word, newer.text, older.text) for word in shared)
    return False


def _is_self_again(newer: Told, older: Told) -> bool:
    """Whether both are of what one person likes and does, and the newer says "only" or "now"."""
    kinds = [found.kind for each in (newer, older) if (found := signal(each.text))]
    return (
        len(kinds) == _SHARED
        and _OF_SELF.issuperset(kinds)
        and bool(_loose(_ONLY).search(newer.text))
        and not _is_of_another(newer.text)
        and not _is_of_another(older.text)
    )


def _weekday_ended(newer: Told, older: Told) -> bool:
    """Whether `newer` has another weekday, and its entry says "not" of the one in `older`."""
    days = _weekdays(older.text)
    return bool(_weekdays(newer.text)) and any(_is_ended(day, newer.context) for day in days)


def _is_of_one(newer: Told, older: Told) -> bool:
    """Whether both may be of the same person, and of the same scope ("for billing")."""
    for one, other in ((newer, older), (older, newer)):
        if _is_of_another(one.text):
            who = set(_in_order(one.text)[:2])
            if who.isdisjoint(_words(f"{other.text} {other.context}")):
                return False
    scopes = [
        {scope for scope in _loose(_SCOPE).findall(each.text.lower()) if _words(scope)}
        for each in (newer, older)
    ]
    return not (all(scopes) and scopes[0].isdisjoint(scopes[1]))


def _differs(word: str, newer: str, older: str) -> bool:
    """Whether `word` is of two things: "billing launch", "search launch"."""
    one, other = _before(word, newer), _before(word, older)
    return bool(
        one and other and not one & other and not one & _words(older) and not other & _words(newer)
    )


def _is_modified(word: str, newer: str, older: str) -> bool:
    """Whether one of two texts says which `word` it means, and the other does not."""
    one, other = _before(word, newer), _before(word, older)
    return bool(one - _words(older) or other - _words(newer))


def _before(word: str, text: str) -> frozenset[str]:
    """The words that stand right before `word` in `text`."""
    plain = text.lower()
    found = _compiled(rf"([^\W_]+) {re.escape(word)}[a-zäöü]*\b").findall(plain)
    return frozenset(each for before in found for each in _words(before))


def _is_ended(word: str, text: str) -> bool:
    return bool(_loose(_ENDED.replace("{word}", re.escape(word))).search(text))


@lru_cache(maxsize=65536)
def _is_of_another(text: str) -> bool:
    return is_of_another(text)


def _is_in(word: str, topics: Collection[str]) -> bool:
    return any(word in topic for topic in topics)


def _names(text: str, words: Collection[str]) -> bool:
    """Whether one of `words` is written as a name within `text`."""
    return any(_compiled(rf"(?<!^){re.escape(word.capitalize())}").search(text) for word in words)


def _weekdays(text: str) -> set[str]:
    return {day.rstrip("s") for day in _loose(_KINDS["weekday"]).findall(text.lower())}


def _kinds(text: str) -> set[str]:
    return {kind for kind, pattern in _KINDS.items() if _loose(pattern).search(text)}


@lru_cache(maxsize=65536)
def _words(text: str) -> frozenset[str]:
    return frozenset(_in_order(text))


@lru_cache(maxsize=65536)
def _in_order(text: str) -> tuple[str, ...]:
    """The words of `text` that tell it from others."""
    found = (
        word
        for word in terms(_loose(_BESIDE).sub(" ", text))
        if word not in _GENERIC and word != "not"
    )
    return tuple(word for word in found if len(word) > 1 and not _loose(_NUMBER).match(word))


@cache
def _loose(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
