from __future__ import annotations

import subprocess

import pytest

from memory_cli.core.identity import entry_id
from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import EARLY
from tests.support.sample import PILL
from tests.support.sample import Mem

NOT_REACHED = (
    "mem: not reached: clones, backups and snapshots of this folder: delete or renew them\n"
    "mem: not reached: what was typed at a shell: remove the line from its history\n"
    "mem: not reached: what was sent to a model: ask its provider to delete it\n"
)
DARK_LINES = (
    f"- Prefers dark mode in every editor. #ui ({DARK[:8]})\n"
    "  stands at MEMORY.md:3; in 1 version of files, 1 commit\n"
)
DRY = "mem: nothing was erased, this was a dry run\n"
CALLED = "- 14:02 Call with Dana: launch moved to 3 December. She will confirm in writing. #billing"
LAUNCH = entry_id("The launch is on 3 December.")


@pytest.fixture
def bound(mem: Mem) -> Mem:
    """A memory with a fact that rests on a log entry in other words, as curation makes them."""
    mem.write("MEMORY.md", mem.read("MEMORY.md") + "- The launch is on 3 December.\n")
    trailers = (
        f"Mem-Op: curate\nMem-Actor: rules\nMem-Entry: {LAUNCH}\nMem-Source: {CALL}@2026-11-18"
    )
    mem.git(
        "-c", "user.name=x", "-c", "user.email=x", "commit", "-qam", f"curate: 1 fact\n\n{trailers}"
    )
    return mem


def objects(mem: Mem) -> str:
    command = ["git", "-C", str(mem.store), "cat-file", "--batch-all-objects", "--batch"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode("latin-1")


def erased(versions: int, commits: int, mem: Mem) -> str:
    count = mem.git("cat-file", "--batch-all-objects", "--batch-check").count("\n") + 1
    return (
        f"mem: erased: {versions} version{'s'[: versions > 1]} of files changed, "
        f"{commits} commits written anew, {count} objects looked into\n"
    )


def test_an_entry_is_gone_from_files_and_history_and_only_its_id_is_said(mem: Mem) -> None:
    done = mem("purge", DARK[:6], "--yes")
    assert done.code == 0
    assert done.out == f"- {DARK} stood at MEMORY.md:3; in 1 version of files, 1 commit\n"
    assert done.err == erased(1, 2, mem) + NOT_REACHED
    assert "dark mode" not in mem.read("MEMORY.md") + objects(mem)
    assert mem.read(".forgotten") == f"{DARK} 2026-11-20 erased\n"
    assert mem.message == [
        "purge: 1 erased",
        "Mem-Op: purge",
        "Mem-Actor: script",
        f"Mem-Entry: {DARK}",
    ]


def test_it_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("purge", DARK, "--yes", "--json", "--quiet")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "entries": [
            {
                "id": DARK,
                "places": [{"path": "MEMORY.md", "line": 3}],
                "versions": 1,
                "commits": 1,
            }
        ],
        "derived": [],
        "vanished": [],
        "commit": mem.head,
        "commits": 2,
        "versions": 1,
        "objects": done.json["objects"],
        "elsewhere": [],
        "removed": [],
        "not_reached": [
            {
                "what": "clones, backups and snapshots of this folder",
                "next": "delete or renew them",
            },
            {"what": "what was typed at a shell", "next": "remove the line from its history"},
            {"what": "what was sent to a model", "next": "ask its provider to delete it"},
        ],
    }


def test_scripts_are_asked_for_yes_and_nothing_is_touched(mem: Mem) -> None:
    before = mem.head
    assert mem("purge", DARK, EARLY) == (
        11,
        "",
        (
            "mem: this would erase 2 pieces of memory for good\n"
            f"     {DARK}  Prefers dark mode in every editor. #ui\n"
            f"     {EARLY}  Never before 10:00. #pinned\n"
            "     --dry-run shows where it stands; --yes erases it\n"
        ),
    )
    assert mem("purge", DARK, "--json").error["candidates"] == [
        f"{DARK}  Prefers dark mode in every editor. #ui"
    ]
    assert mem.head == before


def test_a_dry_run_shows_every_place_and_touches_nothing(mem: Mem) -> None:
    before = mem.head, sorted(path.stat().st_mtime_ns for path in mem.store.rglob("*.md"))
    mem.git("branch", "side")
    assert mem("purge", DARK, "--dry-run") == (
        0,
        DARK_LINES,
        f"mem: gone with it, as it hangs on no memory: the branch side\n{DRY}",
    )
    done = mem("purge", PILL, "--dry-run", "--json", "--quiet")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "entries": [
            {
                "id": PILL,
                "places": [
                    {"path": "memory/2026-11-18.md", "line": 3},
                    {"path": "memory/2026-11-18.md", "line": 6},
                ],
                "versions": 1,
                "commits": 1,
                "text": "- 9:00 Took the pill.",
            }
        ],
        "derived": [],
        "vanishing": ["the branch side"],
        "commit": None,
    }
    after = mem.head, sorted(path.stat().st_mtime_ns for path in mem.store.rglob("*.md"))
    assert after == before
    assert not (mem.store / ".forgotten").exists()


