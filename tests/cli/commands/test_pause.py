"""`mem pause`, and `mem resume`, which ends it."""

from __future__ import annotations

import pytest

from tests.support.sample import DARK
from tests.support.sample import LIGHT
from tests.support.sample import NOW
from tests.support.sample import TABLE
from tests.support.sample import Mem

REFUSED = "this memory is paused; nothing was written"


@pytest.fixture
def paused(mem: Mem) -> Mem:
    assert mem("pause") == (0, "paused: only a person at a terminal writes now\n", "")
    return mem


@pytest.mark.parametrize(
    "words",
    [
        ["add", "New."],
        ["log", "New."],
        ["keep", TABLE],
        ["done", TABLE],
        ["disable", DARK],
        ["enable", LIGHT],
        ["forget", DARK],
        ["undo"],
        ["init", "--from", "."],
        ["curate", "--yes"],
        ["curate"],
        ["capture", "--yes", "-"],
        ["capture", "--queue", "-"],
        ["review", "--drop"],
        ["resume"],
    ],
)
def test_every_verb_that_writes_is_refused(paused: Mem, words: list[str]) -> None:
    before = paused.head
    done = paused(*words, "--json", env={"MEM_ACTOR": "agent:x"} if words[0] != "review" else None)
    assert (done.code, done.error["message"]) == (5, REFUSED)
    assert paused.head == before
    assert not (paused.store / ".mem/queue").exists()


@pytest.mark.parametrize(
    "words",
    [
        ["recall", "dark"],
        ["context"],
        ["show", "facts"],
        ["history"],
        ["why", DARK],
        ["save"],
        ["curate", "--dry-run"],
        ["capture", "--dry-run", "-"],
        ["forget", DARK, "--dry-run"],
        ["review"],
        ["path"],
    ],
)
def test_every_verb_that_reads_works(paused: Mem, words: list[str]) -> None:
    assert paused(*words).code == 0


def test_a_person_at_a_terminal_writes_on_and_resumes(paused: Mem) -> None:
    assert paused("add", "New.", tty=True).code == 0
    assert paused("resume", tty=True) == (0, "resumed\n", "")
    assert paused("add", "Newer.").code == 0


def test_a_script_writes_on_when_it_says_so_and_an_agent_never(paused: Mem) -> None:
    assert paused("add", "New.", "--force").code == 0
    done = paused("--force", "add", "New.", env={"MEM_ACTOR": "agent"})
    assert (done.code, done.err) == (
        5,
        "mem: agent cannot say --force\n     only a person, or their script, can\n",
    )


def test_what_is_paused_is_shown_by_mem_alone(paused: Mem) -> None:
    shown = paused()
    assert shown.out.endswith("\npaused since 2026-11-20 09:14 by script: mem resume\n")
    assert paused("--json").json["paused"] is True


def test_programs_are_told_since_when_and_by_whom(mem: Mem) -> None:
    told = {"paused": True, "since": NOW, "by": "agent", "changed": True}
    assert mem("pause", "--json", env={"MEM_ACTOR": "agent"}).json == told
    assert mem("pause", "--json").json == told | {"changed": False}
    assert mem("pause") == (0, "was paused already\n", "")
    free = {"paused": False, "since": None, "by": None, "changed": True}
    assert mem("resume", "--json", "--force").json == free
    assert mem("resume") == (0, "was not paused\n", "")


def test_without_a_memory_there_is_nothing_to_pause(fresh: Mem) -> None:
    assert (fresh("pause").code, fresh("resume").code) == (10, 10)
