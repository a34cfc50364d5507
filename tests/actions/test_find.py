from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.actions.find import candidates
from memory_cli.actions.find import find
from memory_cli.actions.find import find_in
from memory_cli.actions.find import has_words
from memory_cli.actions.find import matching
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from memory_cli.core.identity import entry_id
from memory_cli.core.identity import folded
from memory_cli.core.identity import longest_word
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import write
from tests.support.texts import documents

TEA = entry_id("Likes tea.")


def places(entries: tuple[Entry, ...]) -> list[str]:
    return [f"{entry.place}:{entry.line}" for entry in entries]


@pytest.fixture
def tea(store: Store) -> Store:
    write(store, "SOUL.md", "- Likes tea.\n")
    write(store, "MEMORY.md", "- Other.\n- ~~Likes tea.~~ #x\n")
    write(store, "memory/2026-11-18.md", "- 9:00 Likes tea.\n- 10:00 Likes tea.\n")
    write(store, DAY, "- Likes\n  tea.\n")
    write(store, "notes.md", "- Likes tea.\n")
    return store


def test_an_id_names_every_place_of_its_words_logs_from_the_newest(tea: Store) -> None:
    everywhere = ["soul:1", "facts:2", "2026-11-20:1", "2026-11-18:1", "2026-11-18:2"]
    assert places(find(tea, [TEA])) == everywhere
    assert places(find(tea, [f" {TEA[:4].upper()} "])) == everywhere


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("soul", ["soul:1"]),
        ("facts", ["facts:2"]),
        ("2026-11-18", ["2026-11-18:1", "2026-11-18:2"]),
    ],
)
def test_a_place_narrows_it(tea: Store, place: str, found: list[str]) -> None:
    assert places(find(tea, [f"{TEA[:6]}@{place}"])) == found


def test_several_names_find_each_place_once_in_the_order_of_the_files(tea: Store) -> None:
    names = [f"{TEA}@facts", entry_id("Other."), f"{TEA}@soul", TEA[:5] + "@facts"]
    assert places(find(tea, names)) == ["soul:1", "facts:1", "facts:2"]
    assert find(tea, []) == ()


@pytest.mark.parametrize("name", ["zzzz", f"{TEA}@2026-11-19", TEA[:-1] + "z"])
def test_a_name_that_fits_nothing_is_not_found(tea: Store, name: str) -> None:
    with pytest.raises(NotFound) as raised:
        find(tea, [TEA, name])
    assert raised.value.message == f"there is no entry {name}"


@pytest.mark.parametrize(
    "name", ["", "abc", "Likes tea.", "lion", f"{TEA}@", f"{TEA}0", f"{TEA}@x"]
)
def test_what_is_no_id_is_bad_input(tea: Store, name: str) -> None:
    with pytest.raises(BadInput) as raised:
        find(tea, [name])
    assert raised.value.message == f"{name!r} is not an id"


def test_the_beginning_of_several_ids_is_ambiguous_and_lists_them(store: Store) -> None:
    write(store, "MEMORY.md", "- w50\n")
    write(store, DAY, "- w1781\n")
    with pytest.raises(Ambiguous) as raised:
        find(store, ["avbp"])
    first, second = entry_id("w50"), entry_id("w1781")
    assert raised.value.message == "avbp is the beginning of several ids"
    assert raised.value.candidates == (f"{first}@facts  w50", f"{second}@2026-11-20  w1781")
    assert places(find(store, ["avbp@facts"])) == ["facts:1"]
    assert places(find(store, [first[:10]])) == ["facts:1"]


def test_only_the_documents_that_are_given_are_looked_through(tea: Store) -> None:
    assert places(find_in([tea.document(DAY)], [TEA])) == ["2026-11-20:1"]
    with pytest.raises(NotFound):
        find_in([tea.document(DAY)], [f"{TEA}@facts"])


# By words


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("tea likes", ["soul:1", "facts:2", "2026-11-20:1", "2026-11-18:1", "2026-11-18:2"]),
        ("OTHER", ["facts:1"]),
    ],
)
def test_words_find_the_entries_that_have_all_of_them(
    tea: Store, words: str, found: list[str]
) -> None:
    assert places(matching(tea, words)) == found


def test_words_are_compared_without_case_and_in_one_spelling(store: Store) -> None:
    write(store, "MEMORY.md", "- Straße im Cafe\u0301.\n")
    assert places(matching(store, "STRASSE CAFÉ")) == ["facts:1"]


@pytest.mark.parametrize("words", ["", "  ", "tea coffee", "#x", "9:00"])
def test_words_that_no_entry_has_are_not_found(tea: Store, words: str) -> None:
    with pytest.raises(NotFound) as raised:
        matching(tea, words)
    assert raised.value.message == f"no entry has all the words of {words!r}"


def test_words_may_be_parts_of_words() -> None:
    assert has_words("Prefers dark mode.", ["dark", "mode", "pref"])
    assert not has_words("Prefers dark mode.", ["dark", "light"])


@given(document=documents("MEMORY.md", DAY), words=st.text(max_size=8))
def test_a_file_without_the_longest_word_of_an_entry_does_not_hold_it(
    document: Document, words: str
) -> None:
    for entry in document.entries:
        assert longest_word(entry.text) in folded(document.text)
        wanted = folded(words or entry.text).casefold().split()
        if has_words(entry.text, wanted):
            assert has_words(document.text, [longest_word(word) for word in wanted])


def test_the_longest_word_is_letters_and_digits_alone() -> None:
    assert longest_word("- 9:14 [Dana's] launch_plan, Cafe\u0301s!") == "launch"
    assert longest_word("???") == ""


# Candidates


def test_candidates_are_one_line_each_and_at_most_twenty(store: Store) -> None:
    write(store, "MEMORY.md", "".join(f"- Fact\n  {n}\n" for n in range(22)))
    lines = candidates(store.document("MEMORY.md").entries)
    assert lines[0] == f"{entry_id('Fact 0')}@facts  Fact 0"
    assert lines[20:] == ("and 2 more",)
    assert candidates([]) == ()