@pytest.mark.parametrize(
    ("typed", "code"), [("erase\n", 0), ("y\n", 1), ("\n", 1), ("yes\n", 1), ("ERASE\n", 1)]
)
def test_at_a_terminal_the_word_is_typed(mem: Mem, typed: str, code: int) -> None:
    before = mem.head
    done = mem("purge", DARK, stdin=typed, tty=True)
    assert done.code == code
    assert "stands at MEMORY.md:3" in done.err
    assert (mem.head == before) == (code == 1)
    assert ("dark mode" in objects(mem)) == (code == 1)


def test_what_rests_on_it_is_told_and_stays(bound: Mem) -> None:
    done = bound("purge", CALL, "--yes")
    assert done.code == 0
    assert f"mem: rests on it, and left: {LAUNCH}  The launch is on 3 December.\n" in done.err
    assert "- The launch is on 3 December.\n" in bound.read("MEMORY.md")


def test_what_rests_on_it_goes_as_well_if_that_is_said(bound: Mem) -> None:
    assert bound("purge", CALL) == (
        11,
        "",
        (
            "mem: this would erase 1 piece of memory for good\n"
            f"     {CALL}  {CALLED.removeprefix('- ')}\n"
            f"     {LAUNCH}  The launch is on 3 December.  (rests on it)\n"
            "     --dry-run shows where it stands; --yes erases it, and --with-derived what rests "
            "on it\n"
        ),
    )
    done = bound("purge", CALL, "--yes", "--with-derived", "--json")
    assert [each["id"] for each in done.json["entries"]] == [CALL, LAUNCH]
    assert done.json["derived"] == []
    assert "3 December" not in objects(bound) + bound.read("MEMORY.md")


def test_at_a_terminal_it_is_asked_what_becomes_of_what_rests_on_it(bound: Mem) -> None:
    done = bound("purge", CALL, stdin="y\nerase\n", tty=True)
    assert done.code == 0
    assert "3 December" not in objects(bound)


def test_words_find_every_piece_that_has_them_and_none_is_left(mem: Mem) -> None:
    mem("forget", CALL)
    done = mem("purge", "--match", "DANA", "--dry-run")
    assert [line for line in done.out.splitlines() if line.startswith("-")] == [
        f"- 9:20 Send Dana the cost table. #billing ({entry_id('Send Dana the cost table.')[:8]})",
        f"{CALLED} ({CALL[:8]})",
    ]
    assert mem("purge", "--match", "Call with Dana", "--yes").code == 0
    assert "Call with" not in objects(mem)


@pytest.mark.parametrize("actor", ["agent", "helper"])
def test_an_agent_is_refused(mem: Mem, actor: str) -> None:
    before = mem.head
    done = mem("purge", DARK, "--yes", "--actor", actor)
    assert done == (
        5,
        "",
        "mem: only a person erases memory for good\n     mem forget takes it out of the files\n",
    )
    assert mem("purge", DARK, "--actor", actor).code == 5
    assert mem("purge", "--match", "pill", "--dry-run", "--actor", actor)[:2] == (5, "")
    assert mem.head == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["purge"], 2, "say which entries: ids, or --match TEXT"),
        (["purge", DARK, "--match", "x"], 2, "say which entries: ids, or --match TEXT"),
        (["purge", "0000"], 10, "no entry 0000 is or ever was here"),
        (["purge", "--match", "unheard of"], 10, "nothing here has or ever had 'unheard of'"),
        (["purge", "--match", " "], 10, "nothing here has or ever had ' '"),
        (["purge", "!"], 13, "'!' is not an id"),
        (["purge", f"{DARK}@facts"], 13, f"'{DARK}@facts' names one place"),
    ],
)
def test_what_cannot_be_asked_is_told(mem: Mem, words: list[str], code: int, said: str) -> None:
    done = mem(*words, "--yes")
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(f"mem: {said}")


def test_where_there_is_no_memory_none_is_begun(fresh: Mem) -> None:
    assert fresh("purge", DARK, "--yes").code == 10
    assert not fresh.home.exists()


def test_afterwards_all_other_verbs_go_on(mem: Mem) -> None:
    assert mem("add", "Likes tea.").code == 0
    assert mem("add", "Likes coffee.").code == 0
    assert mem("purge", DARK, "--yes").code == 0
    assert mem("purge", DARK, "--yes").code == 10
    assert mem("why", EARLY).code == 0
    assert mem("recall", "dark").code == 1
    assert mem("undo").code == 0
    assert "Likes coffee." not in mem.read("MEMORY.md")
    assert mem("history", DARK).code in {0, 10}
    assert mem.operations == [
        f"undo: add {mem.git('rev-parse', 'main~2')[:12]}",
        *("purge: 1 erased", "add: 1 fact", "add: 1 fact", "init: 5 files"),
    ]
    assert mem.git("fsck", "--strict") == ""


def test_what_was_said_twice_over_is_shown_as_it_stands(mem: Mem) -> None:
    mem.write("memory/2026-11-20.md", "- \x1b[31mRed\x1b[0m alert [bold]x[/bold] :bomb:\n")
    done = mem("purge", "--match", "alert [bold]x[/bold]", "--dry-run")
    assert done.code == 0
    assert "\x1b" not in done.out
    assert "alert [bold]x[/bold] :bomb:" in done.out
