"""Several writers at once, and a person who edits and commits among them."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.torture import Torture
from tests.faults.torture import commits_without_end
from tests.faults.torture import edits_another_file
from tests.faults.torture import edits_the_same_file
from tests.faults.torture import main
from tests.faults.torture import settle
from tests.support import FULL
from tests.support.scene import DAY
from tests.support.scene import Deed
from tests.support.scene import Scene

WORKERS, TURNS = (8, 20) if FULL else (4, 5)
SEEDS = range(4) if FULL else range(1)


def lines(scene: Scene, path: str) -> Counter[str]:
    """Each entry of a file, and how often it stands there."""
    read = scene.read(path).splitlines()
    return Counter(line.split(" ", 2)[-1] for line in read if line.startswith("- "))


def deeds_of(scene: Scene, op: str) -> Counter[str]:
    return Counter(deed.actor for deed in scene.story if deed.op == op)


def begun(scene: Scene) -> Scene:
    assert scene.mem("init").code == 0
    return scene


def test_a1_writers_of_the_same_day_lose_nothing(scene: Scene) -> None:
    begun(scene)
    told = Torture(scene, workers=WORKERS, turns=TURNS, killed=0).run("log")
    assert told.refused == []
    everything = {f"Worker {n} turn {t}." for n in range(WORKERS) for t in range(TURNS)}
    assert set(told.acknowledged) == everything
    assert lines(scene, DAY) == dict.fromkeys(everything, 1)
    assert deeds_of(scene, "log") == {f"worker:{n}": TURNS for n in range(WORKERS)}
    assert len(scene.story) == 1 + WORKERS * TURNS
    assert scene.wounds == []


def test_a1_the_first_writers_of_all_begin_one_memory(scene: Scene) -> None:
    told = Torture(scene, workers=WORKERS, turns=1, killed=0).run("add")
    assert told.refused == []
    assert sorted(deed.op for deed in scene.story) == ["add"] * WORKERS + ["init"]
    assert scene.story[0].op == "init"
    assert scene.wounds == []


@pytest.mark.parametrize("seed", SEEDS)
def test_a5_a10_writers_who_are_killed_among_a_person_who_edits_and_commits(
    scene: Scene, seed: int
) -> None:
    begun(scene)
    torture = Torture(scene, workers=WORKERS, turns=TURNS, killed=0.3, seed=seed)
    told = torture.run("log", edits_another_file)
    settle(scene)
    assert {code for _, code, _ in told.refused} <= {4}  # who waits for a file that never rests
    held = lines(scene, DAY)
    assert set(held.values()) == {1}
    assert set(told.acknowledged) <= set(held) <= {*told.acknowledged, *told.killed}
    assert set(deeds_of(scene, "log").elements()) <= {f"worker:{n}" for n in range(WORKERS)}
    assert deeds_of(scene, "log").total() == held.total()
    assert [line for line in told.by_hand if line not in scene.read("SOUL.md")] == []
    assert {deed for deed in scene.story if deed.op not in {"log", "init", ""}} <= {
        Deed("edit", "editor")
    }
    assert scene.wounds == []


def test_a10_a_person_who_commits_without_end_takes_no_deed_away(scene: Scene) -> None:
    begun(scene)
    told = Torture(scene, workers=2, turns=TURNS, killed=0).run("add", commits_without_end)
    settle(scene)
    assert told.refused == []
    words = [scene.read("MEMORY.md").count(f"- {text}\n") for text in told.acknowledged]
    assert words == [1] * 2 * TURNS
    assert deeds_of(scene, "add") == {"worker:0": TURNS, "worker:1": TURNS}
    assert deeds_of(scene, "edit") == {}
    assert scene.wounds == []


def test_a3_a_person_who_saves_stale_buffers_without_end_loses_nothing_for_good(
    scene: Scene,
) -> None:
    begun(scene)
    told = Torture(scene, workers=2, turns=TURNS, killed=0).run("add", edits_the_same_file)
    settle(scene)
    assert {code for _, code, _ in told.refused} <= {4, 12}  # a file that never held still
    was = "".join(moment.files["MEMORY.md"].decode() for moment in scene.moments)
    assert [text for text in told.acknowledged if f"{text}\n" not in was] == []
    assert [line for line in told.by_hand if line not in was] == []
    assert deeds_of(scene, "add").total() == len(told.acknowledged)
    assert set(deeds_of(scene, "edit")) <= {"editor"}
    assert scene.wounds == []


def test_a1_a5_the_torture_is_a_program_of_its_own(scene: Scene) -> None:
    few = ("--workers", "2", "--turns", "2", "--killed", "0.5")
    assert main([str(scene.home), *few, "--person", "edits_another_file"]) == 0
