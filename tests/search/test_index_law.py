"""Laws: an index that grew step by step says what one built from nothing says."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import closing
from contextlib import contextmanager
from typing import NamedTuple

import hypothesis
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.document import Document
from memory_cli.core.entry import Inherited
from memory_cli.core.forgotten import forgotten
from memory_cli.search import schema
from memory_cli.search.index import Index
from memory_cli.search.refresh import Files
from memory_cli.search.refresh import fill
from memory_cli.search.refresh import indexed
from memory_cli.search.refresh import refresh
from memory_cli.search.refresh import stale
from tests.search.notes import DAY
from tests.search.notes import FACTS
from tests.search.notes import SOUL
from tests.search.notes import YESTERDAY
from tests.search.notes import Answers
from tests.search.notes import Held
from tests.search.notes import answers
from tests.search.notes import held
from tests.support import texts

PATHS = (SOUL, FACTS, YESTERDAY, DAY, "memory/2026-01-31.md")
OTHERS = ("README.md", "memory/notes.md", "memory/2026-02-30.md", ".forgotten", ".mem")

_simple = st.lists(st.sampled_from(["- tea?", "- green tea", "- dana: tea", "## tea"]), max_size=4)
contents = texts.files | _simple.map("\n".join)
Step = tuple[str, str | None]
steps: st.SearchStrategy[Step] = st.tuples(
    st.sampled_from(PATHS * 3 + OTHERS), contents | st.sampled_from(["- tea", None, None])
)
histories = st.lists(st.lists(steps, max_size=4), min_size=1, max_size=5)
questions = st.lists(
    st.sampled_from(["tea", "dana", "word", "a", "green tea?", "2026 november", "ui", "teaa"])
    | st.text(texts.characters, max_size=8),
    min_size=1,
    max_size=3,
)


class Kept(NamedTuple):
    """A file, and the moment it was written at."""

    text: str
    at: int


class Shelf:
    """Files that are written one step after the other; at each, some are young."""

    def __init__(self) -> None:
        self.files: dict[str, Kept] = {}
        self._now = 0

    def take(self, change: list[Step]) -> None:
        self._now += 1
        for path, text in change:
            if text is None:
                self.files.pop(path, None)
            else:
                self.files[path] = Kept(text, self._now)

    def read(self, *, is_young: bool) -> Files:
        return Files(
            signatures={
                path: None if is_young and kept.at == self._now else kept.at
                for path, kept in self.files.items()
            },
            data=lambda path: self._text(path).encode("utf-8", "surrogateescape"),
            document=lambda path, data: Document(
                path, data.decode("utf-8", "surrogateescape"), Inherited(("day",) * (path == DAY))
            ),
            forgotten=lambda: forgotten(self._text(".forgotten")),
        )

    def _text(self, path: str) -> str:
        return self.files[path].text if path in self.files else ""


@contextmanager
def in_memory() -> Iterator[Index]:
    """An index that nothing is in."""
    with closing(schema.in_memory()) as connection:
        yield Index(connection, ())


def told(index: Index, *asked: str) -> tuple[Held, Answers]:
    """What `index` holds, and what it answers."""
    known = indexed(index._connection)
    return held(index._connection), answers(Index(index._connection, known.values()), *asked)


@given(histories, questions, st.booleans())
def test_an_index_that_grew_says_what_one_built_from_nothing_says(
    history: list[list[Step]], asked: list[str], is_young: bool
) -> None:
    shelf = Shelf()
    with in_memory() as grown:
        for change in history:
            shelf.take(change)
            refresh(grown._connection, shelf.read(is_young=is_young))
        with in_memory() as built:
            fill(built._connection, shelf.read(is_young=False), lambda *_: None)
            assert told(grown, *asked) == told(built, *asked)


@given(histories, st.booleans())
def test_an_index_is_whole_after_every_step(history: list[list[Step]], is_young: bool) -> None:
    shelf = Shelf()
    with in_memory() as grown:
        for change in history:
            shelf.take(change)
            refresh(grown._connection, shelf.read(is_young=is_young))
            check = "INSERT INTO word (word, rank) VALUES ('integrity-check', 1)"
            grown._connection.execute(check)  # raises where words and entries differ
            assert grown._connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


@given(histories)
def test_what_was_refreshed_is_not_stale_and_a_second_time_changes_nothing(
    history: list[list[Step]],
) -> None:
    shelf = Shelf()
    with in_memory() as grown:
        for change in history:
            shelf.take(change)
            files = shelf.read(is_young=False)
            refresh(grown._connection, files)
            assert not stale(indexed(grown._connection), files)
            before = _bytes(grown)
            refresh(grown._connection, files)
            assert _bytes(grown) == before


@given(histories)
def test_the_order_of_files_does_not_matter(history: list[list[Step]]) -> None:
    shelf = Shelf()
    for change in history:
        shelf.take(change)
    files = shelf.read(is_young=False)
    backwards = files._replace(signatures=_backwards(files.signatures))
    with in_memory() as one, in_memory() as other:
        fill(one._connection, files, lambda *_: None)
        fill(other._connection, backwards, lambda *_: None)
        assert told(one, "tea", "") == told(other, "tea", "")


@given(texts.files, questions)
def test_every_word_of_a_question_has_the_stem_of_the_same_word_of_an_entry(
    text: str, asked: list[str]
) -> None:
    from memory_cli.search.words import words

    document = Document(FACTS, text)
    hypothesis.assume(document.entries)
    shelf = Shelf()
    shelf.take([(FACTS, text)])
    with in_memory() as index:
        fill(index._connection, shelf.read(is_young=False), lambda *_: None)
        said = [word for entry in document.entries for word in words(entry.text)]
        stems = index.stems([*said, *(word for each in asked for word in words(each))])
        assert [word for word in said if not index.has(stems[word])] == []


def _bytes(index: Index) -> bytes:
    return index._connection.serialize()


def _backwards(signatures: Mapping[str, int | None]) -> dict[str, int | None]:
    return {path: signatures[path] for path in reversed(list(signatures))}
