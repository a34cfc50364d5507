"""Many writers at once, some of them killed, and a person who edits and commits among them.

What the writers were told is the model: whatever was acknowledged must be in the files and in
history, once, and as what it was; every line of the person must be in history.

    python -m tests.faults.torture HOME [--workers 8] [--turns 20] [--killed 0.3] [--seed 0]
                                   [--person edits_another_file|commits_without_end]
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import DAY
from tests.support.scene import Scene

PATIENCE = 120.0  # seconds; a hang ends the test, and is a bug


class Outcome(NamedTuple):
    """What the writers were told, and what the person wrote."""

    acknowledged: list[str]
    killed: list[str]
    refused: list[tuple[str, int, str]]
    by_hand: list[str]


class Torture:
    """`workers` processes that each write `turns` entries, one process for each entry."""

    def __init__(
        self, scene: Scene, *, workers: int, turns: int, killed: float, seed: int = 0
    ) -> None:
        self.scene = scene
        self.workers = workers
        self.turns = turns
        self.killed = killed
        self.random = random.Random(seed)
        self.outcome = Outcome([], [], [], [])
        self._over = threading.Event()

    def run(self, verb: str, person: Callable[[Torture], None] | None = None) -> Outcome:
        """Let them all write with `verb` while `person` does something until it is over."""
        loads = [
            (number, [self.random.random() for _ in range(self.turns * 2)])
            for number in range(self.workers)
        ]
        threads = [threading.Thread(target=self._work, args=(verb, *load)) for load in loads]
        human = threading.Thread(target=person, args=(self,)) if person else None
        for thread in [*threads, *([human] if human else [])]:
            thread.start()
        for thread in threads:
            thread.join()
        self._over.set()
        if human:
            human.join()
        return self.outcome

    def goes_on(self, pause: float) -> bool:
        """Whether the writers are still at it, after `pause` seconds."""
        return not self._over.wait(pause)

    def _work(self, verb: str, number: int, chances: list[float]) -> None:
        for turn in range(self.turns):
            text = f"Worker {number} turn {turn}."
            words = command(verb, text, "--actor", f"worker:{number}")
            with subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(self.scene.home, self.scene.env),
                cwd=self.scene.home.parent,
                text=True,
            ) as process:
                if chances[2 * turn] < self.killed:
                    time.sleep(chances[2 * turn + 1] * 0.25)
                    process.kill()
                try:
                    out, err = process.communicate(timeout=PATIENCE)
                except subprocess.TimeoutExpired:
                    process.kill()
                    raise
            if process.returncode in {0, 3} or out:
                self.outcome.acknowledged.append(text)
            elif process.returncode == -signal.SIGKILL:
                self.outcome.killed.append(text)
            else:
                self.outcome.refused.append((text, process.returncode, err))


def edits_another_file(torture: Torture) -> None:
    """Save SOUL.md at once, as atomic editors do, and commit every third time."""
    path = torture.scene.root / "SOUL.md"
    for number in range(10_000):
        line = f"- By hand {number}.\n"
        torture.outcome.by_hand.append(line)
        fresh = path.with_name("SOUL.md~")
        fresh.write_text(path.read_text() + line)
        os.replace(fresh, path)
        if number % 3 == 2:
            torture.scene.try_git("commit", "-qam", f"Evening {number}")
        if not torture.goes_on(0.7):
            return


def commits_without_end(torture: Torture) -> None:
    """Do nothing but `git commit -am`."""
    for number in range(10_000):
        torture.scene.try_git("commit", "-qam", f"Evening {number}")
        if not torture.goes_on(0.02):
            return


def edits_the_same_file(torture: Torture) -> None:
    """Read MEMORY.md, think a little, and save it with one more line: sometimes a stale buffer."""
    path = torture.scene.root / "MEMORY.md"
    for number in range(10_000):
        text = path.read_text()
        if not torture.goes_on(0.05):
            return
        line = f"- By hand {number}.\n"
        path.write_text(text + line)
        torture.outcome.by_hand.append(line)
        if not torture.goes_on(1.0):
            return


def settle(scene: Scene) -> None:
    """Record what waits: who was killed may have left a lock of git, which half a minute clears."""
    done = scene.mem("save")
    if done.code == 3 and scene.age_locks():
        done = scene.mem("save")
    assert done.code == 0, done


PEOPLE = {act.__name__: act for act in (edits_another_file, commits_without_end)}


def main(words: list[str]) -> int:
    """Torture a memory at a place of its own, and say what came of it; 1 when anything is wrong."""
    parser = argparse.ArgumentParser(prog="torture", description=__doc__)
    parser.add_argument("home", type=Path)
    for name, kind, usual in (("workers", int, 8), ("turns", int, 20), ("seed", int, 0)):
        parser.add_argument(f"--{name}", type=kind, default=usual)
    parser.add_argument("--killed", type=float, default=0.3)
    parser.add_argument("--person", choices=sorted(PEOPLE))
    asked = parser.parse_args(words)
    scene = Scene(asked.home)
    assert scene.mem("init").code == 0
    torture = Torture(
        scene, workers=asked.workers, turns=asked.turns, killed=asked.killed, seed=asked.seed
    )
    told = torture.run("log", PEOPLE.get(asked.person))
    settle(scene)
    held = [line.split(" ", 2)[-1] for line in scene.read(DAY).splitlines() if line[:2] == "- "]
    lost = [text for text in told.acknowledged if held.count(text) != 1]
    alien = sorted({*held} - {*told.acknowledged, *told.killed})
    wrongs = [*(f"not there once: {text}" for text in lost), *(f"whose: {text}" for text in alien)]
    wrongs += [f"refused: {each}" for each in told.refused if each[1] != 4] + scene.wounds  # busy
    counts = f"{len(told.acknowledged)} acknowledged, {len(told.killed)} killed, {len(held)} there"
    print("\n".join([counts, *wrongs]))  # noqa: T201 - a program
    return 1 if wrongs else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
