"""Sentences that say nothing alone, and the sentence before them that says what they are of."""

from __future__ import annotations

import re
from functools import cache

from memory_cli.core.wording import LONGEST
from memory_cli.curator.lasting.chatter import is_idle
from memory_cli.curator.lasting.chatter import is_mood
from memory_cli.curator.lasting.english import words as en
from memory_cli.curator.lasting.german import words as de
from memory_cli.curator.lasting.people import is_of_another
from memory_cli.curator.lasting.signals import Signal
from memory_cli.curator.lasting.signals import signal

_ROUTINE = (
    rf"^(?:(?:on )?{en.RECUR}|{de.RECUR})(?:,? (?:at |from |um |ab )?\d{{1,2}}(?:[:.]\d\d)?"
    r"(?: ?(?:[ap]m|uhr)\b)?)?(?=[,.;!]|$)"
)
_COMPLAINS = (
    r"\b(?:again|late|why|who|same|never|wieder|spät|warum|wer|immer|nie|i|ich|we|wir|not|nicht)\b"
)
_CLIPPED = (
    r"^(?:no|only|kein\w*|nur) [\wäöüß-]+"
    r"|^(?!I\b|we\b|ich\b|wir\b)(?-i:[A-ZÄÖÜ])[\w-]*(?: [a-zäöüß]+){0,2} (?:only|nur)\b"
)
_LABEL = r"^(?-i:[A-ZÄÖÜ])[\w.]*(?: [\w.]+)?: "
_JOINED = 0.05  # less sure, when two sentences had to be put together
_MOST_WORDS = 10
_ROUTINE_SIGNAL = Signal("habit", "a routine", 0.75)


def completed(told: tuple[str, ...], number: int) -> tuple[str, Signal] | None:
    """The fragment at `number` with the sentence before it; None when it is none, or no use."""
    if not number:
        return None
    before, sentence = told[number - 1], told[number]
    if is_idle(before) or is_mood(before) or len(before) + len(sentence) >= LONGEST:
        return None
    if routine := _loose(_ROUTINE).match(sentence):
        is_plain = len(before.split()) <= _MOST_WORDS and not _loose(_COMPLAINS).search(before)
        return (f"{before} {routine[0]}.", _ROUTINE_SIGNAL) if is_plain else None
    found = signal(sentence) if _loose(_CLIPPED).search(sentence) else None
    if found and _is_of_one(before, found):
        return f"{before} {sentence}", found._replace(confidence=found.confidence - _JOINED)
    return None


def is_bare(sentence: str) -> bool:
    """Whether `sentence` says when something is, and not what."""
    routine = _loose(_ROUTINE).match(sentence)
    return routine is not None and not sentence[routine.end() :].strip(" .,;!")


def _is_of_one(before: str, found: Signal) -> bool:
    """Whether `before` says who it is that the next sentence, `found` to last, speaks of."""
    ill = signal(before)
    if ill and ill.kind == "health" and found.kind == "health":
        return True
    return is_of_another(_loose(_LABEL).sub("", before))


@cache
def _loose(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
