"""The program that tests run in the place of `mem` to stop it at a call; see `failpoint.py`.

`FAILPOINT` says how, where and when, like `kill replace 2`.
"""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def main() -> int:
    """Patch the calls, then be `mem`."""
    how, place, number = os.environ["FAILPOINT"].split(" ")
    stop = {"kill": _die, "pause": _wait}[how]
    turns = iter(range(1, 1_000_000))

    def reached(name: str) -> None:
        if name == place and next(turns) == int(number):
            stop()

    for name in ("fsync", "replace", "rename", "unlink", "mkdir", "rmdir", "ftruncate"):
        _before(name, lambda *_, name=name: reached(name))
    _before("open", lambda _, flags, *__: reached("open") if flags & os.O_CREAT else None)
    _before_git(reached)
    from memory_cli.cli.main import main as mem

    return mem(sys.argv[3:])  # after the name of this file: -m memory_cli


def _before(name: str, look: Callable[..., object]) -> None:
    real = getattr(os, name)

    def call(*args: Any, **about: Any) -> Any:
        look(*args)
        return real(*args, **about)

    setattr(os, name, call)


def _before_git(reached: Callable[[str], None]) -> None:
    real = subprocess.Popen

    class Popen(real):  # type: ignore[misc,valid-type]
        def __init__(self, command: list[str], *args: Any, **about: Any) -> None:
            reached("git")
            reached(f"git:{_verb(command)}")
            super().__init__(command, *args, **about)

    subprocess.Popen = Popen  # type: ignore[misc,assignment]


def _verb(command: list[str]) -> str:
    """What git is asked to do: the first word that is no option."""
    options = {"-C", "-c"}  # the ones that take the word after them
    words = (b for a, b in itertools.pairwise(command) if a not in options)
    return next((word for word in words if not word.startswith("-")), "")


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _wait() -> None:
    flags = Path(os.environ["FAILPOINT_FLAGS"])
    (flags / "reached").touch()
    while not (flags / "go").exists():
        time.sleep(0.005)


if __name__ == "__main__":
    sys.exit(main())
