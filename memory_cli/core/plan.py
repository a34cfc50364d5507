"""A plan: what a curator proposes. Values only; nothing happens until code has checked each edit.

`because` names the evidence as history will: `id@2026-11-18` for an entry of a log, `id@facts` for
a fact. `was` is the text that the named fact is expected to have: when it has another, the edit is
about something that is no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from memory_cli.core.identity import entry_id


class Add(NamedTuple):
    """A new fact: one line of words without annotations, under the heading `section`."""

    text: str
    section: str
    because: tuple[str, ...]
    tags: tuple[str, ...] = ()
    until: date | None = None  # the last day on which it holds
    confidence: float = 1.0  # from 0 to 1; what is doubtful waits for a person
    why: str = ""  # for the person who is asked, in a few words


class Revise(NamedTuple):
    """The fact `fact` gets other words, tags or another section.

    Empty `tags` and a `section` of None leave what it has.
    """

    fact: str  # its whole id
    was: str
    text: str
    because: tuple[str, ...]
    section: str | None = None
    tags: tuple[str, ...] = ()
    until: date | None = None
    confidence: float = 1.0
    why: str = ""


class Retire(NamedTuple):
    """The fact `fact` holds no more."""

    fact: str
    was: str
    because: tuple[str, ...]
    confidence: float = 1.0
    why: str = ""


class Log(NamedTuple):
    """A new entry for the log of `day`: what a conversation is worth."""

    text: str
    day: date
    role: str = ""  # who said it
    tags: tuple[str, ...] = ()
    confidence: float = 1.0
    why: str = ""


Edit = Add | Revise | Retire
"""What a curation may do to MEMORY.md; it can name no other file."""

Proposed = Edit | Log
"""What a curator may propose at all."""


def edits_of(proposed: Sequence[Proposed]) -> tuple[Edit, ...]:
    """Those that are about facts."""
    return tuple(each for each in proposed if not isinstance(each, Log))


def logs_of(proposed: Sequence[Proposed]) -> tuple[Log, ...]:
    """Those that are about logs."""
    return tuple(each for each in proposed if isinstance(each, Log))


def subject(edit: Edit) -> str:
    """The id of the fact that `edit` makes, or takes away."""
    return edit.fact if isinstance(edit, Retire) else entry_id(edit.text)


def evidence(proposed: Sequence[Proposed]) -> tuple[str, ...]:
    """What edits rest on, each reference once; a log entry rests on nothing that is kept."""
    because = (reference for edit in edits_of(proposed) for reference in edit.because)
    return tuple(dict.fromkeys(because))
