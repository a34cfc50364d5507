"""Finds what is relative in a text, and what the words around it say of how it is meant.

A text is read once per language, by one pattern that knows phrases, verbs and the ends of clauses,
and nothing is looked up twice: a pasted page takes no time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from memory_cli.core.relative_english import ENGLISH
from memory_cli.core.relative_german import GERMAN
from memory_cli.core.relative_language import ANY_MONTH
from memory_cli.core.relative_language import Language

_GAP = r"(?>[^\S\n]+(?:\n[^\S\n]*)?|\n[^\S\n]*)"
"""Between two words: spaces, or the end of a line, but not of a paragraph."""
_BEGIN = r"(?<![^\W_])(?<!\w_)(?<![/#@.=\-])"
_END = r"(?![^\W_]|_\w|[/@=]|[-.]\w)"
_OPENING = r"[\s\-*+#>\"'“”„‘«(\[\]_|]*+"
"""What may stand between the end of a sentence and the first word of the next."""
_SKIP = r"```[\s\S]*?```|`(?:[^`\n]|\n(?![^\S\n]*\n))*+`|(?<![a-z])[a-z]{2,10}://\S+"
"""Code, which may go on in the next line of its paragraph, and addresses."""
_STOP = r"(?:[.!?;:…](?=[\"'”“»’)*_]*+(?:\s|\Z))|\n\s*?(?:\n|[-*+>#|]{1,6}\s|[0-9]{1,3}[.)]\s))"
_LEAD = r"[^\W\d_]{1,20}(?:['’][^\W\d_]{1,3})?"
_MARKS = r"[*_\"'“„‘«(]{0,3}"
_APPOSED = r"[*_]{0,2}[\s,]{0,2}(?:(?:is|was|ist|war) )?[(*_]{0,2}"
"""Between a date and the name of its weekday: "2026-11-20 (Friday)"."""
_OWNER = r"(?!(?:it|that|there|what|he|she|who|here|when|where|let)['’])\w*['’]s"
_APOSTROPHES = {"'", "’"}

_DATE = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|(?:[0-9]{1,2}(?:st|nd|rd|th)?\.?(?: of)? "
    rf"{ANY_MONTH}|{ANY_MONTH} [0-9]{{1,2}}(?:st|nd|rd|th)?)(?:,? [0-9]{{4}})?"
)
_CLOCK = r",? [0-9]{1,2}(?::[0-9]|(?:am|h| ?pm| ?uhr)\b)"
"""A time; "3 am" is none, for it may be that a German "am" follows."""
_MOST_APPOSED = 16
_MOST_REST = 16
_CONJUNCTIONS = {"and", "or", "und", "oder"}

_CUES = ("habit", "ahead", "told", "past")


class _Phrase(NamedTuple):
    """Words that may be a relative date, each by what it says, and where they stand."""

    start: int
    end: int
    at: Mapping[str, tuple[int, int]]
    words: Mapping[str, str]
    """As they are written, lower case."""
    lead: str
    """The word before."""
    is_first: bool
    """Whether a sentence begins here."""

    @property
    def has_mere_name(self) -> bool:
        return "name" in self.words and not {"which", "week"} & self.words.keys()


class Found(NamedTuple):
    """A relative date, and what decides how it is read and replaced."""

    start: int
    end: int
    language: Language
    words: Mapping[str, str]
    """In the words of `phrases`."""
    slot: str
    is_title: bool
    is_ahead: bool


def relative(text: str) -> list[Found]:
    """Return the relative dates of `text`, in order."""
    lower = text.replace("İ", "I").lower()  # the one letter that grows when it is lowered
    found = [
        found
        for language in (ENGLISH, GERMAN)
        if any(stem in lower for stem in language.stems)
        for found in _Reader(text, lower, language).read()
    ]
    return sorted(found, key=lambda each: each.start)


class _Reader:
    """Reads a text once, from clause to clause, and keeps what is relative in it."""

    def __init__(self, text: str, lower: str, language: Language) -> None:
        self.text = text
        self.lower = lower
        self.language = language
        self.found: list[Found] = []
        self.dated = 0
        """Where the last day ended that a weekday may explain."""
        opening = re.match(_OPENING, text)
        self._begin(opening.end() if opening else 0)

    def read(self) -> list[Found]:
        for match in _scanner(self.language).finditer(self.lower):
            kind = match.lastgroup or ""
            if kind == "stop":
                self._begin(match.end())
                self.is_label = match["stop"].startswith(":")
            elif kind == "date":
                self.dated = match.end()
            elif kind in _CUES:
                self._hear(kind)
            elif kind in {"phrase", "recurring"}:
                self._hear_lead(match["lead"] or "")
                if kind == "phrase":
                    self._consider(self._phrase(match))
        return self.found

    def _begin(self, start: int) -> None:
        self.first = start
        self.is_label = False
        """Whether what began here stands behind a colon."""
        self.cue = ""
        self.has_habit = False
        self.waiting: list[int] = []

    def _hear(self, cue: str) -> None:
        if cue == "habit":
            self.has_habit = True
            return
        self.cue = cue
        for index in self.waiting:
            self.found[index] = self.found[index]._replace(is_ahead=cue == "ahead")
        self.waiting.clear()

    def _hear_lead(self, lead: str) -> None:
        for cue in _CUES:
            if re.fullmatch(getattr(self.language, cue), lead):
                self._hear(cue)
                return

    def _phrase(self, match: re.Match[str]) -> _Phrase:
        at = {
            name.rstrip("0123456789"): match.span(name)
            for name, value in match.groupdict().items()
            if value is not None
        }
        words = {name: " ".join(self.lower[slice(*place)].split()) for name, place in at.items()}
        start, end = at.get("inner", at["phrase"])
        lead = words.get("via") or words.get("lead") or words.get("origin", "")
        if lead == "s" and self.lower[max(at["lead"][0] - 1, 0)] in _APOSTROPHES:
            lead = "'s"  # of a day, which was read before
        return _Phrase(start, end, at, words, lead, is_first=start == self.first)

    def _consider(self, phrase: _Phrase) -> None:
        """Keep a phrase if it is meant as a relative date."""
        if self._belongs_to_another_day(phrase) or not self._is_written_as_one(phrase):
            return
        language, lead, start, slot = self.language, phrase.lead, phrase.start, self._slot(phrase)
        words = {name: language.words.get(word, word) for name, word in phrase.words.items()}
        for name in {"length", "part"} & words.keys():
            words[name] = self.text[slice(*phrase.at[name])]
        if lead in language.absorbed and self.text[phrase.at["lead"][1] : start].isspace():
            start, slot = phrase.at["lead"][0], "alone"
        is_ahead = True
        if phrase.has_mere_name or "open" in words:
            if lead in language.past_leads or (lead not in language.ahead_leads and self.cue):
                is_ahead = lead not in language.past_leads and self.cue == "ahead"
            elif lead not in language.ahead_leads:
                self.waiting.append(len(self.found))
        elif {"day", "part"} & words.keys() or words.get("unit") == "day":
            self.dated = phrase.end
        is_name = "name" in words and phrase.at["name"][0] == start
        is_title = self.text[start].isupper() and (
            not is_name or (phrase.is_first and not self.is_label)
        )
        self.found.append(Found(start, phrase.end, language, words, slot, is_title, is_ahead))

    def _belongs_to_another_day(self, phrase: _Phrase) -> bool:
        """Whether it comes again, or is counted from something else than the day of writing."""
        words, language, lead = phrase.words, self.language, phrase.lead
        is_owned = lead in language.owned or bool(re.fullmatch(_OWNER, lead))
        if lead in language.never or (is_owned and {"which", "turn", "week"} & words.keys()):
            return True
        if phrase.has_mere_name:
            return self.has_habit or is_owned or lead in language.fixed or self._explains(phrase)
        if words.get("fore") == "in":
            return lead in language.times or self.cue == "past"
        if "turn" in words and language.lasting and lead not in language.lasting:
            is_ahead = words["turn"] in {"next", "coming"}
            if "period" in words:
                return is_ahead
            return "the" not in words and words["turn"] != "next" and not phrase.is_first
        return False

    def _explains(self, phrase: _Phrase) -> bool:
        """Whether a weekday only says which one the day before it is."""
        is_near = 0 < self.dated >= phrase.start - _MOST_APPOSED
        return is_near and bool(re.fullmatch(_APPOSED, self.lower[self.dated : phrase.start]))

    def _is_written_as_one(self, phrase: _Phrase) -> bool:
        """Whether words that are also others look like a date: "Sat", "next May", "Morgen"."""
        language, words, at = self.language, phrase.words, phrase.at
        if "month" in words:
            return self.text[at["month"][0]].isupper()
        if words.get("name") in language.short:
            is_led = not phrase.has_mere_name or phrase.lead in language.slots
            is_timed = re.match(_CLOCK, self.lower[phrase.end : phrase.end + _MOST_REST])
            return bool(is_led or is_timed) and self.text[at["name"][0]].isupper()
        if words.get("day") in language.nouns:
            is_title = self.text[at["day"][0]].isupper()
            return phrase.lead not in language.nouns[words["day"]] and (
                phrase.is_first or not is_title
            )
        return True

    def _slot(self, phrase: _Phrase) -> str:
        """Return what the words around a phrase want in its place."""
        rest = self.lower[phrase.end : phrase.end + _MOST_REST]
        if "inner" in phrase.words:
            return "bare"
        if phrase.lead in self.language.slots:
            return self.language.slots[phrase.lead]
        is_subject = rest.startswith(":") and not phrase.lead
        is_subject |= phrase.is_first and bool(re.match(self.language.subject, rest))
        if is_subject or re.match("['’]s", rest):
            return "noun"
        before = self.found[-1].end if self.found and phrase.lead in _CONJUNCTIONS else -1
        is_joined = phrase.at["lead"][0] - 1 <= before if before >= 0 else False
        return "bare" if is_joined else "alone"


@cache
def _scanner(language: Language) -> re.Pattern[str]:
    phrases = (
        rf"(?:(?:(?P<origin>{language.origin})|(?P<lead>{_LEAD})) {_MARKS})??"
        rf"(?:(?P<recurring>{language.recurring})|(?P<phrase>{language.phrase}))"
    )
    cues = "|".join(f"(?P<{cue}>{getattr(language, cue)})" for cue in _CUES)
    words = f"{_BEGIN}(?:{phrases}|(?P<date>{_DATE})|{cues}){_END}".replace(" ", _GAP)
    return re.compile(f"(?P<skip>{_SKIP})|(?P<stop>{_STOP}{_OPENING})|{words}")
