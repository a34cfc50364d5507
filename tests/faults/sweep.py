"""Commands that write, each struck at every point, and the judgement of what is left of them.

After each injection: every file is as the command found it or as it leaves it, never torn; what
was acknowledged is there; the next plain command succeeds with nothing done by hand, and then the
story is the beginning of the story of an undisturbed run, each deed once, with its own actor.
"""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults.chaos import KILL
from tests.faults.chaos import MEM
from tests.faults.chaos import PATIENCE
from tests.faults.chaos import Injected
from tests.faults.chaos import Point
from tests.faults.chaos import injected
from tests.faults.chaos import points
from tests.faults.failpoint import killed_at
from tests.support import FULL
from tests.support.cli import Completed
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Deed
from tests.support.scene import Files
from tests.support.scene import Moment
from tests.support.scene import Scene

BY = ("--actor", "chaos")
NEXT = ("add", "And then.", "--actor", "next")
KILLED = -9
_ENDED = {KILLED, -1, -2, -15, 130}  # by a signal, whether Python was there to hear it or not
_INTERRUPTED = "KeyboardInterrupt"
_PROMISES = {0, 3}
_REFUSES = {4, 5, 6, 12, 20}


SHARDS = 4 if FULL else 1
"""Into how many tests the points of a case are dealt, so that workers share them."""


class Case(NamedTuple):
    """A command, and the memory it is given."""

    name: str
    args: tuple[str, ...]
    prepare: Callable[[Scene], None]


class Sweep:
    """One case, run undisturbed once to know how it is meant to end."""

    def __init__(self, case: Case, place: Path) -> None:
        self.case = case
        self.place = place
        self.base = Scene(place / "base" / "mem")
        case.prepare(self.base)
        self.before = self.base.files
        self.known = len(self.base.moments)
        clean = self.base.copy(place / "clean" / "mem")
        done = clean.mem(*case.args)
        assert done.code == 0, done
        assert clean.wounds == []
        self.meant = [anybodys(moment) for moment in clean.moments]
        self.after = clean.files

    def points(self) -> list[Point]:
        """Every point of the command."""
        return points(self.base.copy(self.place / "points" / "mem"), self.case.args)

    def strike(self, point: Point, what: str = KILL) -> Verdict:
        """Run the command with `what` at `point`, then a plain one, and judge."""
        scene = self.base.copy(self.place / "struck" / "mem")
        try:
            return self.judge(scene, point, injected(scene, self.case.args, point, what))
        finally:
            scene.remove()

    def strike_inside(self, place: str, number: int) -> Verdict:
        """The same with nothing but Python: killed before the `number`-th call at `place`."""
        scene = self.base.copy(self.place / "struck" / "mem")
        try:
            done = killed_at(scene, self.case.args, place, number)
            at = f"{place} {number}" if done.code == KILLED else ""
            return self.judge(scene, Point(MEM, place, number), Injected(done, at))
        finally:
            scene.remove()

    def strike_with(self, number: signal.Signals, after: float) -> Verdict:
        """The same with a signal to the whole process group, `after` seconds."""
        scene = self.base.copy(self.place / "struck" / "mem")
        env = environment(scene.home, scene.env)
        words = command(*self.case.args)
        try:
            with subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=env,
                cwd=scene.home.parent,
                start_new_session=True,
                text=True,
            ) as process:
                time.sleep(after)
                os.killpg(process.pid, number)
                out, err = process.communicate(timeout=PATIENCE)
            struck = Injected(Completed(process.returncode, out, err), number.name)
            return self.judge(scene, Point(MEM, number.name, 0), struck)
        finally:
            scene.remove()

    def judge(self, scene: Scene, point: Point, struck: Injected, *, told: bool = True) -> Verdict:
        """What is left in `scene` of the command, and what the next plain one makes of it.

        Without `told` the files count, and not who history says has written them.
        """
        left = scene.files
        codes = [struck.done.code]
        wrongs = list(self._torn(left))
        then = scene.mem(*NEXT)
        codes.append(then.code)
        if then.code == 3 and scene.age_locks():
            codes.append(scene.mem("save").code)
        if codes[-1] != 0 or codes[1:-1] not in ([], [3]):
            wrongs.append(f"the next command ended with {codes[1:]}: {then.err.strip()}")
        wrongs += (wounds := scene.wounds)
        if "there is no history" in wounds:
            return Verdict("broken", struck, tuple(wrongs))
        *deeds, last = map(anybodys, scene.moments)
        if last.deed != Deed("add", "next") or "- And then.\n" not in scene.read("MEMORY.md"):
            wrongs.append(f"the next command was lost: {last.deed}")
        whole = len(deeds) == len(self.meant) if told else left == self.after
        how = "killed" if codes[0] < 0 else f"exit {codes[0]}"
        if told and (len(deeds) < self.known or deeds != self.meant[: len(deeds)]):
            wrongs.append(f"the story is {[moment.deed for moment in deeds]}")
        wrongs += self._broken_word(struck, point, left, whole=whole)
        return Verdict(f"{how} → {'done' if whole else 'undone'}", struck, tuple(wrongs))

    def _torn(self, left: Files) -> list[str]:
        """The files that are neither as they were nor as some moment of the command has them."""
        states = [self.before, *(moment.files for moment in self.meant[self.known :])]
        return [
            f"torn: {path}"
            for path in sorted({*left, *self.before, *self.after})
            if left.get(path) not in [state.get(path) for state in states]
        ]

    def _broken_word(
        self, struck: Injected, point: Point, left: Files, *, whole: bool
    ) -> list[str]:
        """What the command said, against what came of it."""
        code = struck.done.code
        if code == 6 and "the next command ends it" in struck.done.err:
            return []
        if code == 1 and _INTERRUPTED in struck.done.err and "memory_cli" not in struck.done.err:
            return []  # Python was stopped on its way to `mem`
        if code not in _ENDED | _PROMISES | _REFUSES:
            return [f"it ended with {code}: {struck.done.err.strip()}"]
        if point.victim == MEM and struck.at.startswith("write(1<"):
            return [] if whole else ["it had answered and was not done"]
        if (code in _PROMISES or struck.done.out) and not whole:
            return [f"it promised (exit {code}) and was not done"]
        if code in _REFUSES and whole and self.case.args != ("save",):  # which was there before
            return [f"it refused (exit {code}) and was done"]
        if left == self.after and not whole:
            return ["all was on disk, and its deed was lost"]
        return []


