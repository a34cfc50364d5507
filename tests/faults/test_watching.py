"""What happens to files while `mem watch` runs: real processes, real editors, real signals."""

from __future__ import annotations

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import FULL
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Deed
from tests.support.scene import Scene
from tests.support.watcher import watched

EDIT = Deed("edit", "editor")
OLD = "# Day\n\n- Old.\n"
NEW = "# Day\n\n- Old and new.\n"
BIG = "".join(f"- Line number {n} of many.\n" for n in range(2000))


@pytest.fixture
def scene(scene: Scene) -> Scene:
    """A memory that has begun."""
    assert scene.mem("init").code == 0
    return scene


def states(scene: Scene, path: str) -> list[str | None]:
    """What `path` held, commit by commit, each once."""
    held = [moment.files.get(path) for moment in scene.moments]
    texts = [None if data is None else data.decode() for data in held]
    return [text for n, text in enumerate(texts) if n == 0 or text != texts[n - 1]]


# --- ways of saving ------------------------------------------------------------------------------


def slowly(path: Path) -> None:
    """Truncate, then write piece by piece: what many editors do with a large file."""
    with path.open("w") as file:
        for start in range(0, len(BIG), 4096):
            file.write(BIG[start : start + 4096])
            file.flush()
            time.sleep(0.02)


def with_a_backup(path: Path) -> None:
    """As vim does it: the old file gets another name, a new one is written."""
    swap = path.with_name(f".{path.name}.swp")
    swap.write_text("swap")
    path.rename(f"{path}~")
    time.sleep(0.05)
    with path.open("w") as file:
        file.write(NEW[:10])
        file.flush()
        time.sleep(0.05)
        file.write(NEW[10:])
    Path(f"{path}~").unlink()
    swap.unlink()


def atomically(path: Path) -> None:
    """Write another file, then rename it: VS Code, Obsidian, every careful program."""
    other = path.with_name(f"{path.name}.tmp")
    other.write_text(NEW)
    other.replace(path)


def by_truncating_twice(path: Path) -> None:
    """Empty it, close it, and come back."""
    path.write_text("")
    time.sleep(0.1)
    path.write_text(NEW)


def program(*words: str, stdin: str = "") -> Callable[[Path], None]:
    """A program of the system, given the file as its last word; skipped where there is none."""

    def run(path: Path) -> None:
        subprocess.run([*words, str(path)], input=stdin.encode(), check=True, capture_output=True)

    return run


STYLES: dict[str, tuple[Callable[[Path], None], str]] = {
    "slowly": (slowly, BIG),
    "with a backup": (with_a_backup, NEW),
    "atomically": (atomically, NEW),
    "by truncating twice": (by_truncating_twice, NEW),
    "sed": (program("sed", "-i", "-e", "s/Old/Old and new/"), NEW),
    "ed": (program("ed", "-s", stdin="g/Old/s//Old and new/\nw\nq\n"), NEW),
    "vim": (
        program(
            "vim", "-u", "NONE", "-es", "-c", "set backup", "-c", "%s/Old/Old and new/", "-c", "wq"
        ),
        NEW,
    ),
}
"""Ways to save a file, and what it holds in the end; each has a file of its own here."""


def test_b10_every_way_of_saving_makes_one_commit_of_the_whole_file(scene: Scene) -> None:
    found = {
        name: style
        for name, style in STYLES.items()
        if name not in {"sed", "ed", "vim"} or shutil.which(name)
    }
    logs = {name: f"memory/2026-11-{n + 1:02}.md" for n, name in enumerate(found)}
    for path in logs.values():
        scene.write(path, OLD)
    assert scene.mem("save").code == 0
    with watched(scene) as watcher:
        for name, (save, _) in found.items():
            save(scene.root / logs[name])
        watcher.waits_for(watcher.out, logs[name])
        assert watcher.ends() == 0
    assert {name: states(scene, path)[1:] for name, path in logs.items()} == {
        name: [OLD, whole] for name, (_, whole) in found.items()
    }
    assert scene.wounds == []


# --- feedback ------------------------------------------------------------------------------------


def test_b11_what_mem_writes_wakes_nobody_to_write_more(scene: Scene) -> None:
    with watched(scene) as watcher:
        for n in range(60 if FULL else 6):
            assert scene.mem("add", f"Fact number {n}.").code == 0
        scene.write("SOUL.md", NEW)
        watcher.waits_for(watcher.out, "SOUL.md")
        assert watcher.ends() == 0
    assert [line.split("  ")[1] for line in watcher.out] == ["SOUL.md"]
    assert scene.story.count(EDIT) == 1
    assert scene.wounds == []


