from __future__ import annotations

import re
from datetime import date

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Log
from tests.support.curators import adds
from tests.support.curators import logged
from tests.support.curators import retires
from tests.support.curators import revises
from tests.support.proposals import an_editor
from tests.support.proposals import everything
from tests.support.proposals import plans
from tests.support.proposals import waits
from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import PILL
from tests.support.sample import UTRECHT
from tests.support.sample import Mem
from tests.support.sample import an_entry

DAY = date(2026, 11, 18)
CALLED, PILLS = f"{CALL}@{DAY}", logged("Took the pill.", DAY)
DANA = adds("Dana leads the launch.", CALLED, section="People", tags=("billing",), why="she said")
DELFT = revises("Moved to Utrecht.", "Moved to Delft.", CALLED, confidence=0.5)
ENDED = retires("Prefers dark mode in every editor.", PILLS)
TEA = Log("Likes tea.", DAY, "dana", ("food",))


@pytest.fixture
def waiting(mem: Mem) -> Mem:
    """Three edits of facts in one plan, and an entry of a log in a later one."""
    waits(mem, DANA, DELFT, ENDED)
    waits(mem, TEA, minutes=1)
    return mem


def facts(mem: Mem) -> list[str]:
    return [line for line in mem.read("MEMORY.md").splitlines() if line.startswith("- ")]


def open_edits(mem: Mem) -> list[object]:
    return [edit for plan in plans(mem) for edit in plan.edits]


# Without a terminal


def test_in_a_pipe_it_shows_what_waits_and_asks_nothing(waiting: Mem) -> None:
    before = everything(waiting)
    done = waiting("review", stdin="y\ny\n")
    assert (done.code, done.err) == (0, "mem: 4 proposals wait for you: mem review\n")
    assert [line for line in done.out.splitlines() if "because" not in line] == [
        *("Add to People", "  + Dana leads the launch. #billing", "    she said"),
        *("Revise", "  - Moved to Utrecht.", "  + Moved to Delft."),
        *("Retire", "  - Prefers dark mode in every editor."),
        *("Log on 2026-11-18, said by dana", "  + Likes tea. #food"),
    ]
    assert everything(waiting) == before


def test_what_waits_is_an_object_for_programs(waiting: Mem) -> None:
    done = waiting("review", "--json", tty=True, stdin="y\n")
    edit = {
        "op": "add",
        "section": "People",
        "tags": ["billing"],
        "fact": None,
        "was": None,
        "text": "Dana leads the launch.",
        "because": [CALLED],
        "confidence": 1.0,
        "until": None,
        "why": "she said",
    }
    assert (done.code, done.err) == (0, "")
    assert [list(plan) for plan in done.json["plans"]] == [
        ["curator", "at", "plan", "rejected"]
    ] * 2
    assert done.json["plans"][0]["plan"][0] == edit
    assert [edit["op"] for plan in done.json["plans"] for edit in plan["plan"]] == [
        *("add", "revise", "retire", "log"),
    ]
    assert (done.json["plans"][0]["curator"], done.json["pending"]) == ("rules", 4)
    assert len(open_edits(waiting)) == 4


def test_where_nothing_waits_it_says_so(mem: Mem) -> None:
    assert mem("review") == (0, "", "mem: nothing waits for you\n")
    assert mem("review", "--json").json == {"plans": [], "pending": 0, "private_omitted": 0}
    assert mem("review", "--yes") == (0, "", "mem: nothing waits for you\n")


def test_yes_approves_everything(waiting: Mem) -> None:
    done = waiting("review", "--yes", "--json")
    assert (done.code, done.err) == (0, "")
    assert list(done.json) == [
        *("applied", "rejected", "entries", "pending", "commit", "private_omitted")
    ]
    assert [edit["op"] for edit in done.json["applied"]] == ["add", "revise", "retire", "log"]
    assert done.json["entries"][-1] == an_entry(
        "Likes tea.", "memory/2026-11-18.md", 7, tags=["food"]
    )
    assert (done.json["pending"], done.json["commit"]) == (0, waiting.head)
    assert facts(waiting) == [
        "- ~~Prefers light mode.~~ #ui",
        "- Moved to Delft. (since 2026-11-18)",
        "- Passport must be renewed. #admin (until 2027-03-01)",
        "- Never before 10:00. #pinned",
        "- Dana leads the launch. #billing (since 2026-11-18)",
    ]
    assert waiting.operations[:2] == [
        "capture: 1 log entry",
        "curate: 1 added, 1 revised, 1 retired",
    ]


