"""`import`: what other programs, other machines and older notes know is taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from typing import NamedTuple

from memory_cli.actions.log import begun_log
from memory_cli.actions.writing import Author
from memory_cli.actions.writing import begin
from memory_cli.core.arrival import Load
from memory_cli.core.document import Document
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotRecorded
from memory_cli.core.forgotten import erased
from memory_cli.core.forgotten import forgotten
from memory_cli.core.forgotten import joined
from memory_cli.core.gate import Standing
from memory_cli.core.gate import is_harmless
from memory_cli.core.intake import Intake
from memory_cli.core.intake import taken_in
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import is_person
from memory_cli.core.operation import counted
from memory_cli.store.change import starting_over
from memory_cli.store.create import is_untouched
from memory_cli.store.files import LARGEST
from memory_cli.store.store import Store
from memory_cli.store.templates import template


class Imported(NamedTuple):
    """What came of a load, or would; `away` is what is forgotten from now on."""

    intake: Intake
    away: tuple[str, ...] = ()  # ids
    commit: str | None = None
    delayed: NotRecorded | None = None

    @property
    def changes(self) -> bool:
        """Whether anything becomes another."""
        return bool(self.intake.documents or self.away)


def considered(store: Store, load: Load, *, author: Author) -> Imported:
    """What `import_` would do now; nothing is written. Raises BadInput for too much."""
    seen = _Seen(store.read, store.document)
    if not store.exists():  # what it will begin with
        facts = Document(FACTS, template(FACTS).decode())
        seen = _Seen(store.read, lambda path: facts if path == FACTS else Document(path, ""))
    return _judged(store, load, seen, author)[0]


@starting_over
def import_(store: Store, load: Load, *, author: Author) -> Imported:
    """Take in what `load` holds and the memory has not, as one operation of `import:KIND`.

    Bytes that are there stay as they are. SOUL.md comes only out of a memory of ours, by a person,
    and only where nobody has written into it yet. What brings nothing begins no memory.
    """
    if not store.exists():
        harmless = (store.leave.secrets or is_harmless(each) for each in load.arrivals)
        if not (load.sheets or any(harmless)):
            return considered(store, load, author=author)
        begin(store, author)
    operation = author._replace(actor=f"import:{load.kind}").operation("import")
    with store.change(operation) as change:
        done, away = _judged(store, load, _Seen(change.read, change.document), author)
        for document in done.intake.documents:
            change.put(document)
        if done.away:
            change.write(FORGOTTEN, away.encode("utf-8", "surrogateescape"))
        added = done.intake.added
        ids = tuple(dict.fromkeys(entry.id for entry in added))
        change.describe(counted(Counter(entry.kind for entry in added)), entries=ids)
    return done._replace(commit=change.outcome.commit, delayed=change.outcome.delayed)


class _Seen(NamedTuple):
    """The files of a memory, as they are read or as a change has left them."""

    read: Callable[[str], bytes | None]
    document: Callable[[str], Document]


def _judged(store: Store, load: Load, seen: _Seen, author: Author) -> tuple[Imported, str]:
    """What becomes of `load`, and the text of `.forgotten` then."""
    text = (seen.read(FORGOTTEN) or b"").decode("utf-8", "surrogateescape")
    intake = taken_in(load, _standing(store, seen, text, author))
    for document in intake.documents:
        if (size := len(document.text.encode("utf-8", "surrogateescape"))) > LARGEST:
            raise BadInput(
                f"{document.path} would hold {size >> 20} MiB, and a memory file holds at most "
                f"{LARGEST >> 20}",
                "bring in a part of it, or curate first",
            )
    after = text
    if forgotten(load.forgotten) - forgotten(text):
        after = joined(text, load.forgotten, set(_ids(store, intake)))
    away = tuple(sorted(forgotten(after) - forgotten(text)))
    return Imported(intake, away), after


def _standing(store: Store, seen: _Seen, text: str, author: Author) -> Standing:
    def document(path: str) -> Document:
        found = seen.document(path)
        begins = found.day is not None and seen.read(path) is None
        return begun_log(found, found.day) if begins and found.day else found

    def words(path: str) -> str | None:
        data = seen.read(path)
        return None if data is None else data.decode("utf-8", "surrogateescape")

    def is_blank(path: str) -> bool:
        return is_untouched(path, seen.read(path)) and (path != SOUL or is_person(author.actor))

    return Standing(
        document, words, is_blank, forgotten(text), erased(text), secrets=store.leave.secrets
    )


def _ids(store: Store, intake: Intake) -> Iterator[str]:
    """The ids of everything that will stand in the memory."""
    yield from (entry.id for document in intake.documents for entry in document.entries)
    changed = {document.path for document in intake.documents}
    for document in store.documents():
        if document.path not in changed:
            yield from (entry.id for entry in document.entries)
