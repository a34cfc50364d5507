from __future__ import annotations

import pytest

from tests.support.sample import BEGAN
from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import NOW
from tests.support.sample import TABLE
from tests.support.sample import Mem


@pytest.fixture
def lived(mem: Mem) -> Mem:
    """A memory with a day of history: kept, edited by hand, forgotten."""
    mem("keep", CALL, "--actor", "bot")
    mem.write("SOUL.md", "- Right-handed.\n")
    mem("forget", DARK, env={"MEM_NOW": "2026-11-21T08:00:00+01:00"})
    return mem


def commits(mem: Mem) -> list[str]:
    return mem.git("log", "--format=%H").splitlines()


def test_the_past_is_told_newest_first(lived: Mem) -> None:
    forget, edit, add, init = (commit[:12] for commit in commits(lived))
    assert lived("history") == (
        0,
        (
            f"2026-11-21 07:00  script  forget: 1 fact  {forget}\n"
            "    - - Prefers dark mode in every editor. #ui\n"
            f"2026-11-21 07:00  editor  edit: 1 file by hand  {edit}\n"
            "    - ---\n"
            "    - name: Ada\n"
            "    - ---\n"
            "    - ## Me\n"
            "    - - Left-handed.\n"
            "    + - Right-handed.\n"
            f"2026-11-20 09:14  bot  add: 1 fact  {add}\n"
            "    + ## Facts\n"
            "    + - Call with Dana: launch moved to 3 December.\n"
            "    +   She will confirm in writing. #billing\n"
            f"2026-11-19 18:00  script  init: 5 files  {init}\n"
        ),
        "",
    )


def test_the_past_is_an_object_for_programs(lived: Mem) -> None:
    forget, _, add, init = commits(lived)
    done = lived("history", "--json")
    assert (done.code, done.err) == (0, "")
    revisions = done.json["revisions"]
    assert [each["op"] for each in revisions] == ["forget", "edit", "add", "init"]
    assert revisions[0] == {
        "commit": forget,
        "at": "2026-11-21T07:00:00+00:00",
        "op": "forget",
        "actor": "script",
        "entries": [DARK],
        "sources": [],
        "paths": [".forgotten", "MEMORY.md"],
        "added": [f"{DARK} 2026-11-21"],
        "removed": ["- Prefers dark mode in every editor. #ui"],
    }
    assert revisions[2] == {
        "commit": add,
        "at": NOW,
        "op": "add",
        "actor": "bot",
        "entries": [CALL],
        "sources": [f"{CALL}@2026-11-18"],
        "paths": ["MEMORY.md"],
        "added": [
            "## Facts",
            (
                "- Call with Dana: launch moved to 3 December.\n"
                "  She will confirm in writing. #billing"
            ),
        ],
        "removed": [],
    }
    assert (revisions[3]["commit"], revisions[3]["at"]) == (init, BEGAN)


@pytest.mark.parametrize(
    ("words", "ops"),
    [
        (["-n", "2"], ["forget", "edit"]),
        (["--limit=1"], ["forget"]),
        (["--op", "add"], ["add"]),
        (["--actor", "bot"], ["add"]),
        (["--actor", "editor", "--json"], ["edit"]),
        (["--since", "2026-11-20"], ["forget", "edit", "add"]),
        (["--since", "today"], ["forget", "edit", "add"]),
        (["--match", "DARK editor"], ["forget", "init"]),
        (["--match", "dark"], ["forget", "init"]),
        (["--op", "forget", "--match", "dark", "-n1"], ["forget"]),
        ([CALL[:6]], ["add", "init"]),
        (["MEMORY.md"], ["forget", "add", "init"]),
        (["memory/2026-11-19.md"], ["init"]),
        ([".forgotten"], ["forget"]),
    ],
)
def test_the_past_can_be_narrowed_down(words: list[str], ops: list[str], lived: Mem) -> None:
    found = lived("history", *words, "--json").json["revisions"]
    assert [each["op"] for each in found] == ops


def test_a_patch_has_every_line_file_by_file(lived: Mem) -> None:
    commit = commits(lived)[0][:12]
    assert lived("history", "--patch", "-n", "1").out == (
        f"2026-11-21 07:00  script  forget: 1 fact  {commit}\n"
        "      .forgotten\n"
        f"    + {DARK} 2026-11-21\n"
        "      MEMORY.md\n"
        "    - - Prefers dark mode in every editor. #ui\n"
    )


def test_many_lines_are_cut_unless_all_are_asked_for(mem: Mem) -> None:
    mem("add", stdin="".join(f"Fact {number}.\n" for number in range(20)))
    assert mem("history", "-n1").out.splitlines()[-2:] == [
        "    + - Fact 8.",
        "      and 11 more; --patch shows all",
    ]
    assert mem("history", "-n1", "--patch").out.endswith("    + - Fact 19.\n")


@pytest.mark.parametrize(
    "words",
    [
        ["zzzz"],
        ["memory/2026-11-20.md"],
        ["--op", "purge"],
        ["--match", "zebra"],
        ["--since", "2027"],
    ],
)
def test_nothing_that_fits_is_exit_1(words: list[str], prepared: Mem) -> None:
    told = "mem: nothing in the history fits\n     mem history alone shows all of it\n"
    assert prepared("history", *words) == (1, "", told)
    done = prepared("history", *words, "--json", "--quiet")
    assert (done.code, done.json, done.error["name"]) == (1, {"revisions": []}, "nothing")


def test_without_a_memory_there_is_no_past(fresh: Mem) -> None:
    missing = "mem: there is no memory of 'me' yet\n     run \"mem init\" to begin one\n"
    assert fresh("history") == (1, "", missing)
    assert fresh("history", "--json").json == {"revisions": []}


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ["-n", "0"],
            2,
            (
                "invalid value for '--limit' / '-n': 0 is not in the range 1<=x<=1000000\n"
                '     see "mem history --help"'
            ),
        ),
        (
            ["-n", "many"],
            2,
            (
                "invalid value for '--limit' / '-n': 'many' is not a number\n"
                '     see "mem history --help"'
            ),
        ),
        (
            ["README.md"],
            13,
            (
                "'README.md' is neither an id nor a file of this memory\n"
                "     name MEMORY.md, SOUL.md, memory/2026-11-20.md or an id"
            ),
        ),
        (
            ["--since", "sometime"],
            13,
            (
                "'sometime' is not a date\n"
                '     try 2026-11-20, yesterday, "3 days ago", "last week", may, or A..B'
            ),
        ),
    ],
)
def test_what_makes_no_sense_is_told(words: list[str], code: int, told: str, prepared: Mem) -> None:
    assert prepared("history", *words) == (code, "", f"mem: {told}\n")


def test_times_are_those_of_the_persons_own_clock(mem: Mem) -> None:
    mem.write("SOUL.md", "---\ntimezone: Asia/Tokyo\n---\n")
    mem("done", TABLE)
    assert mem("history", "-n1").out.startswith("2026-11-20 18:14  script  done: 1 log entry  ")


@pytest.mark.parametrize("tty", [False, True])
def test_a_commit_made_by_hand_is_an_edit_whatever_it_says(mem: Mem, tty: bool) -> None:
    mem.write("SOUL.md", "- Tall.\n")
    message = "fix:  two  spaces\n\nMem-Op: ad  d\nMem-Actor: b  ot"
    mem.git("-c", "user.name=x", "-c", "user.email=x", "commit", "-qam", message)
    done = mem("history", "-n1", tty=tty, env={"TERM": "dumb"})
    assert (done.code, done.err) == (0, "")
    assert "  b  ot  ad  d:  two  spaces  " in done.out