def test_drop_declines_everything_and_is_remembered(waiting: Mem) -> None:
    before = waiting.read("MEMORY.md")
    done = waiting("review", "--drop")
    assert done == (0, "", "mem: nothing waits for you\n")
    assert (waiting.read("MEMORY.md"), open_edits(waiting)) == (before, [])
    assert waiting.message == [
        *("curate: nothing to keep", "Mem-Op: curate", "Mem-Actor: rules"),
        *(f"Mem-Decided: {CALLED}", f"Mem-Decided: {PILLS}"),
    ]


def test_yes_and_drop_are_opposites(waiting: Mem) -> None:
    assert waiting("review", "--yes", "--drop") == (
        *(2, "", "mem: --yes and --drop are opposites\n     say one of them\n"),
    )
    assert len(open_edits(waiting)) == 4


@pytest.mark.parametrize("tty", [False, True])
@pytest.mark.parametrize("words", [[], ["--yes"], ["--drop"], ["--json"]])
@pytest.mark.parametrize("env", [{"MEM_ACTOR": "agent"}, {"CLAUDECODE": "1"}, {"MEM_ACTOR": "zed"}])
def test_an_agent_is_refused_whatever_it_says(
    waiting: Mem, env: dict[str, str | None], words: list[str], tty: bool
) -> None:
    before = everything(waiting)
    done = waiting("review", *words, env=env, tty=tty, stdin="y\n" if tty else "")
    assert (done.code, done.out) == (5, "")
    assert "cannot approve what waits for a person" in done.err
    assert everything(waiting) == before


def test_without_a_memory_there_is_nothing_to_review(fresh: Mem) -> None:
    assert fresh("review").code == 10


def test_mem_alone_counts_what_waits(waiting: Mem) -> None:
    assert waiting("--json").json["pending"] == 4
    assert waiting().out.endswith("\n4 proposals wait for you: mem review\n")
    waiting("review", "--drop")
    assert "review" not in waiting().out


# On a terminal


@pytest.mark.parametrize(
    ("typed", "kept", "left"),
    [
        pytest.param("y\ny\ny\nyes\n", ["Dana", "Delft", "-dark", "tea"], 0, id="yes to each"),
        pytest.param("n\nNO\n n \nn\n", [], 0, id="no to each"),
        pytest.param("y\nn\ny\nn\n", ["Dana", "-dark"], 0, id="yes and no"),
        pytest.param("a\ny\n", ["Dana", "Delft", "-dark", "tea"], 0, id="all of a plan"),
        pytest.param("n\na\nn\n", ["Delft", "-dark"], 0, id="all that follow"),
        pytest.param("q\nq\n", [], 4, id="leave"),
        pytest.param("y\nq\nquit\n", ["Dana"], 3, id="leave in the middle"),
        pytest.param("", [], 4, id="Ctrl-D"),
        pytest.param("y\n", ["Dana"], 3, id="Ctrl-D in the middle"),
        pytest.param("what?\n\nY\nq\nq\n", ["Dana"], 3, id="an unknown key"),
    ],
)
def test_each_proposal_is_answered(waiting: Mem, typed: str, kept: list[str], left: int) -> None:
    done = waiting("review", tty=True, stdin=typed)
    assert done.code == 0
    text = waiting.read("MEMORY.md") + waiting.read("memory/2026-11-18.md")
    held = {
        "Dana": "Dana leads the launch." in text,
        "Delft": "Moved to Delft." in text and "Moved to Utrecht." not in text,
        "-dark": "Prefers dark mode" not in text,
        "tea": "Likes tea." in text,
    }
    assert [name for name, is_held in held.items() if is_held] == kept
    assert len(open_edits(waiting)) == left


