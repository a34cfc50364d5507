"""A key that somebody types into a file, or gives to a verb: what every verb says of it."""

from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from tests.cli.commands.test_edit import an_editor
from tests.support.keys import KEY
from tests.support.keys import WHAT
from tests.support.sample import DARK
from tests.support.sample import EARLY
from tests.support.sample import FILES
from tests.support.sample import TABLE
from tests.support.sample import Mem

FACTS = "MEMORY.md"
LINE = f"- The bucket opens with {KEY}.\n"
PLACE = f"{FACTS}:11 looks like {WHAT}"
WARNING = f"mem: not recorded: {PLACE}; take the line out, or let it in: mem save --allow-secret\n"
SAVED = (
    f"mem: saved, but not recorded as it stands: {PLACE}\n"
    "     take the line out, or let it in: mem save --allow-secret\n"
)


REFUSED = (
    f"mem: this looks like {WHAT}; nothing was written\n     leave it out, or say --allow-secret\n"
)


@pytest.fixture
def typed(mem: Mem) -> Mem:
    """A memory whose facts have a key that somebody has just typed, and another line."""
    mem.write(FACTS, FILES[FACTS] + LINE + "- Typed beside it.\n")
    return mem


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["show"],
        ["show", "facts"],
        ["history"],
        ["why", DARK],
        ["diff", "2026-11-19"],
        ["log", "New."],
        ["done", TABLE],
        ["undo"],
        ["curate", "--dry-run"],
    ],
)
def test_verbs_that_record_hand_edits_warn_once_and_go_on(typed: Mem, words: list[str]) -> None:
    typed("log", "Something to undo.")
    done = typed(*words)
    assert (done.code, done.err.count(WARNING), done.err.count(KEY)) == (0, 1, 0), done
    assert typed.read(FACTS) == FILES[FACTS] + LINE + "- Typed beside it.\n"


@pytest.mark.parametrize("words", [["recall", "dark"], ["context"]])
def test_verbs_that_only_read_warn_once_somebody_has_looked(typed: Mem, words: list[str]) -> None:
    assert WARNING not in typed(*words).err
    assert WARNING in typed("history").err
    done = typed(*words)
    assert (done.code, done.err.count(WARNING)) == (0, 1)
    assert KEY not in done.out + done.err
    assert WARNING not in typed(*words, "--quiet").err


@pytest.mark.parametrize(
    "words", [["add", "New."], ["keep", TABLE], ["disable", DARK], ["forget", f"{EARLY}@facts"]]
)
def test_a_write_to_that_very_file_is_saved_and_says_so_once(typed: Mem, words: list[str]) -> None:
    done = typed(*words)
    place = PLACE.replace(":11", ":10") if words[0] == "forget" else PLACE
    assert (done.code, done.err.count(SAVED.replace(PLACE, place))) == (3, 1), done
    assert WARNING not in done.err
    assert LINE in typed.read(FACTS)
    assert KEY not in typed.git("log", "-p")


def test_a_command_may_take_the_line_out(typed: Mem) -> None:
    assert typed("forget", entry_id(LINE[2:].strip())).code == 0
    assert typed("save").code == 0
    assert typed.read(FACTS) == FILES[FACTS] + "- Typed beside it.\n"
    assert KEY not in typed.git("log", "-p")


def test_mem_alone_shows_what_is_withheld_to_programs(typed: Mem) -> None:
    told = [{"path": FACTS, "found": [{"line": 11, "what": WHAT}]}]
    assert typed("--json").json["withheld"] == told
    done = typed("save", "--json", "--quiet")
    assert (done.code, done.json) == (3, {"paths": [], "commit": None, "withheld": told})
    assert done.error["message"] == f"not recorded: {PLACE}"


def test_saving_with_leave_records_it_as_the_persons_edit(typed: Mem) -> None:
    done = typed("save", "--allow-secret", env={"MEM_ACTOR": "agent"})
    assert (done.code, done.err) == (
        5,
        "mem: agent cannot say --allow-secret\n     only a person, or their script, can\n",
    )
    assert typed("save", "--allow-secret") == (0, f"{FACTS}\n", "")
    assert typed.message == ["edit: 1 file by hand", "Mem-Op: edit", "Mem-Actor: editor"]
    assert typed("disable", entry_id(LINE[2:].strip())).code == 0
    assert typed("save") == (0, "", "mem: history has everything already\n")


def test_leave_to_write_a_secret_is_no_leave_to_record_a_typed_one(typed: Mem) -> None:
    done = typed("log", f"Mine: {KEY}", "--allow-secret")
    assert (done.code, WARNING in done.err) == (0, True)
    assert LINE not in typed.git("show", f"main:{FACTS}")


