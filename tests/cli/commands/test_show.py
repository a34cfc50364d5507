from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from tests.support.sample import BEGAN
from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import EARLY
from tests.support.sample import OBJECTS
from tests.support.sample import PILL
from tests.support.sample import Mem
from tests.support.sample import objects
from tests.support.sample import told

LOG = ("pill", "call", "second pill", "table", "diary")
FACTS = ("dark", "light", "utrecht", "passport", "early")


@pytest.mark.parametrize(
    ("what", "entries"),
    [
        ("soul", ["soul"]),
        ("facts", FACTS),
        ("FACTS", FACTS),
        ("log", LOG),
        ("yesterday", ["table", "diary"]),
        ("2026-11-18", ["pill", "call", "second pill"]),
        ("wednesday", ["pill", "call", "second pill"]),
        ("this week", LOG),
        ("2026-11", LOG),
        ("2026-11-19..", ["table", "diary"]),
        ("tasks", ["table"]),
        ("disabled", ["light"]),
        ("#ui", ["dark", "light"]),
        ("#Billing", ["table", "call"]),
    ],
)
def test_what_is_named_is_shown(what: str, entries: list[str], prepared: Mem) -> None:
    assert prepared("show", what) == (0, told(*entries), "")
    done = prepared("show", what, "--json")
    assert (done.code, done.json, done.err) == (0, {"entries": objects(*entries)}, "")


def test_without_a_word_it_is_everything_at_a_glance(prepared: Mem) -> None:
    assert prepared("show") == (
        0,
        (
            "# Ada · 5 facts, 2 days of log · always on: 45 of 2000 tokens\n"
            f"\n## Soul\n\n{told('soul')}"
            f"\n## Preferences\n\n{told('dark')}"
            f"\n## Projects\n\n{told('utrecht', 'passport', 'early')}"
            f"\n## Open tasks\n\n{told('table')}"
            f"\n## Disabled\n\n{told('light')}"
        ),
        "",
    )


def test_everything_is_an_object_for_programs(prepared: Mem) -> None:
    done = prepared("show", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "user": "me",
        "path": str(prepared.store),
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
        "entries": objects("soul", *FACTS),
        "disabled": objects("light"),
    }


def test_tags_are_counted(prepared: Mem) -> None:
    assert prepared("show", "tags") == (
        0,
        "- #billing (2)\n- #ui (2)\n- #admin (1)\n- #pinned (1)\n- #private (1)\n",
        "",
    )
    counts = {"billing": 2, "ui": 2, "admin": 1, "pinned": 1, "private": 1}
    assert prepared("show", "tags", "--json").json == {
        "entries": [],
        "tags": [{"tag": tag, "entries": count} for tag, count in counts.items()],
    }


@pytest.mark.parametrize("what", [EARLY[:4], EARLY, EARLY.upper(), f"{EARLY[:8]}@facts"])
def test_an_id_is_an_entry_with_its_origin(what: str, prepared: Mem) -> None:
    begun = prepared.head
    assert prepared("show", what) == (
        0,
        f"{told('early')}came with  2026-11-19 18:00  script  init: 5 files  {begun[:12]}\n",
        "",
    )
    origin = {"commit": begun, "at": BEGAN, "op": "init", "actor": "script", "person": True}
    assert prepared("show", what, "--json").json == {
        "entries": [OBJECTS["early"] | {"origin": origin}],
        "origin": origin,
    }


def test_each_place_of_an_entry_says_what_brought_it_there(mem: Mem) -> None:
    init = mem.head
    mem("log", "Never before 10:00.", env={"MEM_ACTOR": "agent:x"})
    mem("disable", f"{EARLY}@facts")
    by_agent = mem("history", "--op", "log", "--json").json["revisions"][0]["commit"]
    lines = mem("show", EARLY).out.splitlines()
    assert lines[2:] == [
        f"came with  2026-11-19 18:00  script  init: 5 files  {init[:12]}",
        f"came to    2026-11-20  2026-11-20 09:14  agent:x  log: 1 log entry  {by_agent[:12]}",
    ]
    came = [each["origin"] for each in mem("show", EARLY, "--json").json["entries"]]
    assert [(each["commit"], each["person"]) for each in came] == [(init, True), (by_agent, False)]


def test_an_id_is_every_place_it_stands_in_unless_one_is_named(prepared: Mem) -> None:
    assert prepared("show", PILL, "--json").json["entries"] == [
        each | {"origin": prepared("show", DARK, "--json").json["origin"]}
        for each in objects("pill", "second pill")
    ]
    done = prepared("show", f"{PILL}@facts")
    message = f"there is no entry {PILL}@facts"
    assert done == (10, "", f"mem: {message}\n     mem show lists entries with their ids\n")