# --- the folder ----------------------------------------------------------------------------------


def test_b12_a_store_that_is_renamed_and_made_anew_is_followed_again(scene: Scene) -> None:
    away = scene.home / "away"
    with watched(scene) as watcher:
        scene.root.rename(away)
        watcher.waits_for(watcher.err, "is gone")
        (away / "MEMORY.md").write_text(NEW)
        away.rename(scene.root)
        watcher.waits_for(watcher.out, "MEMORY.md")
        shutil.rmtree(scene.root)
        watcher.waits_for(watcher.err, "is gone", 2)
        assert scene.mem("init").code == 0
        watcher.waits_for(watcher.err, "following", 3)
        scene.write("SOUL.md", NEW)
        watcher.waits_for(watcher.out, "SOUL.md")
        assert watcher.ends() == 0
    assert scene.story.count(EDIT) == 1
    assert scene.wounds == []


def test_b13_a_second_watcher_names_the_first_and_leaves(scene: Scene) -> None:
    with watched(scene) as watcher:
        holder = f"{watcher.process.pid} mem watch"
        second = scene.mem("watch")
        assert (second.code, second.out) == (4, "")
        assert second.err == (
            f"mem: this memory is watched already: {holder}\n"
            "     leave it to that process, or end it\n"
        )
        watcher.process.kill()
        watcher.ends(None)
        with watched(scene) as third:
            assert third.ends() == 0


def test_two_users_are_watched_by_two(scene: Scene) -> None:
    assert scene.mem("--user", "work", "init").code == 0
    with watched(scene) as mine, watched(scene, "--user", "work") as other:
        (scene.home / "work" / "MEMORY.md").write_text(NEW)
        other.waits_for(other.out, "MEMORY.md")
        assert (mine.ends(), other.ends()) == (0, 0)
    assert mine.out == []


# --- its end -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130), (signal.SIGHUP, 0)]
)
def test_a6_a_signal_ends_it_with_what_was_just_saved_recorded(
    scene: Scene, number: signal.Signals, code: int
) -> None:
    with watched(scene) as watcher:
        (scene.root / "MEMORY.md").write_text(NEW)
        assert watcher.ends(number) == code
    assert states(scene, "MEMORY.md")[1:] == [NEW]
    assert "Traceback" not in "".join(watcher.err)
    assert scene.wounds == []


def test_a6_a_half_written_file_is_not_recorded_at_the_end(scene: Scene) -> None:
    before = states(scene, "MEMORY.md")
    with watched(scene) as watcher, (scene.root / "MEMORY.md").open("w") as file:
        assert watcher.ends() == 0
        file.write(NEW)
    assert states(scene, "MEMORY.md") == before
    assert scene.mem("save").code == 0
    assert states(scene, "MEMORY.md") == [*before, NEW]


def test_a_second_interrupt_does_not_wait(scene: Scene) -> None:
    with watched(scene) as watcher:
        (scene.root / "MEMORY.md").write_text(NEW)
        watcher.process.send_signal(signal.SIGINT)
        assert watcher.ends(signal.SIGINT) == 130
    assert (scene.root / "MEMORY.md").read_text() == NEW


def test_a_killed_watcher_leaves_nothing_in_the_way(scene: Scene) -> None:
    with watched(scene) as watcher:
        (scene.root / "MEMORY.md").write_text(NEW)
        watcher.ends(signal.SIGKILL)
    assert scene.mem("add", "More.").code == 0
    assert scene.story[1:] == [EDIT, Deed("add", "script")]
    assert scene.wounds == []


def test_nohup_is_respected(scene: Scene) -> None:
    """A signal that was switched off before the start stays so."""
    python = ("-c", "import signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); " + RUN)
    with watched(scene, python=python) as watcher:
        watcher.process.send_signal(signal.SIGHUP)
        (scene.root / "MEMORY.md").write_text(NEW)
        watcher.waits_for(watcher.out, "MEMORY.md")
        assert watcher.ends() == 0


RUN = "from memory_cli.cli.main import main; sys.argv[1:] = sys.argv[3:]; main()"