class Verdict(NamedTuple):
    """How it ended, in a few words, and everything that should not be so."""

    outcome: str
    struck: Injected
    wrongs: tuple[str, ...]


def anybodys(moment: Moment) -> Moment:
    """`moment`; who begins a memory that a killed writer did not begin is not the point."""
    return moment._replace(deed=Deed("init", "")) if moment.deed.op == "init" else moment


class Row(NamedTuple):
    """A line of the table: how often each outcome was seen, and what should not have been."""

    case: str
    what: str
    victim: str
    outcomes: Counter[str]
    wrongs: list[str]


Tell = Callable[[Sequence[Row]], None]
"""Puts rows into the table, and fails when something in them is wrong."""


def swept(sweep: Sweep, chosen: Sequence[Point], what: str = KILL) -> list[Row]:
    """Strike at each of `chosen`."""
    rows = {name: Row(sweep.case.name, what, name, Counter(), []) for name in ("mem", "git")}
    for point in chosen:
        count(rows["git" if point.victim else "mem"], str(point), sweep.strike(point, what))
    return [row for row in rows.values() if row.outcomes]


def swept_inside(sweep: Sweep, place: str) -> list[Row]:
    """Strike at every call at `place`, until there is none any more."""
    row = Row(sweep.case.name, f"at os.{place}", "mem", Counter(), [])
    for number in itertools.count(1):
        verdict = sweep.strike_inside(place, number)
        count(row, "mem", verdict)
        if not verdict.struck.at:
            break
    return [row]