def test_an_editor_that_saves_a_key_ends_with_the_same(mem: Mem) -> None:
    env = an_editor(mem, f'echo "- {KEY}" >> "$1"')
    done = mem("edit", "facts", env=env)
    assert (done.code, done.err) == (3, SAVED)
    done = mem("edit", env=an_editor(mem, 'echo "- Walked." > "$1"'))
    assert (done.code, done.err) == (0, f"{WARNING}mem: recorded\n")
    assert mem("edit", "facts", "--allow-secret", env=an_editor(mem, ":")).code == 0
    assert KEY in mem.git("show", f"main:{FACTS}")


@pytest.mark.parametrize("verb", ["add", "log"])
def test_a_given_key_is_refused_by_what_it_looks_like_and_its_number(mem: Mem, verb: str) -> None:
    before = mem.head
    done = mem(verb, f"It is {KEY}")
    assert (done.code, done.out, done.err) == (
        5,
        "",
        REFUSED,
    )
    done = mem(verb, stdin=f"one\n\n\n{KEY}\nthree\n")
    assert done.err.startswith(f"mem: line 2, blank ones not counted, looks like {WHAT};")
    done = mem(verb, f"It is {KEY}", env={"MEM_ACTOR": "agent"})
    assert done.err.endswith("     leave it out, only a person lets it in\n")
    assert mem.head == before
    done = mem(verb, f"It is {KEY}", "--allow-secret")
    assert (done.code, done.err) == (0, "")


def test_a_key_that_is_kept_as_a_fact_is_asked_about_again(mem: Mem) -> None:
    mem("log", f"It is {KEY}", "--allow-secret")
    entry = entry_id(f"It is {KEY}")
    assert mem("keep", entry).code == 5
    assert mem("keep", entry, "--allow-secret").code == 0
    assert mem("undo").code == 0
    assert mem("undo", mem.head[:8]).code == 0
    assert KEY in mem.read(FACTS)


@pytest.mark.parametrize("words", [["--section", KEY], ["--section", "Keys", "--tag", "x"]])
def test_the_name_of_a_section_is_no_place_for_a_key(mem: Mem, words: list[str]) -> None:
    done = mem("add", "New.", *words)
    assert done.code == (5 if KEY in words else 0)


def test_erased_words_are_refused_from_everybody_and_withheld_when_typed(mem: Mem) -> None:
    erased = [entry_id(each) for each in ("Tea.", "## Tea time", "Gone already.")]
    mem.write(".forgotten", "".join(f"{each} 2026-11-20 erased\n" for each in erased))
    for words in (["add", "Tea."], ["log", "Tea."], ["add", "x", "--section", "Tea time"]):
        done = mem(*words)
        assert (done.code, done.err.split("\n")[1]) == (
            5,
            "     say it in other words, or take that line out of .forgotten by hand",
        )
    mem.write(FACTS, FILES[FACTS] + "- Tea. #x\n")
    done = mem("save", "--allow-secret")
    says = "says words that were erased for good"
    assert (done.code, done.err.split("\n")[0]) == (3, f"mem: not recorded: MEMORY.md:11 {says}")
    mem.write(FACTS, FILES[FACTS])
    assert mem("save").code == 0


def test_undo_brings_no_erased_words_back(mem: Mem) -> None:
    mem("add", "Tea.")
    mem("disable", DARK)
    mem("forget", entry_id("Tea."))
    mem.write(".forgotten", f"{entry_id('Tea.')} 2026-11-20 erased\n")
    done = mem("undo")
    assert (done.code, done.err.split(" (")[0]) == (5, "mem: these words were erased for good")
    assert "Tea." not in mem.read(FACTS)


def test_what_is_typed_again_is_forgotten_no_more(mem: Mem) -> None:
    mem("forget", DARK)
    mem.write(FACTS, FILES[FACTS])
    assert mem("recall", "dark").code == 1
    assert mem("save").code == 0
    assert mem("recall", "dark").out.startswith("- Prefers dark mode")
    assert mem.read(".forgotten") == ""


def test_who_adds_what_an_agent_wrote_again_is_asked_no_more(mem: Mem) -> None:
    mem("forget", DARK)
    said = "Prefers dark mode in every editor."
    mem("add", said, env={"MEM_ACTOR": "agent"})
    assert mem("recall", "dark").code == 1
    assert mem("add", said).code == 0
    assert mem("recall", "dark").code == 0
