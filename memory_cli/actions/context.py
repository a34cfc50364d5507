"""`context`: one block for a prompt, made of what matters most within a budget."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from datetime import date
from datetime import datetime
from datetime import timedelta
from typing import NamedTuple

from memory_cli.actions.counting import last_context
from memory_cli.actions.recall import Recalled
from memory_cli.actions.recall import recall
from memory_cli.actions.resumption import Resume
from memory_cli.actions.resumption import is_past
from memory_cli.actions.resumption import resume
from memory_cli.core.annotation import DECISION
from memory_cli.core.annotation import PINNED
from memory_cli.core.budget import BUDGET
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import log_path
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.core.prompt import Format
from memory_cli.core.prompt import Part
from memory_cli.core.prompt import block
from memory_cli.core.prompt import fill
from memory_cli.core.secrets import secret
from memory_cli.search.question import Extent
from memory_cli.search.question import Filter
from memory_cli.search.question import Question
from memory_cli.store.memory import Memory
from memory_cli.store.soul import Header

DAYS = 3  # today and the two before

IDENTITY = "Identity"
PINS = "Pinned"
DECISIONS = "Decisions"
TASKS = "Open tasks"
LATEST = "Latest"
RECALLED = "Recalled"
KNOWN = "Facts"
OTHERS = "Other open tasks"
TODAY = "Today"
BEFORE = "Days before"

ROLES = {
    IDENTITY: "identity",
    PINS: "pinned",
    DECISIONS: "decision",
    TASKS: "task",
    LATEST: "latest",
    RECALLED: "recalled",
    KNOWN: "fact",
    OTHERS: "task",
    TODAY: "today",
    BEFORE: "before",
}
"""What an entry is in a context, by the title it stands under."""

_LIMITS = {RECALLED: 10, LATEST: 20}  # entries
_MOST = 200


class Wanted(NamedTuple):
    """What a context is asked for."""

    question: Question = Question("")
    days: int = DAYS
    budget: int | None = None  # tokens; None is what SOUL.md says
    private: bool = False
    form: Format = "md"


class Context(NamedTuple):
    """The block, and what went into it."""

    text: str
    budget: int
    resume: Resume
    parts: tuple[Part, ...]
    omitted: int  # entries that the budget had no room for
    pins_omitted: int  # those of them that are pinned
    unread: tuple[str, ...]  # files that cannot be read as memory
    failure: str | None  # why there was no index


def context(
    memory: Memory, wanted: Wanted, *, now: datetime, progress: Progress = silently
) -> Context:
    """Gather what matters most at `now`, in the person's time zone, and fit it into the budget.

    In this order: identity, pinned, the thread of the topic, what answers the question, facts,
    open tasks, today and the days before. No entry comes twice; none is disabled or expired.
    """
    today = now.date()
    recent = _recent(memory, wanted.days, now)
    parts, answer = _gathered(memory, wanted, recent, today, progress)
    resumption = resume(recent, last_context(memory), now=now)
    about = f"the user, as of {now:%Y-%m-%d %H:%M} ({resumption})"
    twins = [twin.id for hit in answer.hits for twin in hit.duplicates]
    chosen = tuple(_chosen(parts, twins, memory, wanted, today))
    budget = wanted.budget or memory.soul().budget or BUDGET
    filled, omitted = fill(wanted.form, chosen, budget=budget, about=about)
    kept = filled if wanted.private else tuple(_without_secrets(filled))
    return Context(
        text=block(wanted.form, kept, about=about),
        budget=budget,
        resume=resumption,
        parts=kept,
        omitted=omitted,
        pins_omitted=_size(chosen, PINS) - _size(filled, PINS),
        unread=answer.unread,
        failure=answer.failure,
    )


def _gathered(
    memory: Memory, wanted: Wanted, recent: Sequence[Entry], today: date, progress: Progress
) -> tuple[tuple[Part, ...], Recalled]:
    """Everything that may go in, by priority, and the answer to the question."""
    questions = _questions(wanted.question)
    extent = Extent(limit=_MOST, private=wanted.private)
    answers = recall(
        memory, tuple(questions.values()), extent=extent, today=today, progress=progress
    )
    found = {
        title: Part(title, tuple(hit.entry for hit in answer.hits))
        for title, answer in zip(questions, answers, strict=True)
    }
    is_thread = wanted.question.topic is not None
    thread = (found[DECISIONS], found[TASKS], found[LATEST]) if is_thread else ()
    shown = recent if wanted.days else ()
    parts = (
        Part(IDENTITY, (*_told(memory.soul()), *_entries(memory, SOUL))),
        found[PINS],
        *thread,
        found[RECALLED],
        Part(KNOWN, (*found[KNOWN].entries, *_entries(memory, FACTS))),
        found[OTHERS if is_thread else TASKS],
        Part(TODAY, tuple(entry for entry in shown if entry.day == today)),
        Part(BEFORE, tuple(entry for entry in shown if entry.day != today)),
    )
    return parts, answers[0]


def _questions(question: Question) -> dict[str, Question]:
    """What the memory is asked for, by the title of its answer."""
    facts = question._replace(wanted=Filter(kinds=("fact",)))
    tasks = Question("", wanted=Filter(open_tasks=True))
    questions = {
        RECALLED: question,
        KNOWN: facts if question.text or question.conversation else Question(""),
        PINS: Question("", wanted=Filter(tags=(PINNED,))),
        TASKS: tasks,
    }
    if question.topic is None:
        return questions
    topic = (question.topic,)
    return questions | {
        DECISIONS: Question("", wanted=Filter(tags=(*topic, DECISION))),
        TASKS: Question("", wanted=Filter(tags=topic, open_tasks=True)),
        LATEST: Question("", wanted=Filter(tags=topic)),
        OTHERS: tasks,
    }


def _entries(memory: Memory, path: str) -> tuple[Entry, ...]:
    """The entries of `path`; none of a file that cannot be read: `unread` names it."""
    try:
        return memory.document(path).entries
    except (Refused, BadInput):
        return ()


def _told(header: Header) -> Iterator[Entry]:
    """What the settings of SOUL.md say of the person, as entries of it."""
    for about, words in (("Name", header.name), ("Language", header.language)):
        if words:
            document = Document(SOUL, f"- {about}: {words}")
            yield from document.entries[:1]


def _chosen(
    parts: Iterable[Part], twins: Iterable[str], memory: Memory, wanted: Wanted, today: date
) -> Iterator[Part]:
    """The same with each entry once, where it stands first, and without what stays out.

    What says the same as an answer, `twins` by their ids, does not follow it either.
    """
    seen = set(memory.forgotten())
    for title, entries in parts:
        kept: list[Entry] = []
        for entry in entries:
            if len(kept) == _LIMITS.get(title):
                break
            shown = entry.is_active(today) and (wanted.private or not entry.private)
            if shown and entry.text and entry.id not in seen:
                seen.add(entry.id)
                kept.append(entry)
        if title == RECALLED:
            seen.update(twins)
        yield Part(title, tuple(kept))


def _without_secrets(parts: Iterable[Part]) -> Iterator[Part]:
    """The same without entries that look like secrets: no model needs them."""
    for part in parts:
        if kept := tuple(entry for entry in part.entries if not secret(entry.text)):
            yield Part(part.title, kept)


def _recent(memory: Memory, days: int, now: datetime) -> tuple[Entry, ...]:
    """What was logged today and on the days before, the newest first.

    After a longer pause, what was going on when it began: the last day with a log.
    """
    today = now.date()
    found: list[Entry] = []
    for day in memory.days():
        if today - day >= timedelta(days) and any(is_past(entry, now) for entry in found):
            break
        if day <= today:
            found += reversed(_entries(memory, log_path(day)))
    return tuple(found)


def _size(parts: Iterable[Part], title: str) -> int:
    return sum(len(part.entries) for part in parts if part.title == title)
