"""Answering without an index: every entry is looked at, and what has more of the words wins."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date

from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.search.query import Phrase
from memory_cli.search.query import Query
from memory_cli.search.query import phrases_in
from memory_cli.search.query import query_of
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
    query = query_of(question.text, quoted=question.quoted, without=question.without)
    query = query._replace(words=query.words or tuple(asked(question.conversation)))
    if not (query.words or question.wanted.narrows):
        return Answer()
    entries = [
        entry
        for document in documents
        for entry in document.entries
        if entry.text and entry.id not in forgotten and _fits(entry, question.wanted, today)
    ]
    found = list(_found(entries, query, extent.coverage))
    missing: tuple[str, ...] = ()
    if query.phrases and not found:
        found = list(_found(entries, query._replace(phrases=()), extent.coverage))
        missing = phrases_in(question.text)
    shown = [each for each in found if extent.private or not each.entry.private]
    shown.sort(key=lambda each: (each.score, str(each.entry.date or "")), reverse=True)
    hits = tuple(shown[: extent.limit])
    return Answer(hits, missing=missing, private=len(found) - len(shown))


def _found(entries: Iterable[Entry], query: Query, coverage: float) -> Iterator[Hit]:
    """Those that have a word, and all phrases; their score is the share of the words they have."""
    wanted = set(query.words)
    for entry in entries:
        said = words(entry.text)
        around = words(" ".join((entry.section or "", *entry.tags)))
        share = len(wanted & {*said, *around}) / len(wanted) if wanted else 1.0
        if share and share >= coverage and _allows(query, said):
            yield Hit(entry, share)


def _allows(query: Query, said: Sequence[str]) -> bool:
    return all(_occurs(phrase, said) for phrase in query.phrases) and not any(
        _occurs(phrase, said) for phrase in query.excluded
    )


def _occurs(phrase: Phrase, said: Sequence[str]) -> bool:
    return any(tuple(said[at : at + len(phrase)]) == phrase for at in range(len(said)))


def _fits(entry: Entry, wanted: Filter, today: date) -> bool:
    start, end = wanted.window
    day = entry.date
    return (
        (wanted.inactive or entry.is_active(today))
        and (not wanted.kinds or entry.kind in wanted.kinds)
        and (start is None or (day is not None and start <= day))
        and (end is None or (day is not None and day <= end))
        and set(wanted.tags) <= set(entry.tags)
        and (entry.task == "open" or not wanted.open_tasks)
    )
