"""Dates that a question names in passing: "last week" in "what did I promise Dana last week?".

`parse_window` knows what a date phrase means. Here is decided which words of a text are one, and
in doubt they are none: May is also a friend and a verb, 2000 also a number of steps. English only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from memory_cli.core.dates import Window
from memory_cli.core.dates import parse_day
from memory_cli.core.dates import parse_window
from memory_cli.core.errors import BadInput
from memory_cli.core.phrases import MONTHS
from memory_cli.core.phrases import WEEKDAYS
from memory_cli.core.phrases import WORDS

_MOST_WORDS = 2000
_MOST_TRIES = 1000
"""A question is short; a page that was pasted as one must not take long."""
_LONGEST = 12
"""Words of a phrase: "between the 3rd of may 2025 and the 10th of may 2025"."""
_YEARS = range(1900, 2101)

_SIDES = {"before", "after"}
_OPENERS = {"since", "until", *_SIDES}
_INNER = {"the", "of", "and", "to", ".."}
_JOINTS = {"between", "from", "and", "to", ".."}
_STEPS = {"last", "this", "next"}
_KNOWN = WORDS | _OPENERS | _INNER | _JOINTS

# Names that are also something else, and the words behind which they are a date.
_NAMES = {*MONTHS, *WEEKDAYS}
_NOUNS_AND_VERBS = {"may", "march", "sun", "sat"}
_PEOPLE = {"april", "june", "august", "jan"}
_SHORT = {name for name in _NAMES if len(name) <= len("sep")} | {"sept", "tues"}
_DOUBTFUL = _NOUNS_AND_VERBS | _PEOPLE | _SHORT
_CUES = {*_OPENERS, *_STEPS, "by"}
_MONTH_CUES = {*_CUES, "in", "during", "early", "mid", "late"}
_WEEKDAY_CUES = {*_CUES, "on"}
_YEAR_CUES = {*_OPENERS, "in", "during", "of", "early", "mid", "late"}
_PARTS = set("start beginning middle end half rest day days week weeks month".split())

# "every monday" and "good friday" are not the last one; "the week before may" is not before it.
_NOT_THE_LATEST = set("a an one every each any some first second third fourth good black".split())
_OFFSETS = set("day days night morning evening week weeks month months year years".split())

# Compiled when they are first used.
_MARKS = r"\s.,;:!?…—()\[\]{}<>|\"“”„«»'‘’*_`"
_WORD = rf"[^{_MARKS}]+(?:[.,:'’_][^{_MARKS}]+)*"
_STOP = r"[.,;:!?…—()\[\]{}<>|]+"
_NUMBER = r"[0-9]{1,4}|[0-9]{1,2}(?:st|nd|rd|th)|[0-9]{4}(?:-[0-9]{1,2}){1,2}"
_YEAR = r"[0-9]{4}"


class _Word(NamedTuple):
    text: str
    is_title: bool = False


_BREAK = _Word("")
"""Stands between two clauses, and at both ends."""


class Mention(NamedTuple):
    """Days that a text names, and the phrase that names them, lower case."""

    window: Window
    phrase: tuple[str, ...]

    @property
    def relative(self) -> frozenset[str]:
        """Those of its words that say nothing apart from today: "last" and "week", not "may"."""
        names = frozenset(word for word in self.phrase if word in _NAMES)
        counts = all(word in _NAMES or re.match("[0-9]", word) for word in self.phrase)
        return frozenset() if counts else frozenset(self.phrase) - names


def mention(text: str, *, today: date) -> Mention | None:
    """Return the days that `text` names among its words, by its longest date phrase, or the first.

    The phrase means what it means to `parse_window`, but "before X" and "after X" leave one end
    open, and "two months ago" is vague: the whole calendar week, month or year around that day.
    """
    words = [_BREAK, *_words(text), _BREAK]
    for start, end in islice(_phrases(words), _MOST_TRIES):
        if _is_meant(words, start, end):
            with suppress(BadInput, ValueError, OverflowError):
                phrase = [word.text for word in words[start:end]]
                return Mention(_window(phrase, today), tuple(phrase))
    return None


def _words(text: str) -> Iterator[_Word]:
    last, read = "", 0
    for match in islice(re.finditer(_WORD, text), _MOST_WORDS):
        gap, raw = text[read : match.start()], match[0]
        word = raw.lower()
        if gap.endswith(("'", "’")) and re.fullmatch("[0-9]{2}", raw):
            word = f"'{raw}"
        elif raw.isupper() and word in _SHORT & WEEKDAYS.keys():
            word = raw  # SAT is an exam
        elif (name := re.sub("['’]s$", "", word)) in WORDS - _DOUBTFUL:
            word = name
        stop = "".join(re.findall(_STOP, gap))
        if gap in {"..", " .. "}:
            yield _Word("..")
        elif stop and not (
            (stop == "," and re.fullmatch(_YEAR, raw))
            or (stop == "." and last in _SHORT - _NOUNS_AND_VERBS)
        ):
            yield _BREAK
        yield _Word(word, raw.istitle())
        last, read = word, match.end()


def _phrases(words: list[_Word]) -> Iterator[tuple[int, int]]:
    """Yield where a phrase may stand, the longest first: only known words, no break."""
    reach = [0] * len(words)
    for at in reversed(range(len(words))):
        if words[at].text in _KNOWN or re.fullmatch(_NUMBER, words[at].text):
            reach[at] = 1 + reach[at + 1]
    for length in range(min(_LONGEST, max(reach)), 0, -1):
        for start in range(len(words)):
            end = start + length
            if length <= reach[start] and not {words[start].text, words[end - 1].text} & _INNER:
                yield start, end


def _is_meant(words: list[_Word], start: int, end: int) -> bool:
    lead, first, following = words[start - 1].text, words[start].text, words[end].text
    return not (
        lead in _SIDES
        or (first in _SIDES and lead in _OFFSETS)
        or (first in _NAMES and lead in _NOT_THE_LATEST)
        or (lead in {"and", "or", "to"} and _is_day(first) and _is_day(words[start - 2].text))
        or following == "of"
        or following.startswith("'")
    ) and all(
        _is_year(words, at, start, end)
        if re.match(_YEAR, words[at].text)
        else words[at].text not in _DOUBTFUL or _is_name(words, at, start, end)
        for at in range(start, end)
    )


def _is_year(words: list[_Word], at: int, start: int, end: int) -> bool:
    """Whether a number is a year: "2022-05", "may 2022" or "in 2022", but not "in 2000 steps"."""
    year, cue, following = words[at].text, words[at - 1].text, words[end].text
    if int(year[:4]) not in _YEARS:
        return False
    if not year.isdigit() or (at > start and (cue in MONTHS or _is_day(cue))):
        return True
    if cue == "the":
        cue = words[at - 2].text
    counts = int(year) % 100 == 0 or re.fullmatch(r".{4,}s", following)
    is_quantity = at == end - 1 and following and counts
    return not is_quantity and (cue in _YEAR_CUES or (at > start and cue in _JOINTS))


def _is_name(words: list[_Word], at: int, start: int, end: int) -> bool:
    """Whether a doubtful word names a month or a weekday, by the words beside it."""
    cue, (text, is_title), following = words[at - 1].text, words[at], words[at + 1].text
    is_month = text in MONTHS
    may_be_verb = text in _NOUNS_AND_VERBS and not is_title and words[end] != _BREAK
    if is_month and at + 1 < end and re.fullmatch(_YEAR, following):
        return True
    if is_month and (_is_day(cue) or _is_day(following)):
        in_phrase = end - start > len(("5", "may")) or words[start - 1].text in _CUES | {"on"}
        return in_phrase or not may_be_verb
    if cue == "of":
        return words[at - 2].text in _PARTS or _is_day(words[at - 2].text)
    if cue in (_MONTH_CUES if is_month else _WEEKDAY_CUES) or (at > start and cue in _JOINTS):
        return not (may_be_verb and (cue in _STEPS or not is_month))
    return is_title and cue != "" and text not in _NOUNS_AND_VERBS | _PEOPLE


def _is_day(word: str) -> bool:
    return re.match("[0-9]{1,2}(?![0-9])", word) is not None


def _window(words: list[str], today: date) -> Window:
    match words:
        case ["before" | "after" as side, *rest]:
            start, end = _window(rest, today)
            if start is None or end is None:
                raise ValueError(words)
            day = timedelta(1)
            return Window(None, start - day) if side == "before" else Window(end + day, None)
        case [_, unit, "ago"] if (unit := unit.removesuffix("s")) != "day":
            return parse_window(f"this {unit}", today=parse_day(" ".join(words), today=today))
        case _:
            return parse_window(" ".join(words), today=today)
