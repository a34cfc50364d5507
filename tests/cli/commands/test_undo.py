from __future__ import annotations

from tests.support.sample import DARK
from tests.support.sample import EARLY
from tests.support.sample import FILES
from tests.support.sample import LIGHT
from tests.support.sample import TABLE
from tests.support.sample import Mem

BACK = "MEMORY.md\n+ - Prefers dark mode in every editor. #ui\n"


def test_the_newest_operation_is_taken_back(mem: Mem) -> None:
    mem("forget", DARK)
    forget = mem.head
    assert mem("undo") == (
        0,
        BACK,
        f"mem: took back  2026-11-20 09:14  script  forget: 1 fact  {forget[:12]}\n",
    )
    assert mem.read("MEMORY.md") == FILES["MEMORY.md"]
    assert mem.message == [
        f"undo: forget {forget[:12]}",
        "Mem-Op: undo",
        "Mem-Actor: script",
        f"Mem-Entry: {DARK}",
        f"Mem-Undoes: {forget}",
    ]


def test_what_was_taken_back_is_an_object_for_programs(mem: Mem) -> None:
    mem("forget", DARK)
    forget = mem.head
    done = mem("undo", "--json", "--quiet")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "commit": mem.head,
        "undone": forget,
        "op": "forget",
        "paths": [".forgotten", "MEMORY.md"],
        "added": ["- Prefers dark mode in every editor. #ui"],
        "removed": [f"{DARK} 2026-11-20"],
    }


def test_again_takes_back_the_one_before(mem: Mem) -> None:
    mem("forget", DARK)
    mem("done", TABLE)
    assert [mem("undo", "--json").json["op"] for _ in range(2)] == ["done", "forget"]
    done = mem("undo")
    assert done == (
        10,
        "",
        "mem: there is nothing to undo\n     name a commit; mem history lists them\n",
    )
    assert {path: mem.read(path) for path in FILES} == FILES


def test_an_undo_is_taken_back_by_name(mem: Mem) -> None:
    mem("forget", DARK)
    mem("undo")
    assert mem("undo", mem.head[:8], "--json").json["op"] == "undo"
    assert DARK not in mem("show", "facts", "--json").out
    assert mem("undo", "--json").json["op"] == "forget"


def test_a_named_commit_is_taken_back_whatever_came_beside_it(mem: Mem) -> None:
    mem("disable", EARLY)
    commit = mem.head
    mem.write("MEMORY.md", "Not an entry of mine.\n\n" + mem.read("MEMORY.md") + "- By hand.\n")
    mem("add", "Lives in Ghent.")
    assert mem("undo", commit[:6]).out == (
        "MEMORY.md\n- - ~~Never before 10:00. #pinned~~\n+ - Never before 10:00. #pinned\n"
    )
    assert mem.read("MEMORY.md") == (
        f"Not an entry of mine.\n\n{FILES['MEMORY.md']}- By hand.\n"
        "\n## Facts\n\n- Lives in Ghent.\n"
    )


def test_what_was_changed_since_stands_in_the_way(mem: Mem) -> None:
    mem("enable", LIGHT)
    commit = mem.head[:12]
    mem.write("MEMORY.md", mem.read("MEMORY.md").replace("light mode", "the light"))
    assert mem("undo") == (
        12,
        "",
        (
            f"mem: MEMORY.md was changed after enable {commit}, at the same place\n"
            "     see mem history MEMORY.md --patch; undo another commit by naming it, "
            "or change the file by hand: mem edit\n"
        ),
    )


def test_what_is_undone_already_is_told(mem: Mem) -> None:
    mem("enable", LIGHT)
    commit = mem.head
    mem("undo")
    assert mem("undo", commit) == (
        12,
        "",
        f"mem: {commit[:12]} is undone already\n     its undo can be undone: mem history\n",
    )


def test_a_hand_edit_is_taken_back_by_name_only(mem: Mem) -> None:
    mem.write("SOUL.md", "- Tall.\n")
    mem("save")
    assert mem("undo").code == 10
    assert mem("undo", mem.head, "--json").json["op"] == "edit"
    assert mem.read("SOUL.md") == FILES["SOUL.md"]


def test_a_commit_that_is_none_is_not_found(mem: Mem) -> None:
    for name in ("abcd", "zzzz", "HEAD", "--", "-x" * 40):
        words = ["undo", *(["--"] if name.startswith("-") else []), name]
        assert mem(*words).code == 10, name
    assert mem("undo", "abcd") == (
        10,
        "",
        "mem: there is no commit 'abcd' here\n     mem history lists them\n",
    )
