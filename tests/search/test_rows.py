from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager

import pytest
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.document import Document
from memory_cli.core.entry import Inherited
from memory_cli.search import schema
from memory_cli.search.index import Index
from memory_cli.search.place import SHIFT
from memory_cli.search.refresh import Files
from memory_cli.search.refresh import fill
from memory_cli.search.refresh import indexed
from memory_cli.search.rows import COLUMNS
from memory_cli.search.rows import WORDS
from memory_cli.search.rows import Damaged
from memory_cli.search.rows import Row
from memory_cli.search.rows import entry_of
from memory_cli.search.rows import rows_of
from tests.support import texts
from tests.support.texts import FACTS
from tests.support.texts import LOG
from tests.support.texts import SOUL

FIELDS = COLUMNS.split(", ")
EVERYTHING = "## People\n\n- [ ] 9:14 Since when? #work #会議 (2026-01-05..2026-12-01)\n"
HARD = (
    "## \udce9 \x00\n\n- \x00a\udcff\u2028b #é ~~a~~\n- 0:00 \ufeff\n\n\r\n"
    "~~[x] 23:59 gone #a/b (since 0001-01-01)~~\n\n```\n\x00\n```\n"
)


@contextmanager
def kept(document: Document) -> Iterator[Index]:
    """An index of `document` alone."""
    files = Files({document.path: 1}, lambda _: b"", lambda *_: document, tuple)
    with closing(schema.in_memory()) as connection:
        fill(connection, files, lambda *_: None)
        yield Index(connection, indexed(connection).values())


def row_of(text: str) -> Row:
    """The row of the only entry of a log, as it comes back."""
    with kept(Document(LOG, text)) as index:
        (row,) = index._connection.execute(f"SELECT {COLUMNS} FROM entry").fetchall()
        assert isinstance(row, tuple)
        return row


def said(text: str, path: str = LOG, inherited: Inherited = Inherited()) -> list[dict[str, str]]:
    """What each entry has in those columns of words that are not empty."""
    columns = WORDS.split(", ")
    rows = rows_of(Document(path, text, inherited)).rows
    named = (dict(zip(columns, row[-len(columns) :], strict=True)) for row in rows)
    return [{column: str(words) for column, words in each.items() if words} for each in named]


# What comes back


@given(texts.documents())
@example(Document(LOG, HARD, Inherited(("day", "会議"), private=True)))
@example(Document(FACTS, EVERYTHING))
@example(Document(SOUL, ""))
def test_every_entry_comes_back_as_it_was_read(document: Document) -> None:
    first = 1 << SHIFT
    with kept(document) as index:
        found = index.entries(range(first, first + len(document.entries) + 3))
    assert found == dict(enumerate(document.entries, start=first))
    assert [type(field) for entry in found.values() for field in entry] == [
        type(field) for entry in document.entries for field in entry
    ]


def test_bytes_that_are_no_text_come_back() -> None:
    data = b"## \xff\n\n- \x00 \xe9 \xc0\xaf\n- \xf0\x9f\x98\x80 \xed\xa0\x80 #\xc3\xa9\n"
    document = Document(LOG, data.decode("utf-8", "surrogateescape"))
    with kept(document) as index:
        found = list(index.entries([1 << SHIFT, (1 << SHIFT) + 1]).values())
    assert found == list(document.entries)
    assert found[0].text.encode("utf-8", "surrogateescape") == b"\x00 \xe9 \xc0\xaf"
    assert found[0].section == "\udcff"


@pytest.mark.parametrize("column", FIELDS)
def test_a_row_that_was_changed_in_any_column_is_damaged(column: str) -> None:
    row = row_of(EVERYTHING)
    at = FIELDS.index(column)
    value = row[at]
    others = [None, b"", "", -1, 7, 0.5, b"\xff\xff", "\U0001f600"]
    others += [value + 1] if isinstance(value, int | float) else []
    others += [value[:-1], value * 2] if isinstance(value, str | bytes) else []
    for other in others:
        if other != value or type(other) is not type(value):
            with pytest.raises(Damaged):
                entry_of((*row[:at], other, *row[at + 1 :]), LOG)


