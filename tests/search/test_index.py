from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing

import pytest

from memory_cli.core.document import Document
from memory_cli.search import index as index_module
from memory_cli.search import schema
from memory_cli.search.index import Index
from memory_cli.search.index import Opening
from memory_cli.search.place import SHIFT
from memory_cli.search.refresh import Files
from memory_cli.search.refresh import fill
from memory_cli.search.refresh import indexed
from memory_cli.search.rows import Damaged
from memory_cli.store.files import LARGEST
from tests.search.notes import DAY
from tests.search.notes import FACTS
from tests.search.notes import SOUL

TEXTS = {
    FACTS: (
        "## Tea\n\n- Likes green tea. #drinks #ui\n- ~~Liked coffee.~~ #drinks\n"
        "- Drinks tea, green tea (since 2026-01-05)\n"
    ),
    SOUL: "- 会議 with #会議 in Zürich.\n-\n",
    DAY: "- 9:00 Is there tea?\n- Running late since yesterday. #ui\n- Tea #private\n",
}
LENDING, ASKING, CONTEXT, REST = range(4)


@pytest.fixture
def index() -> Iterator[Index]:
    """An index of `TEXTS`: facts are its first file, then identity, then the day."""
    files = Files(
        signatures=dict.fromkeys(TEXTS, 1),
        data=lambda path: TEXTS[path].encode(),
        document=lambda path, data: Document(path, data.decode()),
        forgotten=tuple,
    )
    with closing(schema.in_memory()) as connection:
        fill(connection, files, lambda *_: None)
        yield Index(connection, indexed(connection).values())


def place(path: str, number: int) -> int:
    return (list(TEXTS).index(path) + 1 << SHIFT) + number


def where(text: str) -> list[tuple[int, int]]:
    """Postings as places and columns, sorted."""
    return sorted((int(each) >> 2, int(each) & 3) for each in text.split(",") if each)


def test_the_files_are_known_by_path_with_what_they_hold(index: Index) -> None:
    assert [(file.path, file.id, file.entries, file.lent) for file in index.files] == [
        (FACTS, 1, 3, 0),
        (SOUL, 2, 2, 0),
        (DAY, 3, 3, 3 + 4),
    ]


# Words


@pytest.mark.parametrize(
    ("stem", "found"),
    [
        (
            "tea",
            [
                *((place(FACTS, 0), REST), (place(FACTS, 0), REST)),  # the words, the heading
                (place(FACTS, 1), REST),
                *((place(FACTS, 2), REST),) * 3,
                *((place(DAY, 0), ASKING), (place(DAY, 2), REST)),
            ],
        ),
        ("late", [(place(DAY, 1), LENDING)]),
        ("ui", [(place(FACTS, 0), REST), (place(DAY, 1), CONTEXT)]),
        ("novemb", [(place(DAY, 0), CONTEXT), (place(DAY, 1), CONTEXT), (place(DAY, 2), REST)]),
        ("januari", [(place(FACTS, 2), REST)]),
        ("zurich", [(place(SOUL, 0), REST)]),
        ("会議", [(place(SOUL, 0), REST)] * 3),
        ("november", []),
        ("lending", []),
        ("", []),
    ],
)
def test_a_stem_is_posted_once_for_each_time_it_stands_there(
    index: Index, stem: str, found: list[tuple[int, int]]
) -> None:
    assert where(index.postings(stem)) == found
    assert index.has(stem) == bool(found)
    assert index.count(stem) == len({place for place, _ in found})


def test_words_have_the_stems_of_the_index_each_once(index: Index) -> None:
    words = ["drinks", "tea", "running", "drinks", "november", "会", "don", "x_y", "会議"]
    stems = index.stems(iter(words))
    assert stems == {
        "drinks": "drink",
        "tea": "tea",
        "running": "run",
        "november": "novemb",
        "会": "会",
        "don": "don",
        "x_y": "x_y",
        "会議": "会議",
    }
    assert list(stems) == list(dict.fromkeys(words))
    assert index.stems(["running", "teas"]) == {"running": "run", "teas": "tea"}
    assert index.stems([]) == {}


def test_stems_that_are_known_are_not_made_again(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[list[str]] = []
    stems = schema.stems

    def counted(connection: sqlite3.Connection, words: list[str]) -> list[str]:
        made.append(list(words))
        return stems(connection, words)

    monkeypatch.setattr(schema, "stems", counted)
    for words in (["tea", "teas"], ["tea"], ["late", "teas"], []):
        index.stems(words)
    assert made == [["tea", "teas"], ["late"]]


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("t", ["tea", "there"]),
        ("l", ["late", "like"]),
        ("会", ["会", "会議"]),
        ("z", ["zurich"]),
        ("q", []),
        ("\ud7ff", []),
        ("\U0010ffff", []),
        ("\x00", []),
    ],
)
def test_the_vocabulary_is_every_stem_of_a_first_character(
    index: Index, first: str, found: list[str]
) -> None:
    assert index.vocabulary(first) == found


