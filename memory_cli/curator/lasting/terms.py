"""The words of a text that carry what it says, to tell whether another text says the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:[.'+#/:-][^\W_]+)*[+#]*")
_IDLE = frozenset(
    """
    a an the i im ive i'm i've me my mine we we're we've our us is are am be been was were it
    it's its this that these those have has had do does did will of and so too also very really
    just now to in on at for with as by from then there der die das den dem des ein eine einen
    einem einer ich mein meine meinen meiner meinem wir unser unsere ist bin sind war und auch
    sehr es zu auf mit für bei von vom zum zur
    """.split()
)
_NO = frozenset(
    """
    not no never don't doesn't can't cannot won't isn't aren't longer without
    nicht kein keine keinen keinem keiner nie niemals ohne
    """.split()
)
_ENDINGS = (("ies", 5), ("ing", 6), ("ed", 5), ("en", 5), ("es", 5), ("e", 4), ("s", 4))
"""Endings, and the letters that a word must have to be one with it."""
_COVERED = 0.6  # of the words of the fuller text that the other must have


@lru_cache(maxsize=65536)
def terms(text: str) -> tuple[str, ...]:
    """The words of `text` that say something, in order and without their endings."""
    found = _WORD.findall(text.replace("’", "'").lower())
    return tuple(_stem(word) for word in found if word not in _IDLE)


def says_all(known: str, text: str) -> bool:
    """Whether `known` says all that `text` does, in the same order and not much more."""
    held, said = terms(known), terms(text)
    if not said or len(said) < _COVERED * len(held):
        return False
    return marks(held) == marks(said) and _is_within(said, held)


def marks(words: Sequence[str]) -> tuple[str, ...]:
    """What must be equal for two texts to say the same: their negations and numbers."""
    return tuple(sorted(word for word in words if word == "not" or any(map(str.isdigit, word))))


def _is_within(some: Sequence[str], all_: Sequence[str]) -> bool:
    rest = iter(all_)
    return all(word in rest for word in some)


def _stem(word: str) -> str:
    """`word` without what changes from one form to another, roughly, in English and German."""
    if word in _NO:
        return "not"
    word = word.removesuffix("'s")
    if any(map(str.isdigit, word)):
        return word
    for end, least in _ENDINGS:
        if len(word) >= least and word.endswith(end) and not word.endswith("ss"):
            return word.removesuffix(end) + ("y" if end == "ies" else "")
    return word
