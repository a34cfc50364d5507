"""Secrets and pauses under stress: what history must not get it never gets, and nothing is lost."""

from __future__ import annotations

import threading

import pytest

from tests.faults.failpoint import killed_at
from tests.faults.sweep import KILLED
from tests.faults.torture import Torture
from tests.support import FULL
from tests.support.keys import KEY
from tests.support.keys import PRIVATE_KEY
from tests.support.scene import DAY
from tests.support.scene import Deed
from tests.support.scene import Scene

PAGE = "## Facts\n\n- First.\n"
TYPED = f"{PAGE}- The key is {KEY}.\n- Typed beside it.\n"
AGENT = {"MEM_ACTOR": "agent:x"}
STOPS = (
    [(place, n) for place in ("open", "fsync", "replace", "unlink", "git") for n in range(1, 9)]
    if FULL
    else [("replace", 1), ("replace", 2), ("replace", 3), ("git:fast-import", 1), ("unlink", 1)]
)


@pytest.fixture
def begun(scene: Scene) -> Scene:
    """A memory with one fact on a short page, all of it recorded."""
    assert scene.mem("init").code == 0
    scene.write("MEMORY.md", PAGE)
    assert scene.mem("save").code == 0
    return scene


def leaks(scene: Scene) -> list[str]:
    """Where a key stands that must be nowhere but in the file it was typed into."""
    found = [
        path.relative_to(scene.root).as_posix()
        for path in scene.root.rglob("*")
        if path.is_file() and KEY.encode() in path.read_bytes()
    ]
    every = scene.git_bytes("cat-file", "--batch-all-objects", "--batch", "--buffer")
    return found + ["an object"] * (KEY.encode() in every)


@pytest.mark.parametrize(
    ("words", "stdin"),
    [
        (["add", f"It is {KEY}."], ""),
        (["add", "-"], PRIVATE_KEY),
        (["log", "-"], f"one\n{KEY}\n"),
        (["add", "x", "--section", KEY], ""),
        (["capture", "--queue", "-"], f"user: the key is {KEY}\nassistant: noted\n"),
        (["capture", "--yes", "-"], f"user: Remember that my key is {KEY}.\n"),
        (["curate", "--yes"], ""),
    ],
)
def test_a29_a_secret_that_is_given_is_nowhere_afterwards(
    begun: Scene, words: list[str], stdin: str
) -> None:
    done = begun.mem(*words, stdin=stdin, env=AGENT)
    assert done.code == (0 if words[0] in {"capture", "curate"} else 5)
    assert KEY not in done.out + done.err
    assert PRIVATE_KEY.split("\n")[1] not in done.out + done.err
    assert leaks(begun) == []
    assert begun.wounds == []


def test_a29_a_folder_with_a_secret_is_not_adopted(scene: Scene) -> None:
    notes = scene.home.parent / "notes"
    notes.mkdir(parents=True)
    (notes / "MEMORY.md").write_text(TYPED)
    done = scene.mem("init", "--from", str(notes))
    assert (done.code, done.err.splitlines()[0]) == (
        5,
        "mem: MEMORY.md:4 looks like an AWS access key; nothing was written",
    )
    assert not scene.home.exists()
    assert scene.mem("init", "--from", str(notes), "--allow-secret").code == 0
    assert scene.read("MEMORY.md") == TYPED
    assert scene.wounds == []


@pytest.mark.parametrize(("place", "number"), STOPS)
def test_a_write_that_is_killed_beside_a_withheld_edit_is_all_there_or_not_at_all(
    begun: Scene, place: str, number: int
) -> None:
    begun.write("MEMORY.md", TYPED)
    done = killed_at(begun, ["add", "New.", "--actor", "agent:x"], place, number)
    assert done.code in {KILLED, 3}
    assert begun.mem("log", "And then.").code in {0, 3}
    begun.age_locks()
    begun.settle("MEMORY.md")
    assert begun.mem("save").code == 3
    new = begun.read("MEMORY.md").removeprefix(TYPED)
    assert new in {"", "- New.\n"}
    assert begun.tree()["MEMORY.md"].decode() == PAGE + new
    assert (Deed("add", "agent:x") in begun.story) is (new != "")
    assert [path for path in leaks(begun) if path != ".mem/index.db"] == ["MEMORY.md"]
    begun.write("MEMORY.md", TYPED.replace(f"- The key is {KEY}.\n", "") + new)
    assert begun.mem("save").code == 0
    assert begun.wounds == []


def test_of_two_edited_files_the_sound_one_is_recorded(begun: Scene) -> None:
    begun.write("MEMORY.md", TYPED)
    begun.write(DAY, "- 9:00 By hand.\n")
    done = begun.mem("save", "--json", "--quiet")
    assert (done.code, done.json["paths"]) == (3, [DAY])
    assert begun.tree()["MEMORY.md"].decode() == PAGE
    assert begun.story[-1] == Deed("edit", "editor")


def test_agents_who_all_write_beside_a_withheld_edit_lose_nothing(begun: Scene) -> None:
    begun.write("MEMORY.md", TYPED)
    told = Torture(begun, workers=4, turns=2, killed=0).run("add")
    assert (len(told.acknowledged), told.refused) == (8, [])
    held, disk = begun.tree()["MEMORY.md"].decode(), begun.read("MEMORY.md")
    assert [text for text in told.acknowledged if held.count(f"- {text}\n") != 1] == []
    assert [text for text in told.acknowledged if disk.count(f"- {text}\n") != 1] == []
    assert disk.startswith(TYPED)
    assert [path for path in leaks(begun) if path != ".mem/index.db"] == ["MEMORY.md"]


def test_eight_agents_write_nothing_while_it_is_paused(begun: Scene) -> None:
    assert begun.mem("pause").code == 0
    story, files = begun.story, begun.files
    told = Torture(begun, workers=8, turns=1, killed=0).run("add")
    assert told.acknowledged == []
    assert [code for _, code, _ in told.refused] == [5] * 8
    assert (begun.story, begun.files, begun.wounds) == (story, files, [])


def test_once_pausing_has_ended_no_agent_gets_in_any_more(begun: Scene) -> None:
    torture = Torture(begun, workers=3, turns=4, killed=0)
    agents = threading.Thread(target=torture.run, args=("log",))
    agents.start()
    assert begun.mem("pause").code == 0
    story = begun.story
    agents.join()
    assert begun.story == story
    told = torture.outcome
    assert {code for _, code, _ in told.refused} <= {5}
    assert sum(deed.op == "log" for deed in story) == len(told.acknowledged)
    assert begun.wounds == []