@pytest.mark.parametrize(
    ("phrase", "found"),
    [
        (["green", "tea"], [place(FACTS, 0), place(FACTS, 2)]),
        (["tea"], [place(FACTS, 0), place(FACTS, 2), place(DAY, 0), place(DAY, 2)]),
        (["tea", "green"], [place(FACTS, 2)]),
        (["teas"], [place(FACTS, 0), place(FACTS, 2), place(DAY, 0), place(DAY, 2)]),
        (["drinks"], [place(FACTS, 2)]),  # no tags
        (["november"], []),  # no dates
        (["会", "会議", "議"], [place(SOUL, 0)]),
        (["is", "there", "tea"], [place(DAY, 0)]),
        (["OR"], []),
        (["tea", "NEAR", "late"], []),
    ],
)
def test_a_phrase_is_held_by_the_own_words_of_an_entry_in_their_order(
    index: Index, phrase: list[str], found: list[int]
) -> None:
    assert [int(each) for each in index.with_phrase(phrase).split(",") if each] == found


# Rows


def test_tags_are_counted_over_what_is_not_disabled(index: Index) -> None:
    assert index.tags() == Counter({"ui": 2, "drinks": 1, "会議": 1, "private": 1})


@pytest.mark.parametrize(
    ("condition", "values", "found"),
    [
        ("kind = ?", ("soul",), [place(SOUL, 0), place(SOUL, 1)]),
        ("disabled", (), [place(FACTS, 1)]),
        ("date >= ?", ("2026-01-05",), [place(FACTS, 2), *(place(DAY, each) for each in range(3))]),
        ("date < ?", ("2026-01-05",), []),
        ("instr(tags, ?)", (" 会議 ",), [place(SOUL, 0)]),
        ("instr(tags, ?)", (" u ",), []),
    ],
)
def test_a_condition_gives_the_places_it_holds_for(
    index: Index, condition: str, values: tuple[str, ...], found: list[int]
) -> None:
    assert sorted(int(each) for each in index.places(condition, values).split(",") if each) == found


def test_entries_come_by_their_place_and_none_where_none_is(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "_AT_ONCE", 2)
    documents = {path: Document(path, text).entries for path, text in TEXTS.items()}
    every = {
        place(path, number): entry
        for path, entries in documents.items()
        for number, entry in enumerate(entries)
    }
    nowhere = [0, 5, place(FACTS, 3), place(DAY, 9), 9 << SHIFT, -1]
    assert index.entries([*nowhere, *every]) == every
    assert index.entries([]) == {}


def test_a_row_that_was_changed_is_damage(index: Index) -> None:
    index._connection.execute("UPDATE entry SET line = line + 1 WHERE kind = 'soul'")
    assert len(index.entries([place(FACTS, 0)])) == 1
    with pytest.raises(Damaged):
        index.entries([place(SOUL, 0)])


def test_an_opening_is_what_ranking_asks_for(index: Index) -> None:
    places = [place(DAY, 0), place(DAY, 1), place(FACTS, 2), place(SOUL, 1), place(SOUL, 7)]
    entries = index.entries(places)
    day = 4
    assert index.openings(places) == {
        places[0]: Opening(
            pytest.approx(3 + day + 0.3 * 4),  # type: ignore[arg-type]
            *(1, 0, entries[places[0]].id, "2026-11-20", b"Is there tea?"),
        ),
        places[1]: Opening(
            pytest.approx(4 + 1 + day + 1.0 * 3),  # type: ignore[arg-type]
            *(0, 1, entries[places[1]].id, "2026-11-20", b"Running late since yesterday."),
        ),
        places[2]: Opening(
            4 + 1 + day, 0, 0, entries[places[2]].id, "2026-01-05", b"Drinks tea, green tea"
        ),
        places[3]: Opening(0.0, 0, 0, entries[places[3]].id, None, b""),
    }


def test_an_opening_is_cut_short_at_any_byte() -> None:
    text = "é" * 100
    files = Files({FACTS: 1}, lambda _: b"", lambda *_: Document(FACTS, f"- a{text}"), tuple)
    with closing(schema.in_memory()) as connection:
        fill(connection, files, lambda *_: None)
        opening = Index(connection, indexed(connection).values()).openings([1 << SHIFT])[1 << SHIFT]
    assert opening.text == f"a{text}".encode()[:60]


def test_an_index_of_nothing_says_nothing() -> None:
    with closing(schema.in_memory()) as connection:
        index = Index(connection, ())
        assert (index.files, index.postings("a"), index.has("a"), index.count("a")) == (
            *((), ""),
            *(False, 0),
        )
        assert (index.tags(), index.vocabulary("a"), index.with_phrase(["a"])) == (
            Counter(),
            [],
            "",
        )
        assert (index.places("disabled"), index.entries([1]), index.openings([])) == ("", {}, {})


def test_no_two_entries_of_the_largest_file_have_the_same_place() -> None:
    shortest = b"-\n"
    assert len(Document(FACTS, (shortest * 3).decode()).entries) == 3
    assert LARGEST // len(shortest) + 1 < 1 << SHIFT
