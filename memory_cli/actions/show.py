"""`show`: the inspector. What is remembered, as it stands in the files now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from memory_cli.actions.find import find
from memory_cli.core.annotation import checked_tag
from memory_cli.core.budget import BUDGET
from memory_cli.core.budget import tokens
from memory_cli.core.dates import parse_window
from memory_cli.core.entry import Entry
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import MemError
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import is_reference
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import log_path
from memory_cli.store.pause import Pause
from memory_cli.store.pending import waiting
from memory_cli.store.soul import Header
from memory_cli.store.store import Store
from memory_cli.store.withheld import Withheld


class Overview(NamedTuple):
    """A memory at a glance; `always_on` counts the tokens of identity and active facts."""

    header: Header
    soul: tuple[Entry, ...]
    facts: tuple[Entry, ...]
    today: tuple[Entry, ...]
    tasks: tuple[Entry, ...]  # open ones, newest day first
    disabled: tuple[Entry, ...]
    days: int
    always_on: int
    budget: int
    waits: int = 0  # edits that a curator proposed and nobody has decided
    pause: Pause | None = None
    withheld: tuple[Withheld, ...] = ()


def overview(store: Store, *, today: date) -> Overview:
    """Look over the whole memory."""
    header = store.soul()
    entries = _all(store)
    soul = tuple(e for e in entries if e.kind == "soul")
    facts = tuple(e for e in entries if e.kind == "fact")
    active = (e.text for e in (*soul, *facts) if e.is_active(today))
    return Overview(
        header=header,
        soul=soul,
        facts=facts,
        today=tuple(e for e in entries if e.day == today),
        tasks=tuple(e for e in entries if e.task == "open" and e.is_active(today)),
        disabled=tuple(e for e in entries if e.disabled),
        days=len(store.days()),
        always_on=tokens("\n".join(active)),
        budget=header.budget or BUDGET,
        waits=sum(len(plan.edits) for plan in waiting(store.root)),
        pause=_pause(store),
        withheld=store.withheld(),
    )


def _pause(store: Store) -> Pause | None:
    """Whether writing is paused; a memory without a sound history can be looked at all the same."""
    try:
        return store.pause()
    except MemError:
        return None


def show(store: Store, what: str, *, today: date) -> tuple[Entry, ...]:
    """The entries that `what` names; raises NotFound, Ambiguous or BadInput.

    A reserved word wins over a date, a date over an id.
    """
    word = what.strip().lower()
    if word in WORDS:
        return WORDS[word](store, today)
    if word.startswith("#"):
        return _tagged(store, word)
    if names_an_entry(word, today=today):
        return find(store, [word])
    try:
        window = parse_window(what, today=today)
    except BadInput:
        raise BadInput(
            f"mem cannot show {what!r}",
            "name soul, facts, log, today, tags, tasks, disabled, a date, '#topic' or an id",
        ) from None
    first, last = window.start or date.min, window.end or date.max
    days = [day for day in store.days() if first <= day <= last]
    return tuple(e for day in reversed(days) for e in store.document(log_path(day)).entries)


def names_an_entry(what: str, *, today: date) -> bool:
    """Whether `what` is an id, and neither a reserved word nor a date."""
    word = what.strip().lower()
    if word in WORDS or not is_reference(word):
        return False
    try:
        parse_window(word, today=today)
    except BadInput:
        return True
    return False


def tags(store: Store) -> tuple[tuple[str, int], ...]:
    """Every tag and how many entries carry it, the most used first."""
    counts = Counter(tag for entry in _all(store) for tag in entry.tags)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _all(store: Store) -> tuple[Entry, ...]:
    return tuple(entry for document in store.documents() for entry in document.entries)


def _tagged(store: Store, word: str) -> tuple[Entry, ...]:
    tag = checked_tag(word)
    if tag is None:
        raise BadInput(
            f"{word!r} is not a tag", "a tag is '#' and a word that begins with a letter"
        )
    found = tuple(entry for entry in _all(store) if tag in entry.tags)
    if not found:
        raise NotFound(f"no entry has the tag #{tag}", "mem show tags lists them")
    return found


def _file(path: str) -> Callable[[Store, date], tuple[Entry, ...]]:
    return lambda store, _: store.document(path).entries


def _day(back: int) -> Callable[[Store, date], tuple[Entry, ...]]:
    return lambda store, today: (
        store.document(log_path(date.fromordinal(today.toordinal() - back))).entries
    )


def _log(store: Store, _: date) -> tuple[Entry, ...]:
    """Every log, oldest day first."""
    days = reversed(store.days())
    return tuple(entry for day in days for entry in store.document(log_path(day)).entries)


WORDS: dict[str, Callable[[Store, date], tuple[Entry, ...]]] = {
    "soul": _file(SOUL),
    "facts": _file(FACTS),
    "log": _log,
    "today": _day(0),
    "yesterday": _day(1),
    "tags": lambda store, _: tuple(e for e in _all(store) if e.tags),
    "tasks": lambda store, _: tuple(e for e in _all(store) if e.task and not e.disabled),
    "disabled": lambda store, _: tuple(e for e in _all(store) if e.disabled),
}
