"""Commands that write, with the power cut after each of their steps, and what is left judged."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence

from tests.faults.chaos import MEM
from tests.faults.chaos import Point
from tests.faults.powercut import Disk
from tests.faults.powercut import Happened
from tests.faults.powercut import Traced
from tests.faults.powercut import all_but
from tests.faults.powercut import as_injected
from tests.faults.powercut import in_order
from tests.faults.powercut import nothing_uncertain
from tests.faults.powercut import only
from tests.faults.powercut import traced
from tests.faults.sweep import Row
from tests.faults.sweep import Sweep
from tests.faults.sweep import count
from tests.support.scene import Scene

MODELS = {"names in order": in_order, "no uncertain name": nothing_uncertain}
"""In the second all that git did may be gone, as git makes no name certain: the files are not."""


class Cutting:
    """One case, run to its end once, whose power can then be cut after any of its steps."""

    def __init__(self, sweep: Sweep) -> None:
        self.sweep = sweep
        self._scene = sweep.base.copy(sweep.place / "traced" / "mem")
        self.command: Traced = traced(self._scene, sweep.case.args)
        assert self.command.done.code == 0, self.command.done

    def disk(self, cut: int) -> Disk:
        """The disk after `cut` steps."""
        return Disk(self.sweep.base.home, self.command.steps[:cut], self._scene.home)

    def left(self, disk: Disk, happened: Happened) -> Scene:
        """The memory that a power cut leaves of `disk`."""
        scene = Scene(self.sweep.place / "struck" / "mem", self.sweep.base.env)
        disk.left(scene.home, happened)
        return scene

    def rows(self, cuts: Sequence[int]) -> Iterator[Row]:
        """Cut the power after each of `cuts` steps, in either model, and judge."""
        for name, happened in MODELS.items():
            row = Row(self.sweep.case.name, f"power cut, {name}", "all", Counter(), [])
            seen: set[tuple[bytes, bool]] = set()
            for cut in cuts:
                disk = self.disk(cut)
                state = hashlib.sha256(repr(disk.held(happened)).encode()).digest()
                if (state, cut >= self.command.answered) in seen:
                    continue
                seen.add((state, cut >= self.command.answered))
                struck = as_injected(self.command, cut)
                scene = self.left(disk, happened)
                point, told = Point(MEM, "power", cut), happened is in_order
                verdict = self.sweep.judge(scene, point, struck, told=told)
                count(row, f"after {self.command.steps[cut - 1] if cut else 'nothing'}", verdict)
                if scene.home.exists():
                    scene.remove()
            yield row

    def odd_ones(self, every: int) -> Iterator[tuple[str, Scene]]:
        """What is left after the answer when one change alone was lost, or one alone happened.

        Of the changes that were not certain, each `every`-th is tried.
        """
        disk = self.disk(len(self.command.steps))
        for number, change in list(enumerate(disk.uncertain))[every // 2 :: every]:
            for word, happened in (("without", all_but(number)), ("only", only(number))):
                scene = self.left(disk, happened)
                yield f"{word} {change}".replace(str(self._scene.home), ""), scene
                if scene.home.exists():
                    scene.remove()


def swept_by_cuts(sweep: Sweep) -> list[Row]:
    """Cut the power after every step."""
    cutting = Cutting(sweep)
    return list(cutting.rows(range(len(cutting.command.steps) + 1)))
