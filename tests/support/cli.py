"""Runs `mem` as its users do: as a process of its own, with nothing of the outside in it."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from typing import NamedTuple

import memory_cli

_CHECKOUT = Path(memory_cli.__file__).parents[1]
_TYPED_END = b"\x04"


class Completed(NamedTuple):
    """What a process left behind; bytes that are no UTF-8 are surrogates in the text."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The object on stdout."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The error that --json puts on stderr."""
        return json.loads(self.err)["error"]


def run(
    *args: str,
    home: Path,
    stdin: str | bytes = b"",
    env: Mapping[str, str | None] | None = None,
    tty: bool = False,
    cwd: Path | None = None,
    python: Sequence[str] = (),
    timeout: float = 60,
) -> Completed:
    r"""Run `mem ARGS` with `home` as $MEM_HOME, the folder around it as $HOME and cwd.

    `env` adds variables, or takes away those that are None; `python` are options of the
    interpreter. With `tty` all three streams are terminals: `stdin` is typed in and not echoed,
    out and err still come back apart, and lines still end in `\n`.
    """
    typed = stdin.encode("utf-8", "surrogateescape") if isinstance(stdin, str) else stdin
    surroundings = environment(home, env)
    home.parent.mkdir(parents=True, exist_ok=True)
    code, out, err = (_in_a_terminal if tty else _in_pipes)(
        command(*args, python=python), typed, surroundings, cwd or home.parent, timeout
    )
    decoded = (data.decode("utf-8", "surrogateescape") for data in (out, err))
    return Completed(code, *decoded)


def command(*args: str, python: Sequence[str] = ()) -> list[str]:
    """The words that start `mem ARGS`, for tests that need a process in their own hands."""
    return [sys.executable, *python, "-m", "memory_cli", *args]


def environment(home: Path, env: Mapping[str, str | None] | None = None) -> dict[str, str]:
    """Everything such a process may know of the outside."""
    sealed = {
        "COLUMNS": "80",
        "EDITOR": "false",
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(home.parent),
        "LANG": "C.UTF-8",
        "LINES": "24",
        "MEM_HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(_CHECKOUT),
        "TERM": "xterm-256color",
        "TMPDIR": os.environ.get("TMPDIR", "/tmp"),
        "TZ": "UTC",
        "VISUAL": "false",
        **(env or {}),
    }
    return {name: value for name, value in sealed.items() if value is not None}


def _in_pipes(
    words: list[str], typed: bytes, env: dict[str, str], cwd: Path, timeout: float
) -> tuple[int, bytes, bytes]:
    done = subprocess.run(
        words, input=typed, capture_output=True, env=env, cwd=cwd, timeout=timeout, check=False
    )
    return done.returncode, done.stdout, done.stderr


def _in_a_terminal(
    words: list[str], typed: bytes, env: dict[str, str], cwd: Path, timeout: float
) -> tuple[int, bytes, bytes]:
    """Two terminals in fact: one for stdin and stdout, which the process owns, one for stderr."""
    mains, ends = zip(*(_terminal() for _ in range(2)), strict=True)
    with subprocess.Popen(
        words,
        stdin=ends[0],
        stdout=ends[0],
        stderr=ends[1],
        env=env,
        cwd=cwd,
        start_new_session=True,
    ) as process:
        for end in ends:
            os.close(end)
        try:
            os.write(mains[0], typed + _TYPED_END * 2)  # twice: the first may only end a line
            out, err = _heard(mains, time.monotonic() + timeout)
            return process.wait(timeout), out, err
        finally:
            process.kill()
            for main in mains:
                os.close(main)


def _terminal() -> tuple[int, int]:
    """Both ends of a terminal that passes on what is written as it was written."""
    main, end = pty.openpty()
    modes = termios.tcgetattr(end)
    modes[1] &= ~termios.OPOST
    modes[3] &= ~termios.ECHO
    termios.tcsetattr(end, termios.TCSANOW, modes)
    return main, end


def _heard(mains: Sequence[int], deadline: float) -> tuple[bytes, bytes]:
    """What the process writes to each terminal until it has closed both."""
    heard = dict.fromkeys(mains, b"")
    still = set(mains)
    while still:
        ready = select.select(still, [], [], max(0, deadline - time.monotonic()))[0]
        if not ready:
            raise TimeoutError(f"still running, having said {heard}")
        for main in ready:
            try:
                data = os.read(main, 65536)
            except OSError:  # how Linux says that the other end is closed
                data = b""
            heard[main] += data
            if not data:
                still.discard(main)
    return heard[mains[0]], heard[mains[1]]
