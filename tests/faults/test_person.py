"""A person who edits at the same time: nothing of theirs is lost, nothing else is theirs."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.failpoint import Paused
from tests.support import FULL
from tests.support.cli import Completed
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.cli import run
from tests.support.scene import Deed
from tests.support.scene import Scene

INIT = Deed("init", "script")
EDIT = Deed("edit", "editor")
ADD = Deed("add", "script")
PAGE = "## Facts\n\n- First.\n"


@pytest.fixture
def begun(scene: Scene) -> Scene:
    """A memory with one fact on a short page, all of it recorded."""
    assert scene.mem("init").code == 0
    scene.write("MEMORY.md", PAGE)
    assert scene.mem("save").code == 0
    return scene


def told(scene: Scene) -> list[Deed]:
    """The story after that beginning; the memory must be healthy."""
    assert scene.wounds == []
    assert scene.story[:2] == [INIT, EDIT]
    return scene.story[2:]


# Buffers


def test_a3_a_stale_buffer_is_the_persons_own_commit_and_what_it_dropped_comes_back(
    begun: Scene,
) -> None:
    buffer = begun.read("MEMORY.md")
    assert begun.mem("add", "Between.").code == 0
    begun.write("MEMORY.md", buffer + "- By hand.\n")
    assert begun.mem("add", "After.").code == 0
    assert told(begun) == [ADD, EDIT, ADD]
    assert begun.read("MEMORY.md") == PAGE + "- By hand.\n- After.\n"
    edit = begun.git("rev-parse", "main~1").strip()
    assert begun.mem("undo", edit).code == 0
    assert begun.read("MEMORY.md") == PAGE + "- Between.\n- After.\n"


ORDERS = sorted(set(itertools.permutations("AAES"))) if FULL else [tuple("AESA"), tuple("SAAE")]


@pytest.mark.parametrize("order", ["".join(order) for order in ORDERS])
def test_edits_adds_and_stale_buffers_in_every_order_are_each_told_apart(
    begun: Scene, order: str
) -> None:
    """A: add. E: edit what is there. S: save a buffer of the beginning."""
    page, states, pending = PAGE, [], False
    for number, step in enumerate(order):
        line = f"- {step}{number}.\n"
        if step == "A":
            states += [(EDIT, page)] if pending else []
            page += line
            states.append((ADD, page))
            pending = False
            assert begun.mem("add", line[2:].strip()).code == 0
        else:
            page = (PAGE if step == "S" else page) + line
            begun.write("MEMORY.md", page)
            pending = True
    states += [(EDIT, page)] if pending else []
    assert begun.mem("save").code == 0
    assert told(begun) == [deed for deed, _ in states]
    kept = [moment.files["MEMORY.md"].decode() for moment in begun.moments[2:]]
    assert kept == [text for _, text in states]


# Moments


@pytest.mark.parametrize(("place", "number"), [("fsync", 1), ("replace", 1)])
def test_a4_what_a_person_saves_while_mem_writes_is_kept_and_written_upon(
    begun: Scene, place: str, number: int
) -> None:
    with Paused(begun, ["add", "Mine."], place, number) as paused:
        begun.write("MEMORY.md", PAGE + "- Theirs.\n")
    assert (paused.done.code, paused.done.err) == (0, "")
    assert begun.read("MEMORY.md") == PAGE + "- Theirs.\n- Mine.\n"
    assert told(begun) == [EDIT, ADD]


def test_a4_a_page_that_a_person_begins_while_mem_begins_it_is_theirs(begun: Scene) -> None:
    day = "memory/2026-11-20.md"
    with Paused(begun, ["log", "Mine."], "fsync", 2):
        begun.write(day, "- 8:00 Theirs.\n")
    assert begun.read(day) == "- 8:00 Theirs.\n- 9:14 Mine.\n"
    assert told(begun) == [EDIT, Deed("log", "script")]


@pytest.mark.parametrize("place", ["git:fast-import", "git:update-index"])
def test_what_a_person_saves_after_ours_is_their_own_commit(begun: Scene, place: str) -> None:
    with Paused(begun, ["add", "Mine."], place):
        begun.write("MEMORY.md", PAGE + "- Theirs.\n")
    assert begun.mem("save").code == 0
    assert told(begun) == [ADD, EDIT]
    assert begun.moments[2].files["MEMORY.md"].decode() == PAGE + "- Mine.\n"
    assert begun.read("MEMORY.md") == PAGE + "- Theirs.\n"


def test_a10_a_commit_of_the_person_between_our_rename_and_our_commit(begun: Scene) -> None:
    with Paused(begun, ["add", "Mine."], "git:fast-import") as paused:
        begun.git("commit", "-qam", "evening")
    assert (paused.done.code, paused.done.err) == (0, "")
    assert told(begun) == [Deed("", "evening"), ADD]
    assert begun.read("MEMORY.md") == PAGE + "- Mine.\n"


def test_a10_a_commit_of_the_person_after_our_commit(begun: Scene) -> None:
    with Paused(begun, ["add", "Mine."], "git:update-index"):
        begun.git("commit", "-q", "--allow-empty", "-m", "evening")
    assert begun.mem("save").code == 0
    assert told(begun)[0] == ADD
    assert begun.read("MEMORY.md") == PAGE + "- Mine.\n"


@pytest.mark.parametrize("command", [("add", "-A"), ("reset", "-q"), ("stash", "-q"), ("status",)])
@pytest.mark.parametrize("place", ["git:fast-import", "git:update-index"])
def test_a10_other_commands_of_the_person_at_the_same_moments(
    begun: Scene, place: str, command: tuple[str, ...]
) -> None:
    with Paused(begun, ["add", "Mine."], place) as paused:
        begun.try_git(*command)
    assert paused.done.code == 0
    assert begun.mem("save").code == 0
    begun.try_git("stash", "drop", "-q")
    assert told(begun)[0] == ADD
    assert begun.moments[2].files["MEMORY.md"].decode() == PAGE + "- Mine.\n"


def test_b24_two_who_hold_the_lock_because_it_was_removed_lose_nothing(begun: Scene) -> None:
    with Paused(begun, ["add", "One."], "git:fast-import") as paused:
        (begun.root / ".mem" / "lock").unlink()
        assert begun.mem("add", "Two.").code == 0
    assert paused.done.code == 0
    assert begun.read("MEMORY.md") == PAGE + "- One.\n- Two.\n"
    assert set(told(begun)) == {ADD}


@pytest.mark.skipif(not FULL, reason="it waits for ten seconds: make faults")
def test_b23_who_waits_for_a_holder_that_stands_still_is_told_its_name(begun: Scene) -> None:
    with Paused(begun, ["add", "One."], "git:fast-import") as paused:
        waited = begun.mem("add", "Two.")
        assert waited.code == 4
        assert f"for 10 seconds: {paused.pid} mem" in waited.err
        shown = begun.mem("show", "facts")
        assert (shown.code, "One." in shown.out) == (0, True)
    assert paused.done.code == 0
    assert begun.mem("add", "Two.").code == 0
    assert told(begun) == [ADD, ADD]


@pytest.mark.skipif(sys.platform != "linux", reason="what a process holds open is told by Linux")
def test_b25_what_mem_starts_does_not_hold_its_lock(begun: Scene) -> None:
    with Paused(begun, ("add", "Mine."), "git:fast-import") as paused:
        opened = Path(f"/proc/{paused.pid}/fd")
        (lock,) = (fd.name for fd in opened.iterdir() if os.readlink(fd).endswith("/.mem/lock"))
        about = (opened.parent / "fdinfo" / lock).read_text().split()
    flags = int(about[about.index("flags:") + 1], 8)
    assert flags & os.O_CLOEXEC
    assert paused.done.code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="what a process was called with, Linux tells")
def test_b37_words_that_come_through_a_pipe_stand_on_no_command_line(begun: Scene) -> None:
    words = "A word that no shell has seen."
    watched: set[str] = set()
    over = threading.Event()

    def watch() -> None:
        while not over.is_set():
            for line in Path("/proc").glob("[0-9]*/cmdline"):
                with suppress(OSError):
                    watched.add(line.read_bytes().decode("utf-8", "replace"))

    watching = threading.Thread(target=watch)
    watching.start()
    assert begun.mem("add", "-", stdin=words).code == 0
    over.set()
    watching.join()
    assert f"- {words}\n" in begun.read("MEMORY.md")
    assert any("memory_cli" in line for line in watched)
    assert [line for line in watched if "no shell has seen" in line] == []


def test_b39_a_write_does_not_load_what_talks_to_a_model(begun: Scene) -> None:
    done = run("add", "Mine.", home=begun.home, env=begun.env, python=("-X", "importtime"))
    assert done.code == 0
    loaded = {line.rpartition("|")[2].strip() for line in done.err.splitlines()}
    assert "memory_cli.actions.add" in loaded
    assert loaded & {"anthropic", "git", "numpy", "watchdog", "frontmatter", "rich"} == set()


# Editors


def truncates_and_writes(begun: Scene, text: str) -> None:
    (begun.root / "MEMORY.md").write_text(text)


def replaces_at_once(begun: Scene, text: str) -> None:
    (begun.root / ".MEMORY.md.swp").write_text(text)
    (begun.root / ".MEMORY.md.swp").replace(begun.root / "MEMORY.md")


def moves_the_old_one_away(begun: Scene, text: str) -> None:
    (begun.root / "MEMORY.md").rename(begun.root / "MEMORY.md~")
    (begun.root / "MEMORY.md").write_text(text)


def writes_into_a_hard_link(begun: Scene, text: str) -> None:
    (begun.root / "MEMORY.md~").hardlink_to(begun.root / "MEMORY.md")
    (begun.root / "MEMORY.md").unlink()
    (begun.root / "MEMORY.md").write_text(text)


STYLES = [
    truncates_and_writes,
    replaces_at_once,
    moves_the_old_one_away,
    writes_into_a_hard_link,
]


@pytest.mark.parametrize("save", STYLES)
def test_b10_a_save_of_any_style_is_one_commit_of_the_whole_file(
    begun: Scene, save: Callable[[Scene, str], None]
) -> None:
    save(begun, PAGE + "- By hand.\n")
    assert begun.mem("add", "Mine.").code == 0
    assert told(begun) == [EDIT, ADD]
    assert begun.read("MEMORY.md") == PAGE + "- By hand.\n- Mine.\n"


def test_a_file_that_is_slowly_rewritten_while_mem_adds_is_taken_whole(begun: Scene) -> None:
    whole = PAGE + "".join(f"- Line {n} by hand.\n" for n in range(40))
    for _ in range(10):
        done, longest = _rewritten_slowly(begun, whole)
        if longest < 0.15:
            break  # else the machine was busy, and the file stood still in the middle
        begun.write("MEMORY.md", PAGE)
        assert begun.mem("save").code == 0
    else:
        pytest.skip("this machine is too busy to write without a pause")
    assert done.code == 0, done
    assert begun.read("MEMORY.md") == whole + "- Mine.\n"
    assert begun.wounds == []
    texts = [moment.files["MEMORY.md"].decode() for moment in begun.moments[-2:]]
    assert texts == [whole, whole + "- Mine.\n"]
    assert begun.story[-2:] == [EDIT, ADD]


def _rewritten_slowly(scene: Scene, text: str) -> tuple[Completed, float]:
    """Run `mem add` while MEMORY.md is empty at first and grows; the longest pause in that."""
    gaps: list[float] = []
    empty = threading.Event()

    def write() -> None:
        with (scene.root / "MEMORY.md").open("w") as file:
            last = time.monotonic()
            for number in range(0, len(text), 20):
                file.write(text[number : number + 20])
                file.flush()
                gaps.append(time.monotonic() - last)
                last = time.monotonic()
                empty.set()
                time.sleep(0.02)

    editor = threading.Thread(target=write)
    editor.start()
    empty.wait(60)
    with subprocess.Popen(
        command("add", "Mine."),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(scene.home, scene.env),
        cwd=scene.home.parent,
    ) as process:
        out, err = process.communicate(timeout=60)
    editor.join()
    return Completed(process.returncode, out, err), max(gaps)


def test_a_file_that_never_rests_is_left_alone_and_named(begun: Scene) -> None:
    """Whoever does not write to it is not held up for good."""
    stop = threading.Event()

    def scribble() -> None:
        for number in itertools.count():
            path = begun.root / "SOUL.md~"
            path.write_text(f"- {number}\n")
            os.replace(path, begun.root / "SOUL.md")
            if stop.wait(0.02):
                return

    editor = threading.Thread(target=scribble)
    editor.start()
    try:
        done = begun.mem("add", "Mine.")
    finally:
        stop.set()
        editor.join()
    assert done.code == 0
    assert begun.mem("save").code == 0
    assert [deed for deed in told(begun) if deed != EDIT] == [ADD]
    assert begun.read("MEMORY.md") == PAGE + "- Mine.\n"
