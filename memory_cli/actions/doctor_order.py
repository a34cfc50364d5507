"""What `doctor` finds untidy: the index, counts, what is always on, facts said twice or over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from memory_cli.actions.doctor_look import Look
from memory_cli.actions.searching import files_behind
from memory_cli.core.annotation import PINNED
from memory_cli.core.budget import BUDGET
from memory_cli.core.budget import tokens
from memory_cli.core.entry import Entry
from memory_cli.core.finding import Finding
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import SOUL

_FIX = "mem doctor --fix"
USAGE = ".mem/usage.db"


def search_index(seen: Look) -> Iterator[Finding]:
    """Whether the index can be used; one that is behind is brought up to date by who asks."""
    if files_behind(seen.store) is None:
        yield Finding("the index is damaged, or of another version; recall builds it anew", _FIX)


def usage(seen: Look) -> Iterator[Finding]:
    """Whether the counts of what was recalled can be read."""
    from memory_cli.search.soundness import is_sound  # noqa: PLC0415 - with sqlite3

    if not is_sound(seen.store.path(USAGE)):
        yield Finding(f"{USAGE}, the counts of what was recalled, is damaged", _FIX)


def always_on(seen: Look) -> Iterator[Finding]:
    """Whether identity and pinned facts leave room in the budget of a context."""
    soul = seen.document(SOUL).entries
    pinned = [entry for entry in seen.document(FACTS).entries if PINNED in entry.tags]
    active = [entry.text for entry in (*soul, *pinned) if entry.is_active(seen.today)]
    budget = seen.headers.of(seen.texts.get(SOUL, "")).budget or BUDGET
    cost = tokens("\n".join(active))
    if cost > budget:
        yield Finding(
            f"SOUL.md and what is pinned take {cost} tokens of a budget of {budget}",
            "shorten them (mem edit soul), or raise budget: on top of SOUL.md",
        )


def repeated(seen: Look) -> Iterator[Finding]:
    """Facts in the same words, and facts that another one says already."""
    facts = [e for e in seen.document(FACTS).entries if e.is_active(seen.today)]
    places: dict[str, list[Entry]] = defaultdict(list)
    for fact in facts:
        places[fact.id].append(fact)
    for same in places.values():
        if len(same) > 1:
            lines = " and ".join(str(each.line) for each in same)
            yield Finding(
                f"lines {lines} of {FACTS} are one fact ({same[0].short_id})",
                "take one of them out: mem edit facts",
            )
    yield from _alike([same[0] for same in places.values()])


def _alike(facts: list[Entry]) -> Iterator[Finding]:
    if len(facts) <= 1:
        return
    from memory_cli.search.similar import Similar  # noqa: PLC0415 - with rank-bm25 and numpy

    similar, told = Similar(facts), set[str]()
    for fact in facts:
        other = similar.entry(fact.text, besides=fact.id)
        if other is not None and other.id not in told:
            told.add(fact.id)
            yield Finding(
                f"{FACTS}:{fact.line} ({fact.short_id}) says no more than line {other.line} does",
                "mem curate --tidy",
            )


def expired(seen: Look) -> Iterator[Finding]:
    """Facts whose last day is over: they are kept, and neither recalled nor in any context."""
    found = [e for e in seen.document(FACTS).entries if e.is_expired(seen.today) and not e.disabled]
    if found:
        count = "a fact has" if len(found) == 1 else f"{len(found)} facts have"
        yield Finding(f"{count} expired, the first in line {found[0].line}", "mem curate --tidy")