@given(st.data())
def test_a_changed_byte_of_the_words_is_damage(data: st.DataObject) -> None:
    row = row_of(EVERYTHING)
    column = data.draw(st.sampled_from(["text", "section", "tags"]))
    value = row[FIELDS.index(column)]
    assert isinstance(value, bytes)
    number = data.draw(st.integers(0, len(value) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != value[number]))
    altered = value[:number] + bytes([byte]) + value[number + 1 :]
    with pytest.raises(Damaged):
        entry_of(tuple(altered if each is value else each for each in row), LOG)


def test_a_row_of_another_file_is_damaged() -> None:
    row = row_of(EVERYTHING)
    assert entry_of(row, LOG) == Document(LOG, EVERYTHING).entries[0]
    with pytest.raises(Damaged):
        entry_of(row, "memory/2026-11-19.md")


# Which words it has


def test_an_entry_of_a_log_lends_its_words_and_what_is_around_them_stands_apart() -> None:
    assert said("## My Trip\n\n- Fresh Sushi. #food\n") == [
        {"lending": "fresh sushi", "context": "my trip food 2026 november 20 friday"}
    ]


def test_an_entry_of_a_log_that_asks_lends_more() -> None:
    assert said("- Green tea?\n- See http://a.b/?c=d\n") == [
        {"asking": "green tea", "context": "2026 november 20 friday"},
        {
            "lending": "see http a b a.b c d http://a.b/?c=d",
            "context": "2026 november 20 friday",
        },
    ]


@pytest.mark.parametrize(
    ("text", "path", "kept"),
    [
        pytest.param("- Tea", FACTS, {"keeping": "tea"}, id="a fact"),
        pytest.param("- Tea?", SOUL, {"keeping": "tea"}, id="identity"),
        pytest.param(
            "- ~~Tea~~", LOG, {"keeping": "tea", "aside": "2026 november 20 friday"}, id="disabled"
        ),
        pytest.param(
            "- Tea #private",
            LOG,
            {"keeping": "tea", "aside": "private 2026 november 20 friday"},
            id="private",
        ),
        pytest.param(
            "- Tea (until 2027-01-02)",
            LOG,
            {"keeping": "tea", "aside": "2026 november 20 friday"},
            id="it will expire",
        ),
        pytest.param(
            "- Tea #ui (since 2026-01-02)",
            FACTS,
            {"keeping": "tea", "aside": "ui 2026 january 2 friday"},
            id="a fact of a date",
        ),
    ],
)
def test_what_lends_nothing_keeps_its_words(text: str, path: str, kept: dict[str, str]) -> None:
    assert said(text, path) == [kept]


def test_the_entries_of_a_private_log_keep_their_words() -> None:
    (each,) = said("- Tea", inherited=Inherited(private=True))
    assert each == {"keeping": "tea", "aside": "2026 november 20 friday"}


def test_an_entry_is_as_long_as_its_words_and_what_its_neighbours_lend() -> None:
    date = 4
    rows, length, lent = rows_of(
        Document(LOG, "- one\n- two two?\n- three three three\n- ~~four~~\n")
    )
    lengths = [row[0] for row in rows]
    assert lengths == [
        pytest.approx(1 + date + 0.3 * 2 + 0.15 * 3),
        pytest.approx(2 + date + 0.4 * 1 + 0.3 * 3),  # the last one lends nothing
        pytest.approx(3 + date + 1.0 * 2 + 0.3 * 1),  # all of the one that asks before it
        pytest.approx(1 + date + 0.4 * 3 + 0.3 * 2),
    ]
    assert length == sum(float(str(each)) for each in lengths)
    assert lent == 1 + 2 + 3


def test_facts_are_as_long_as_their_own_words() -> None:
    assert rows_of(Document(FACTS, "- one\n- two two\n"))[1:] == (3.0, 0)
    assert rows_of(Document(FACTS, "")) == ((), 0, 0)