def test_the_beginning_of_several_ids_lists_them(mem: Mem) -> None:
    first, second = two_with_one_beginning()
    mem("add", stdin=f"{first}\n{second}\n")
    a, b = entry_id(first), entry_id(second)
    assert mem("show", a[:4]) == (
        11,
        "",
        (
            f"mem: {a[:4]} is the beginning of several ids\n"
            f"     {a}@facts  {first}\n"
            f"     {b}@facts  {second}\n"
            "     give more of the id\n"
        ),
    )
    done = mem("show", a[:4], "--json")
    assert (done.code, done.out) == (11, "")
    assert done.error == {
        "code": 11,
        "name": "ambiguous",
        "message": f"{a[:4]} is the beginning of several ids",
        "hint": "give more of the id",
        "candidates": [f"{a}@facts  {first}", f"{b}@facts  {second}"],
    }


def two_with_one_beginning() -> tuple[str, str]:
    """Two texts whose ids begin with the same four characters."""
    seen: dict[str, str] = {}
    for number in range(1_000_000):
        text = f"Fact {number}."
        if (begin := entry_id(text)[:4]) in seen:
            return seen[begin], text
        seen[begin] = text
    raise AssertionError


def test_a_word_wins_over_a_date_and_a_date_over_an_id(mem: Mem) -> None:
    mem.write("memory/2020-05-05.md", "- Long ago.\n")
    assert mem("show", "2020").out.startswith("- Long ago. (memory/2020-05-05.md:1 ")


@pytest.mark.parametrize("what", ["today", "tomorrow", "2025", "last year"])
def test_an_empty_answer_is_exit_1(what: str, prepared: Mem) -> None:
    hint = 'mem log "…" and mem add "…" remember something'
    assert prepared("show", what) == (1, "", f"mem: nothing to show: {what}\n     {hint}\n")
    assert prepared("show", what, "--quiet") == (1, "", "")
    done = prepared("show", what, "--json")
    assert (done.code, done.json, done.error["name"]) == (1, {"entries": []}, "nothing")


@pytest.mark.parametrize("what", [None, "facts", "today", "tags"])
def test_without_a_memory_the_answer_is_empty_and_says_how_to_begin(
    what: str | None, fresh: Mem
) -> None:
    words = ["show", *([what] if what else [])]
    missing = "mem: there is no memory of 'me' yet\n     run \"mem init\" to begin one\n"
    assert fresh(*words) == (1, "", missing)
    assert fresh(*words, "--json").json["entries"] == []


@pytest.mark.parametrize(
    ("what", "code", "told"),
    [
        ("zzzz", 10, "there is no entry zzzz\n     mem show lists entries with their ids"),
        ("#none", 10, "no entry has the tag #none\n     mem show tags lists them"),
        ("#42", 13, "'#42' is not a tag\n     a tag is '#' and a word that begins with a letter"),
    ],
)
def test_what_is_not_there_is_told(what: str, code: int, told: str, prepared: Mem) -> None:
    assert prepared("show", what) == (code, "", f"mem: {told}\n")


def test_what_nobody_can_show_is_bad_input(prepared: Mem) -> None:
    done = prepared("show", "fcts it")
    assert (done.code, done.out) == (13, "")
    assert done.err.endswith(
        "     name soul, facts, log, today, tags, tasks, disabled, a date, '#topic' or an id\n"
    )


def test_a_folder_without_history_can_be_looked_at(mem: Mem) -> None:
    (mem.store / ".git").rename(mem.home.parent / "gone")
    assert mem("show", "facts") == (0, told(*FACTS), "")
    dark = OBJECTS["dark"] | {"origin": None}
    assert mem("show", DARK, "--json").json == {"entries": [dark], "origin": None}
    assert mem("show", CALL) == (0, told("call"), "")


def test_an_entry_is_inspected_whole_on_a_terminal(prepared: Mem) -> None:
    shown = prepared("show", CALL, tty=True, env={"TERM": "dumb", "COLUMNS": "120"})
    assert (shown.code, shown.err) == (0, "")
    assert [line.rstrip() for line in shown.out.splitlines()] == [
        CALL,
        (
            f"  {CALL[:8]}  2026-11-18  14:02 Call with Dana: launch moved to 3 December. "
            "She will confirm in writing. #billing"
        ),
        "",
        "Call with Dana: launch moved to 3 December.",
        "She will confirm in writing.",
        "",
        f"came with  2026-11-19 18:00  script  init: 5 files  {prepared.head[:12]}",
    ]
