"""Short plans and what they are judged by: a few facts, one day of a log."""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import Any

from memory_cli.core.check import Checked
from memory_cli.core.check import Grounds
from memory_cli.core.check import check
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.entry import Inherited
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from tests.support.texts import FACTS

TODAY = date(2026, 11, 20)
DAY = date(2026, 11, 18)

TEXT = """\
## Home

- Lives in Utrecht. #city
- Has two cats.

## Work

- Works at Acme. #work (until 2027-03-01)
- ~~Works at Initech.~~
- Starts before ten. #pinned
"""


def facts(text: str = TEXT) -> Document:
    """MEMORY.md holding `text`."""
    return Document(FACTS, text)


def evidence(text: str, day: date = DAY, inherited: Inherited = Inherited()) -> dict[str, Entry]:
    """The entries of the log of `day`, by reference."""
    entries = Document(f"memory/{day}.md", text, inherited).entries
    return {entry.reference: entry for entry in entries}


GIVEN = evidence("- Moved to Delft.\n- Bought a third cat.\n")
MOVED, BOUGHT = GIVEN


def alike(known: Sequence[str]) -> Callable[[str, Sequence[str], str | None], str | None]:
    """Who says that a text says what one of `known`, or of others, does: all the same words."""

    def said(text: str) -> set[str]:
        return set(re.findall(r"\w+", text.lower()))

    def same(text: str, others: Sequence[str], besides: str | None) -> str | None:
        facts = (each for each in known if entry_id(each) != besides)
        return next((each for each in (*facts, *others) if said(each) == said(text)), None)

    return same


def grounds(
    document: Document | None = None, given: Mapping[str, Entry] = GIVEN, **others: Any
) -> Grounds:
    """What the plans here are judged by, but for `others`."""
    document = document or facts()
    same = alike([entry.text for entry in document.entries if not entry.disabled])
    return Grounds(document, given, TODAY, same)._replace(**others)


def add(text: str = "Lives in Delft.", section: str = "Home", **others: Any) -> Add:
    """A new fact."""
    return Add(text, section, (MOVED,))._replace(**others)


def revise(
    was: str = "Lives in Utrecht.", text: str = "Lives in Delft now.", **others: Any
) -> Revise:
    """Other words for the fact that says `was`."""
    return Revise(entry_id(was), was, text, (MOVED,))._replace(**others)


def retire(was: str = "Lives in Utrecht.", **others: Any) -> Retire:
    """The end of the fact that says `was`."""
    return Retire(entry_id(was), was, (MOVED,))._replace(**others)


def reasons(checked: Checked) -> list[str]:
    """Why edits were rejected."""
    return [each.reason for each in checked.rejected]


def judged(*edits: Edit, on: Grounds | None = None) -> Checked:
    """`edits` in three heaps."""
    return check(edits, on or grounds())


def heap(edit: Edit, on: Grounds | None = None) -> tuple[str, str]:
    """The heap that one edit lands in, and the reason."""
    accepted, waiting, rejected = judged(edit, on=on)
    assert len(accepted) + len(waiting) + len(rejected) == 1
    if rejected:
        return "rejected", rejected[0].reason
    return ("waits", waiting[0].reason) if waiting else ("accepted", "")
