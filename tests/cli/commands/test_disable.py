"""`mem disable` and `mem enable`: two directions of one way."""

from __future__ import annotations

import pytest

from tests.support.sample import DARK
from tests.support.sample import EARLY
from tests.support.sample import FILES
from tests.support.sample import LEFT_HANDED
from tests.support.sample import LIGHT
from tests.support.sample import OBJECTS
from tests.support.sample import PILL
from tests.support.sample import Mem
from tests.support.sample import told

STRUCK = told("dark").replace(
    "Prefers dark mode in every editor.", "~~Prefers dark mode in every editor.~~"
)
FREED = told("light").replace("~~", "")


def test_an_entry_is_struck_and_comes_back_as_it_was(mem: Mem) -> None:
    assert mem("disable", DARK[:4]) == (0, STRUCK, "")
    assert mem.read("MEMORY.md").split("\n")[2] == "- ~~Prefers dark mode in every editor. #ui~~"
    assert mem.message == [
        "disable: 1 fact",
        "Mem-Op: disable",
        "Mem-Actor: script",
        f"Mem-Entry: {DARK}",
    ]
    assert mem("enable", DARK[:4]) == (0, told("dark"), "")
    assert mem.message == [
        "enable: 1 fact",
        "Mem-Op: enable",
        "Mem-Actor: script",
        f"Mem-Entry: {DARK}",
    ]
    assert mem.read("MEMORY.md") == FILES["MEMORY.md"]


def test_struck_and_freed_entries_are_objects_for_programs(mem: Mem) -> None:
    done = mem("disable", DARK, EARLY, "--json")
    assert (done.code, done.err) == (0, "")
    struck = [OBJECTS[name] | {"disabled": True} for name in ("dark", "early")]
    assert done.json == {"entries": struck, "known": [], "commit": mem.head}
    done = mem("enable", LIGHT, "--json")
    assert (done.code, done.err) == (0, "")
    freed = OBJECTS["light"] | {"disabled": False}
    assert done.json == {"entries": [freed], "known": [], "commit": mem.head}


def test_what_is_so_already_is_known(mem: Mem) -> None:
    assert mem("disable", LIGHT) == (0, told("light"), f"mem: disabled already: {LIGHT[:8]}\n")
    assert mem("enable", DARK) == (0, told("dark"), f"mem: enabled already: {DARK[:8]}\n")
    done = mem("enable", DARK, "--json")
    assert done.json == {"entries": [OBJECTS["dark"]], "known": [DARK], "commit": None}
    assert mem.operations == ["init: 5 files"]


def test_an_id_is_every_place_unless_one_is_named(mem: Mem) -> None:
    mem("keep", PILL)
    assert (
        mem("disable", f"{PILL}@facts").out == f"- ~~Took the pill.~~ (MEMORY.md:14 {PILL[:8]})\n"
    )
    assert len(mem("disable", PILL, "--json").json["entries"]) == 2
    assert mem.read("memory/2026-11-18.md").count("~~") == 4
    assert len(mem("enable", PILL, "--json").json["entries"]) == 3


@pytest.mark.parametrize("verb", ["disable", "enable"])
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["zzzz"], 10, "there is no entry zzzz\n     mem show lists entries with their ids"),
        ([DARK, "zzzz"], 10, "there is no entry zzzz\n     mem show lists entries with their ids"),
        (
            [LEFT_HANDED],
            5,
            'SOUL.md is changed by your own hand only\n     run "mem edit soul"',
        ),
        ([], 2, "missing argument 'ID...'\n     see \"mem {} --help\""),
    ],
)
def test_what_cannot_be_marked_changes_nothing(
    verb: str, words: list[str], code: int, told: str, mem: Mem
) -> None:
    assert mem(verb, *words) == (code, "", f"mem: {told.format(verb)}\n")
    assert mem.operations == ["init: 5 files"]


@pytest.mark.parametrize("verb", ["disable", "enable", "done", "keep", "forget", "undo", "save"])
def test_where_no_memory_is_there_is_nothing_to_change(verb: str, fresh: Mem) -> None:
    words = [verb] if verb in {"undo", "save"} else [verb, "k3f9"]
    missing = "mem: there is no memory of 'me' yet\n     run \"mem init\" to begin one\n"
    assert fresh(*words) == (10, "", missing)
    assert not fresh.home.exists()
