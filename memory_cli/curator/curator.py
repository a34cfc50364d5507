"""What a curator is given, what it answers, and the one Protocol of the project.

There are two real ones: rules, offline, and Claude. Neither sees a file, the store or the clock.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from typing import Protocol

from memory_cli.core.conversation import Message
from memory_cli.core.entry import Entry
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently


class Facts(NamedTuple):
    """What is known already: the active facts, the headings they may stand under, tags in use."""

    entries: tuple[Entry, ...] = ()
    sections: tuple[str, ...] = ()  # in the order of the file
    tags: tuple[str, ...] = ()  # the most used first
    related: Callable[[str, int], Sequence[Entry]] = lambda _text, _most: ()
    """The facts nearest to a text, at most so many, the nearest first (rank-bm25)."""
    alike: Callable[[str, str], bool] = lambda one, other: one == other
    """Whether two texts say the same in other forms of the same words."""


class Matter(NamedTuple):
    """What a curation is about: entries of logs that none has considered, oldest first."""

    entries: tuple[Entry, ...]
    facts: Facts = Facts()
    today: date = date.min
    language: str | None = None  # the person's, as SOUL.md says
    before: tuple[Entry, ...] = ()  # of the weeks before, considered already; may be evidence, too


class Talk(NamedTuple):
    """What a capture is about: a conversation of one day, our own quoted memory taken out."""

    messages: tuple[Message, ...]
    day: date
    tags: tuple[str, ...] = ()
    language: str | None = None


class Usage(NamedTuple):
    """What an answer cost."""

    model: str
    input_tokens: int
    output_tokens: int
    requests: int = 1
    dollars: float | None = None  # an estimate; None for a model whose price is not known


class Proposal(NamedTuple):
    """The edits of a curator, and what it cost to think of them."""

    edits: tuple[Edit, ...]
    usage: Usage | None = None
    withheld: int = 0  # entries that were not shown to a model: private, or a secret in them


class Captured(NamedTuple):
    """The log entries that a conversation is worth, in its order."""

    logs: tuple[Log, ...]
    usage: Usage | None = None
    withheld: int = 0  # messages that were not shown to a model


class Curator(Protocol):
    """Proposes, and changes nothing. Raises CuratorFailed when it has no answer to give."""

    @property
    def actor(self) -> str:
        """Who it is in history: `rules` or `claude:<model>`."""

    def curate(self, matter: Matter, progress: Progress = silently) -> Proposal:
        """The facts that `matter` is worth."""

    def capture(self, talk: Talk, progress: Progress = silently) -> Captured:
        """The log entries that `talk` is worth."""
