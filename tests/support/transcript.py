"""Console sessions in markdown files: read, played in a real bash, and told anew.

    ```console
    $ mem forget k3f9
    what it prints on stdout
    2> what it says on stderr
    ?11
    ```

A line with `> ` right below a command goes on with it. Exit code 0 is not written. One bash plays
all sessions of a file in one empty home, which is shown as `~`.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support.cli import command
from tests.support.cli import environment

NOW = "2026-11-20T09:14:00+00:00"
_SESSION = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


class Result(NamedTuple):
    """What one command did."""

    code: int
    out: str
    err: str


def played(markdown: str, home: Path, *, answers_only: bool = False) -> str:
    """`markdown` with what its commands print now; with `answers_only` stderr is not told."""
    found = list(_SESSION.finditer(markdown))
    commands = [list(_commands(session[0])) for session in found]
    results = iter(_run([each for session in commands for each in session], home))
    pieces, end = [], 0
    for session, typed in zip(found, commands, strict=True):
        pieces.append(markdown[end : session.start()])
        pieces += (_told(each, next(results), home, answers_only=answers_only) for each in typed)
        end = session.end()
    return _sound("".join([*pieces, markdown[end:]]))


def _sound(told: str) -> str:
    """`told`, which is never to be kept when it tells of a crash."""
    assert "this is a bug in mem" not in told, told
    return told


def tools(folder: Path) -> Path:
    """Make `folder`, in which the commands `mem` and `python` are those under test."""
    folder.mkdir()
    for name, words in {"mem": command(), "python": [sys.executable]}.items():
        tool = folder / name
        tool.write_text(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
        tool.chmod(0o755)
    return folder


def _commands(session: str) -> Iterator[str]:
    """The commands of a session, each with the lines it goes on in."""
    command = ""
    for line in session.split("\n"):
        if command and (line == ">" or line.startswith("> ")):
            command += f"\n{line[2:]}"
            continue
        if command:
            yield command
        command = line[2:] if line.startswith("$ ") else ""


def _told(typed: str, result: Result, home: Path, *, answers_only: bool) -> str:
    lines = _lines(result.out)
    if not answers_only:
        lines += (f"2> {line}".rstrip() for line in _lines(result.err))
    if result.code:
        lines.append(f"?{result.code}")
    first, *more = typed.split("\n")
    told = [f"$ {first}", *(f"> {line}".rstrip() for line in more), *lines]
    return "".join(f"{line}\n" for line in told).replace(str(home), "~")


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _run(commands: Sequence[str], home: Path) -> list[Result]:
    """Run `commands` one after the other in one bash."""
    folder = home.parent / f"{home.name}-played"
    env = environment(home / ".mem", {"MEM_HOME": None, "MEM_NOW": NOW})
    env["PATH"] = f"{tools(folder)}:{env['PATH']}"
    script = []
    for number, each in enumerate(commands):
        at = shlex.quote(str(folder / str(number)))
        (folder / f"{number}.sh").write_text(f"{each}\n")
        script.append(f'eval "$(<{at}.sh)" </dev/null >{at}.out 2>{at}.err; echo $? >{at}.code')
    subprocess.run(
        ["bash", "--noprofile", "--norc", "-c", "\n".join(script)], env=env, cwd=home, check=True
    )
    return [_result(folder / str(number)) for number in range(len(commands))]


def _result(at: Path) -> Result:
    code, out, err = (
        at.with_name(f"{at.name}.{part}").read_text("utf-8", "backslashreplace")
        for part in ("code", "out", "err")
    )
    return Result(int(code), out, err)
