"""Stops `mem` at a chosen call of Python's own: kills it there, or lets it stand still.

For systems that do not let strace in, and for tests that do something at that very moment. `mem`
needs no hook for it: `stopping.py` is run in its place, patches the call and then is `mem`.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.faults.chaos import PATIENCE
from tests.faults.chaos import run_guarded
from tests.support.cli import Completed
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Scene

PLACES = ("open", "fsync", "replace", "rename", "unlink", "mkdir", "ftruncate", "git")
"""Calls of `os`; `open` only of files that are made, `git` of every process, `git:VERB` of one.

`rmdir` can be stopped at, too, but only what erases removes a folder.
"""

_PROGRAM = str(Path(__file__).with_name("stopping.py"))


def killed_at(scene: Scene, args: Sequence[str], place: str, number: int = 1) -> Completed:
    """Run `mem ARGS`, killed just before the `number`-th call at `place`."""
    words = command(*args, python=(_PROGRAM,))
    env = environment(scene.home, scene.env | {"FAILPOINT": f"kill {place} {number}"})
    return run_guarded(words, env=env, cwd=str(scene.home.parent), stdin=b"")


class Paused:
    """`mem ARGS`, standing still just before the `number`-th call at `place` while in the block.

    `done` says how it ended, after the block.
    """

    done: Completed

    def __init__(self, scene: Scene, args: Sequence[str], place: str, number: int = 1) -> None:
        self._flags = scene.home.parent / "flags"
        shutil.rmtree(self._flags, ignore_errors=True)
        self._flags.mkdir(parents=True)
        about = {"FAILPOINT": f"pause {place} {number}", "FAILPOINT_FLAGS": str(self._flags)}
        self._process = subprocess.Popen(
            command(*args, python=(_PROGRAM,)),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(scene.home, scene.env | about),
            cwd=scene.home.parent,
            text=True,
        )

    @property
    def pid(self) -> int:
        """The process that stands still."""
        return self._process.pid

    def __enter__(self) -> Self:
        deadline = time.monotonic() + PATIENCE
        while not (self._flags / "reached").exists():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self._process.kill()
                raise AssertionError(f"it was not reached: {self._process.communicate()}")
            time.sleep(0.005)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        (self._flags / "go").touch()
        try:
            out, err = self._process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.communicate()
            raise
        self.done = Completed(self._process.returncode, out, err)
