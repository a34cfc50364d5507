from __future__ import annotations

import os
from pathlib import Path

import pytest

from memory_cli.core.identity import entry_id
from tests.support.cli import environment
from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import EARLY
from tests.support.sample import LIGHT
from tests.support.sample import PILL
from tests.support.sample import Mem
from tests.support.sample import objects
from tests.support.sample import told

GONE = "mem: gone from the files, still in history: mem undo brings it back, mem purge erases it\n"


def test_an_entry_is_removed_and_its_id_noted(mem: Mem) -> None:
    assert mem("forget", DARK[:4]) == (0, told("dark"), GONE)
    assert "dark" not in mem.read("MEMORY.md")
    assert mem.read(".forgotten") == f"{DARK} 2026-11-20\n"
    assert mem.message == [
        "forget: 1 fact",
        "Mem-Op: forget",
        "Mem-Actor: script",
        f"Mem-Entry: {DARK}",
    ]


def test_what_is_forgotten_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("forget", DARK, EARLY, "--json", "--quiet")
    assert (done.code, done.err) == (0, "")
    assert done.json == {"entries": objects("dark", "early"), "related": [], "commit": mem.head}


def test_several_places_are_listed_and_nothing_is_touched(mem: Mem) -> None:
    mem("keep", PILL)
    assert mem("forget", PILL) == (
        11,
        "",
        (
            "mem: this would take out 3 entries\n"
            f"     {PILL}@facts  Took the pill.\n"
            f"     {PILL}@2026-11-18  Took the pill.\n"
            f"     {PILL}@2026-11-18  Took the pill.\n"
            "     say id@place for one of them, or --yes for all\n"
        ),
    )
    assert mem.operations == ["add: 1 fact", "init: 5 files"]


def test_the_list_is_there_for_programs_too(mem: Mem) -> None:
    done = mem("forget", PILL, "--json")
    assert (done.code, done.out) == (11, "")
    assert done.error == {
        "code": 11,
        "name": "ambiguous",
        "message": "this would take out 2 entries",
        "hint": "say id@place for one of them, or --yes for all",
        "candidates": [f"{PILL}@2026-11-18  Took the pill."] * 2,
    }


def test_a_place_is_enough_and_the_others_stay(mem: Mem) -> None:
    mem("keep", PILL)
    assert mem("forget", f"{PILL}@facts") == (
        0,
        f"- Took the pill. (MEMORY.md:14 {PILL[:8]})\n",
        GONE,
    )
    left = mem("show", PILL, "--json").json["entries"]
    assert [{key: each[key] for key in each if key != "origin"} for each in left] == objects(
        "pill", "second pill"
    )
    assert not (mem.store / ".forgotten").exists()


def test_yes_is_everywhere(mem: Mem) -> None:
    mem("keep", PILL)
    assert mem("forget", PILL, "--yes").out == (
        f"- Took the pill. (MEMORY.md:14 {PILL[:8]})\n{told('pill', 'second pill')}"
    )
    assert mem("show", PILL).code == 10
    assert mem.read(".forgotten") == f"{PILL} 2026-11-20\n"


def test_words_find_entries_that_have_them_all(mem: Mem) -> None:
    assert mem("forget", "--match", "LIGHT mode") == (0, told("light"), GONE)
    assert mem("forget", "--match", "dana").err == (
        "mem: this would take out 2 entries\n"
        f"     {entry_id('Send Dana the cost table.')}@2026-11-19  Send Dana the cost table.\n"
        f"     {CALL}@2026-11-18  Call with Dana: launch moved to 3 December. "
        "She will confirm in writing.\n"
        "     say id@place for one of them, or --yes for all\n"
    )
    assert mem("forget", "--match", "dana", "--yes").out == told("table", "call")


DRY = "mem: nothing was forgotten, this was a dry run\n"

LAUNCH = entry_id("The launch is on 3 December.")
LAUNCHED = f"- The launch is on 3 December. (MEMORY.md:11 {LAUNCH[:8]})\n"
CALLED = (
    f"{CALL}@2026-11-18  Call with Dana: launch moved to 3 December. She will confirm in writing."
)


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


def test_what_is_bound_by_evidence_is_listed(bound: Mem) -> None:
    hint = "say id@place for one of them, or --yes for all, and --with-sources for what is bound"
    assert bound("forget", LAUNCH) == (
        11,
        "",
        (
            "mem: this would take out 1 entry; 1 more is bound by evidence\n"
            f"     {LAUNCH}@facts  The launch is on 3 December.\n"
            f"     {CALLED}  (bound by evidence)\n"
            f"     {hint}\n"
        ),
    )
    assert bound("forget", CALL).code == 11


