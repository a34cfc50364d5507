from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from tests.support.proposals import everything
from tests.support.proposals import plans
from tests.support.sample import Mem
from tests.support.sample import copied

LAST_YEAR = "2025-06-01T09:00:00+00:00"
NEXT_YEAR = "2027-11-22T09:00:00+00:00"
TIDY = ("curate", "--tidy")
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday".split()

PLAN = """\
Retire
  - Rents a car.
    expired on 2026-10-31
Retire
  - I do prefer tea.
    another fact says it
    because Prefers tea. #food (MEMORY.md:3 {tea})
Revise
  - Prefers tea.
  + Prefers tea. #food #drinks
    has the tags of one that says the same
Revise, and move to Preferences
  - I prefer dark mode in every editor.
  + I prefer dark mode in every editor.
    stands better there
Retire
  - Lives in Utrecht.
    still true? “I moved to Delft.” says otherwise
    because I moved to Delft. (MEMORY.md:7 {delft})
Retire
  - Has two cats.
    still true? nobody has touched it since 2025-06-01
""".format(tea=entry_id("Prefers tea.")[:8], delft=entry_id("I moved to Delft.")[:8])
"""What `--tidy` says of MESS."""

QUESTIONS = ["Lives in Utrecht.", "Has two cats."]
NEW = [f"Swims on {day}." for day in WEEKDAYS]
MESS = f"""\
## Preferences

- Prefers tea. #food
- I do prefer tea. #drinks
- Has two cats.
- Lives in Utrecht.
- I moved to Delft.
- Rents a car. (until 2026-10-31)
{"".join(f"- {text}" + chr(10) for text in NEW)}
## Facts

- I prefer dark mode in every editor.
"""
TIDIED = f"""\
## Preferences

- Prefers tea. #food #drinks
- Has two cats.
- Lives in Utrecht.
- I moved to Delft.
{"".join(f"- {text}" + chr(10) for text in NEW)}- I prefer dark mode in every editor.

## Facts

"""


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Mem:
    """Facts that an agent added, one of them last year."""
    mem = Mem(tmp_path_factory.mktemp("original") / ".mem")
    by = ("--actor", "agent")
    assert mem("init", "--quiet", env={"MEM_NOW": LAST_YEAR}).code == 0
    assert mem("add", *by, "Has two cats.", env={"MEM_NOW": LAST_YEAR}).code == 0
    words = [line.removeprefix("- ") for line in MESS.splitlines() if line.startswith("- ")]
    assert mem("add", *by, stdin="\n".join(words)).code == 0
    mem.write("MEMORY.md", MESS)
    assert mem("save").code == 0
    return mem


@pytest.fixture
def messy(original: Mem, home: Path) -> Mem:
    return copied(original, home)


def waiting(mem: Mem) -> list[str]:
    """The facts that plans which wait are about."""
    edits = [edit for plan in plans(mem) for edit in plan.edits]
    return [edit.was for edit in edits if isinstance(edit, Revise | Retire)]


def test_a_dry_run_shows_what_would_be_done_and_asked(messy: Mem) -> None:
    before = everything(messy)
    assert messy(*TIDY, "--dry-run") == (0, PLAN, "mem: nothing was changed, this was a dry run\n")
    assert everything(messy) == before


def test_yes_does_what_code_is_sure_of_and_questions_wait(messy: Mem) -> None:
    done = messy(*TIDY, "--yes", "--max-loss", "34")
    tea, dark = entry_id("Prefers tea.")[:8], entry_id("I prefer dark mode in every editor.")[:8]
    assert done.out == (
        f"- Prefers tea. #food #drinks (MEMORY.md:3 {tea})\n"
        f"- I prefer dark mode in every editor. (MEMORY.md:12 {dark})\n"
    )
    assert done.code == 0
    assert done.err == (
        "mem: retired: Rents a car.\n"
        "mem: retired: I do prefer tea.\n"
        "mem: 2 proposals wait for you: mem review\n"
    )
    assert messy.read("MEMORY.md") == TIDIED
    assert messy.operations[0] == "curate: 2 revised, 2 retired"
    assert waiting(messy) == QUESTIONS
    again = messy(*TIDY, "--yes")
    assert again == (
        *(0, "", "mem: nothing new to consider\nmem: 2 proposals wait for you: mem review\n"),
    )


def test_one_run_takes_no_more_than_it_may(messy: Mem) -> None:
    facts = messy.read("MEMORY.md")
    done = messy(*TIDY, "--yes")
    reason = "the plan would change or retire 4 of 12 facts, and one run may 2 (--max-loss 20)"
    assert (done.code, done.out) == (0, "")
    assert done.err.count(reason) == 4
    assert (messy.read("MEMORY.md"), waiting(messy)) == (facts, QUESTIONS)


