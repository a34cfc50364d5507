"""Golden screens: what a person sees, 100 columns wide, with colours told as ‹code›.

`make golden` takes them anew from what mem shows now; then read the diff.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.cli import Completed
from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import EARLY
from tests.support.sample import LIGHT
from tests.support.sample import PILL
from tests.support.sample import TABLE
from tests.support.sample import Mem
from tests.support.sample import copied

COLOUR = {"COLUMNS": "100", "TERM": "xterm-256color"}
PLAIN = {**COLOUR, "NO_COLOR": "1"}


def screen(done: Completed) -> str:
    """What is on the screen; questions and remarks, which go to stderr, stand below a line."""
    parts = [done.out, f"--- stderr\n{done.err}" if done.err else "", f"--- exit {done.code}\n"]
    told = re.sub(r"\x1b\[([0-9;]*)m", r"‹\1›", "".join(parts))
    assert "\x1b" not in told
    assert "this is a bug" not in told
    return told


@pytest.fixture(scope="module")
def lived(prepared: Mem, tmp_path_factory: pytest.TempPathFactory) -> Mem:
    """The same memory after some of today; for looking only."""
    mem = copied(prepared, tmp_path_factory.mktemp("lived"))
    mem("log", "Chose Terraform over CloudFormation. #decision", "--topic", "billing")
    mem("log", "A long one. " + "It goes on and on, past the right edge of the screen. " * 3)
    mem("keep", CALL, "--actor", "bot")
    mem.write("SOUL.md", mem.read("SOUL.md") + "- Ask before you book anything. #pinned\n")
    mem("forget", EARLY)
    return mem


@pytest.mark.parametrize("env", [COLOUR, PLAIN], ids=["colour", "plain"])
@pytest.mark.parametrize(
    "words",
    [
        "",
        "show",
        "show facts",
        "show log",
        "show tags",
        "show disabled",
        f"show {CALL[:8]}",
        "history",
        "history --patch -n 2",
        "log",
        "diff",
        f"why {CALL[:8]}",
    ],
    ids=lambda words: f"mem {words}".rstrip().replace(CALL[:8], "ID"),
)
def test_a_look_at_memory(
    words: str, env: dict[str, str | None], lived: Mem, snapshot: SnapshotAssertion
) -> None:
    assert screen(lived(*words.split(), tty=True, env=env)) == snapshot


@pytest.mark.parametrize(
    "words",
    [
        "recall dana launch",
        "recall pill",
        "recall past the edge",
        "recall dana -n 2 -C 1 --explain",
        "recall dana --on yesterday",
        "recall relaesed launch last week",
        "recall light mode --all",
        "recall diary",
        "recall launch --budget 60",
        "recall launch --format md",
        "recall zebra",
        "recall --topic billing",
        "recall",
    ],
)
def test_a_question(words: str, lived: Mem, snapshot: SnapshotAssertion) -> None:
    assert screen(lived(*words.split(), tty=True, env=COLOUR)) == snapshot


def test_a_question_without_colours(lived: Mem, snapshot: SnapshotAssertion) -> None:
    assert screen(lived("recall", "dana", "launch", tty=True, env=PLAIN)) == snapshot


@pytest.mark.parametrize(
    "words",
    [
        ["add", "Lives in Ghent. #home", "--pin", "--expires", "2027-01-01"],
        ["add", "Prefers dark mode in every editor."],
        ["log", "Renew the passport.", "--task"],
        ["keep", CALL],
        ["done", TABLE],
        ["disable", DARK],
        ["enable", LIGHT],
        ["forget", EARLY],
        ["forget", PILL, "--dry-run"],
        ["users"],
        ["save"],
        ["path", "today"],
    ],
    ids=lambda words: " ".join(["mem", words[0], *words[2:3]]),
)
def test_an_act(words: list[str], mem: Mem, snapshot: SnapshotAssertion) -> None:
    shown = screen(mem(*words, tty=True, env=COLOUR))
    assert shown.replace(str(mem.home.parent), "~") == snapshot


def test_what_was_known_is_told_apart_from_what_is_new(
    mem: Mem, snapshot: SnapshotAssertion
) -> None:
    typed = "Prefers dark mode in every editor.\nNew.\n"
    assert screen(mem("add", "-", tty=True, stdin=typed, env=COLOUR)) == snapshot


def test_an_act_is_taken_back(mem: Mem, snapshot: SnapshotAssertion) -> None:
    mem("disable", DARK)
    assert screen(mem("undo", tty=True, env=COLOUR)) == snapshot


@pytest.mark.parametrize("answer", ["y", "n"])
def test_a_question_before_several_are_forgotten(
    answer: str, mem: Mem, snapshot: SnapshotAssertion
) -> None:
    done = mem("forget", PILL, tty=True, stdin=f"{answer}\n", env=COLOUR)
    assert screen(done) == snapshot


def test_a_memory_is_looked_over(mem: Mem, snapshot: SnapshotAssertion) -> None:
    mem.write("MEMORY.md", mem.read("MEMORY.md") + "- Prefers \u202eaet.\n")
    (mem.store / "MEMORY.md").chmod(0o644)
    done = mem("doctor", "--quiet", tty=True, env=COLOUR)
    assert screen(done).replace(str(mem.home.parent), "~") == snapshot


def test_a_memory_begins_with_two_questions(fresh: Mem, snapshot: SnapshotAssertion) -> None:
    done = fresh("init", tty=True, stdin="Ada\nEurope/Amsterdam\n", env=COLOUR)
    assert screen(done).replace(str(fresh.home.parent), "~") == snapshot


@pytest.mark.parametrize("words", ["", "log", "show", "history", "users"])
def test_without_a_memory(words: str, fresh: Mem, snapshot: SnapshotAssertion) -> None:
    shown = screen(fresh(*words.split(), tty=True, env=COLOUR))
    assert shown.replace(str(fresh.home.parent), "~") == snapshot


@pytest.mark.parametrize("words", ["--help", "add --help", "help forget"])
def test_help(words: str, fresh: Mem, snapshot: SnapshotAssertion) -> None:
    assert screen(fresh(*words.split(), tty=True, env=COLOUR)) == snapshot


@pytest.mark.parametrize("words", ["show zzzz", "ad", "add", "forget"])
def test_an_error(words: str, prepared: Mem, snapshot: SnapshotAssertion) -> None:
    assert screen(prepared(*words.split(), tty=True, env=COLOUR)) == snapshot


def test_what_would_come_is_shown_before_a_question(mem: Mem, snapshot: SnapshotAssertion) -> None:
    samples = Path(__file__).parent.parent / "samples"
    asked = mem("import", str(samples / "obsidian"), stdin="n\n", tty=True, env=COLOUR)
    assert screen(asked) == snapshot
