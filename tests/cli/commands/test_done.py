from __future__ import annotations

import pytest

from tests.support.sample import DARK
from tests.support.sample import OBJECTS
from tests.support.sample import TABLE
from tests.support.sample import Mem

TICKED = f"- [x] 9:20 Send Dana the cost table. #billing (memory/2026-11-19.md:3 {TABLE[:8]})\n"


def test_a_task_is_ticked(mem: Mem) -> None:
    assert mem("done", TABLE[:4]) == (0, TICKED, "")
    assert mem.read("memory/2026-11-19.md").split("\n")[2].startswith("- [x] 9:20 Send")
    assert mem.message == [
        "done: 1 log entry",
        "Mem-Op: done",
        "Mem-Actor: script",
        f"Mem-Entry: {TABLE}",
    ]


def test_a_ticked_task_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("done", TABLE, "--json")
    assert (done.code, done.err) == (0, "")
    ticked = OBJECTS["table"] | {"task": "done"}
    assert done.json == {"entries": [ticked], "known": [], "commit": mem.head}


def test_what_is_done_already_is_known(mem: Mem) -> None:
    mem("done", TABLE)
    assert mem("done", TABLE) == (0, TICKED, f"mem: done already: {TABLE[:8]}\n")
    done = mem("done", TABLE, "--json")
    assert (done.json["known"], done.json["commit"]) == ([TABLE], None)


def test_of_several_open_ones_the_newest_is_ticked(mem: Mem) -> None:
    mem("log", "--task", "Send Dana the cost table.")
    assert mem("done", TABLE).out == (
        f"- [x] 9:14 Send Dana the cost table. (memory/2026-11-20.md:3 {TABLE[:8]})\n"
    )
    assert mem("done", TABLE).out == TICKED


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            [DARK[:8]],
            5,
            f"{DARK[:8]} is not a task\n     tasks begin with [ ]; mem show tasks lists them",
        ),
        (["zzzz"], 10, "there is no entry zzzz\n     mem show lists entries with their ids"),
        (
            [f"{TABLE}@facts"],
            10,
            f"there is no entry {TABLE}@facts\n     mem show lists entries with their ids",
        ),
        (
            [TABLE, DARK],
            2,
            f'got unexpected extra argument(s) ({DARK})\n     see "mem done --help"',
        ),
    ],
)
def test_what_is_no_task_changes_nothing(words: list[str], code: int, told: str, mem: Mem) -> None:
    assert mem("done", *words) == (code, "", f"mem: {told}\n")
    assert mem.operations == ["init: 5 files"]