def test_without_a_terminal_everything_waits(messy: Mem) -> None:
    facts = messy.read("MEMORY.md")
    done = messy(*TIDY, stdin="y\ny\n")
    assert done == (0, PLAN, "mem: 6 proposals wait for you: mem review\n")
    assert (messy.read("MEMORY.md"), len(waiting(messy))) == (facts, 6)
    assert messy(*TIDY, "--dry-run").out == ""
    assert messy("review", "--yes").code == 0
    assert messy.read("MEMORY.md") == TIDIED.replace("- Has two cats.\n", "").replace(
        "- Lives in Utrecht.\n", ""
    )


def test_on_a_terminal_each_is_answered(messy: Mem) -> None:
    done = messy(*TIDY, tty=True, stdin="y\nn\nn\nn\ny\nn\n", env={"NO_COLOR": "1"})
    assert done.code == 0
    assert [line for line in done.err.splitlines() if "Retire it?" in line] != []
    assert messy.read("MEMORY.md") == MESS.replace(
        "- Rents a car. (until 2026-10-31)\n", ""
    ).replace("- Lives in Utrecht.\n", "")
    kept = ("I do prefer tea.", "Prefers tea.", "I prefer dark mode in every editor.")
    decided = {line for line in messy.message if line.startswith("Mem-Decided: ")}
    assert decided == {f"Mem-Decided: {entry_id(text)}@facts" for text in (*kept, "Has two cats.")}
    assert (messy(*TIDY, "--json").json["plan"], waiting(messy)) == ([], [])


def test_what_was_kept_is_asked_again_after_a_year(messy: Mem) -> None:
    assert messy(*TIDY, tty=True, stdin="n\n" * 6).code == 0
    assert messy.read("MEMORY.md") == MESS
    assert messy(*TIDY, "--dry-run").out == ""
    later = messy(*TIDY, "--dry-run", "--json", env={"MEM_NOW": NEXT_YEAR}).json["plan"]
    assert "still true? nobody has touched it since 2026-11-20" in {each["why"] for each in later}


def test_a_plan_is_an_object_for_programs(messy: Mem) -> None:
    done = messy(*TIDY, "--dry-run", "--json")
    own = entry_id("Has two cats.")
    assert (done.code, done.err) == (0, "")
    assert [each["op"] for each in done.json["plan"]] == [
        *("retire", "retire", "revise", "revise", "retire", "retire"),
    ]
    assert done.json["plan"][-1] == {
        "op": "retire",
        "section": None,
        "tags": [],
        "fact": own,
        "was": "Has two cats.",
        "text": None,
        "because": [f"{own}@facts"],
        "confidence": 0.5,
        "until": None,
        "why": "still true? nobody has touched it since 2025-06-01",
    }
    rest = {key: value for key, value in done.json.items() if key != "plan"}
    assert rest == {
        "curator": "rules",
        "applied": [],
        "rejected": [],
        "pending": 0,
        "considered": 0,
        "entries": [],
        "commit": None,
        "usage": None,
        "withheld": 0,
        "private_omitted": 0,
    }


def test_no_log_is_looked_at_and_no_model_is_asked(messy: Mem) -> None:
    messy("log", "Remember that Dana is allergic to peanuts.")
    done = messy(*TIDY, "--yes", "--json", "--max-loss", "34")
    assert (done.code, done.json["curator"], done.json["considered"]) == (0, "rules", 0)
    assert "Dana" not in messy.read("MEMORY.md")
    assert messy("curate", "--dry-run", "--json").json["considered"] == 1


@pytest.mark.parametrize("option", ["--with=claude", "--model=x", "--since=monday"])
def test_options_that_are_for_logs_are_refused(messy: Mem, option: str) -> None:
    assert messy(*TIDY, option) == (
        2,
        "",
        "mem: --tidy looks at the facts alone, by rules\n     leave out the other options\n",
    )


def test_what_a_person_wrote_waits(mem: Mem) -> None:
    mem.write("MEMORY.md", mem.read("MEMORY.md") + "- Rents a car. (until 2026-10-31)\n")
    done = mem(*TIDY, "--yes")
    assert done == (0, "", "mem: 1 proposal waits for you: mem review\n")
    assert waiting(mem) == ["Rents a car."]


def test_facts_in_order_stay_as_they_are(mem: Mem) -> None:
    before = everything(mem)
    assert mem(*TIDY, "--yes") == (0, "", "mem: nothing new to consider\n")
    assert everything(mem) == before
