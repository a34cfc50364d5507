"""What relative dates look like, mean and become in one language: the shape of that data.

In a pattern a space is any gap between two words, the text is lower case, and a group carries a
digit where its name is needed again: `count`, `count2`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, eq=False)
class Language:
    """How one language speaks of days that depend on the day it is spoken."""

    stems: tuple[str, ...]
    """Every phrase holds one of them."""
    recurring: str
    phrase: str
    origin: str
    """The word that makes a range of weekdays one of days: "from Friday to Sunday"."""
    words: Mapping[str, str]
    """Its words, in those of `phrases`."""
    nominative: Mapping[str, str]
    """What the words of a length become when no preposition bends them any longer."""
    names: Mapping[str, str]
    """Its months, seasons and parts of a day, as `forms` says them."""
    short: frozenset[str]
    """Names only with a capital letter, and alone only behind a slot or before a time."""
    forms: Mapping[str, Mapping[str, str]]
    """Per kind of period, how it is said alone and in the slots behind some words."""
    slots: Mapping[str, str]
    absorbed: frozenset[str]
    """Words in front of a phrase that become part of it."""
    never: frozenset[str]
    """Words behind which nothing is relative."""
    owned: frozenset[str]
    """Words behind which "last week" is not the one before this: "my last week at Acme"."""
    fixed: frozenset[str]
    """Words behind which a mere name is not the next or latest one: "a Friday"."""
    lasting: frozenset[str]
    """Words behind which "last two weeks" is no verb, and "the next week" starts today."""
    times: frozenset[str]
    """Words behind which "in two weeks" is a duration."""
    nouns: Mapping[str, frozenset[str]]
    """Adverbs that are also nouns, behind these words or with a capital within a sentence."""
    habit: str
    past: str
    told: str
    """Past verbs behind which something may still be ahead."""
    ahead: str
    ahead_leads: frozenset[str]
    past_leads: frozenset[str]
    subject: str
    """Behind a phrase that begins a sentence: it is what the sentence is about."""


def either(text: str) -> str:
    """Return a pattern for one of several patterns, which spaces separate."""
    return "(?:" + "|".join(text.split()) + ")"


def words(text: str) -> frozenset[str]:
    """Return the words of a line."""
    return frozenset(text.split())


ANY_MONTH = (
    r"(?:jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|märz|apr(?:il)?|ma[iy]|jun[ei]?|jul[iy]?"
    r"|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\b"
)
DATED = (
    r"(?!,? \(?(?:the |den |dem )?(?:[0-9]{1,2}(?:st|nd|rd|th)\b|[0-9]{1,2}\.?(?: of)? "
    rf"{ANY_MONTH}|{ANY_MONTH} [0-9]|[0-9]{{4}}-[0-9]|[0-9]{{1,2}}(?:/[0-9]|\.[0-9]{{1,2}}\.)))"
)
"""Not in front of a date: "Friday, 20 November", "Friday (2026-11-20)"."""
LIST = r"(?:,|,? and|,? or|,? und|,? oder)"
TO = r"(?: ?[-–—] ?| (?:to|through|thru|bis) )"
