"""Answering without an index: every entry is looked at, and what has more of the words wins."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from datetime import date

from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.search.question import Answer
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from memory_cli.search.question import Hit
from memory_cli.search.question import Question
from memory_cli.search.words import asked
from memory_cli.search.words import words


def scan(
    documents: Iterable[Document],
    question: Question,
    extent: Extent,
    *,
    today: date,
    forgotten: Collection[str] = (),
) -> Answer:
    """The entries with most of the words of `question`, newer ones first; no stems, no rank."""
    wanted = set(asked(question.text))
    without = {word for text in question.without for word in words(text)}
    found: list[tuple[float, Entry]] = []
    private = 0
    for entry in _entries(documents):
        said = _said(entry)
        share = len(wanted & said) / len(wanted) if wanted else 1.0
        if share <= 0 or share < extent.coverage or without & said or entry.id in forgotten:
            continue
        if not _fits(entry, question.wanted, today):
            continue
        if entry.private and not extent.private:
            private += 1
        else:
            found.append((share, entry))
    found.sort(key=lambda each: (each[0], str(each[1].date or "")), reverse=True)
    hits = tuple(Hit(entry, score) for score, entry in found[: extent.limit])
    return Answer(hits, private=private)


def _entries(documents: Iterable[Document]) -> Iterator[Entry]:
    return (entry for document in documents for entry in document.entries)


def _said(entry: Entry) -> set[str]:
    around = " ".join((entry.section or "", *entry.tags))
    return {*words(entry.text), *words(around)}


def _fits(entry: Entry, wanted: Filter, today: date) -> bool:
    start, end = wanted.window
    day = entry.date
    return (
        (wanted.inactive or entry.is_active(today))
        and (not wanted.kinds or entry.kind in wanted.kinds)
        and (start is None or (day is not None and start <= day))
        and (end is None or (day is not None and day <= end))
        and set(wanted.tags) <= set(entry.tags)
    )
