"""Entries and facts for curators, without files; what a proposal makes of the facts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from datetime import timedelta
from pathlib import Path

from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import log_path
from memory_cli.core.plan import Add
from memory_cli.core.plan import Revise
from memory_cli.curator.curator import Facts
from memory_cli.curator.curator import Matter
from memory_cli.curator.rules import Rules
from memory_cli.search.similar import Similar

DAY = date(2026, 11, 18)  # a Wednesday
TODAY = date(2026, 11, 20)
SECTIONS = ("Preferences", "People", "Projects", "Health & food")


def logged(*lines: str, day: date = DAY) -> tuple[Entry, ...]:
    """The entries of the log of `day` with these lines as bullets."""
    return Document(log_path(day), "".join(f"- {line}\n" for line in lines)).entries


def over_days(*lines: str) -> tuple[Entry, ...]:
    """One entry a day, the last on `DAY`."""
    first = DAY - timedelta(len(lines) - 1)
    return tuple(
        entry
        for number, line in enumerate(lines)
        for entry in logged(line, day=first + timedelta(number))
    )


def known(*lines: str, section: str = "Preferences", tags: tuple[str, ...] = ()) -> Facts:
    """Facts with these lines as bullets under `section`, and the usual headings."""
    bullets = "".join(f"- {line}\n" for line in lines)
    return _facts(Document(FACTS, f"## {section}\n\n{bullets}"), tags)


def proposed(
    *entries: Entry, facts: Facts | None = None, today: date = TODAY
) -> tuple[Add | Revise, ...]:
    """What the rules propose; they never retire a fact."""
    edits = Rules().curate(Matter(entries, facts or known(), today)).edits
    kept = tuple(edit for edit in edits if isinstance(edit, Add | Revise))
    assert kept == edits
    return kept


def added(*entries: Entry, facts: Facts | None = None) -> list[str]:
    """The words of the facts that the rules would add."""
    return [edit.text for edit in proposed(*entries, facts=facts) if isinstance(edit, Add)]


def learned(facts: Facts, edits: Iterable[Add | Revise]) -> Facts:
    """The facts when `edits` are carried out, each dated as curation dates it."""
    lines = {fact.id: f"{fact.headline} {fact.note}".strip() for fact in facts.entries}
    for edit in edits:
        since = min(reference.partition("@")[2] for reference in edit.because)
        if isinstance(edit, Revise):
            lines.pop(edit.fact)
        lines[edit.text] = f"{edit.text} (since {since})"
    return _facts(
        Document(FACTS, "## Preferences\n\n" + "".join(f"- {line}\n" for line in lines.values())),
        facts.tags,
    )


def practice(path: Path) -> list[str]:
    """The bullets of a page of sentences."""
    return re.findall(r"^- (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)


def _facts(document: Document, tags: tuple[str, ...]) -> Facts:
    similar = Similar(document.entries)
    return Facts(
        entries=document.entries,
        sections=tuple(dict.fromkeys((*document.sections, *SECTIONS))),
        tags=tags,
        related=similar.nearest,
        alike=lambda text, fact: similar.covers(fact, text),
    )
