from __future__ import annotations

import os

from tests.support.sample import Mem


def test_hand_edits_are_recorded_and_named(mem: Mem) -> None:
    mem.write("MEMORY.md", "- By hand.\n")
    mem.write("memory/2026-11-20.md", "- By hand.\n")
    mem.write("notes.txt", "not memory\n")
    assert mem("save") == (0, "MEMORY.md\nmemory/2026-11-20.md\n", "")
    assert mem.message == ["edit: 2 files by hand", "Mem-Op: edit", "Mem-Actor: editor"]


def test_recorded_edits_are_an_object_for_programs(mem: Mem) -> None:
    (mem.store / "MEMORY.md").unlink()
    done = mem("save", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {"paths": ["MEMORY.md"], "commit": mem.head, "withheld": []}
    assert mem("save", "--json", "--quiet").json == {"paths": [], "commit": None, "withheld": []}


def test_nothing_to_record_is_fine(mem: Mem) -> None:
    assert mem("save") == (0, "", "mem: history has everything already\n")
    assert mem("save", "--quiet") == (0, "", "")


def test_what_is_no_ordinary_file_is_named_and_left(mem: Mem) -> None:
    os.mkfifo(mem.store / "memory" / "2026-11-20.md")
    mem.write("MEMORY.md", "- By hand.\n")
    path = "memory/2026-11-20.md"
    told = f"mem: not recorded, being too large or no ordinary file: {path}\n"
    hint = "     put an ordinary file in its place, or move a part of it into another one\n"
    assert mem("save") == (3, "MEMORY.md\n", told + hint)
    assert mem("save", "--json").json == {"paths": [], "commit": None, "withheld": []}


def test_where_no_memory_is_there_is_nothing_to_record(fresh: Mem) -> None:
    assert fresh("save") == (
        10,
        "",
        "mem: there is no memory of 'me' yet\n     run \"mem init\" to begin one\n",
    )
    assert not fresh.home.exists()


def test_where_history_is_gone_it_says_how_to_begin_a_new_one(mem: Mem) -> None:
    (mem.store / ".git").rename(mem.home.parent / "gone")
    assert mem("save") == (
        20,
        "",
        (
            f"mem: {mem.store} has files but no history: its .git is gone\n"
            '     run "mem init" to begin a new history with the files as they are\n'
        ),
    )
    assert mem("init").code == 0
    assert mem("save") == (0, "", "mem: history has everything already\n")
