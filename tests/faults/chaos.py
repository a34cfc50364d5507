"""Kills one process of a command, or fails one of its system calls, at a chosen moment.

strace watches exactly one process: `mem` itself, or the k-th git that it starts, of which a
program called `git` in front of the real one on $PATH takes care (`--exec-path` makes that hold
for the gits that git starts). SIGKILL arrives before the call is carried out, so that the state
before each call that changes something is a state in which `mem` or git has died.
"""

from __future__ import annotations

import functools
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tests.support.cli import Completed
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Scene

CALLS = (
    "write fsync rename renameat renameat2 link linkat "
    "unlink unlinkat rmdir mkdir mkdirat ftruncate"
).split()
KILL = "signal=KILL"
MEM = 0
"""The number of `mem` itself among the processes of a command; gits follow in their order."""

_GIT = """\
#!/bin/sh
# Stands in front of git: counts the processes, and has strace run the chosen one, or every one.
set -f
number=$(($(cat "$CHAOS/count" 2>/dev/null || echo 0) + 1))
echo "$number" > "$CHAOS/count"
case "$CHAOS_VICTIM" in
  "$number" | every)
    exec strace -qq -o "$CHAOS/trace.$number" $CHAOS_OPTIONS \\
      "$CHAOS_GIT" "--exec-path=$CHAOS" "$@" ;;
  *)
    exec "$CHAOS_GIT" "--exec-path=$CHAOS" "$@" ;;
esac
"""
PATIENCE = 60  # seconds; a hang ends the test, and is a bug
_CALL = re.compile(r"^(\w+)\((?:\d+<([^>]*)>)?", re.MULTILINE)
_KILLED = "+++ killed by SIGKILL +++"


class Point(NamedTuple):
    """The `when`-th `call` of the process with number `victim`."""

    victim: int
    call: str
    when: int
    on_pipe: bool = False
    """Whether it writes to another process: a pipe is never full, read-only or broken."""

    def __str__(self) -> str:
        return f"{f'git {self.victim}' if self.victim else 'mem'}, {self.call} {self.when}"


class Injected(NamedTuple):
    """How a command with an injection ended; `at` is the call as strace shows it, "" if none."""

    done: Completed
    at: str


@functools.cache
def why_not() -> str:
    """Why nothing can be injected here; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "strace is a tool of Linux"
    if shutil.which("strace") is None:
        return "strace is not installed"
    kill = ["-e", "trace=write", "-e", "inject=write:signal=KILL:when=1"]
    tried = subprocess.run(["strace", "-qq", *kill, "echo"], capture_output=True, check=False)
    permitted = tried.returncode == -signal.SIGKILL
    return "" if permitted else "this system does not permit ptrace"


def injected(
    scene: Scene, args: Sequence[str], point: Point, what: str = KILL, *, stdin: bytes = b""
) -> Injected:
    """Run `mem ARGS` with `what` at `point`: `signal=KILL` or `error=…`, with `+` from then on."""
    times = f"{point.when}{'+' * what.endswith('+')}"
    inject = f"inject={point.call}:{what.rstrip('+')}:when={times}"
    options = ["-y", "-e", f"trace={point.call}", "-e", inject]
    done, traces = _traced(scene, args, options, str(point.victim), stdin)
    lines = traces.get(point.victim, "").splitlines()
    if what != KILL:
        return Injected(done, next((line for line in lines if "(INJECTED)" in line), ""))
    hit = bool(lines) and lines[-1] == _KILLED
    return Injected(done, next((line for line in reversed(lines[:-1])), "?") if hit else "")


def points(scene: Scene, args: Sequence[str], *, stdin: bytes = b"") -> list[Point]:
    """Every point of `mem ARGS`, found by running it; the scene is a copy for that purpose."""
    options = ["-y", "-e", f"trace={','.join(f'?{call}' for call in CALLS)}"]
    done, traces = _traced(scene, args, options, "every", stdin)
    assert done.code in {0, 3}, done
    found = []
    for victim, said in sorted(traces.items()):
        turns: Counter[str] = Counter()
        for call, target in _CALL.findall(said):
            turns[call] += 1
            found.append(Point(victim, call, turns[call], on_pipe=target.startswith("pipe:")))
    return found


def _traced(
    scene: Scene, args: Sequence[str], options: Sequence[str], victim: str, stdin: bytes
) -> tuple[Completed, dict[int, str]]:
    """Run `mem ARGS` with one process, or every, under strace; what strace wrote, by process."""
    place = scene.home.parent / "chaos"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    (place / "git").write_text(_GIT)
    (place / "git").chmod(0o755)
    env = environment(scene.home, scene.env) | {
        "PATH": f"{place}{os.pathsep}{os.environ['PATH']}",
        "CHAOS": str(place),
        "CHAOS_GIT": str(shutil.which("git")),
        "CHAOS_VICTIM": victim,
        "CHAOS_OPTIONS": " ".join(options),
    }
    traced = ["strace", "-qq", "-o", str(place / "trace.0"), *options]
    words = [*(traced if victim in {"0", "every"} else ()), *command(*args)]
    done = run_guarded(words, env=env, cwd=str(scene.home.parent), stdin=stdin)
    traces = {int(p.suffix[1:]): p.read_text(errors="replace") for p in place.glob("trace.*")}
    return done, traces


def run_guarded(words: Sequence[str], *, env: dict[str, str], cwd: str, stdin: bytes) -> Completed:
    """Run a process group to its end; one that hangs is killed whole, and fails the test."""
    with subprocess.Popen(
        words,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=env,
        cwd=cwd,
        start_new_session=True,
    ) as process:
        try:
            out, err = process.communicate(stdin, timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return Completed(process.returncode, out.decode(errors="replace"), err.decode(errors="replace"))
