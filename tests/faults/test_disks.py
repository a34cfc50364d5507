"""Disks that are full, read-only or not for us: real ones, in a name space of the test's own."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.chaos import MEM
from tests.faults.chaos import Point
from tests.faults.chaos import injected
from tests.faults.chaos import why_not
from tests.support import FULL
from tests.support.cli import Completed
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Deed
from tests.support.scene import Scene

ROOT = Path(__file__).parents[2]
INIT = Deed("init", "script")
ADD = Deed("add", "script")


def _why_no_space_of_our_own() -> str:
    if shutil.which("unshare") is None:
        return "unshare is not installed"
    tried = subprocess.run(
        ["unshare", "-Urm", "mount", "-t", "tmpfs", "none", "/mnt"],
        capture_output=True,
        check=False,
    )
    return "" if tried.returncode == 0 else "this system does not permit user name spaces"


NEEDS_UNSHARE = pytest.mark.skipif(
    bool(_why_no_space_of_our_own()), reason=_why_no_space_of_our_own()
)
NEEDS_SETPRIV = pytest.mark.skipif(
    os.geteuid() == 0 and shutil.which("setpriv") is None,
    reason="root may do everything, and setpriv is not installed",
)

# Runs inside the name space: $1 is a directory that becomes a small disk. Prints one JSON line for
# each amount of free space: what `mem add` said there, and what it had done a moment later.
_FILLED = """
import json, os, sys
from pathlib import Path
from tests.support.scene import Scene

scene = Scene(Path(sys.argv[1]) / "mem")
ballast = Path(sys.argv[1]) / "ballast"

