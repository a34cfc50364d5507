"""What is private stays out of what a command shows unasked, where a model may read it: in pipes.

A person's script may still ask for it by name; an agent is shown it by no verb.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from typing import TypeVar

from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.core.check import Rejected
from memory_cli.core.entry import Entry
from memory_cli.core.entry import is_private
from memory_cli.core.layout import FACTS
from memory_cli.core.plan import Add
from memory_cli.core.plan import Log
from memory_cli.core.plan import Proposed
from memory_cli.store.memory import Memory

T = TypeVar("T")


class Curtain:
    """Hides what is private, and counts it; `drawn` where it may not be seen."""

    def __init__(self, *, drawn: bool) -> None:
        self.drawn = drawn
        self._hidden: set[object] = set()

    def __call__(self, things: Iterable[T], private: Callable[[T], bool]) -> tuple[T, ...]:
        """Those of `things` that may be shown."""
        if not self.drawn:
            return tuple(things)
        found = [(each, private(each)) for each in things]
        self._hidden.update(_words(each) for each, is_hidden in found if is_hidden)
        return tuple(each for each, is_hidden in found if not is_hidden)

    def entries(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those of `entries` that may be shown."""
        return self(entries, lambda entry: entry.private)

    @property
    def hidden(self) -> int:
        """How much was hidden."""
        return len(self._hidden)

    def tell(self, ctx: Context) -> None:
        """Say how much is not shown, if anything."""
        if self.hidden and not ctx.json:
            note(ctx, f"mem: {self.hidden} private, not shown here")


def _words(thing: object) -> object:
    """What an entry or an edit says: an edit that was done is the same as the entry it made."""
    return getattr(thing, "text", getattr(thing, "was", thing))


def private_edits(memory: Memory, given: Mapping[str, Entry]) -> Callable[[Proposed], bool]:
    """Tells of an edit whether it says what is private: its words, its evidence or its fact."""
    facts: set[str] = set()
    if memory.exists():
        facts = {entry.id for entry in memory.document(FACTS).entries if entry.private}

    def is_hidden(edit: Proposed) -> bool:
        if not isinstance(edit, Log):
            if any(given[each].private for each in edit.because if each in given):
                return True
            if not isinstance(edit, Add) and edit.fact in facts:
                return True
        return is_private(getattr(edit, "tags", ()))

    return is_hidden


def public_rejected(
    curtain: Curtain, rejected: Sequence[Rejected], private: Callable[[Proposed], bool]
) -> tuple[Rejected, ...]:
    """Those of `rejected` that may be shown."""
    edits = curtain((each.edit for each in rejected), private)
    return tuple(each for each in rejected if each.edit in edits)
