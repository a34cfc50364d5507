"""The sentences of a text: prose alone, without fences, quotes, tables and what was pasted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from memory_cli.core.lines import split_lines

_BLOCK = (
    r"\s*(?:[-*+]\s|\d{1,9}[.)]\s|>|\||#{1,6}(?:\s|$)|</?[a-z!]|(?:[-*_]\s?){3,}$)"
    r"|\s*(?:[$%]\s|>>>|\.\.\.\s|(?:sudo|git|pip|npm|cd|ls)\s+\S)|\t| {4,}\S"
)
"""A line that begins something else than prose: an item, a quote, a table, a command."""
_FENCE = r"\s*(?P<mark>`{3,}|~{3,})"
_STOP = r"(?:[.!?…]+[\"”’»)\]]*|[:;]-?[)(]|[\U0001F300-\U0001FAFF])\s+(?=[\"“„«(]?[^\W_a-zäöüß])"
_SHORT = (
    r"(?:^|[\s(])(?:mr|mrs|ms|dr|prof|st|jr|sr|vs|etc|e\.g|i\.e|approx|no|nr|tel|ca|bzw"
    r"|z\.\s?b|d\.\s?h"
    r"|u\.\s?a|usw|inkl|str|evtl|ggf|jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|dec|dez"
    r"|mon|tue|wed|thu|fri|sat|sun|[a-z])\.$"
)
"""What ends in a dot without ending a sentence."""
_ORDINAL = r"(?:^|\s)\d{1,2}\.$"
_MONTH = r"\s*(?:jan|feb|mär|apr|mai|jun|jul|aug|sep|okt|nov|dez|klasse|stock|etage|juni|juli)"


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of the first paragraph of `text`, each on one line, as they were written."""
    paragraph = _paragraph(text)
    return tuple(_split(paragraph)) if paragraph else ()


def spoken(text: str) -> tuple[str, ...]:
    """The sentences of all prose in `text`, a message: also those that stand in lists."""
    found: list[str] = []
    lines: list[str] = []
    for line in (*_unfenced(text), ""):
        item = _compiled(r"\s{0,3}(?:[-*+]|\d{1,2}[.)])\s+").match(line)
        if item or not line.strip() or _compiled(_BLOCK).match(line):
            found += _split(" ".join(lines))
            lines = []
        if item:
            lines = [line[item.end() :].strip()]
        elif not _compiled(_BLOCK).match(line) and line.strip():
            if not line.lstrip()[0].islower():  # who chats begins a sentence in a new line
                found += _split(" ".join(lines))
                lines = []
            lines.append(line.strip())
    return tuple(found)


def _paragraph(text: str) -> str:
    """The first paragraph on one line, up to where something else than prose begins."""
    if "\n" not in text:
        return "" if _is_block(text) else text.strip()
    lines: list[str] = []
    for line in split_lines(text):
        if not line.strip() or _is_block(line):
            break
        lines.append(line.strip())
    return " ".join(lines)


def _is_block(line: str) -> bool:
    return bool(_compiled(_BLOCK).match(line) or _compiled(_FENCE).match(line))


def _unfenced(text: str) -> Iterator[str]:
    """The lines of `text` without those of fences; one that is never closed reaches to the end."""
    mark = ""
    for line in text.split("\n"):
        fence = _compiled(_FENCE).match(line)
        if mark:
            if fence and fence["mark"].startswith(mark):
                mark = ""
        elif fence:
            mark = fence["mark"]
            yield ""
        else:
            yield line


def _split(text: str) -> Iterator[str]:
    start = 0
    for stop in _compiled(_STOP).finditer(text):
        sentence = text[start : stop.end()].strip()
        if not _goes_on(sentence, text[stop.end() :]):
            yield sentence
            start = stop.end()
    if rest := text[start:].strip():
        yield rest


def _goes_on(sentence: str, rest: str) -> bool:
    """Whether the dot at the end of `sentence` belongs to its last word."""
    tail = sentence[-12:]
    if _compiled(_ORDINAL).search(tail):
        return bool(_compiled(_MONTH).match(rest))
    return bool(_compiled(_SHORT).search(tail))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE if pattern in {_BLOCK, _SHORT, _MONTH} else 0)
