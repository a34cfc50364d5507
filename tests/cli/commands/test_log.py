from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from tests.support.sample import PILL
from tests.support.sample import Mem
from tests.support.sample import an_entry

DAY = "memory/2026-11-20.md"
TEA = entry_id("Drank tea.")


def test_an_entry_goes_into_todays_log_with_the_time(mem: Mem) -> None:
    assert mem("log", "Drank", "tea.") == (0, f"- 9:14 Drank tea. ({DAY}:3 {TEA[:8]})\n", "")
    assert mem.read(DAY) == "# 2026-11-20\n\n- 9:14 Drank tea.\n"
    assert mem.message == [
        "log: 1 log entry",
        "Mem-Op: log",
        "Mem-Actor: script",
        f"Mem-Entry: {TEA}",
    ]


def test_an_entry_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("log", "Drank tea.", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "entries": [an_entry("Drank tea.", DAY, 3, time="09:14")],
        "known": [],
        "commit": mem.head,
    }


def test_every_option_is_an_annotation(mem: Mem) -> None:
    done = mem(
        *("log", "Drank tea. #green", "--task", "--private", "--tag", "a", "--tag", "b"),
        *("--topic", "home", "--at", "yesterday 14:02", "--json"),
    )
    assert done.json["entries"] == [
        an_entry(
            "Drank tea.",
            "memory/2026-11-19.md",
            4,
            time="14:02",
            tags=["green", "a", "b", "home", "private"],
            task="open",
            private=True,
        )
    ]
    assert mem.read("memory/2026-11-19.md") == (
        "# 2026-11-19\n"
        "\n"
        "- [ ] 9:20 Send Dana the cost table. #billing\n"
        "- [ ] 14:02 Drank tea. #green #a #b #home #private\n"
        "- Diary. #private\n"
    )


@pytest.mark.parametrize(
    ("at", "written"),
    [
        ("2026-11-18 10:30", "- 10:30 Drank tea. (memory/2026-11-18.md:4 "),
        ("2026-11-18T08:00", "- 8:00 Drank tea. (memory/2026-11-18.md:3 "),
        ("2026-11-18", "- Drank tea. (memory/2026-11-18.md:7 "),
        ("8:00", f"- 8:00 Drank tea. ({DAY}:3 "),
        ("tomorrow 8:00", "- 8:00 Drank tea. (memory/2026-11-21.md:3 "),
    ],
)
def test_an_entry_stands_where_it_belongs_in_time(at: str, written: str, mem: Mem) -> None:
    assert mem("log", "Drank tea.", "--at", at) == (0, f"{written}{TEA[:8]})\n", "")


def test_the_same_words_are_logged_again(mem: Mem) -> None:
    mem("log", "Took the pill.")
    assert mem("log", "Took the pill.", "--json").json == {
        "entries": [an_entry("Took the pill.", DAY, 4, time="09:14")],
        "known": [],
        "commit": mem.head,
    }
    assert mem.message[-1] == f"Mem-Entry: {PILL}"


def test_stdin_is_one_entry_a_line_and_one_commit(mem: Mem) -> None:
    done = mem("log", "--task", "--topic", "billing", stdin="One.\nTwo.\nOne.\n")
    one, two = entry_id("One.")[:8], entry_id("Two.")[:8]
    assert done == (
        0,
        (
            f"- [ ] 9:14 One. #billing ({DAY}:3 {one})\n"
            f"- [ ] 9:14 Two. #billing ({DAY}:4 {two})\n"
            f"- [ ] 9:14 One. #billing ({DAY}:5 {one})\n"
        ),
        "",
    )
    assert mem.operations == ["log: 3 log entries", "init: 5 files"]


def test_the_day_is_that_of_the_time_zone_in_soul(mem: Mem) -> None:
    mem.write("SOUL.md", "---\ntimezone: Pacific/Auckland\n---\n")
    assert mem("log", "Drank tea.").out == (
        f"- 22:14 Drank tea. (memory/2026-11-20.md:3 {TEA[:8]})\n"
    )
    late = {"MEM_NOW": "2026-11-20T12:30:00+00:00"}
    assert mem("log", "Drank tea.", env=late).out == (
        f"- 1:30 Drank tea. (memory/2026-11-21.md:3 {TEA[:8]})\n"
    )


def test_alone_on_a_terminal_it_shows_today(mem: Mem) -> None:
    nothing = 'mem: nothing to show: today\n     mem log "…" and mem add "…" remember something\n'
    assert mem("log", tty=True) == (1, "", nothing)
    mem("log", "Drank tea.")
    shown = mem("log", tty=True, env={"TERM": "dumb"})
    assert shown == (0, f"2026-11-20\n  {TEA[:8]}  9:14 Drank tea.\n", "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["x", "--at", "whenever"],
            (
                "'whenever' is not a date\n"
                '     try "2026-11-20 14:30", 14:30, yesterday or "monday 14:30"'
            ),
        ),
        (
            ["x", "--at", "2026-11-20 25:00"],
            (
                "'2026-11-20 25:00' is not a time\n"
                '     try "2026-11-20 14:30", 14:30, yesterday or "monday 14:30"'
            ),
        ),
        (
            ["x", "--at", "last week"],
            (
                "'last week' is not one day\n"
                '     try "2026-11-20 14:30", 14:30, yesterday or "monday 14:30"'
            ),
        ),
        (
            ["x", "--tag", "#"],
            "'#' is not a tag\n     a tag is one word that begins with a letter",
        ),
        ([" "], "there is nothing to remember: the text is empty\n     give it some words"),
        ([], "there is nothing to remember: the text is empty\n     give it some words"),
    ],
)
def test_what_cannot_be_an_entry_changes_nothing(words: list[str], told: str, mem: Mem) -> None:
    assert mem("log", *words) == (13, "", f"mem: {told}\n")
    assert mem.operations == ["init: 5 files"]


def test_the_first_entry_begins_the_memory(fresh: Mem) -> None:
    assert fresh("log", "Drank tea.") == (
        0,
        f"- 9:14 Drank tea. ({DAY}:3 {TEA[:8]})\n",
        f"mem: a new memory begins in {fresh.store}\n",
    )
    assert fresh.operations == ["log: 1 log entry", "init: 3 files"]
