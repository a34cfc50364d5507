"""A purge that is struck at every point: afterwards all is as it was, or all of it is done."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import pytest

from tests.faults import chaos
from tests.faults.chaos import Injected
from tests.faults.chaos import Point
from tests.faults.chaos import injected
from tests.faults.chaos import points
from tests.faults.failpoint import Paused
from tests.faults.failpoint import killed_at
from tests.faults.sweep import KILLED
from tests.faults.sweep import NEXT
from tests.faults.sweep import a_sample
from tests.support import FULL
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Deed
from tests.support.scene import Moment
from tests.support.scene import Scene

NEEDLE = "the violet needle of nowhere"
PURGE = ("purge", "--match", NEEDLE, "--yes")
NEEDS_STRACE = pytest.mark.skipif(bool(chaos.why_not()), reason=chaos.why_not())
EDITED = "- By hand, before.\n"


class Struck:
    """One purge, run undisturbed to know how it is meant to end, and then struck."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.base = Scene(place / "base" / "mem")
        assert self.base.mem("add", f"Says {NEEDLE}.", "--actor", "cli").code == 0
        assert self.base.mem("log", "Likes tea.", "--actor", "cli").code == 0
        self.base.write("SOUL.md", self.base.read("SOUL.md") + EDITED)
        self.base.write("MEMORY.md~", f"- Says {NEEDLE}.\n")
        self.files, self.known = self.base.files, self.base.moments
        clean = self.base.copy(place / "clean" / "mem")
        assert clean.mem(*PURGE).code == 0
        assert still_there(clean) == []
        self.after, self.meant = clean.files, clean.moments

    @cached_property
    def points(self) -> list[Point]:
        """Every point of the command."""
        return points(self.base.copy(self.place / "points" / "mem"), PURGE)

    def strike(self, point: Point, what: str = chaos.KILL) -> list[str]:
        """What is wrong after the command was struck at `point`, and another one was run."""
        scene = self.base.copy(self.place / "struck" / "mem")
        try:
            return self._judged(scene, str(point), injected(scene, PURGE, point, what))
        finally:
            scene.remove()

    def strike_inside(self, place: str, number: int) -> list[str] | None:
        """The same with nothing but Python; None when that point is not reached any more."""
        scene = self.base.copy(self.place / "struck" / "mem")
        try:
            done = killed_at(scene, PURGE, place, number)
            return (
                None
                if done.code == 0
                else self._judged(scene, f"{place} {number}", Injected(done, place))
            )
        finally:
            scene.remove()

    def _judged(self, scene: Scene, where: str, struck: Injected) -> list[str]:
        wrongs = []
        for path, data in scene.files.items():
            if data not in (self.files.get(path), self.after.get(path)):
                wrongs.append(f"torn: {path}")
        codes = [scene.mem(*NEXT).code]
        if codes == [3] and scene.age_locks():
            codes = [scene.mem("save").code]
        if codes != [0]:
            wrongs.append(f"the next command ended with {codes}")
        *told, last = scene.moments
        if last.deed != Deed("add", "next") or "- And then.\n" not in scene.read("MEMORY.md"):
            wrongs.append(f"the next command was lost: {last.deed}")
        wrongs += self._half_done(scene, told, struck)
        if EDITED not in scene.read("SOUL.md") or EDITED.encode() not in last.files["SOUL.md"]:
            wrongs.append("the hand edit was lost")
        wrongs += scene.wounds + leftovers(scene)
        return [f"{where} ({struck.at.strip()}): {wrong}" for wrong in wrongs]

    def _half_done(self, scene: Scene, told: list[Moment], struck: Injected) -> list[str]:
        code, said = struck.done.code, struck.done.err
        if code not in {0, 3, 6, 12, 20, KILLED}:
            return [f"it ended with {code}: {said}"]
        is_told = "the next command ends it" in said or "it is erased" in said
        if told == self.meant and code in {6, 12, 20} and not is_told:
            return [f"it refused (exit {code}) and was done: {said}"]
        if told == self.meant:
            return [f"it stands in {path}" for path in still_there(scene)]
        if code in {0, 3}:
            return [f"it promised (exit {code}) and was not done"]
        edit = Deed("edit", "editor")
        if told[: len(self.known)] != self.known or [each.deed for each in told[3:]] != [edit]:
            return [f"the story is {[moment.deed for moment in told]}"]
        return []


def still_there(scene: Scene) -> list[str]:
    """Files and objects that have the needle."""
    found = [path for path in scene.root.rglob("*") if path.is_file()]
    names = [path.name for path in found if NEEDLE.encode() in path.read_bytes()]
    objects = scene.git_bytes("cat-file", "--batch-all-objects", "--batch")
    return names + ["an object"] * (NEEDLE.encode() in objects)


def leftovers(scene: Scene) -> list[str]:
    """What a purge builds and must take away."""
    there = [*scene.root.glob(".git.*"), *scene.root.glob(".mem/new"), *scene.root.glob(".mem/.*")]
    there += scene.root.glob(".git/mem-*")
    return [f"left behind: {path.name}" for path in there]


@pytest.fixture(scope="module")
def struck(tmp_path_factory: pytest.TempPathFactory) -> Struck:
    return Struck(tmp_path_factory.mktemp("struck"))


def chosen(found: Sequence[Point]) -> Sequence[Point]:
    return found if FULL else a_sample(found, of_mem=3, of_git=1)


@NEEDS_STRACE
def test_killed_anywhere_it_is_undone_or_done(struck: Struck) -> None:
    wrongs = [wrong for point in chosen(struck.points) for wrong in struck.strike(point)]
    assert wrongs == []


@NEEDS_STRACE
@pytest.mark.parametrize("what", ["error=ENOSPC", "error=EIO+"])
def test_a_disk_that_fails_anywhere_undoes_it_or_it_is_done(struck: Struck, what: str) -> None:
    failing = [p for p in struck.points if not p.on_pipe and p.call in {"write", "rename", "fsync"}]
    picked = failing if FULL else a_sample(failing, of_mem=1, of_git=0)
    assert [wrong for point in picked for wrong in struck.strike(point, what)] == []


@pytest.mark.parametrize("place", ["rename", "unlink", "fsync", "git"])
def test_killed_by_python_alone_it_is_undone_or_done(struck: Struck, place: str) -> None:
    number, wrongs = 1, []
    while (found := struck.strike_inside(place, number)) is not None:
        wrongs += found
        number += 1 if FULL else 21
    assert wrongs == []
    assert number > 1


@pytest.mark.parametrize(
    ("place", "number"), [("git:fast-import", 2), ("rename", 1), ("rename", 2)]
)
def test_meanwhile_who_reads_is_answered_and_who_writes_waits(
    struck: Struck, place: str, number: int
) -> None:
    scene = struck.base.copy(struck.place / "meanwhile" / "mem")
    words, env = command("add", "And then.", "--actor", "next"), environment(scene.home, scene.env)
    with Paused(scene, PURGE, place, number) as purge:
        assert scene.mem("recall", "tea").code == 0
        assert scene.mem("show", "facts").code == 0
        assert scene.mem("history").code == 0
        writer = subprocess.Popen(words, env=env, cwd=scene.home.parent, stdout=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(0.5)
    assert purge.done.code == 0
    assert writer.wait(60) == 0
    assert [moment.deed for moment in scene.moments] == [
        *(moment.deed for moment in struck.meant),
        Deed("add", "next"),
    ]
    assert scene.wounds + still_there(scene) + leftovers(scene) == []
    scene.remove()