def test_the_dialogue_shows_what_goes_what_comes_and_why(waiting: Mem) -> None:
    done = waiting("review", tty=True, stdin="x\nn\nn\nn\nq\n", env={"NO_COLOR": "1"})
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.err)
    assert said.startswith(
        "Add to People\n  + Dana leads the launch. #billing\n    she said\n    because 14:02 Call"
    )
    assert "1 of 3  Apply? [y/n/e/a/q] " in done.err
    assert "3 of 3  Retire it? [y/n/a/q] " in done.err
    assert "do not, and do not propose it again" in done.err
    assert done.err.endswith("mem: 1 proposal waits for you: mem review\n")


def test_nothing_that_is_proposed_can_act_on_the_terminal(mem: Mem) -> None:
    waits(mem, DANA._replace(text="Dana \x1b]0;x\x07leads\u202e [red]it[/red].", why="\x1b[2J"))
    done = mem("review", tty=True, stdin="q\n", env={"NO_COLOR": "1"})
    assert "\x07" not in done.err
    assert "\x1b]" not in done.err
    assert "\x1b[2J" not in done.err
    assert "\u202e" not in done.err


def test_own_words_are_typed_in_the_editor_and_are_the_deed_of_the_person(waiting: Mem) -> None:
    said = "echo 'Dana runs the launch. #launch (until 2027-01-31)' > \"$1\""
    env = an_editor(waiting, f'cat "$1" > ~/shown; {said}')
    done = waiting("review", tty=True, stdin="e\nq\nq\n", env=env)
    assert done.code == 0
    shown = (waiting.home.parent / "shown").read_text()
    assert shown.splitlines()[0] == "Dana leads the launch. #billing"
    assert facts(waiting)[-1] == "- Dana runs the launch. #launch (2026-11-18..2027-01-31)"
    assert waiting.message[:4] == [
        *("curate: 1 added", "Mem-Op: curate", "Mem-Actor: cli"),
        f"Mem-Entry: {entry_id('Dana runs the launch.')}",
    ]
    assert len(open_edits(waiting)) == 3
    assert not (waiting.store / ".mem/wording.md").exists()


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (":", ""),
        (': > "$1"', ""),
        ("echo 'The key is #pinned' > \"$1\"", "mem: only a person pins a fact; it is as it was\n"),
        ("echo 'See her tomorrow.' > \"$1\"", "mem: it says 'tomorrow'"),
    ],
)
def test_words_that_are_none_ask_again(waiting: Mem, script: str, told: str) -> None:
    done = waiting("review", tty=True, stdin="e\nn\nq\nq\n", env=an_editor(waiting, script))
    assert done.code == 0
    assert told in done.err
    assert done.err.count("1 of 3  Apply?") == 2
    assert "Dana" not in waiting.read("MEMORY.md")
    assert len(open_edits(waiting)) == 3


def test_an_editor_that_fails_loses_nothing_of_what_waits(waiting: Mem) -> None:
    done = waiting("review", tty=True, stdin="e\nq\n", env=an_editor(waiting, "exit 3"))
    assert done.code == 0
    assert "mem: the editor editor ended with status 3; it is as it was\n" in done.err
    assert len(open_edits(waiting)) == 4
    assert not (waiting.store / ".mem/wording.md").exists()


def test_a_retirement_has_no_words_to_edit(waiting: Mem) -> None:
    done = waiting("review", tty=True, stdin="n\nn\ne\nq\nq\n", env=an_editor(waiting, "exit 3"))
    assert (done.code, done.err.count("3 of 3")) == (0, 2)


def test_what_no_longer_applies_is_said(waiting: Mem) -> None:
    waiting.write("MEMORY.md", waiting.read("MEMORY.md").replace("to Utrecht", "to Gouda"))
    done = waiting("review", "--yes")
    assert done.code == 0
    assert done.err.splitlines()[0] == (
        "mem: not done: revise: 'Moved to Delft.': the fact it is about does not stand in MEMORY.md"
    )
    assert "Dana leads the launch." in waiting.read("MEMORY.md")
    assert UTRECHT not in waiting.git("log", "-1", "--format=%B")
    assert DARK in waiting.git("log", "-2", "--format=%B")
    assert PILL in waiting.git("log", "-2", "--format=%B")
