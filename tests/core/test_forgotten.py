from __future__ import annotations

from datetime import date

import pytest

from memory_cli.core.forgotten import erased
from memory_cli.core.forgotten import forgotten
from memory_cli.core.forgotten import is_note
from memory_cli.core.forgotten import joined
from memory_cli.core.forgotten import lifted
from memory_cli.core.forgotten import noted
from memory_cli.core.forgotten import reverted

DAY = date(2026, 11, 20)
TEXT = "aaaa 2026-11-18\nbbbb 2026-11-19 erased\ncccc 2026-11-19\n"


@pytest.mark.parametrize(
    ("text", "ids", "result"),
    [
        pytest.param("", ["dddd"], "dddd 2026-11-20\n", id="the first"),
        pytest.param(TEXT, ["dddd"], f"{TEXT}dddd 2026-11-20\n", id="one more"),
        pytest.param(
            "", ["e", "d", "e"], "e 2026-11-20\nd 2026-11-20\n", id="in their order, once"
        ),
        pytest.param(TEXT, ["aaaa", "bbbb"], TEXT, id="known already"),
        pytest.param("a 1", ["b"], "a 1\nb 2026-11-20\n", id="behind a line without an end"),
        pytest.param("a 1", ["a"], "a 1", id="nothing to note"),
        pytest.param(TEXT, [], TEXT, id="nothing"),
    ],
)
def test_an_id_is_noted_once_with_its_day(text: str, ids: list[str], result: str) -> None:
    assert noted(text, ids, DAY) == result


@pytest.mark.parametrize(
    ("text", "ids", "result"),
    [
        pytest.param(TEXT, ["cccc"], "aaaa 2026-11-18\nbbbb 2026-11-19 erased\n", id="the last"),
        pytest.param(TEXT, ["aaaa", "cccc"], "bbbb 2026-11-19 erased\n", id="several"),
        pytest.param(TEXT, ["bbbb"], TEXT, id="not what was erased"),
        pytest.param(TEXT, ["dddd"], TEXT, id="not what is not there"),
        pytest.param("a 1\r\nb 2\r\n", ["a"], "b 2\r\n", id="with CRLF"),
        pytest.param("a\x0bb\na 1\n", ["a"], "", id="lines end at a line feed only"),
        pytest.param("# why\n\na 1", ["a"], "# why\n\n", id="a person's own lines stay"),
    ],
)
def test_an_id_is_lifted_unless_it_was_erased(text: str, ids: list[str], result: str) -> None:
    assert lifted(text, ids) == result


@pytest.mark.parametrize(
    ("before", "after", "now", "result"),
    [
        pytest.param("a 1\n", "a 1\nb 2\n", "a 1\nb 2\n", "a 1\n", id="noted"),
        pytest.param("a 1\n", "a 1\nb 2\n", "a 1\nb 2\nc 3\n", "a 1\nc 3\n", id="noted, then more"),
        pytest.param("a 1\n", "a 1\nb 2\n", "a 1\n", "a 1\n", id="noted, then lifted"),
        pytest.param("a 1\nb 2\n", "a 1\n", "a 1\nc 3\n", "a 1\nc 3\nb 2\n", id="lifted"),
        pytest.param("b 2\n", "", "c 3", "c 3\nb 2\n", id="lifted, and no line end"),
        pytest.param("b 2\n", "", "b 2\n", "b 2\n", id="lifted, then noted"),
        pytest.param("", "b 2\n", "b 4\n", "b 4\n", id="noted on another day"),
    ],
)
def test_a_change_is_taken_back_as_far_as_it_is_there(
    before: str, after: str, now: str, result: str
) -> None:
    assert reverted(before=before, after=after, now=now) == result


@pytest.mark.parametrize(
    ("text", "ids", "result"),
    [
        pytest.param("", ["e", "d", "e"], "e 2026-11-20 erased\nd 2026-11-20 erased\n", id="new"),
        pytest.param(
            TEXT,
            ["cccc", "dddd"],
            "aaaa 2026-11-18\nbbbb 2026-11-19 erased\n"
            "cccc 2026-11-20 erased\ndddd 2026-11-20 erased\n",
            id="forgotten before",
        ),
        pytest.param(TEXT, ["bbbb"], TEXT, id="erased before"),
        pytest.param("# why\na 1", ["b"], "# why\na 1\nb 2026-11-20 erased\n", id="no line end"),
    ],
)
def test_an_erased_id_is_noted_once_and_for_good(text: str, ids: list[str], result: str) -> None:
    assert noted(text, ids, DAY, erased=True) == result
    assert noted(result, ids, DAY, erased=True) == result
    assert lifted(result, ids) == result


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("k3f9a2bck3f9a2bc 2026-11-20", True),
        ("k3f9a2bck3f9a2bc 2026-11-20 erased\r\n", True),
        ("k3f9a2bck3f9a2bc", False),
        ("k3f9a2bck3f9a2bc 2026-11-20 erased at last", False),
        ("# why", False),
        ("my dentist is Dr. Dana", False),
    ],
)
def test_a_note_is_told_from_a_remark(line: str, is_one: bool) -> None:
    assert is_note(line) is is_one


def test_what_is_forgotten_and_what_is_erased() -> None:
    assert forgotten(TEXT) == {"aaaa", "bbbb", "cccc"}
    assert erased(TEXT) == {"bbbb"}


def test_a_file_that_a_person_changed_is_read_all_the_same() -> None:
    text = "\r\n  aaaa\r\n\n\tbbbb 2026-11-19   erased by me\r\ncccc\x85dddd"

    assert forgotten(text) == {"aaaa", "bbbb", "cccc"}
    assert erased(text) == {"bbbb"}
    assert forgotten("") == erased("") == frozenset()


def test_taking_a_change_back_takes_no_erasure_back() -> None:
    before, after = "a 2026-01-01\n", "a 2026-01-01 erased\nb 2026-01-02 erased\nc 2026-01-02\n"
    back = reverted(before=before, after=after, now=after)
    assert back == "a 2026-01-01 erased\nb 2026-01-02 erased\n"


@pytest.mark.parametrize(
    ("text", "other", "result"),
    [
        pytest.param("", TEXT, TEXT, id="all of it, byte for byte"),
        pytest.param(
            "bbbb 2020-01-01",
            TEXT,
            "bbbb 2020-01-01\naaaa 2026-11-18\ncccc 2026-11-19\n",
            id="what is known stays as it is",
        ),
        pytest.param(TEXT, "aaaa 2000-01-01\n\n", TEXT, id="nothing new"),
        pytest.param("", "here 1\ndddd 2", "dddd 2", id="not what still stands"),
    ],
)
def test_what_another_memory_forgot_is_joined(text: str, other: str, result: str) -> None:
    assert joined(text, other, {"here"}) == result
