from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from tests.support.sample import BEGAN
from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import NOW
from tests.support.sample import OBJECTS
from tests.support.sample import PILL
from tests.support.sample import UTRECHT
from tests.support.sample import Mem
from tests.support.sample import an_entry
from tests.support.sample import told

GHENT = entry_id("Lives in Ghent.")
CALLED = "Call with Dana: launch moved to 3 December.\nShe will confirm in writing."


def came(mem: Mem, *, at: str = BEGAN, op: str = "init") -> dict[str, str]:
    commit = mem.git("log", "--format=%H", f"--grep=^{op}:")
    return {"commit": commit, "at": at, "op": op, "actor": "script"}


def test_an_entry_is_told_with_the_commit_that_brought_it(prepared: Mem) -> None:
    assert prepared("why", DARK[:4]) == (
        0,
        (
            f"{told('dark')}"
            f"came with  2026-11-19 18:00  script  init: 5 files  {prepared.head[:12]}\n"
            "    + - Prefers dark mode in every editor. #ui\n"
        ),
        "",
    )


def test_evidence_and_what_was_replaced_are_told_with_their_words(mem: Mem) -> None:
    mem("keep", PILL)
    add = mem.head[:12]
    mem("add", "Lives in Ghent.", "--replaces", UTRECHT)
    replaced = mem.head[:12]
    init = came(mem)["commit"][:12]
    assert mem("why", PILL).out == (
        f"- Took the pill. (MEMORY.md:14 {PILL[:8]})\n"
        f"{told('pill', 'second pill')}"
        f"came with  2026-11-19 18:00  script  init: 5 files  {init}\n"
        "    + - 9:00 Took the pill.\n"
        "    + - 21:00 Took the pill.\n"
        f"came to    facts  2026-11-20 09:14  script  add: 1 fact  {add}\n"
        f"rests on   {PILL}@2026-11-18  Took the pill.\n"
    )
    assert mem("why", GHENT).out == (
        f"- Lives in Ghent. (MEMORY.md:8 {GHENT[:8]})\n"
        f"came with  2026-11-20 09:14  script  add: 1 fact  {replaced}\n"
        "    + - Lives in Ghent.\n"
        f"replaced   {UTRECHT}  Moved to Utrecht.\n"
    )


def test_the_past_is_an_object_for_programs(mem: Mem) -> None:
    mem("keep", CALL, "--section", "Projects")
    done = mem("why", CALL, "--json")
    assert (done.code, done.err) == (0, "")
    kept = an_entry(CALLED, "MEMORY.md", 11, section="Projects", tags=["billing"])
    assert done.json == {
        "id": CALL,
        "text": CALLED,
        "entries": [
            kept | {"origin": came(mem, at=NOW, op="add") | {"person": True}},
            OBJECTS["call"] | {"origin": came(mem) | {"person": True}},
        ],
        "origin": came(mem) | {"person": True},
        "sources": [{"id": f"{CALL}@2026-11-18", "text": CALLED}],
        "replaces": [],
        "supports": [],
        "revisions": [came(mem, at=NOW, op="add")],
    }


def test_what_is_gone_is_told_with_its_words(mem: Mem) -> None:
    init = mem.head[:12]
    mem("forget", DARK)
    assert mem("why", DARK[:4]) == (
        0,
        (
            f"{DARK} stands nowhere any more\n"
            f"came with  2026-11-19 18:00  script  init: 5 files  {init}\n"
            "    + - Prefers dark mode in every editor. #ui\n"
            f"later      2026-11-20 09:14  script  forget: 1 fact  {mem.head[:12]}\n"
        ),
        "",
    )
    found = mem("why", DARK, "--json").json
    assert (found["entries"], found["text"]) == ([], OBJECTS["dark"]["text"])


@pytest.mark.parametrize(
    ("what", "code", "told"),
    [
        (
            "zzzz",
            10,
            "no entry zzzz is or ever was here\n     mem history --match WORDS finds ids",
        ),
        (
            "tea",
            13,
            (
                "'tea' is not an id\n"
                "     ids have 4-16 of 0-9 and a-z without i, l, o, u; 'mem show' lists them"
            ),
        ),
    ],
)
def test_what_never_was_is_not_found(what: str, code: int, told: str, prepared: Mem) -> None:
    assert prepared("why", what) == (code, "", f"mem: {told}\n")


def test_without_a_memory_there_is_no_past(fresh: Mem) -> None:
    assert fresh("why", "k3f9").code == 10
    assert not fresh.home.exists()
