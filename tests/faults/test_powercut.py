"""The power is cut at any moment: what was acknowledged is there, and the next command works."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.chaos import why_not
from tests.faults.cutting import Cutting
from tests.faults.powercut import Disk
from tests.faults.powercut import Step
from tests.faults.powercut import in_order
from tests.faults.powercut import nothing_uncertain
from tests.faults.powercut import traced
from tests.faults.sweep import CASES
from tests.faults.sweep import SHARDS
from tests.faults.sweep import Case
from tests.faults.sweep import Sweep
from tests.faults.sweep import Tell
from tests.support import FULL
from tests.support.scene import Scene

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())

NAMES = [case.name for case in CASES]
HOME = Path("/home")


def a_few(cutting: Cutting, shard: int) -> list[int]:
    """The end, the answer, and what comes before each fsync; all steps in a complete run."""
    steps = cutting.command.steps
    if FULL:
        return list(range(len(steps) + 1))[shard::SHARDS]
    syncs = [number for number, step in enumerate(steps) if step.call == "sync"]
    return [*syncs[1 :: max(1, len(syncs) // 3)], len(steps)]


@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("case", CASES if FULL else CASES[4:5], ids=NAMES if FULL else NAMES[4:5])
def test_b1_what_was_acknowledged_survives_a_power_cut(
    case: Case, shard: int, tmp_path: Path, tell: Tell
) -> None:
    cutting = Cutting(Sweep(case, tmp_path))
    tell(list(cutting.rows(a_few(cutting, shard))))


@pytest.mark.parametrize("case", CASES if FULL else CASES[:1], ids=NAMES if FULL else NAMES[:1])
def test_b1_a_name_that_git_alone_did_not_make_certain_costs_no_word_of_the_files(
    case: Case, tmp_path: Path
) -> None:
    """No journal loses one change and keeps a later one; if one does, the files stand all the same.

    What that leaves of the repository is repaired or refused, and never torn further.
    """
    cutting = Cutting(Sweep(case, tmp_path))
    wrong = []
    for what, scene in cutting.odd_ones(1 if FULL else 12):
        if scene.files != cutting.sweep.after:
            wrong.append(f"{what}: the files are not as acknowledged")
        shown = scene.mem("show", "facts")
        then = scene.mem("add", "And then.")
        if shown.code != 0 or then.code not in {0, 3, 20}:
            wrong.append(f"{what}: {shown}, {then}")
        if (then.code == 20) != ("- And then.\n" not in scene.read("MEMORY.md")):
            wrong.append(f"{what}: {then} and {scene.read('MEMORY.md')}")
        now = {path: data for path, data in scene.files.items() if path != "MEMORY.md"}
        was = {path: data for path, data in cutting.sweep.after.items() if path != "MEMORY.md"}
        if now != was:
            wrong.append(f"{what}: other files changed")
    assert wrong == []


# C14: the order


@pytest.fixture
def steps(scene: Scene) -> list[str]:
    """What `mem log` and its gits do, in order, in a memory that has begun; names made plain."""
    assert scene.mem("init").code == 0
    command = traced(scene, ("log", "Went out."))
    assert command.done.code == 0
    told = [plain(scene, step) for step in command.steps]
    told.insert(command.answered, "answer")
    return told


def plain(scene: Scene, step: Step) -> str:
    words = str(step).replace(f"{scene.root}/", "").replace(str(scene.root), ".").split(" ")
    return " ".join(".mem-tmp" if ".mem-tmp-" in word else word for word in words)


def order(steps: list[str], *wanted: str) -> list[int]:
    """Where each of `wanted` comes, the first time after the one before it."""
    at, places = 0, []
    for step in wanted:
        assert step in steps[at:], (step, steps[at:])
        at = steps.index(step, at) + 1
        places.append(at)
    return places


def test_c14_a_file_is_certain_before_it_has_its_name_and_its_name_before_the_answer(
    scene: Scene,
) -> None:
    assert scene.mem("init").code == 0
    command = traced(scene, ("log", "Went out."))
    told = [str(step).replace(f"{scene.root}", "") for step in command.steps]
    page = "/memory/2026-11-20.md"
    (rename,) = (n for n, step in enumerate(told) if step.endswith(f"→ {page}"))
    temporary = told[rename].removeprefix("rename ").split(" ")[0]
    order(
        told,
        f"open {temporary}",
        f"write {temporary}",
        f"sync {temporary}",
        told[rename],
        "sync /memory",
    )
    after = told[rename + 1 : command.answered]
    assert told.index("sync /memory", rename) < command.answered
    assert "rename /.git/refs/heads/main.lock → /.git/refs/heads/main" in after
    written = [step for step in told if step.startswith("write") and step.endswith(page)]
    assert written == []  # never in place


def test_c14_history_moves_on_once_all_it_names_is_certain(steps: list[str]) -> None:
    saved = next(step for step in steps if step.endswith("→ memory/2026-11-20.md"))
    ref = "rename .git/refs/heads/main.lock → .git/refs/heads/main"
    intent = next(step for step in steps if step.endswith("→ .mem/intent"))
    order(
        steps,
        intent,
        "sync .mem",
        saved,
        "sync memory",
        "sync .git/refs/heads/main.lock",
        ref,
        "unlink .mem/intent",
        "answer",
    )
    objects = [step for step in steps[: steps.index(ref)] if step.startswith("link .git/objects/")]
    assert len(objects) >= 3
    for step in objects:
        assert f"sync {step.split(' ')[1]}" in steps[: steps.index(step)]
    for step in steps:  # no page of git gets its name before it is certain
        if step.startswith("rename .git/"):
            assert f"sync {step.split(' ')[1]}" in steps[: steps.index(step)]


def test_c14_the_first_write_of_all_makes_the_memory_itself_certain(scene: Scene) -> None:
    command = traced(scene, ("add", "Likes tea."))
    assert command.done.code == 0
    disk = Disk(scene.home.parent / "nothing", command.steps[: command.answered], scene.home)
    names = disk.held(nothing_uncertain)
    assert [name for name in ("me", "me/MEMORY.md", "me/.git/HEAD") if name not in names] == []
    assert names["me/.git/HEAD"] == b"ref: refs/heads/main\n"
    assert b"- Likes tea.\n" in (names["me/MEMORY.md"] or b"")
    assert b"bare = false" in (names["me/.git/config"] or b"")


# The model itself


def step(call: str, path: str, to: str = "", data: bytes = b"", flags: str = "") -> Step:
    return Step(
        call, f"{HOME}/{path}".rstrip("/"), (1, 3), to and f"{HOME}/{to}", data, None, flags
    )


def left(tmp_path: Path, *steps: Step, uncertain: bool) -> dict[str, bytes | None]:
    (tmp_path / "a").write_bytes(b"old")
    disk = Disk(tmp_path, steps, HOME)
    held = disk.held(in_order if uncertain else nothing_uncertain)
    return {name: data for name, data in held.items() if name}


WRITE = (step("open", "t", flags="O_CREAT"), step("write", "t", data=b"new"))
INTO = step("rename", "a", "d/a")
SYNC, RENAME, DIRECTORY = step("sync", "t"), step("rename", "t", "a"), step("sync", "")


@pytest.mark.parametrize(
    ("steps", "happened", "not_happened"),
    [
        ((), {"a": b"old"}, {"a": b"old"}),
        (WRITE, {"a": b"old", "t": b""}, {"a": b"old"}),
        ((*WRITE, RENAME), {"a": b""}, {"a": b"old"}),
        ((*WRITE, SYNC, RENAME), {"a": b"new"}, {"a": b"old"}),
        ((*WRITE, SYNC, RENAME, DIRECTORY), {"a": b"new"}, {"a": b"new"}),
        ((*WRITE, RENAME, DIRECTORY, SYNC), {"a": b""}, {"a": b""}),
        ((step("unlink", "a"),), {}, {"a": b"old"}),
        ((step("unlink", "a"), DIRECTORY), {}, {}),
        ((step("open", "a"), step("write", "a", data=b"x")), {"a": b""}, {"a": b""}),
        ((step("mkdir", "d"), INTO), {"d": None, "d/a": b"old"}, {"a": b"old"}),
    ],
)
def test_a_power_cut_takes_what_no_fsync_made_certain(
    tmp_path: Path,
    steps: tuple[Step, ...],
    happened: dict[str, bytes | None],
    not_happened: dict[str, bytes | None],
) -> None:
    if RENAME in steps and SYNC in steps and steps.index(RENAME) < steps.index(SYNC):
        steps = steps[:-1]  # its name is another by then
    assert left(tmp_path, *steps, uncertain=True) == happened
    assert left(tmp_path, *steps, uncertain=False) == not_happened


@pytest.mark.parametrize("case", CASES if FULL else CASES[2:3], ids=NAMES if FULL else NAMES[2:3])
def test_the_model_of_a_disk_agrees_with_the_disk_while_there_is_power(
    case: Case, tmp_path: Path
) -> None:
    base = Scene(tmp_path / "base" / "mem")
    case.prepare(base)
    scene = base.copy(tmp_path / "traced" / "mem")
    disk = Disk(base.home, traced(scene, case.args).steps, scene.home)
    there = {f"{scene.home}": None} | {
        f"{path}": None if path.is_dir() else path.read_bytes() for path in scene.home.rglob("*")
    }
    held = {name: None if file.is_folder else file.data for name, file in disk.names.items()}
    assert held == there
    assert os.fspath(scene.home) in held
