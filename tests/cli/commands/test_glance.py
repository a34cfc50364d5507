"""`mem` alone."""

from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from tests.support.sample import NOW
from tests.support.sample import TABLE
from tests.support.sample import Mem
from tests.support.sample import an_entry
from tests.support.sample import objects
from tests.support.sample import told

WHO = "Ada · 5 facts, 2 days of log · always on: 45 of 2000 tokens"


def test_today_is_lines_in_a_pipe(mem: Mem) -> None:
    mem("log", "Drank tea.")
    tea = entry_id("Drank tea.")[:8]
    assert mem() == (
        0,
        f"# {WHO}\n"
        "\n"
        "## Today\n"
        "\n"
        f"- 9:14 Drank tea. (memory/2026-11-20.md:3 {tea})\n"
        "\n"
        "## Open tasks\n"
        "\n"
        f"{told('table')}".replace("2 days", "3 days"),
        "",
    )


def test_today_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "user": "me",
        "path": str(mem.store),
        "exists": True,
        "name": "Ada",
        "today": [],
        "tasks": objects("table"),
        "facts": 5,
        "days": 2,
        "tokens": 45,
        "budget": 2000,
        "pending": 0,
        "withheld": [],
        "paused": False,
    }


def test_without_a_memory_it_says_how_to_begin(fresh: Mem) -> None:
    begin = (
        "There is no memory here yet. To begin:\n"
        '  mem log "Chose Terraform for billing. #billing"      what happened today\n'
        '  mem add "Prefers dark mode. #ui"                     what stays true\n'
    )
    assert fresh() == (0, begin, "")
    assert fresh(tty=True) == (0, begin, "")
    assert not fresh.home.exists()


def test_without_a_memory_every_key_is_there_for_programs(fresh: Mem) -> None:
    done = fresh("--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "user": "me",
        "path": str(fresh.store),
        "exists": False,
        "name": None,
        "today": [],
        "tasks": [],
        "facts": 0,
        "days": 0,
        "tokens": 0,
        "budget": 2000,
        "pending": 0,
        "withheld": [],
        "paused": False,
    }


def test_it_records_what_was_edited_by_hand(mem: Mem) -> None:
    mem.write("memory/2026-11-20.md", "- By hand.\n")
    assert mem("--json").json["today"] == [an_entry("By hand.", "memory/2026-11-20.md", 1)]
    assert mem.operations == ["edit: 1 file by hand", "init: 5 files"]
    assert mem.git("log", "-1", "--format=%cI") == NOW


def test_a_header_that_cannot_be_read_costs_one_warning(mem: Mem) -> None:
    mem.write("SOUL.md", "---\nname: [1, 2\n---\n\n- Left-handed.\n")
    done = mem()
    warning = "mem: the settings on top of SOUL.md were not read: line 3: "
    assert (done.code, done.err.startswith(warning), done.err.count("\n")) == (0, True, 1)
    assert mem("--quiet").err == ""
    mem.write("SOUL.md", "---\ntimezone: Middle/Earth\n---\n")
    assert mem().err == "mem: SOUL.md names an unknown timezone: Middle/Earth\n"


@pytest.mark.parametrize("words", [["--user", "work"], ["--home", "/nowhere/at/all"]])
def test_it_looks_where_it_is_told_to(words: list[str], mem: Mem) -> None:
    assert mem(*words).out.startswith("There is no memory here yet.")
    assert mem(*words, "--json").json["exists"] is False


def test_a_task_is_open_until_it_is_done(mem: Mem) -> None:
    mem("done", TABLE)
    assert mem("--json").json["tasks"] == []
