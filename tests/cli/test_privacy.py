"""What is private: shown to a person who looks, to their script by name, and to no agent."""

from __future__ import annotations

from datetime import date

import pytest

from memory_cli.cli.privacy import Curtain
from memory_cli.core.plan import Log
from tests.support.curators import adds
from tests.support.curators import retires
from tests.support.proposals import waits
from tests.support.sample import CALL
from tests.support.sample import DIARY
from tests.support.sample import TABLE
from tests.support.sample import Mem

AGENT = {"MEM_ACTOR": "agent"}
DIARIES, CALLED = f"{DIARY}@2026-11-19", f"{CALL}@2026-11-18"
WORDS = ("Diary", "pills")


@pytest.fixture
def private(mem: Mem) -> Mem:
    """A private entry in a log, another among the facts, one of today, and a private task."""
    assert mem("add", "Takes pills for the heart.", "--private", "--pin").code == 0
    assert mem("log", "Took two pills.", "--private").code == 0
    assert mem("log", "--task", "Buy pills.", "--private").code == 0
    return mem


def names_none(said: str) -> bool:
    return not any(word in said for word in WORDS)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--json"],
        ["show"],
        ["show", "--json"],
        ["recall", "diaries hearts"],
        ["recall", "diaries hearts", "--json"],
        ["recall", "hearts", "--format", "xml"],
        ["context", "diaries hearts"],
        ["context", "--json"],
    ],
)
def test_what_a_pipe_did_not_ask_for_it_is_not_shown(private: Mem, words: list[str]) -> None:
    for env in (None, AGENT):
        done = private(*words, env=env)
        assert names_none(done.out + done.err), done


@pytest.mark.parametrize(
    "words",
    [
        ["show", "facts"],
        ["show", "today", "--json"],
        ["show", "#private"],
        ["show", "tasks"],
        ["history", "--patch"],
        ["history", "--json"],
        ["history", "--match", "pills"],
        ["diff", "2026-11-01"],
        ["diff", "2026-11-01", "--json"],
    ],
)
def test_a_script_gets_what_it_names_and_an_agent_does_not(private: Mem, words: list[str]) -> None:
    assert not names_none(private(*words).out)
    done = private(*words, env=AGENT)
    assert names_none(done.out.replace("pills'", "")), done


@pytest.mark.parametrize("verb", ["show", "why"])
def test_an_agent_is_told_nothing_of_a_private_entry(private: Mem, verb: str) -> None:
    assert "Diary" in private(verb, DIARY).out
    done = private(verb, DIARY, env=AGENT)
    assert (done.code in {1, 10}, names_none(done.out + done.err)) == (True, True)


def test_why_tells_an_agent_no_private_evidence(mem: Mem) -> None:
    waits(mem, adds("Keeps a book.", DIARIES))
    mem("review", "--yes")
    (entry,) = mem("show", "#private", "--json").json["entries"][:1]
    assert "Diary" in mem("why", entry["id"]).out
    done = mem("why", entry["id"], env=AGENT)
    assert (done.code, names_none(done.out + done.err)) == (10, True)


def test_a_person_who_looks_sees_it_and_an_agent_with_a_terminal_does_not(private: Mem) -> None:
    for words in ([], ["show"], ["recall", "pills"]):
        assert not names_none(private(*words, tty=True).out)
        done = private(*words, tty=True, env=AGENT)
        assert names_none(done.out + done.err), done


@pytest.mark.parametrize("words", [["review"], ["review", "--json"], ["review", "--drop"]])
def test_proposals_from_what_is_private_are_counted_in_a_pipe(mem: Mem, words: list[str]) -> None:
    waits(mem, adds("Keeps a diary of pills.", DIARIES), adds("Calls Dana.", CALLED))
    waits(mem, Log("Bought pills.", date(2026, 11, 18), "", ("private",)), minutes=1)
    done = mem(*words)
    assert names_none(done.out + done.err), done
    if words == ["review"]:
        assert "mem: 2 private, not shown here\n" in done.err
        assert "Calls Dana." in done.out
    elif "--drop" not in words:
        assert done.json["private_omitted"] == 2


def test_a_fact_that_is_private_is_not_shown_when_it_is_to_go(private: Mem) -> None:
    waits(private, retires("Takes pills for the heart.", CALLED))
    done = private("review")
    assert names_none(done.out + done.err), done


def test_a_curation_in_a_pipe_shows_nothing_private(mem: Mem) -> None:
    mem("log", "Remember that my doctor for the pills is Dr. Who. #private")
    mem("log", "Remember that Dana is allergic to nuts.")
    done = mem("curate", "--dry-run")
    assert names_none(done.out + done.err), done
    assert "Dana is allergic to nuts." in done.out
    assert "mem: 1 private, not shown here\n" in done.err
    done = mem("curate", "--yes", "--json")
    assert names_none(done.out + done.err), done
    assert done.json["private_omitted"] == 1
    assert "pills" in mem.read("MEMORY.md")


def test_a_curtain_counts_each_thing_once() -> None:
    curtain = Curtain(drawn=True)
    assert curtain([1, 2, 3, 2], lambda n: n == 2) == (1, 3)
    assert curtain([2, 4], lambda n: n % 2 == 0) == ()
    assert curtain.hidden == 2
    assert Curtain(drawn=False)([1], lambda _: True) == (1,)


def test_an_agent_forgets_by_words_only_what_it_is_shown(private: Mem) -> None:
    private("log", "Bought pills of no use.")
    done = private("forget", "--match", "pills", "--dry-run", env=AGENT)
    assert done.out.startswith("- 9:14 Bought pills of no use.")
    assert "heart" not in done.out + done.err
    done = private("forget", "--match", "heart", env=AGENT)
    assert (done.code, "Takes" in done.err) == (10, False)
    assert "heart" in private.read("MEMORY.md")


def test_an_agent_that_takes_something_back_is_shown_no_private_words(private: Mem) -> None:
    done = private("undo", env=AGENT)
    assert (done.code, names_none(done.out + done.err)) == (0, True)
    assert "Buy pills." not in private.read("memory/2026-11-20.md")


def test_an_open_task_that_is_not_private_is_shown_as_ever(private: Mem) -> None:
    assert TABLE[:8] in private().out