def test_with_sources_takes_what_is_bound(bound: Mem) -> None:
    assert bound("forget", LAUNCH, "--with-sources") == (0, f"{LAUNCHED}{told('call')}", GONE)
    assert bound.message[:2] == ["forget: 1 fact, 1 log entry", "Mem-Op: forget"]


@pytest.mark.parametrize("words", [[LAUNCH, "--yes"], [f"{LAUNCH}@facts"]])
def test_what_is_bound_and_left_is_named(words: list[str], bound: Mem) -> None:
    left = f"mem: bound by evidence, and left: {CALLED}\n"
    assert bound("forget", *words, "--dry-run") == (0, LAUNCHED, left + DRY)
    assert bound("forget", *words, "--json", "--dry-run").json["related"] == objects("call")
    assert bound("forget", *words) == (0, LAUNCHED, left + GONE)


def test_a_person_is_asked_about_evidence_too(bound: Mem) -> None:
    first = f"{LAUNCH}@facts  The launch is on 3 December.\nForget this? [y/N] "
    second = f"{CALLED}  (bound by evidence)\nAnd what is bound to it by evidence? [y/N] "
    done = bound("forget", LAUNCH, tty=True, stdin="y\nn\n")
    left = f"mem: bound by evidence, and left: {CALLED}\n"
    assert (done.code, done.err) == (0, f"{first}{second}{left}{GONE}")
    bound("undo")
    done = bound("forget", LAUNCH, tty=True, stdin="y\ny\n")
    assert (done.code, done.err) == (0, f"{first}{second}{GONE}")
    assert bound("show", CALL).code == 10


def test_a_dry_run_changes_nothing(mem: Mem) -> None:
    shown = told("light", "pill", "second pill")
    assert mem("forget", PILL, LIGHT, "--dry-run") == (0, shown, DRY)
    done = mem("forget", PILL, "--dry-run", "--json")
    assert done.json == {"entries": objects("pill", "second pill"), "related": [], "commit": None}
    assert mem.operations == ["init: 5 files"]


def test_what_was_forgotten_may_be_said_again(mem: Mem) -> None:
    mem("forget", DARK)
    mem("add", "Prefers dark mode in every editor.")
    assert mem.read(".forgotten") == ""
    assert mem("show", DARK).code == 0


def test_a_person_is_asked(mem: Mem) -> None:
    question = (
        f"{PILL}@2026-11-18  Took the pill.\n{PILL}@2026-11-18  Took the pill.\n"
        "Forget these? [y/N] "
    )
    assert mem("forget", PILL, tty=True, stdin="n\n") == (
        1,
        "",
        f"{question}mem: nothing was forgotten\n",
    )
    assert mem("forget", PILL, tty=True).err == f"{question}\nmem: nothing was forgotten\n"
    done = mem("forget", PILL, "--quiet", tty=True, stdin="y\n", env={"TERM": "dumb"})
    assert done == (
        0,
        (
            "Forgotten\n"
            f"  {PILL[:8]}  2026-11-18  9:00 Took the pill.\n"
            f"  {PILL[:8]}  2026-11-18  21:00 Took the pill.\n"
        ),
        question,
    )


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["zzzz"], 10, "there is no entry zzzz\n     mem show lists entries with their ids"),
        ([DARK, "zzzz"], 10, "there is no entry zzzz\n     mem show lists entries with their ids"),
        (
            ["--match", "dark zebra"],
            10,
            "no entry has all the words of 'dark zebra'\n     mem show lists the entries",
        ),
        (
            ["--match", " "],
            10,
            "no entry has all the words of ' '\n     mem show lists the entries",
        ),
        ([], 2, "say which entries: ids, or --match WORDS\n     mem show lists entries with ids"),
        (
            [DARK, "--match", "x"],
            2,
            "say which entries: ids, or --match WORDS\n     mem show lists entries with ids",
        ),
    ],
)
def test_what_is_not_there_cannot_be_forgotten(
    words: list[str], code: int, told: str, mem: Mem
) -> None:
    assert mem("forget", *words) == (code, "", f"mem: {told}\n")
    assert mem.operations == ["init: 5 files"]


def test_without_sqlite_what_is_forgotten_takes_the_index_with_it(mem: Mem, tmp_path: Path) -> None:
    mem("recall", "dark mode")
    (tmp_path / "sqlite3").mkdir()
    (tmp_path / "sqlite3" / "__init__.py").write_text('raise ImportError("no SQLite here")\n')
    path = f"{tmp_path}{os.pathsep}{environment(mem.home)['PYTHONPATH']}"
    done = mem("forget", DARK, env={"PYTHONPATH": path})
    assert (done.code, done.out) == (0, told("dark"))
    assert not (mem.store / ".mem" / "index.db").exists()
