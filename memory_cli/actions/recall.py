"""`recall`: the entries that answer a question, best first."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from memory_cli.core.annotation import DECISION
from memory_cli.core.annotation import PINNED
from memory_cli.core.annotation import PRIVATE
from memory_cli.core.dates import Window
from memory_cli.core.entry import Entry
from memory_cli.core.errors import MemError
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.search.question import Answer
from memory_cli.search.question import Extent
from memory_cli.search.question import Hit
from memory_cli.search.question import Question
from memory_cli.store.memory import Memory


class Recalled(NamedTuple):
    """A question and its answer, as far as the budget went."""

    question: Question
    answer: Answer
    hits: tuple[Hit, ...]
    omitted: int = 0  # hits the budget had no room for
    unread: tuple[str, ...] = ()  # files that cannot be read as memory
    failure: str | None = None  # why the files were read through, without index and ranking

    @property
    def window(self) -> tuple[Window | None, bool]:
        """The days that were understood, and whether they filter; else they only favour."""
        filtered = self.question.wanted.window
        return (filtered, True) if any(filtered) else (self.answer.window, False)


def recall(
    memory: Memory,
    questions: Sequence[Question],
    *,
    extent: Extent,
    today: date,
    progress: Progress = silently,
) -> tuple[Recalled, ...]:
    """Answer `questions` from what the files say now; nothing is recorded.

    When the index or the ranking fails, for whatever reason, the files are read through instead:
    who asks gets an answer. Raises Refused and Failed when the files cannot be read.
    """
    if not memory.exists():
        return tuple(Recalled(question, Answer(), ()) for question in questions)
    failure = None
    try:
        answers, unread = _ranked(memory, questions, extent, today, progress)
    except MemError:
        raise
    except Exception as error:  # noqa: BLE001 - an answer matters more than what is derived
        failure = f"{type(error).__name__}: {error}"
        answers, unread = _scanned(memory, questions, extent, today)
    if not extent.private:
        answers = [_without_secrets(answer) for answer in answers]
    return tuple(
        Recalled(question, answer, answer.hits, unread=unread, failure=failure)
        for question, answer in zip(questions, answers, strict=True)
    )


def _without_secrets(answer: Answer) -> Answer:
    """The same for a model's eyes: an entry that looks like a secret counts as private."""
    from memory_cli.core.secrets import secret  # noqa: PLC0415 - not for a person who looks

    kept = tuple(
        hit._replace(
            duplicates=_without(hit.duplicates, secret),
            before=_without(hit.before, secret),
            after=_without(hit.after, secret),
        )
        for hit in answer.hits
        if not secret(hit.entry.text)
    )
    return answer._replace(hits=kept, private=answer.private + len(answer.hits) - len(kept))


def _without(entries: tuple[Entry, ...], hidden: Callable[[str], object]) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if not hidden(entry.text))


def _ranked(
    memory: Memory,
    questions: Sequence[Question],
    extent: Extent,
    today: date,
    progress: Progress,
) -> tuple[list[Answer], tuple[str, ...]]:
    from memory_cli.actions.searching import ask  # noqa: PLC0415 - a Python may have no SQLite
    from memory_cli.search.index import Index  # noqa: PLC0415

    hidden = memory.forgotten()

    def answered(index: Index) -> list[Answer]:
        from memory_cli.search.answer import Answerer  # noqa: PLC0415 - with numpy behind it

        answerer = Answerer(index, today=today, forgotten=hidden)
        return [answerer.answer(question, extent) for question in questions]

    return ask(memory, answered, progress=progress)


def _scanned(
    memory: Memory, questions: Sequence[Question], extent: Extent, today: date
) -> tuple[list[Answer], tuple[str, ...]]:
    from memory_cli.search.scan import scan  # noqa: PLC0415 - for the worst case

    hidden = memory.forgotten()
    with memory.reading() as reading:
        documents = tuple(reading.documents())
    answers = [scan(documents, each, extent, today=today, forgotten=hidden) for each in questions]
    return answers, tuple(reading.unreadable)


def within(recalled: Recalled, budget: int | None, cost: Callable[[Hit], int]) -> Recalled:
    """The same with as many hits as fit into `budget` tokens; smaller ones may follow larger."""
    if budget is None:
        return recalled
    kept: list[Hit] = []
    for hit in recalled.hits:
        price = cost(hit)
        if price <= budget:
            budget -= price
            kept.append(hit)
    return recalled._replace(hits=tuple(kept), omitted=len(recalled.hits) - len(kept))


def topics(memory: Memory, words: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Tags with the number of their entries: those like `words` first, then the most used."""
    from memory_cli.actions.searching import ask  # noqa: PLC0415 - for questions without an answer
    from memory_cli.search.near import near  # noqa: PLC0415

    counted = ask(memory, lambda index: index.tags()).answer
    for reserved in (DECISION, PINNED, PRIVATE):
        del counted[reserved]
    likely = [tag for word in words for tag in near(word, counted)]
    common = [tag for tag, _ in counted.most_common()]
    return tuple((tag, counted[tag]) for tag in dict.fromkeys(likely + common))
