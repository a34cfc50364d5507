"""Terminal sessions in markdown files: played in a real terminal, and told as they look there.

    ```terminal
    $ mem curate
    Add to Preferences
      + Prefers tea.
    1 of 1  Apply? [y/n/e/a/q] y
    ```

What stands behind a question is typed when the question is asked. Colours are not told.
"""

from __future__ import annotations

import os
import pty
import re
import select
import struct
import subprocess
import termios
import time
from collections.abc import Iterator
from fcntl import ioctl
from pathlib import Path

from tests.support.cli import environment
from tests.support.transcript import NOW
from tests.support.transcript import tools

_SESSION = re.compile(r"(?<=^```terminal\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_QUESTION = re.compile(r"\[[a-z](?:/[a-z])+\] $")
_ANSWERED = re.compile(r"\[[a-z](?:/[a-z])+\] (.*)$", re.MULTILINE)
_STYLE = re.compile(r"\x1b\[[0-9;]*m")
_COLUMNS = 92
_PATIENCE = 60.0  # seconds


def seen(markdown: str, home: Path) -> str:
    """`markdown` with what its terminals show now; all its sessions are in one empty home."""
    folder = tools(home / "bin")
    surroundings = {"MEM_NOW": NOW, "PATH": f"{folder}:{os.environ['PATH']}", "EDITOR": None}
    env = environment(home / ".mem", {**surroundings, "VISUAL": None, "COLUMNS": str(_COLUMNS)})
    told = _SESSION.sub(lambda found: "".join(_played(found[0], env, home)), markdown)
    assert "this is a bug in mem" not in told, told  # never to be kept
    return told


def _played(told: str, env: dict[str, str], home: Path) -> Iterator[str]:
    for part in re.split(r"(?m)^(?=\$ )", told):
        if part.startswith("$ "):
            command = part[2:].partition("\n")[0]
            answers = _ANSWERED.findall(part)
            shown = _shown(command, answers, env, home).replace(str(home), "~")
            yield f"$ {command}\n{shown}"
        else:
            yield part


def _shown(command: str, answers: list[str], env: dict[str, str], home: Path) -> str:
    main, end = pty.openpty()
    ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", 40, _COLUMNS, 0, 0))
    with subprocess.Popen(
        ["bash", "-c", command],
        stdin=end,
        stdout=end,
        stderr=end,
        env=env,
        cwd=home,
        start_new_session=True,
    ) as process:
        os.close(end)
        try:
            heard = _heard(main, answers)
        finally:
            process.kill()
            os.close(main)
    return _STYLE.sub("", heard.decode("utf-8", "replace")).replace("\r\n", "\n")


def _heard(main: int, answers: list[str]) -> bytes:
    """What the terminal shows until everybody has left it; questions are answered in order."""
    heard = b""
    left = iter(answers)
    deadline = time.monotonic() + _PATIENCE
    while select.select([main], [], [], max(0.0, deadline - time.monotonic()))[0]:
        try:
            data = os.read(main, 65536)
        except OSError:  # how Linux says that the other end is closed
            return heard
        if not data:
            return heard
        heard += data
        if _QUESTION.search(_STYLE.sub("", heard.decode("utf-8", "replace"))):
            os.write(main, f"{next(left, 'q')}\n".encode())
    raise TimeoutError(f"still running, having said {heard!r}")
