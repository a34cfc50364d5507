"""A repository torn by a power cut, and killed while it is repaired."""

from __future__ import annotations

import itertools
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.failpoint import PLACES
from tests.faults.failpoint import killed_at
from tests.support import FULL
from tests.support.scene import Deed
from tests.support.scene import Scene

KILLED = -9
SAMPLE = {"git": (2, 7, 13), "rename": (2,), "replace": (1, 2), "fsync": (4,)}


def empty(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"")


def newest(scene: Scene) -> list[Path]:
    """Every object of the newest commit."""
    names = scene.git("rev-list", "--objects", "main", "^main^").split("\n")
    oids = [line.split()[0] for line in names if line]
    return [scene.root / ".git" / "objects" / oid[:2] / oid[2:] for oid in oids]


def the_newest_objects(scene: Scene) -> None:
    for path in newest(scene):
        empty(path)


def all_that_was_written_last(scene: Scene) -> None:
    the_newest_objects(scene)
    for name in ("refs/heads/main", "HEAD", "index", "logs/HEAD", "logs/refs/heads/main"):
        empty(scene.root / ".git" / name)


def a_pack(scene: Scene) -> None:
    scene.git("repack", "-adq")
    pack = next((scene.root / ".git/objects/pack").glob("*.pack"))
    pack.chmod(0o600)
    pack.write_bytes(pack.read_bytes()[:-200])


DAMAGES = [the_newest_objects, all_that_was_written_last, a_pack]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """A memory of four commits."""
    scene = Scene(tmp_path_factory.mktemp("lived") / "mem")
    for words in (("add", "One."), ("add", "Two."), ("log", "Three.", "--actor", "bot")):
        assert scene.mem(*words).code == 0
    assert len(scene.story) >= 4  # seen while all of it can be: a hole stays a hole
    return scene


def broken(lived: Scene, home: Path, damage: Callable[[Scene], None]) -> Scene:
    scene = lived.copy(home)
    damage(scene)
    return scene


@pytest.mark.parametrize("damage", DAMAGES)
def test_b2_the_next_run_repairs_and_says_so_once(
    damage: Callable[[Scene], None], lived: Scene, tmp_path: Path
) -> None:
    scene = broken(lived, tmp_path / "mem", damage)
    before = scene.files
    done = scene.mem("add", "Four.")
    assert done.code == 0
    assert done.err.startswith("mem: the history was damaged")
    assert done.err.count("\n") == 1
    assert scene.mem("add", "Five.").err == ""
    assert scene.files["MEMORY.md"] == before["MEMORY.md"] + b"- Four.\n- Five.\n"
    assert scene.files | {"MEMORY.md": b""} == before | {"MEMORY.md": b""}
    assert Deed("edit", "editor") not in scene.story
    assert scene.story[-2:] == [Deed("add", "script"), Deed("add", "script")]


def test_b2_reading_goes_on_with_a_torn_history_and_looking_back_repairs_it(
    lived: Scene, tmp_path: Path
) -> None:
    scene = broken(lived, tmp_path / "mem", all_that_was_written_last)
    assert scene.mem("recall", "two").out.startswith("- Two.")
    done = scene.mem("history")
    assert done.code == 0
    assert "the history was damaged" in done.err
    assert scene.wounds == []


def test_b3_writing_goes_on_over_an_old_hole(lived: Scene, tmp_path: Path) -> None:
    scene = lived.copy(tmp_path / "mem")
    blob = scene.git("rev-parse", "main~1:MEMORY.md").strip()
    scene.mem("add", "Four.")
    path = scene.root / ".git" / "objects" / blob[:2] / blob[2:]
    path.chmod(0o600)
    held = bytearray(path.read_bytes())
    held[len(held) // 2] ^= 0x10
    path.write_bytes(held)
    assert scene.mem("add", "Five.").code == 0
    assert scene.mem("history").code == 0
    found = scene.mem("doctor", "--json")
    (check,) = [each for each in found.json["checks"] if each["name"] == "history"]
    assert found.code == 1
    assert "MEMORY.md of 2026-11-20" in check["detail"]
    fixed = scene.mem("doctor", "--fix", "--json")
    (check,) = [each for each in fixed.json["checks"] if each["name"] == "history"]
    assert "a backup may have them" in check["fix"]
    assert (scene.root / ".git/mem-quarantine/objects" / blob[:2] / blob[2:]).exists()
    assert scene.mem("add", "Six.").code == 0


@pytest.mark.parametrize("place", PLACES if FULL else SAMPLE)
@pytest.mark.parametrize("damage", DAMAGES if FULL else DAMAGES[1:2])
def test_b2_killed_at_any_step_of_the_repair_the_next_run_ends_it(
    damage: Callable[[Scene], None], place: str, lived: Scene, tmp_path: Path
) -> None:
    struck = 0
    for number in itertools.count(1) if FULL else SAMPLE[place]:
        scene = broken(lived, tmp_path / "mem", damage)
        before = scene.files
        killed = killed_at(scene, ("add", "Four."), place, number)
        then = scene.mem("add", "Five.")
        assert then.code in {0, 3}, (number, then)
        if then.code == 3:
            assert scene.age_locks()
            assert scene.mem("save").code == 0
        assert scene.files["MEMORY.md"].startswith(before["MEMORY.md"])
        assert scene.files["MEMORY.md"].endswith(b"- Five.\n")
        assert Deed("edit", "editor") not in scene.story, number
        if damage is not a_pack:  # of which not all can come back
            assert scene.wounds == [], number
        shutil.rmtree(tmp_path / "mem")
        if killed.code != KILLED:
            break
        struck += 1
    assert struck


# Anything, anywhere


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def zeros(path: Path) -> None:
    path.write_bytes(b"\0" * path.stat().st_size)


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    if data and path.name != "HEAD":  # another branch is a person's own doing
        data[len(data) // 2] ^= 0x04
        path.write_bytes(data)


WAYS = (empty, cut, zeros, flip, Path.unlink)


@pytest.mark.parametrize("seed", range(150) if FULL else (0, 1, 2, 3, 106))
def test_b2_b3_damage_of_any_kind_anywhere_costs_no_word_of_the_files(
    seed: int, lived: Scene, tmp_path: Path
) -> None:
    dice = random.Random(seed)
    scene = lived.copy(tmp_path / "mem")
    if dice.random() < 0.5:
        scene.git("repack", "-dq", dice.choice(["-a", "-A"]))
    if dice.random() < 0.3:
        scene.git("pack-refs", "--all")
    found = sorted(path for path in (scene.root / ".git").rglob("*") if path.is_file())
    known = [path for path in found if path.name != "config"]
    for path in dice.sample(known, min(len(known), dice.choice([1, 2, 3, 6, 20, 200]))):
        path.chmod(0o600)
        dice.choice(WAYS)(path)
    (scene.root / ".mem" / "repository.json").unlink()  # the machine was started anew
    before = scene.files
    assert scene.mem("add", "Four.").code == 0
    done = scene.mem("doctor", "--fix")
    assert "not put right" not in done.err
    assert "gave back" not in scene.mem("doctor", "--fix").err
    assert scene.mem("add", "Five.").code == 0
    assert scene.files == before | {"MEMORY.md": before["MEMORY.md"] + b"- Four.\n- Five.\n"}
    assert scene.tree() == scene.files
    assert scene.git("status", "--porcelain") == ""
