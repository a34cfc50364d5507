from __future__ import annotations

import pytest

from tests.support.sample import DARK
from tests.support.sample import TABLE
from tests.support.sample import Mem

TODAY = (
    "MEMORY.md\n"
    "- - Prefers dark mode in every editor. #ui\n"
    "memory/2026-11-19.md\n"
    "- - [ ] 9:20 Send Dana the cost table. #billing\n"
    "+ - [x] 9:20 Send Dana the cost table. #billing\n"
)


@pytest.fixture
def lived(mem: Mem) -> Mem:
    """A memory of which a task was done and a fact forgotten today."""
    mem("done", TABLE)
    mem("forget", DARK)
    return mem


def test_without_a_word_it_is_what_today_changed(lived: Mem) -> None:
    assert lived("diff") == (0, TODAY, "")


def test_what_changed_is_an_object_for_programs(lived: Mem) -> None:
    done = lived("diff", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "from": lived.git("rev-list", "--max-parents=0", "main"),
        "to": lived.head,
        "paths": ["MEMORY.md", "memory/2026-11-19.md"],
        "added": ["- [x] 9:20 Send Dana the cost table. #billing"],
        "removed": [
            "- Prefers dark mode in every editor. #ui",
            "- [ ] 9:20 Send Dana the cost table. #billing",
        ],
    }


def test_dates_and_commits_name_both_ends(lived: Mem) -> None:
    forget, done, init = lived.git("log", "--format=%H").splitlines()
    only_forget = TODAY[: TODAY.index("memory/")]
    assert lived("diff", init[:8], forget).out == TODAY
    assert lived("diff", done[:12]).out == only_forget
    assert lived("diff", done, "today").out == only_forget
    assert lived("diff", "yesterday", "yesterday").out.startswith("MEMORY.md\n+ - Prefers dark")
    assert lived("diff", "2026-11-20", "2026-11-20").out == TODAY
    assert (
        lived("diff", forget, done).out == "MEMORY.md\n+ - Prefers dark mode in every editor. #ui\n"
    )


def test_hand_edits_count(lived: Mem) -> None:
    lived.write("SOUL.md", "- Tall.\n")
    facts, tasks = TODAY.split("memory/")
    assert lived("diff").out == f"{facts}SOUL.md\n- - Left-handed.\n+ - Tall.\nmemory/{tasks}"


def test_no_change_is_exit_1(prepared: Mem) -> None:
    told = "mem: nothing changed\n     name an earlier day, as in: mem diff 'last week'\n"
    assert prepared("diff") == (1, "", told)
    assert prepared("diff", tty=True) == (1, "", told)
    done = prepared("diff", "--json")
    head = prepared.head
    assert (done.code, done.json) == (
        1,
        {"from": head, "to": head, "paths": [], "added": [], "removed": []},
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["sometime"],
            "there is no commit 'sometime' here\n     mem history lists them",
        ),
        (["abcd"], "there is no commit 'abcd' here\n     mem history lists them"),
        (
            ["today", "HEAD~1"],
            "there is no commit 'head~1' here\n     mem history lists them",
        ),
    ],
)
def test_what_is_neither_date_nor_commit_is_not_found(
    words: list[str], told: str, prepared: Mem
) -> None:
    assert prepared("diff", *words) == (10, "", f"mem: {told}\n")


def test_without_a_memory_nothing_changed(fresh: Mem) -> None:
    missing = "mem: there is no memory of 'me' yet\n     run \"mem init\" to begin one\n"
    assert fresh("diff") == (1, "", missing)
    assert fresh("diff", "--json").json == {
        "from": None,
        "to": None,
        "paths": [],
        "added": [],
        "removed": [],
    }
