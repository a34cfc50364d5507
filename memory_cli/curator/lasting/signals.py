"""What a lasting sentence looks like: rules in English and German, the first that fits counts.

A rule is tried only on sentences that have one of its hints among their words, so that a line of
an ordinary day costs a look-up and no search.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from memory_cli.curator.lasting.chatter import is_event
from memory_cli.curator.lasting.chatter import is_idle
from memory_cli.curator.lasting.chatter import is_mood
from memory_cli.curator.lasting.chatter import is_passing
from memory_cli.curator.lasting.chatter import is_told
from memory_cli.curator.lasting.english import rules as english
from memory_cli.curator.lasting.german import rules as german
from memory_cli.curator.lasting.people import named
from memory_cli.curator.lasting.rule import Kind
from memory_cli.curator.lasting.rule import Rule

_CONDITION = (r"^(?:if|falls|wenn|sollte) ",)
_MARKS = (r"[\"“„«]",)
_SPEECH = (r"[\"“„«][^\"”“»]{12,}[\"”“»]",)
"""What stands in quotation marks and is more than a word: somebody else says it."""
_LONG = 8
_SHORTEST_PART = 4
"""Of a compound word, of which a hint may give the end ("-nummer") or the beginning."""
_WORDS = r"[^\W\d_]+(?:'[^\W\d_]+)?"


class Signal(NamedTuple):
    """Why a sentence is kept."""

    kind: Kind
    why: str
    confidence: float


def signal(sentence: str) -> Signal | None:
    """What makes `sentence` worth keeping for years; None when nothing does."""
    rule = rule_of(sentence)
    return rule and Signal(rule.kind, rule.why, rule.confidence)


def rule_of(sentence: str) -> Rule | None:
    """The surest rule that fits `sentence`; None as well when it is idle for all that."""
    plain = named(sentence)
    own = _any(_SPEECH).sub('""', plain) if _any(_MARKS).search(plain) else plain
    for rule in _fitting(plain):
        if _any(rule.says).search(own) and _holds(rule, plain):
            return None if is_idle(plain) else rule
    return None


def is_lasting(sentence: str) -> bool:
    """Whether nothing in `sentence` says that it holds only now."""
    plain = sentence.replace("’", "'")
    return not (is_idle(plain) or is_event(plain) or is_mood(plain) or is_passing(plain))


def words_of(sentence: str) -> list[str]:
    """The words of `sentence` that hints are compared with."""
    return _compiled_words().findall(sentence.lower())


def _fitting(plain: str) -> list[Rule]:
    """The rules with a hint in `plain`, the surest first."""
    table = _table()
    numbers: set[int] = set()
    for word in words_of(plain):
        numbers.update(table.get(word, ()))
        if len(word) > _LONG:
            for size in range(_SHORTEST_PART, len(word)):
                numbers.update(table.get("-" + word[-size:], ()))
                numbers.update(table.get(word[:size] + "-", ()))
        if "'" in word:
            for part in word.split("'"):
                numbers.update(table.get(part, ()))
    return [_rules()[number] for number in sorted(numbers)]


def _holds(rule: Rule, plain: str) -> bool:
    if rule.kind != "rule" and _any(_CONDITION).search(plain):
        return False
    if rule.unless and _any(rule.unless).search(plain):
        return False
    if not rule.heard and is_told(plain):
        return False
    return rule.turns or not (is_passing(plain) or is_event(plain) or is_mood(plain))


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(sorted((*english.RULES, *german.RULES), key=lambda rule: -rule.confidence))


@cache
def _table() -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for number, rule in enumerate(_rules()):
        for hint in rule.hints.split():
            found.setdefault(hint, []).append(number)
            if hint.startswith("-"):
                found.setdefault(hint[1:], []).append(number)
    return {hint: tuple(numbers) for hint, numbers in found.items()}


@cache
def _any(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


@cache
def _compiled_words() -> re.Pattern[str]:
    return re.compile(_WORDS)
