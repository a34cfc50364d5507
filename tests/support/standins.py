"""Commands that stand in for those a script would call, on a PATH that holds nothing else."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from typing import NamedTuple

from tests.support.cli import Completed
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.sample import NOW
from tests.support.sample import Mem

_TOOLS = ("awk", "cat", "cut", "find", "git", "mkdir", "rm", "sed", "sh")
_RECORDER = """\
import json, os, sys
name, said = os.path.basename(sys.argv[0]), {}
if name == "curl":
    said["headers"] = os.fdopen(3).read()
with open(f"{os.environ['HEARD']}/{name}", "w") as file:
    json.dump({"argv": sys.argv[1:], "stdin": sys.stdin.read(), **said}, file)
sys.stdout.write(os.environ.get("ANSWER", f"This is {name}.\\n"))
sys.exit(int(os.environ.get("EXIT", "0")))
"""

_FOUND = {os.path.realpath(at): at for name in ("bash", "sh") if (at := shutil.which(name))}
SHELLS = sorted(_FOUND.values())
"""Shells that scripts should run in."""


class Place(NamedTuple):
    """A home with a memory, and a PATH on which there is nothing but what a test puts there."""

    mem: Mem
    bin: Path
    heard: Path

    def stands_in(self, *names: str) -> None:
        """Put commands on the PATH that note what they are given."""
        for name in names:
            self.script(name, f"#!{sys.executable} -I\n{_RECORDER}")

    def script(self, name: str, text: str) -> None:
        """Put a command on the PATH."""
        (self.bin / name).unlink(missing_ok=True)
        (self.bin / name).write_text(text)
        (self.bin / name).chmod(0o755)

    def run(
        self,
        script: Path,
        *words: str,
        stdin: str = "",
        env: Mapping[str, str | None] | None = None,
        shell: str = "sh",
    ) -> Completed:
        """Run a script in a shell that takes no unset variable."""
        done = subprocess.run(
            [shell, "-u", str(script), *words],
            input=stdin.encode("utf-8", "surrogatepass"),
            capture_output=True,
            env=self.env(env),
            cwd=self.mem.home.parent,
            timeout=60,
            check=False,
        )
        return Completed(done.returncode, done.stdout.decode(), done.stderr.decode())

    def env(self, more: Mapping[str, str | None] | None = None) -> dict[str, str]:
        """The environment of a script."""
        own = {"PATH": str(self.bin), "HEARD": str(self.heard), "MEM_NOW": NOW}
        return environment(self.mem.home, {**own, "MEM_NO_USAGE": "1", **(more or {})})

    def told(self, name: str) -> Any:
        """What a stand-in was given."""
        return json.loads((self.heard / name).read_text())

    @property
    def argv(self) -> str:
        """Every argument that every command was given."""
        return "\n".join(file.read_text() for file in self.heard.glob("argv.*"))

    def files(self) -> set[str]:
        """Everything in this home but what `mem` derives for itself."""
        found = {path.relative_to(self.mem.home.parent) for path in self.mem.home.parent.rglob("*")}
        return {str(path) for path in found if ".mem" not in path.parts[2:]}


def placed(mem: Mem, folder: Path) -> Place:
    """`mem` in a place of its own: every tool on the PATH notes its arguments, then works."""
    place = Place(mem, folder / "bin", folder / "heard")
    place.bin.mkdir()
    place.heard.mkdir()
    found = {name: [str(shutil.which(name))] for name in _TOOLS}
    for name, words in {**found, "mem": command(), "python3": [sys.executable]}.items():
        noted = f'printf \'%s\\n\' "$@" >> "$HEARD"/argv.{name}'
        place.script(name, f'#!/bin/sh\n{noted}\nexec {shlex.join(words)} "$@"\n')
    return place
