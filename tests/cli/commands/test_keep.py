from __future__ import annotations

import pytest

from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import DIARY
from tests.support.sample import PILL
from tests.support.sample import Mem
from tests.support.sample import an_entry

WORDS = "Call with Dana: launch moved to 3 December."


def test_a_log_entry_becomes_a_fact_word_for_word_with_its_evidence(mem: Mem) -> None:
    assert mem("keep", CALL[:4]) == (
        0,
        f"- {WORDS} She will confirm in writing. #billing (MEMORY.md:14 {CALL[:8]})\n",
        "",
    )
    assert mem.read("MEMORY.md").endswith(
        f"## Facts\n\n- {WORDS}\n  She will confirm in writing. #billing\n"
    )
    assert mem.message == [
        "add: 1 fact",
        "Mem-Op: add",
        "Mem-Actor: script",
        f"Mem-Entry: {CALL}",
        f"Mem-Source: {CALL}@2026-11-18",
    ]


def test_a_kept_entry_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("keep", DIARY, "--section", "projects", "--json")
    assert (done.code, done.err) == (0, "")
    kept = an_entry("Diary.", "MEMORY.md", 11, section="Projects", tags=["private"], private=True)
    assert done.json == {"entries": [kept], "known": [], "commit": mem.head}


def test_what_is_kept_already_is_known(mem: Mem) -> None:
    mem("keep", PILL)
    assert mem("keep", PILL) == (
        0,
        f"- Took the pill. (MEMORY.md:14 {PILL[:8]})\n",
        f"mem: already known: {PILL[:8]}\n",
    )
    assert mem("keep", PILL, "--json").json["known"] == [PILL]
    assert mem.operations == ["add: 1 fact", "init: 5 files"]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ([DARK], 5, f"{DARK} is not a log entry\n     only what stands in a daily log can be kept"),
        (["zzzz"], 10, "there is no entry zzzz\n     mem show lists entries with their ids"),
        (
            ["pill"],
            13,
            (
                "'pill' is not an id\n"
                "     ids have 4-16 of 0-9 and a-z without i, l, o, u; 'mem show' lists them"
            ),
        ),
        ([], 2, "missing argument 'ID'\n     see \"mem keep --help\""),
    ],
)
def test_what_cannot_be_kept_changes_nothing(
    words: list[str], code: int, told: str, mem: Mem
) -> None:
    assert mem("keep", *words) == (code, "", f"mem: {told}\n")
    assert mem.operations == ["init: 5 files"]
