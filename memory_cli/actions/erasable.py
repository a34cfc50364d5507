"""What a purge would take: every piece of memory that fits, wherever it stands or ever stood."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from memory_cli.core.forgotten import is_note
from memory_cli.core.identity import Reference
from memory_cli.core.identity import folded
from memory_cli.core.identity import longest_word
from memory_cli.core.identity import parse_reference
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import IGNORE
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import is_recorded
from memory_cli.core.needle import Needle
from memory_cli.core.needle import bare
from memory_cli.core.needle import matches
from memory_cli.core.needle import needle
from memory_cli.core.progress import Progress
from memory_cli.core.units import Eraser
from memory_cli.core.units import Unit
from memory_cli.store.history import open_history
from memory_cli.store.objects import texts
from memory_cli.store.objects import versions
from memory_cli.store.repository import BRANCH
from memory_cli.store.store import Store
from memory_cli.store.templates import template

_EVERY = 50  # versions between two reports of progress
_MOST = 20


class Standing(NamedTuple):
    """A place where something stands now."""

    path: str
    line: int


class Erasable(NamedTuple):
    """One piece of memory, known by its words: an entry, a heading, a line of front matter."""

    id: str
    words: str  # that the id is of
    text: str  # as it stands or stood, marks and annotations included
    standing: tuple[Standing, ...] = ()
    versions: int = 0  # of files in history that have it
    commits: int = 0  # that brought these versions

    @property
    def headline(self) -> str:
        """The words on one line, without what marks them as an entry or a heading."""
        return " ".join(bare(self.text).split())


class Purging(NamedTuple):
    """What was asked for, and the facts that rest on it as evidence.

    `sought` are the words that were searched for, where it was words; `spared` are ids of what mem
    itself put into the files.
    """

    asked: tuple[Erasable, ...]
    derived: tuple[Erasable, ...]
    sought: Needle | None = None
    spared: frozenset[str] = frozenset()


def considered(
    store: Store, names: Sequence[str], match: str | None = None, *, progress: Progress
) -> Purging:
    """What `names` (ids) or `match` (text inside an entry or line) would erase.

    Everything that history ever held is looked at. Raises NotFound, Ambiguous, BadInput, GitFailed.
    """
    references = tuple(map(_reference, names))
    census = _Census(store, progress)
    spared = _templates()
    if match is None:
        known = [census.now[each] for each in census.now if _is_named(each, references)]
        is_all = all(any(k.id.startswith(r.prefix) for k in known) for r in references)
        found = census.taken(known if is_all else None)
        asked = tuple(dict.fromkeys(_named(each, found) for each in references))
        sought = None
    else:
        sought = needle(match)
        found = census.matching(sought)
        asked = tuple(e for e in found.values() if e.id not in spared and matches(e.text, sought))
        if not sought.words or not asked:
            raise NotFound(f"nothing here has or ever had {match!r}", "try fewer of its words")
    derived = _derived(store, {each.id for each in asked})
    if derived:
        standing = [census.now[each] for each in derived if each in census.now]
        found = census.taken(standing if len(standing) == len(derived) else None)
    rest = tuple(found[each] for each in derived if each in found)
    return Purging(asked, rest, sought, spared)


def _is_named(full: str, references: Iterable[Reference]) -> bool:
    return any(full.startswith(reference.prefix) for reference in references)


def _reference(name: str) -> Reference:
    reference = parse_reference(name)
    if reference.place is not None:
        raise BadInput(
            f"{name!r} names one place, and an entry is erased wherever it stands",
            f"mem forget {name} takes it from there; mem purge {reference.prefix} erases it",
        )
    return reference


def _named(reference: Reference, everything: dict[str, Erasable]) -> Erasable:
    found = [each for each in everything.values() if each.id.startswith(reference.prefix)]
    if not found:
        raise NotFound(
            f"no entry {reference} is or ever was here", "mem history --match WORDS finds ids"
        )
    if len(found) > 1:
        raise Ambiguous(
            f"{reference} is the beginning of several ids", "give more of the id", listed(found)
        )
    return found[0]


def listed(found: Iterable[Erasable]) -> tuple[str, ...]:
    """One line for each, so that a person can choose."""
    lines = [f"{each.id}  {each.headline}" for each in found]
    more = len(lines) - _MOST
    return (*lines[:_MOST], *([f"and {more} more"] if more > 0 else []))


def _templates() -> frozenset[str]:
    """The ids of all that a new memory holds: help and headings, no words of a person."""
    reader = Eraser()
    files = {SOUL: "SOUL.md", FACTS: "MEMORY.md", IGNORE: "gitignore"}
    texts = {path: template(name).decode() for path, name in files.items()}
    return frozenset(unit.id for path in texts for unit in reader.units(path, texts[path]))


class _Census:
    """Counts what stands in the files, and what stood in any version of one."""

    def __init__(self, store: Store, progress: Progress) -> None:
        self._reader = Eraser()
        self._progress = progress
        self._root = store.root
        self._versions = versions(store.root, BRANCH) if store.has_history() else {}
        self.now: dict[str, Erasable] = {}
        with store.reading() as reading:
            for path in sorted(filter(is_recorded, reading.signatures())):
                text = (reading.data(path) or b"").decode("utf-8", "surrogateescape")
                for unit in self._units(path, text):
                    known = self.now.get(unit.id, _erasable(unit))
                    place = Standing(path, unit.line)
                    self.now[unit.id] = known._replace(standing=(*known.standing, place))

    def taken(self, known: Collection[Erasable] | None) -> dict[str, Erasable]:
        """Everything by id; of history what has `known` in it, all of it for None."""
        if known is None:
            return self._through(lambda _: True)
        marks = frozenset(longest_word(each.words) for each in known)

        def may_have(data: bytes) -> bool:
            words = folded(data.decode("utf-8", "surrogateescape"))
            return any(mark in words for mark in marks)

        return self._through(may_have)

    def matching(self, sought: Needle) -> dict[str, Erasable]:
        """Everything by id; of history what may have the words of `sought` in it."""
        return self._through(sought.may_be_in)

    def _through(self, is_likely: Callable[[bytes], bool]) -> dict[str, Erasable]:
        found = dict(self.now)
        for number, (version, data) in enumerate(texts(self._root, self._versions)):
            if number % _EVERY == 0:
                self._progress(number, len(self._versions))
            if not is_likely(data):
                continue
            text = data.decode("utf-8", "surrogateescape")
            for unit in {unit.id: unit for unit in self._units(version.path, text)}.values():
                known = found.get(unit.id, _erasable(unit))
                found[unit.id] = known._replace(
                    versions=known.versions + 1,
                    commits=known.commits + len(self._versions[version]),
                )
        self._progress(len(self._versions), len(self._versions))
        return found

    def _units(self, path: str, text: str) -> Iterator[Unit]:
        """The units of a file, what `.forgotten` notes apart: it names, and says nothing."""
        units = self._reader.units(path, text)
        return (unit for unit in units if path != FORGOTTEN or not is_note(unit.words))


def _erasable(unit: Unit) -> Erasable:
    return Erasable(unit.id, unit.words, unit.text)


def _derived(store: Store, ids: Collection[str]) -> tuple[str, ...]:
    """The ids of what rests on `ids` by the evidence that history names, directly or not."""
    if not store.has_history():
        return ()
    with open_history(store.root) as history:
        evident = history.messages(containing="Mem-Source: ")
        operations = [revision.operation for revision in evident if revision.operation]
    known = set(ids)
    derived: dict[str, None] = {}
    left = list(ids)
    while left:
        source = left.pop()
        for operation in operations:
            new = [each for each in operation.resting_on(source) if each not in known]
            known.update(new)
            derived |= dict.fromkeys(new)
            left += new
    return tuple(derived)
