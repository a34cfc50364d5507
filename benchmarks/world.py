"""The processes that are measured, and the little of the outside they know."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

MEM = str(Path(sys.executable).with_name("mem"))
TYPER = "import typer"
"""The yardstick: Python with the one library that no command line here can do without."""

NOW = "2026-11-20T21:00:00+00:00"

_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(most if sys.platform == "darwin" else most * 1024)
"""
"""A small process between: a child counts the memory of the one that starts it as its own."""


class Wrong(Exception):
    """`mem` did not do what it says; how fast is then of no interest."""


def environment(home: Path) -> dict[str, str]:
    """What a measured process is told: no PYTHONDONTWRITEBYTECODE, so .pyc files are warm."""
    return {
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "MEM_HOME": str(home),
        "MEM_NOW": NOW,
        "PATH": os.environ["PATH"],
        "TZ": "UTC",
    }


def run(
    command: list[str], home: Path, stdin: bytes = b"", *, codes: Collection[int] = (0,)
) -> bytes:
    """Run `command` and return what it printed; raises Wrong when it ends with no code of these."""
    done = subprocess.run(
        command, input=stdin, capture_output=True, env=environment(home), cwd=home, check=False
    )
    if done.returncode not in codes:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise Wrong(f"{' '.join(command)[:80]} ended with {done.returncode}: {said}")
    return done.stdout


def mem(home: Path, *words: str, stdin: bytes = b"", codes: Collection[int] = (0,)) -> bytes:
    """Run `mem WORDS` on the memory in `home`."""
    return run([MEM, *words], home, stdin, codes=codes)


def python(home: Path, program: str) -> bytes:
    """Run a program of one line."""
    return run([sys.executable, "-c", program], home)


def peak(home: Path, command: list[str]) -> float:
    """Run `command` and return how much memory it had at most, in MB."""
    return int(run([sys.executable, "-c", _PEAK, *command], home)) / 1e6


def git(home: Path, *words: str) -> bytes:
    """Run git on the memory in `home`."""
    return run(["git", "-C", str(home / "me"), *words], home)


def commits(home: Path) -> int:
    """How many commits its history has."""
    return int(git(home, "rev-list", "--count", "HEAD"))


def new_store(home: Path) -> Path:
    """A memory in `home` that has just begun."""
    home.mkdir()
    mem(home, "init")
    return home
