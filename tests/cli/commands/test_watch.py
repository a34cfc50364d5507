"""The words of `mem watch`; what it does is tested in tests/actions and tests/faults."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from tests.support.cli import Completed
from tests.support.sample import Mem
from tests.support.scene import Scene
from tests.support.watcher import watched

NOTES = """\
#!/bin/sh
echo "$(basename "$0") $*" >> "$HOME/heard"
"""


@pytest.fixture
def path(mem: Mem) -> str:
    """A PATH on which systemctl and launchctl only note what they are told."""
    folder = mem.home.parent / "bin"
    folder.mkdir()
    for name in ("systemctl", "launchctl"):
        (folder / name).write_text(NOTES)
        (folder / name).chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def file(mem: Mem) -> Path:
    """Where the service is described, on this system; a name that is not there, if nowhere."""
    folders = [".config/systemd/user", "Library/LaunchAgents"]
    found = [each for folder in folders for each in (mem.home.parent / folder).glob("mem-watch-*")]
    assert len(found) < 2
    return found[0] if found else mem.home.parent / "none"


def heard(mem: Mem) -> int:
    """How often a manager of services was told something."""
    notes = mem.home.parent / "heard"
    return len(notes.read_text().splitlines()) if notes.exists() else 0


def test_it_tells_what_it_follows_and_what_it_has_recorded(mem: Mem) -> None:
    scene = Scene(mem.home)
    with watched(scene) as watcher:
        scene.write("MEMORY.md", "- By hand.\n")
        watcher.waits_for(watcher.out, "MEMORY.md")
        assert watcher.ends() == 0
    assert watcher.err == [f"mem: following {mem.home}/me"]
    commit = scene.git("rev-parse", "main")[:12]
    assert watcher.out == [f"2026-11-20 09:14  MEMORY.md  {commit}"]


def test_what_it_may_not_record_it_names_once(mem: Mem) -> None:
    scene = Scene(mem.home)
    (mem.home / "me" / "memory" / "2026-11-20.md").symlink_to("/etc/passwd")
    with watched(scene) as watcher:
        watcher.waits_for(watcher.err, "not recorded: memory/2026-11-20.md; mem save says why")
        assert watcher.ends() == 0
    assert len(watcher.err) == 2


def test_without_a_memory_there_is_nothing_to_watch(fresh: Mem) -> None:
    assert fresh("watch") == (
        10,
        "",
        "mem: there is no memory of 'me' yet\n     run \"mem init\" to begin one\n",
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--install", "--uninstall"], "--install and --uninstall cannot both be meant"),
        (["--yes"], "--yes and --dry-run belong to --install and --uninstall"),
        (["--dry-run"], "--yes and --dry-run belong to --install and --uninstall"),
        (["--install"], "nobody is there to agree to this"),
    ],
)
def test_options_that_do_not_fit_are_refused(
    words: list[str], said: str, mem: Mem, path: str
) -> None:
    done = mem("watch", *words, env={"PATH": path})
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"mem: {said}\n")
    assert not file(mem).exists()


def test_a_dry_run_shows_the_text_and_writes_nothing(mem: Mem, path: str) -> None:
    done = mem("watch", "--install", "--dry-run", env={"PATH": path})
    assert done.code == 0
    assert "memory_cli" in done.out
    assert str(mem.home) in done.out
    assert done.err.startswith("mem: nothing was written; this would be ")
    assert (file(mem).exists(), heard(mem)) == (False, 0)


def test_a_yes_installs_and_uninstalls(mem: Mem, path: str) -> None:
    done = mem("watch", "--install", "--yes", env={"PATH": path})
    assert done == (
        0,
        f"{file(mem)}\n",
        "mem: it runs, and will whenever you log in; mem watch --uninstall takes it away\n",
    )
    assert heard(mem) > 0
    assert mem("watch", "--install", "--dry-run", env={"PATH": path}).out == file(mem).read_text()
    again = mem("watch", "--uninstall", "--dry-run", env={"PATH": path})
    assert again == (0, f"{file(mem)}\n", "mem: nothing was removed\n")
    where = file(mem)
    assert mem("watch", "--uninstall", "--yes", env={"PATH": path}) == (
        0,
        f"{where}\n",
        "mem: removed\n",
    )
    assert not where.exists()
    assert mem("watch", "--uninstall", "--yes", env={"PATH": path}).code == 10


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("n\n", 1), ("", 1)])
def test_a_person_sees_the_text_and_is_asked(mem: Mem, path: str, answer: str, code: int) -> None:
    done: Completed = mem("watch", "--install", stdin=answer, env={"PATH": path}, tty=True)
    assert done.code == code
    assert "memory_cli" in done.err
    assert "Install and start it? [y/N] " in done.err
    assert (file(mem).exists(), heard(mem) > 0) == (not code, not code)


def test_without_a_manager_of_services_it_says_how_to_start_it(mem: Mem, tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "git").symlink_to(str(shutil.which("git")))
    done = mem("watch", "--install", "--yes", env={"PATH": str(bare)})
    assert (done.code, done.out) == (6, "")
    assert done.err.startswith(
        f"mem: {file(mem)} is written, but the service could not be started: there is no "
    )
    assert "     where it can be, run: " in done.err


def test_a_program_is_given_an_object(mem: Mem, path: str) -> None:
    done = mem("watch", "--install", "--yes", "--json", env={"PATH": path})
    assert done.json == {
        "path": str(file(mem)),
        "text": file(mem).read_text(),
        "installed": True,
    }
    assert sys.executable in done.json["text"]
