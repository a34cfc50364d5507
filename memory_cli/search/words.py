"""How text becomes words: what the index holds of an entry, and what a question asks it for.

A text is folded, cut into pieces, and each piece gives words. Stems are made later, from the words
joined by single spaces, by SQLite.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from itertools import pairwise

from memory_cli.search.verbs import BASES

_LONGEST = 64
_UNSPACED = (
    *((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF)),  # Thai and Lao, Myanmar, Khmer
    *((0x1100, 0x11FF), (0xA960, 0xA97F), (0xAC00, 0xD7FF)),  # Hangul
    *((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0x1AFF0, 0x1B2FF), (0x20000, 0x3FFFF)),  # CJK, kana
)
_FLAGS = range(0x1F1E6, 0x1F200)  # the letters that flags are spelled with, two each
_RUN, _FLAG = "字🇦"  # stand for all those when a text is cut

_OTHERS = r"\x00-/:-@\[-`{-\x7f"  # of all that folding leaves, only this is not of words
_LETTER = rf"[^{_OTHERS}{_RUN}{_FLAG}]"
_JOINER = r"(?:(?:[_:/@]|\.(?!\.)){1,4}|(?<![0-9])'(?![0-9]))"
_PIECE = re.compile(
    rf"{_LETTER}+(?:://(?:{_LETTER}|[-_.~:/?#@&=+%])*{_LETTER}|(?:{_JOINER}{_LETTER}+)*)"
    rf"|{_RUN}+|{_FLAG}{{1,2}}"
)
_ENDING = re.compile(rf"'(?i:s(?![^{_OTHERS}])|(?=(?:[tdm]|re|ve|ll)(?![^{_OTHERS}])))")
_HUMPS = r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z0-9])(?=[A-Z][a-z])(?![A-Z]s(?![a-z]))"  # none in PDFs
_LEVELS = tuple(map(re.compile, ("[-/:@?&=#+%~]", "[.]", "_", "'", _HUMPS)))
"""What separates the parts of a name, from the loosest to the closest."""
_JOINERS = "-/:@?&=#+%~._'"
_NUMBERED = re.compile(r"([^\W\d_]{3,})[0-9]+")

_ACCENTS = frozenset((1, *range(10, 36), *range(200, 241)))
"""Combining classes: overlays, points of Hebrew and Arabic, accents; no vowel signs, no dakuten."""
_UNSEEN = r"[\u034f\u180b-\u180f\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]"
"""Joiners, variants, tones of skin and tags, which are read as little as category Cf."""
_SPELLED = str.maketrans({"æ": "ae", "œ": "oe", "þ": "th"}) | str.maketrans(
    "øłđðħŧŋı\u0671\u0649\u06cc\u06a9", "olddhtni\u0627\u064a\u064a\u0643"
)
"""Letters that do not decompose, and those of Arabic that differ by keyboard, not by spelling."""

_STOP = frozenset(
    """
    a about after again all also am an and any are arent as at be because been before being
    between both but by can cannot cant could couldnt did didnt do does doesnt doing dont down
    during each few for from further get got had hadnt has hasnt have havent having he her here
    hers herself hes him himself his how hows i if im in into is isnt it its itself ive just let
    lets many me more most much my myself no nor not now of off on once only or other our ours
    ourselves out over own same shall she shes should shouldnt so some such than that thats the
    their theirs them themselves then there theres these they theyd theyll theyre theyve this those
    through to too under until up us very was wasnt we were werent weve what whats when whens where
    wheres whether which while who whom whos whose why will with wont would wouldnt you youd youll
    your youre yours yourself yourselves youve s t
    """.split()
)
"""English words that ask, bind and point; not `may`, a month, nor `id`, `ill` and `well`."""


def words(text: str) -> list[str]:
    """Return the words of `text` in order: lower case, without accents, never with white space.

    Names made of parts give the parts and then the whole: `mem.find_files` gives `mem find files
    find_files mem.find_files`; hyphens only separate. Scripts without spaces give every character
    and every pair: `深色模` gives `深 深色 色 色模 模`. A pictograph is a word. What nobody sees
    counts for nothing. Words longer than 64 characters are cut.
    """
    folded = _folded(text)
    cut = _to_cut(folded)
    if cut is folded:
        return list(chain.from_iterable(map(_given, _PIECE.findall(folded))))
    pieces = (folded[slice(*piece.span())] for piece in _PIECE.finditer(cut))
    return list(chain.from_iterable(map(_given, pieces)))


def asked(text: str) -> list[str]:
    """Return the words of a question: without stop words, unless it has no others."""
    found = words(text)
    return [word for word in found if word not in _STOP] or found


def spans(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Return the pieces of `text`, start, end and the words each gives: together, all its words.

    Pieces do not overlap. In scripts without spaces a piece is one character, with its pairs.
    """
    clusters = list(_clusters(text))
    origin = [(start, end) for start, end, part in clusters for _ in part]
    found: list[tuple[int, int, tuple[str, ...]]] = []
    for first, last, given in _pieces("".join(part for *_, part in clusters)):
        start, end = origin[first][0], origin[last - 1][1]
        before: tuple[str, ...] = ()
        if found and start < found[-1][1]:  # two pieces of one character, like ½
            start, _, before = found.pop()
        found.append((start, end, before + given))
    return found


