"""Curators that answer as a test tells them, and a whole curation with one in this process."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from memory_cli.actions.curate import Considered
from memory_cli.actions.curate import Curated
from memory_cli.actions.curate import Terms
from memory_cli.actions.curate import conclude
from memory_cli.actions.curate import considered
from memory_cli.actions.curate import judged
from memory_cli.actions.writing import Author
from memory_cli.core.check import Checked
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.curator.curator import Captured
from memory_cli.curator.curator import Matter
from memory_cli.curator.curator import Proposal
from memory_cli.curator.curator import Talk
from memory_cli.store.store import Store
from tests.support.memories import author

ACTOR = "rules"
TERMS = Terms()

Answer = Callable[[Matter], Iterable[Edit]]


def keeps_nothing(_matter: Matter) -> tuple[Edit, ...]:
    """Finds nothing that lasts."""
    return ()


def keeps_everything(matter: Matter) -> tuple[Edit, ...]:
    """Makes a fact of every entry, word for word."""
    return tuple(adds(entry.text, entry) for entry in matter.entries)


@dataclass(frozen=True)
class Scripted:
    """A curator that answers what it was told to; a real one, as far as types can say."""

    answer: Answer = keeps_nothing
    logs: tuple[Log, ...] = ()
    actor: str = ACTOR

    def curate(self, matter: Matter, progress: Progress = silently) -> Proposal:
        """What the test said."""
        progress(1, 1)
        return Proposal(tuple(self.answer(matter)))

    def capture(self, talk: Talk, progress: Progress = silently) -> Captured:
        """What the test said, or every message as it was said."""
        progress(1, 1)
        said = (Log(message.text, talk.day, message.role) for message in talk.messages)
        return Captured(self.logs or tuple(said))


def adds(text: str, *because: Entry | str, section: str = "Facts", **others: object) -> Add:
    """A new fact that rests on entries, or on what their references name."""
    return Add(text, section, _references(because))._replace(**others)  # type: ignore[arg-type]


def revises(was: str, text: str, *because: Entry | str, **others: object) -> Revise:
    """Other words for the fact that says `was`."""
    edit = Revise(entry_id(was), was, text, _references(because))
    return edit._replace(**others)  # type: ignore[arg-type]


def retires(was: str, *because: Entry | str, **others: object) -> Retire:
    """The end of the fact that says `was`."""
    return Retire(entry_id(was), was, _references(because))._replace(**others)  # type: ignore[arg-type]


def logged(text: str, day: date) -> str:
    """How history names the entry `text` of `day`."""
    return f"{entry_id(text)}@{day}"


def curated(
    store: Store,
    answer: Answer = keeps_nothing,
    *,
    by: Author | None = None,
    since: date | None = None,
    terms: Terms = TERMS,
    meanwhile: Callable[[], object] = lambda: None,
) -> Curated:
    """One curation as `mem curate --yes` does it; `meanwhile` happens while nobody has the lock."""
    by = by or author()
    curator = Scripted(answer)
    found = considered(store, author=by, since=since)
    edits = curator.curate(found.matter).edits if found.matter.entries else ()
    checked = judge(store, found, edits, by=by, terms=terms)
    meanwhile()
    return conclude(
        store,
        found,
        checked.accepted,
        waits=tuple(each.edit for each in checked.waiting),
        rejected=checked.rejected,
        actor=curator.actor,
        author=by,
        terms=terms,
    )


def judge(
    store: Store,
    found: Considered,
    edits: Sequence[Edit],
    *,
    by: Author | None = None,
    terms: Terms = TERMS,
) -> Checked:
    """`edits` in three heaps."""
    by = by or author()
    return judged(store, edits, facts=found.facts, given=found.given, author=by, terms=terms)


def unread_texts(store: Store, since: date | None = None) -> list[str]:
    """The words of what no curation has considered and no plan waits with."""
    found = considered(store, author=author(), since=since)
    return [entry.text for entry in found.matter.entries]


def texts(document: Document) -> list[str]:
    """The words of the entries that are not struck."""
    return [entry.text for entry in document.entries if not entry.disabled]


def _references(because: Iterable[Entry | str]) -> tuple[str, ...]:
    return tuple(each if isinstance(each, str) else each.reference for each in because)