def test_a_closed_terminal_ends_it_in_order(scene: Scene) -> None:
    main, end = pty.openpty()
    own = "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    with subprocess.Popen(
        command("watch", python=("-c", own + RUN)),
        stdin=end,
        stdout=end,
        stderr=end,
        env=environment(scene.home, scene.env),
        cwd=scene.home.parent,
        start_new_session=True,
    ) as process:
        os.close(end)
        heard = b""
        while b"following" not in heard:
            heard += os.read(main, 1024)
        (scene.root / "MEMORY.md").write_text(NEW)
        os.close(main)
        assert process.wait(60) == 0
    assert states(scene, "MEMORY.md")[1:] == [NEW]
    assert scene.wounds == []


def test_a7_a_reader_that_goes_away_ends_it_without_a_word(scene: Scene) -> None:
    reads, writes = os.pipe()
    with subprocess.Popen(
        command("watch"),
        stdout=writes,
        stderr=subprocess.PIPE,
        env=environment(scene.home, scene.env),
        cwd=scene.home.parent,
    ) as process:
        os.close(writes)
        assert process.stderr is not None
        assert process.stderr.readline() == f"mem: following {scene.root}\n".encode()
        os.close(reads)
        (scene.root / "MEMORY.md").write_text(NEW)
        assert process.wait(60) == 141
        assert process.stderr.read() == b""
    assert states(scene, "MEMORY.md")[1:] == [NEW]


# --- events --------------------------------------------------------------------------------------

WITHOUT_WATCHES = """
import errno, sys
from watchdog.observers import inotify_c
def none(*_):
    inotify_c.ctypes.set_errno(errno.{error})
    return -1
inotify_c.{call} = none
"""


@pytest.mark.skipif(sys.platform != "linux", reason="this is how Linux runs out of watches")
@pytest.mark.parametrize(
    ("call", "error", "told"),
    [
        ("inotify_add_watch", "ENOSPC", "inotify watch limit reached"),
        ("inotify_init", "EMFILE", "inotify instance limit reached"),
    ],
)
def test_b8_without_watches_it_looks_by_itself_and_says_so(
    scene: Scene, call: str, error: str, told: str
) -> None:
    python = ("-c", WITHOUT_WATCHES.format(call=call, error=error) + RUN)
    with watched(scene, python=python) as watcher:
        (scene.root / "MEMORY.md").write_text(NEW)
        watcher.waits_for(watcher.out, "MEMORY.md")
        assert watcher.ends() == 0
    assert watcher.err == [f"mem: following {scene.root} by looking every few seconds: {told}"]
    assert states(scene, "MEMORY.md")[1:] == [NEW]


def test_b9_a_flood_of_files_changes_nothing_of_what_is_recorded(scene: Scene) -> None:
    """More events than the system keeps may come at once; who looks finds the files anyway."""
    with watched(scene) as watcher:
        for n in range(25_000 if FULL else 2_000):
            (scene.root / "memory").mkdir(exist_ok=True)
            descriptor = os.open(scene.root / "memory" / f"{n}.tmp", os.O_CREAT | os.O_WRONLY)
            os.close(descriptor)
        (scene.root / "MEMORY.md").write_text(NEW)
        watcher.waits_for(watcher.out, "MEMORY.md")
        assert watcher.ends() == 0
    assert states(scene, "MEMORY.md")[1:] == [NEW]


@pytest.mark.skipif(sys.platform != "linux", reason="/proc tells how much memory a process has")
def test_it_does_not_grow_with_what_happens(scene: Scene) -> None:
    with watched(scene) as watcher:
        path = scene.root / "MEMORY.md"
        path.write_text(NEW)
        watcher.waits_for(watcher.out, "MEMORY.md")
        before = watcher.resident
        for n in range(10_000 if FULL else 300):
            path.write_text(f"- Number {n}.\n")
        watcher.waits_for(watcher.out, "MEMORY.md", 2)
        grown = watcher.resident - before
        assert watcher.ends() == 0
    assert grown < 8 << 20
    assert states(scene, "MEMORY.md")[-1] == f"- Number {n}.\n"


def test_a_script_reads_an_object_a_line(scene: Scene) -> None:
    with watched(scene, "--json") as watcher:
        (scene.root / "MEMORY.md").write_text(NEW)
        watcher.waits_for(watcher.out, "MEMORY.md")
        assert watcher.ends() == 0
    (line,) = map(json.loads, watcher.out)
    assert line == {
        "at": "2026-11-20T09:14:00+00:00",
        "paths": ["MEMORY.md"],
        "commit": scene.git("rev-parse", "main").strip(),
    }