def is_unspaced(char: str) -> bool:
    """Whether `char` is of a script that sets no spaces between words, or none before endings."""
    return any(first <= ord(char) <= last for first, last in _UNSPACED)


class _Folds(dict[int, str | None]):
    """What becomes of each character of a decomposed text, found out when it is first met."""

    def __missing__(self, code: int) -> str | None:
        self[code] = fold = _fold(chr(code))
        return fold


class _Kinds(dict[int, str]):
    """What each character of a folded text is to `_PIECE`, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = kind = _RUN if is_unspaced(chr(code)) else chr(code)
        return kind


_FOLDS = _Folds(
    str.maketrans(dict.fromkeys("‘’‛′ʹʻʼʽ", "'") | dict.fromkeys("\u0640\u115f\u1160"))
    | {code: chr(code) for code in _FLAGS}
)
_KINDS = _Kinds(dict.fromkeys(_FLAGS, _FLAG))


def _folded(text: str) -> str:
    """`text` without accents and what nobody sees; beyond ASCII, what is no word is a space."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", text).translate(_FOLDS))


def _fold(char: str) -> str | None:
    category = unicodedata.category(char)
    if category in {"Cf", "Me"} or unicodedata.combining(char) in _ACCENTS:
        return None
    if re.match(_UNSEEN, char):
        return None
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if _is_pictograph(char, category):
        return f" {char} "
    return char if category[0] in "LMN" or category == "Cn" or char.isascii() else " "


def _is_pictograph(char: str, category: str) -> bool:
    if category == "Cn":  # newer than this Python, which takes letters for granted
        return "\U0001f000" <= char <= "\U0001faff"
    return category == "So" and char >= "←" and not re.match("[─-▟\ufffc\ufffd]", char)


def _to_cut(folded: str) -> str:
    """`folded`, character by character, as `_PIECE` understands it."""
    is_spaced = folded.isascii() or ord(max(folded, default=" ")) < _UNSPACED[0][0]
    return folded if is_spaced else folded.translate(_KINDS)


@lru_cache(maxsize=1 << 14)
def _given(piece: str) -> tuple[str, ...]:
    """Return the words of one piece."""
    if not is_unspaced(piece[0]):
        return tuple(BASES.get(word, word) for word in _parts(_ENDING.sub("", piece)))
    units = _units(piece)
    return (*(word for one, two in pairwise(units) for word in (one, one + two)), units[-1])


def _parts(piece: str, level: int = 0) -> Iterator[str]:
    """Yield the words of the parts of `piece`, if it has any, and then the word it is."""
    levels = len(_LEVELS) - (len(piece) > _LONGEST)  # so long, it is no camel: upper case is chance
    if level < levels:
        stripped = (part.strip(_JOINERS) for part in _LEVELS[level].split(piece))
        parts = [part for part in stripped if part]
        for part in parts:
            yield from _parts(part, level + 1)
        if len(parts) == 1:
            return
    word = unicodedata.normalize("NFC", piece.replace("'", "")).casefold()
    word = word.translate(_SPELLED)[:_LONGEST]
    if numbered := _NUMBERED.fullmatch(word):
        yield numbered[1]
    yield word


def _units(run: str) -> list[str]:
    """Return the characters of `run`, each with its marks, and so short that a pair is no blob."""
    units: list[str] = []
    for char in run:
        is_mark = unicodedata.category(char)[0] == "M"
        if is_mark and units and len(units[-1]) < _LONGEST // 2:
            units[-1] += char
        else:
            units.append(char)
    return units


def _pieces(folded: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where the pieces of `folded` stand and what they give, runs unit by unit."""
    for start, end in (piece.span() for piece in _PIECE.finditer(_to_cut(folded))):
        if not is_unspaced(folded[start]):
            yield start, end, _given(folded[start:end])
            continue
        last, units = start, _units(folded[start:end])
        for before, unit, after in zip(["", *units], units, [*units[1:], ""], strict=False):
            first, last = last, last + len(unit)
            yield first, last, tuple(dict.fromkeys((unit, before + unit, unit + after)))


def _clusters(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield what folds alone as it does in `text`: start, end, folded."""
    start, whole = 0, ""
    for end, char in enumerate(text):
        alone = _folded(char)
        both = unicodedata.normalize("NFC", whole + alone)
        if alone and both == whole + alone and not unicodedata.combining(alone[0]):
            yield start, end, whole
            start, whole = end, alone
        else:
            whole = both
    yield start, len(text), whole