def swept_by_time(sweep: Sweep, number: signal.Signals, delays: Sequence[float]) -> list[Row]:
    """Send the signal after each of `delays`."""
    row = Row(sweep.case.name, number.name, "mem", Counter(), [])
    for delay in delays:
        count(row, f"after {delay:.3f} s", sweep.strike_with(number, delay))
    return [row]


def count(row: Row, where: str, verdict: Verdict) -> None:
    """Put `verdict` into `row`."""
    row.outcomes[verdict.outcome if verdict.struck.at else "not reached"] += 1
    at = verdict.struck.at.strip()
    row.wrongs.extend(f"{row.case}, {row.what}, {where} ({at}): {w}" for w in verdict.wrongs)


def a_sample(points: Sequence[Point], *, of_mem: int = 0, of_git: int = 0) -> list[Point]:
    """Some of `points`, spread over the whole command."""
    chosen = []
    for count, same in (
        (of_mem, [point for point in points if point.victim == MEM]),
        (of_git, [point for point in points if point.victim != MEM]),
    ):
        step = max(1, len(same) // max(1, count))
        chosen += same[step // 2 :: step][:count]
    return chosen


def beyond(known: Sequence[Point]) -> list[Point]:
    """The point after the last one of each call of each process: nothing should be there."""
    last = {(each.victim, each.call): each for each in sorted(known)}
    return [each._replace(when=each.when + 1) for each in last.values()]


# The cases, from the most ordinary one to the ones with many files.


def begun(scene: Scene) -> None:
    """A memory with a few facts and a log."""
    assert scene.mem("add", "Likes tea.", "--actor", "cli").code == 0
    assert scene.mem("add", "Likes dark mode. #ui", "--section", "Preferences").code == 0
    assert scene.mem("log", "Likes dark mode. #ui", "--actor", "cli").code == 0


def edited(scene: Scene) -> None:
    """One with a hand edit that history does not have yet."""
    begun(scene)
    scene.write("MEMORY.md", scene.read("MEMORY.md") + "- By hand.\n")
    scene.write("memory/2026-11-19.md", "# 2026-11-19\n\n- 9:00 By hand, the day before.\n")


def left_by_the_killed(scene: Scene) -> None:
    """One whose last writer died with all files in place and nothing recorded."""
    begun(scene)
    args = ("forget", "--match", "dark mode", "--yes", "--actor", "ghost")
    assert killed_at(scene, args, "git:fast-import").code == KILLED


def left_half_done(scene: Scene) -> None:
    """One whose last writer died with one file of three in place."""
    begun(scene)
    args = ("forget", "--match", "dark mode", "--yes", "--actor", "ghost")
    assert killed_at(scene, args, "replace", 3).code == KILLED


def left_in_a_merge(scene: Scene) -> None:
    """One with three deeds of three actors that could not be recorded until now."""
    begun(scene)
    merge = scene.root / ".git" / "MERGE_HEAD"
    merge.write_text(scene.git("rev-parse", "main"))
    for actor in ("one", "two"):
        assert scene.mem("add", f"By {actor}.", "--actor", actor).code == 3
    scene.write("SOUL.md", scene.read("SOUL.md") + "- By hand.\n")
    assert scene.mem("log", "By three.", "--actor", "three").code == 3
    merge.unlink()


def forgotten(scene: Scene) -> None:
    """One whose last operation took something out of three files."""
    begun(scene)
    assert scene.mem("forget", "--match", "dark mode", "--yes").code == 0


def nothing(scene: Scene) -> None:
    """None at all."""


CASES = (
    Case("add", ("add", "Likes coffee.", *BY), begun),
    Case("log into a new month", ("log", "Went out.", "--at", "2026-10-31", *BY), begun),
    Case("first add", ("add", "Likes coffee.", *BY), nothing),
    Case("add after hand edits", ("add", "Likes coffee.", *BY), edited),
    Case("forget in three files", ("forget", "--match", "dark mode", "--yes", *BY), begun),
    Case("undo of three files", ("undo", *BY), forgotten),
    Case("finishing what the killed had saved", ("save",), left_by_the_killed),
    Case("finishing what the killed had begun", ("save",), left_half_done),
    Case("recording what a merge held up", ("save",), left_in_a_merge),
)
