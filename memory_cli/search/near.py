"""Which stems stand in for a word that no entry has: longer ones, or those of a slip."""

from __future__ import annotations

from collections.abc import Iterable

from memory_cli.search.words import is_unspaced

_SHORTEST = 4  # letters; shorter words are like too many others
_LONG = 8  # letters, from which on two slips are forgiven
_MOST = 3


def near(word: str, vocabulary: Iterable[str]) -> tuple[str, ...]:
    """Return the at most three stems of `vocabulary` closest to `word`, the best first.

    Those that begin with it, the shortest first; when there are none, those with the fewest
    slips: one, or two in a word of eight letters. A slip is a letter too many, missing or wrong,
    or two neighbours that changed places. Words with digits, words of fewer than four letters and
    scripts without spaces are what they are: they have none.
    """
    if len(word) < _SHORTEST or any(char.isdigit() or is_unspaced(char) for char in word):
        return ()
    stems = set(vocabulary)
    longer = sorted((stem for stem in stems if stem.startswith(word)), key=_by_length)
    return tuple(longer[:_MOST]) or _slips(word, stems)


def _by_length(stem: str) -> tuple[int, str]:
    return len(stem), stem


def _slips(word: str, stems: Iterable[str]) -> tuple[str, ...]:
    letters = frozenset(word)
    for slips in (1, 2) if len(word) >= _LONG else (1,):
        found = []
        for stem in stems:
            more = abs(len(stem) - len(word))
            # Quick to rule out: a wrong letter changes two of those that occur, one too many one.
            differ = more <= slips and len(letters.symmetric_difference(stem)) <= 2 * slips - more
            if differ and are_near(word, stem, slips):
                found.append(stem)
        if found:
            return tuple(sorted(found)[:_MOST])
    return ()


def are_near(one: str, other: str, slips: int) -> bool:
    """Whether `slips` slips, or fewer, make one of the other."""
    more = len(one) - len(other)
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        same += 1
    if same == min(len(one), len(other)):
        return abs(more) <= slips
    if not slips:
        return False
    one, other, slips = one[same:], other[same:], slips - 1
    return (
        (abs(more) <= slips and are_near(one[1:], other[1:], slips))
        or (abs(more - 1) <= slips and are_near(one[1:], other, slips))
        or (abs(more + 1) <= slips and are_near(one, other[1:], slips))
        or (one[:2] == other[1::-1] and are_near(one[2:], other[2:], slips))
    )
