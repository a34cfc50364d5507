from __future__ import annotations

from collections import Counter
from datetime import time

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from memory_cli.core.arrival import Arrival
from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Load
from memory_cli.core.arrival import Sheet
from memory_cli.core.document import Document
from memory_cli.core.draft import draft
from memory_cli.core.gate import Standing
from memory_cli.core.identity import entry_id
from memory_cli.core.intake import Intake
from memory_cli.core.intake import taken_in
from tests.support.texts import files

FACTS = "MEMORY.md"
DAY = "memory/2026-11-20.md"
PASSWORD = "The password is Kestrel!4417"


def standing(
    held: dict[str, str], *, forgotten: tuple[str, ...] = (), erased: tuple[str, ...] = ()
) -> Standing:
    """A memory that holds these files."""
    return Standing(
        lambda path: Document(path, held.get(path, "")),
        held.get,
        lambda path: not held.get(path, "").strip(),
        frozenset((*forgotten, *erased)),
        frozenset(erased),
    )


def fact(text: str, section: str | None = None) -> Arrival:
    return Arrival(FACTS, section, draft(text), f"x: {text}")


def log(text: str, at: time | None = None, section: str | None = None) -> Arrival:
    return Arrival(DAY, section, draft(text)._replace(time=at), f"x: {text}")


def sheet(path: str, text: str) -> Sheet:
    return Sheet(Document(path, text), path, (Dropped(path, "a comment"),))


def after(intake: Intake, held: dict[str, str]) -> dict[str, str]:
    return held | {document.path: document.text for document in intake.documents}


def test_facts_stand_at_the_end_of_their_sections() -> None:
    held = {FACTS: "## People\n\n- Dana.\n\n## Home\n\n- Blue door.\n"}
    load = Load("jsonl", arrivals=(fact("Ines.", "people"), fact("Tea."), fact("Roof.", "Boat")))
    found = taken_in(load, standing(held))
    assert after(found, held) == {
        FACTS: (
            "## People\n\n- Dana.\n- Ines.\n\n## Home\n\n- Blue door.\n"
            "\n## Facts\n\n- Tea.\n\n## Boat\n\n- Roof.\n"
        )
    }
    assert [entry.text for entry in found.added] == ["Ines.", "Tea.", "Roof."]


def test_facts_that_are_known_change_nothing_however_annotated() -> None:
    held = {FACTS: "- ~~Tea.~~\n- Bread. #food\n"}
    load = Load("jsonl", arrivals=(fact("Tea. #new"), fact("Bread."), fact("Bread.")))
    found = taken_in(load, standing(held))
    assert found == Intake(known=(entry_id("Tea."), entry_id("Bread.")))


def test_a_log_has_what_was_twice_twice_and_at_its_time() -> None:
    held = {DAY: "# 2026-11-20\n\n- 9:00 Pill.\n- 14:00 Call.\n"}
    arrivals = (
        log("Pill.", time(9)),
        log("Pill.", time(21)),
        log("Lunch.", time(12)),
        log("Tired."),
    )
    found = taken_in(Load("jsonl", arrivals=arrivals), standing(held))
    assert after(found, held)[DAY] == (
        "# 2026-11-20\n\n- 9:00 Pill.\n- 12:00 Lunch.\n- 14:00 Call.\n- 21:00 Pill.\n- Tired.\n"
    )
    assert found.known == (entry_id("Pill."),)


def test_what_stands_in_no_section_comes_before_those_that_do() -> None:
    load = Load("notes", arrivals=(log("Long.", None, "Kick-off"), log("Snow.")))
    found = taken_in(load, standing({}))
    assert after(found, {})[DAY] == "- Snow.\n\n## Kick-off\n\n- Long.\n"


def test_a_file_comes_as_it_is_where_there_is_none() -> None:
    text = "---\na: b\n---\r\n* odd\r\n\r\n<!-- c -->\r\n> \udcff"
    found = taken_in(Load("mem", (sheet(DAY, text),)), standing({DAY: " \n"}))
    assert (after(found, {}), found.whole, found.dropped) == ({DAY: text}, (DAY,), ())


