"""A rule: one way to say what lasts. The tables of them are `english` and `german`."""

from __future__ import annotations

from typing import Literal
from typing import NamedTuple

Kind = Literal[
    "health", "me", "people", "preference", "habit", "thing", "project", "decision", "rule", "plan"
]
"""What a fact is of; `filing` knows where such facts stand."""


class Rule(NamedTuple):
    """One way to say what lasts."""

    kind: Kind
    why: str  # for the person who is asked
    confidence: float
    hints: str  # in lower case: without one of these words the rule cannot fit
    says: tuple[str, ...]  # patterns: the ways to say it
    unless: tuple[str, ...] = ()  # never when one of these is found, too
    turns: bool = False  # something became so: what happened today still lasts
    heard: bool = False  # holds also when somebody else said it


def either(words: str) -> str:
    """A pattern for any one of `words`; `_` stands for a space."""
    return "(?:" + "|".join(words.replace("_", " ") for words in words.split()) + ")"