def fill(left):
    file = os.open(ballast, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    try:
        while os.write(file, bytes(4096)) == 4096:
            pass
    except OSError:
        pass
    os.ftruncate(file, max(0, os.fstat(file).st_size // 4096 - left) * 4096)
    os.close(file)

assert scene.mem("add", "Before.").code == 0
for left in map(int, sys.argv[2:]):
    before = scene.read("MEMORY.md")
    fill(left)
    done = scene.mem("add", f"With {left} pages.")
    now = scene.read("MEMORY.md")
    shown = scene.mem("show", "facts")
    ballast.unlink()
    then = scene.mem("add", f"After {left} pages.")
    print(json.dumps({
        "left": left, "code": done.code, "err": done.err, "shown": shown.code,
        "changed": now != before, "added": now == before + f"- With {left} pages.\\n",
        "then": then.code, "kept": f"- With {left} pages.\\n" in scene.read("MEMORY.md"),
        "story": scene.story, "wounds": scene.wounds,
    }))
"""


def _in_a_space_of_our_own(script: str, *args: str, env: dict[str, str]) -> str:
    words = ["unshare", "-Urm", "sh", "-euc", script, "-", *args]
    done = subprocess.run(words, capture_output=True, text=True, env=env, check=False, timeout=300)
    assert done.returncode == 0, done
    return done.stdout


@NEEDS_UNSHARE
def test_a30_a_full_disk_refuses_or_delays_and_never_tears(tmp_path: Path) -> None:
    """From no page at all to enough: nothing is saved, then all but history, then all."""
    disk = tmp_path / "disk"
    disk.mkdir()
    pages = [str(n) for n in (range(40) if FULL else (0, 2, 5, 10))]
    env = environment(disk / "mem") | {"PYTHONPATH": str(ROOT)}
    python = shlex.join([sys.executable, "-c", _FILLED])
    script = f'mount -t tmpfs -o size=4m none "$1"; exec {python} "$@"'
    said = _in_a_space_of_our_own(script, str(disk), *pages, env=env)
    story = [INIT, ADD]
    codes = []
    for line in map(json.loads, said.splitlines()):
        codes.append(line["code"])
        assert line["code"] in {0, 3, 6}, line
        assert line["then"] == line["shown"] == 0, line
        assert line["changed"] == line["added"] == line["kept"] == (line["code"] != 6), line
        assert "no space left on device" in line["err"].lower() or line["code"] == 0, line
        story += [ADD, ADD] if line["kept"] else [ADD]
        assert [Deed(*deed) for deed in line["story"]] == story, line
        assert line["wounds"] == [], line
    assert (codes[0], codes[-1]) == (6, 0)
    assert 3 in codes


@pytest.mark.skipif(bool(why_not()), reason=why_not())
@pytest.mark.parametrize("error", ["ENOLCK", "ENOSYS", "EOPNOTSUPP"])
def test_b21_where_files_cannot_be_locked_nothing_is_written(scene: Scene, error: str) -> None:
    assert scene.mem("add", "Likes tea.").code == 0
    before, told = scene.files, scene.story
    point = Point(MEM, "flock", 1)
    struck = injected(scene, ("add", "Likes coffee."), point, f"error={error}+")
    assert "(INJECTED)" in struck.at
    assert (struck.done.code, "cannot lock files" in struck.done.err) == (6, True)
    assert (scene.files, scene.story, scene.wounds) == (before, told, [])
    assert scene.mem("recall", "tea").code == 0


@NEEDS_UNSHARE
def test_b4_a_read_only_disk_can_be_read_and_says_so_when_it_is_to_be_written(
    scene: Scene,
) -> None:
    assert scene.mem("add", "One.").code == 0
    (scene.root / ".mem" / "soul.json").unlink()
    before = scene.files
    env = environment(scene.home, scene.env)
    script = 'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1"; shift; "$@" || echo "exit $?"'
    for words, expected in (
        (("show", "facts"), "One."),
        (("history",), "add"),
        (("why", "w"), "exit 13"),
        ((), "1 fact"),
        (("path",), str(scene.root)),
        (("add", "Two."), "exit 6"),
        (("log", "Two."), "exit 6"),
        (("save",), "exit 6"),
        (("undo",), "exit 6"),
        (("doctor",), "- [x] expired facts: none"),
        (("doctor", "--fix"), "exit 6"),
    ):
        said = _in_a_space_of_our_own(script, str(scene.home), *command(*words), env=env)
        assert expected in said, (words, said)
    assert scene.files == before
    scene.write("MEMORY.md", "- By hand.\n")
    said = _in_a_space_of_our_own(script, str(scene.home), *command("show", "facts"), env=env)
    assert "By hand." in said
    assert scene.mem("save").code == 0
    assert scene.story == [INIT, ADD, Deed("edit", "editor")]


def _bound_by_permissions(scene: Scene, *args: str) -> Completed:
    """Run `mem` as somebody whom permissions bind, also when the tests are run by root."""
    drop = "-dac_override,-dac_read_search,-fowner"
    words = ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*words, *command(*args)],
        capture_output=True,
        text=True,
        env=environment(scene.home, scene.env),
        cwd=scene.home.parent,
        check=False,
        timeout=60,
    )
    return Completed(done.returncode, done.stdout, done.stderr)


@NEEDS_SETPRIV
@pytest.mark.parametrize(
    ("path", "mode", "named"),
    [
        ("MEMORY.md", 0o000, "MEMORY.md"),
        (".", 0o500, "MEMORY.md"),
        (".mem", 0o500, ".mem/intent"),
        (".mem", 0o000, ".mem/lock"),
        (".mem/lock", 0o400, ".mem/lock"),
    ],
)
def test_b5_what_is_not_permitted_is_named_and_changes_nothing(
    scene: Scene, path: str, mode: int, named: str
) -> None:
    assert scene.mem("add", "One.").code == 0
    before = scene.files
    usual = (scene.root / path).stat().st_mode
    (scene.root / path).chmod(mode)
    done = _bound_by_permissions(scene, "add", "Two.")
    (scene.root / path).chmod(usual)
    assert done.code == 6, done
    assert done.err.splitlines() == [
        f"mem: {named}: permission denied; nothing was changed",
        "     check who owns it and its permissions",
    ]
    assert scene.files == before
    assert scene.mem("add", "Three.").code == 0
    assert scene.story == [INIT, ADD, ADD]
    assert scene.wounds == []


@NEEDS_SETPRIV
@pytest.mark.parametrize("path", [".git", ".git/objects", ".git/refs/heads"])
def test_b7_a_history_that_may_not_be_written_delays_what_is_saved(scene: Scene, path: str) -> None:
    assert scene.mem("add", "One.").code == 0
    for each in [scene.root / path, *(scene.root / path).glob("**/")]:
        each.chmod(0o500)
    done = _bound_by_permissions(scene, "add", "Two.")
    for each in [scene.root / path, *(scene.root / path).glob("**/")]:
        each.chmod(0o700)
    assert (done.code, done.out.startswith("- Two. (MEMORY.md:")) == (3, True), done
    assert scene.mem("add", "Three.").code == 0
    assert scene.story == [INIT, ADD, ADD, ADD]
    assert scene.wounds == []


@pytest.mark.parametrize("blocks", range(1, 16) if FULL else (1, 4, 8))
def test_b7_a_limit_on_the_size_of_files_refuses_or_delays_and_never_tears(
    scene: Scene, blocks: int
) -> None:
    """`blocks` of 512 bytes, as `sh` counts them."""
    assert scene.mem("init").code == 0
    scene.write("MEMORY.md", "".join(f"- {os.urandom(30).hex()}\n" for _ in range(15)))
    assert scene.mem("save").code == 0
    before, known = scene.files, scene.story
    words: Sequence[str] = [
        "sh",
        "-c",
        f'ulimit -f {blocks}; exec "$@"',
        "-",
        *command("add", "Two."),
    ]
    done = subprocess.run(
        words,
        capture_output=True,
        text=True,
        env=environment(scene.home, scene.env),
        cwd=scene.home.parent,
        check=False,
        timeout=60,
    )
    is_saved = scene.read("MEMORY.md").endswith("- Two.\n")
    assert done.returncode in {0, 3, 6}, done
    assert is_saved == (done.returncode != 6)
    assert is_saved or scene.files == before
    assert scene.mem("add", "Three.").code == 0
    assert scene.story == known + [ADD] * (2 if is_saved else 1)
    assert scene.wounds == []
