"""What holds for every memory file and every set of ids: only what has one of them goes."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import event
from hypothesis import example
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.document import Document
from memory_cli.core.identity import entry_id
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.lines import BOM
from memory_cli.core.units import Eraser
from memory_cli.core.units import Unit
from tests.support.texts import FACTS
from tests.support.texts import LOG
from tests.support.texts import SOUL
from tests.support.texts import files

APART = entry_id("<!-- -->")  # what may be put between two that would grow together

paths = st.sampled_from([FACTS, LOG, SOUL, FORGOTTEN])


def units(path: str, text: str) -> tuple[Unit, ...]:
    return Eraser().units(path, text)


def told(path: str, text: str) -> list[tuple[str, str]]:
    """Id and lines of every unit, those that only keep others apart left out."""
    return [
        (unit.id, unit.text.removeprefix(BOM).rstrip("\r\n"))
        for unit in units(path, text)
        if unit.id != APART
    ]


def chosen(data: st.DataObject, found: Sequence[Unit]) -> dict[str, str]:
    """Some of the units: their words by their ids."""
    picked = data.draw(st.lists(st.sampled_from(found), unique=True) if found else st.just([]))
    return {unit.id: unit.words for unit in picked}


@given(st.data(), paths, files)
def test_what_has_an_erased_id_goes_and_all_else_stays_in_its_order(
    data: st.DataObject, path: str, text: str
) -> None:
    ids = chosen(data, units(path, text))
    left = Eraser(ids).without(path, text)

    assert [unit for unit in units(path, left) if unit.id in ids] == []
    kept = [(id_, said) for id_, said in told(path, text) if id_ not in ids]
    assert told(path, left) == kept
    event("something went" if ids else "nothing was to go")


@given(st.data(), paths, files)
def test_words_that_are_known_make_it_quicker_and_nothing_else(
    data: st.DataObject, path: str, text: str
) -> None:
    ids = chosen(data, units(path, text))

    plainly = Eraser(ids).without(path, text)
    assert Eraser(ids, tuple(ids.values())).without(path, text) == plainly
    assert Eraser(ids).without(path, plainly) == plainly


@given(st.data(), paths, files)
def test_one_after_the_other_leaves_what_both_at_once_leave(
    data: st.DataObject, path: str, text: str
) -> None:
    one, other = (chosen(data, units(path, text)) for _ in range(2))

    both = Eraser(one | other).without(path, text)
    after = Eraser(other).without(path, Eraser(one).without(path, text))
    assert told(path, after) == told(path, both)


@given(st.sampled_from([FACTS, LOG, SOUL]), files)
@example(FACTS, "- a\n<!-- -->\n\n- b\n")
def test_entries_have_the_ids_they_have_everywhere(path: str, text: str) -> None:
    found = {unit.line: unit.id for unit in units(path, text)}
    for entry in Document(path, text).entries:
        assert found[entry.line] == entry.id


@given(paths, files)
def test_units_are_pieces_of_the_file(path: str, text: str) -> None:
    end = 0
    for unit in units(path, text):
        assert end <= unit.start < unit.end
        assert text[unit.start : unit.end] == unit.text
        assert text[: unit.start].count("\n") == unit.line - 1
        end = unit.end
    assert Eraser().without(path, text) == text