def test_elsewhere_its_entries_come_and_what_is_left_is_named() -> None:
    held = {FACTS: "- Tea.\n"}
    found = taken_in(Load("mem", (sheet(FACTS, "- Tea.\n\n## Home\n\n- Roof.\n"),)), standing(held))
    assert after(found, held) == {FACTS: "- Tea.\n\n## Home\n\n- Roof.\n"}
    assert (found.whole, found.dropped) == ((), (Dropped(FACTS, "a comment"),))


def test_a_soul_that_is_there_stays_as_it_is() -> None:
    held = {"SOUL.md": "- Left-handed.\n"}
    found = taken_in(Load("mem", (sheet("SOUL.md", "- Left-handed.\n- Root.\n"),)), standing(held))
    assert found == Intake(
        known=(entry_id("Left-handed."),),
        dropped=(
            Dropped("SOUL.md", "a comment"),
            Dropped("SOUL.md:2", "SOUL.md is changed by your own hand only"),
        ),
    )


def test_what_was_forgotten_stays_away_also_out_of_whole_files() -> None:
    tea, bread = entry_id("Tea."), entry_id("Bread.")
    load = Load("mem", (sheet(DAY, "- Tea.\n- Rain.\n"),), (fact("Bread."), fact("Tea.")))
    found = taken_in(load, standing({}, forgotten=(tea,), erased=(bread,)))
    assert after(found, {}) == {DAY: "- Rain.\n"}
    assert (found.forgotten, found.erased, found.whole) == ((tea,), (bread,), (DAY,))


def test_what_looks_like_a_secret_stays_out_and_is_named_by_its_place() -> None:
    load = Load("mem", (sheet(DAY, f"- {PASSWORD}\n- Rain.\n"),), (fact(PASSWORD), fact("Tea.")))
    found = taken_in(load, standing({}))
    assert after(found, {}) == {DAY: "- Rain.\n", FACTS: "## Facts\n\n- Tea.\n"}
    assert found.secrets == (
        Dropped(f"{DAY}:1", "a password"),
        Dropped(f"x: {PASSWORD}", "a password"),
    )


def test_a_secret_outside_of_entries_stays_out_too() -> None:
    text = f"<!-- {PASSWORD} -->\n\n- Rain.\n"
    found = taken_in(Load("mem", (sheet(DAY, text),)), standing({}))
    assert after(found, {}) == {DAY: "- Rain.\n"}
    assert found.whole == ()


@pytest.mark.parametrize("section", ["#", "", "#tag", " \n "])
def test_what_cannot_be_a_section_is_none(section: str) -> None:
    found = taken_in(Load("jsonl", arrivals=(fact("Tea.", section),)), standing({}))
    assert after(found, {})[FACTS].startswith("## ")
    assert [entry.text for entry in found.added] == ["Tea."]


def test_where_nothing_can_be_added_that_is_said() -> None:
    held = {FACTS: "text\n\n```\nnever closed"}
    found = taken_in(Load("jsonl", arrivals=(fact("Tea."),)), standing(held))
    assert [entry.text for entry in found.added] == ["Tea."] or found.dropped


_TEXTS = st.dictionaries(st.sampled_from(["SOUL.md", FACTS, DAY, "memory/2026-11-21.md"]), files)


def _load(texts: dict[str, str]) -> Load:
    return Load("mem", tuple(Sheet(Document(path, text), path) for path, text in texts.items()))


def _words(text: str, path: str) -> Counter[str]:
    return Counter(entry.id for entry in Document(path, text).entries)


@given(_TEXTS)
def test_into_an_empty_memory_every_byte_comes(texts: dict[str, str]) -> None:
    found = taken_in(_load(texts), standing({}))
    assert after(found, {}) == texts
    assert (found.known, found.dropped, found.secrets) == ((), (), ())


@settings(max_examples=60)
@given(_TEXTS, _TEXTS)
def test_twice_is_once_and_what_is_there_stays(texts: dict[str, str], held: dict[str, str]) -> None:
    first = taken_in(_load(texts), standing(held))
    then = after(first, held)
    for path, text in held.items():
        if text.strip():
            kept, now = _words(text, path), _words(then[path], path)
            assert not kept - now
            assert all(line in then[path] for line in text.split("\n"))
    again = taken_in(_load(texts), standing(then))
    lost = {each.source for each in first.dropped}
    if not lost:
        assert after(again, then) == then
        for path, text in texts.items():
            assert set(_words(text, path)) <= set(_words(then[path], path))
