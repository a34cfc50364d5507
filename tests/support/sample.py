"""A small memory to try verbs on, always the same, and what programs and pipes are told of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.identity import entry_id
from tests.support.cli import Completed
from tests.support.cli import run

NOW = "2026-11-20T09:14:00+00:00"
BEGAN = "2026-11-19T18:00:00+00:00"

FILES = {
    "SOUL.md": """\
---
name: Ada
---

## Me

- Left-handed.
""",
    "MEMORY.md": """\
## Preferences

- Prefers dark mode in every editor. #ui
- ~~Prefers light mode.~~ #ui

## Projects

- Moved to Utrecht. (since 2026-11-18)
- Passport must be renewed. #admin (until 2027-03-01)
- Never before 10:00. #pinned
""",
    "memory/2026-11-18.md": """\
# 2026-11-18

- 9:00 Took the pill.
- 14:02 Call with Dana: launch moved to 3 December.
  She will confirm in writing. #billing
- 21:00 Took the pill.
""",
    "memory/2026-11-19.md": """\
# 2026-11-19

- [ ] 9:20 Send Dana the cost table. #billing
- Diary. #private
""",
}

LEFT_HANDED = entry_id("Left-handed.")
DARK = entry_id("Prefers dark mode in every editor.")
LIGHT = entry_id("Prefers light mode.")
UTRECHT = entry_id("Moved to Utrecht.")
PASSPORT = entry_id("Passport must be renewed.")
EARLY = entry_id("Never before 10:00.")
PILL = entry_id("Took the pill.")
CALL = entry_id("Call with Dana: launch moved to 3 December. She will confirm in writing.")
TABLE = entry_id("Send Dana the cost table.")
DIARY = entry_id("Diary.")

LINES = {
    "soul": f"- Left-handed. (SOUL.md:7 {LEFT_HANDED[:8]})\n",
    "dark": f"- Prefers dark mode in every editor. #ui (MEMORY.md:3 {DARK[:8]})\n",
    "light": f"- ~~Prefers light mode.~~ #ui (MEMORY.md:4 {LIGHT[:8]})\n",
    "utrecht": f"- Moved to Utrecht. (since 2026-11-18) (MEMORY.md:8 {UTRECHT[:8]})\n",
    "passport": (
        f"- Passport must be renewed. #admin (until 2027-03-01) (MEMORY.md:9 {PASSPORT[:8]})\n"
    ),
    "early": f"- Never before 10:00. #pinned (MEMORY.md:10 {EARLY[:8]})\n",
    "pill": f"- 9:00 Took the pill. (memory/2026-11-18.md:3 {PILL[:8]})\n",
    "call": (
        "- 14:02 Call with Dana: launch moved to 3 December. She will confirm in writing. #billing"
        f" (memory/2026-11-18.md:4 {CALL[:8]})\n"
    ),
    "second pill": f"- 21:00 Took the pill. (memory/2026-11-18.md:6 {PILL[:8]})\n",
    "table": (
        f"- [ ] 9:20 Send Dana the cost table. #billing (memory/2026-11-19.md:3 {TABLE[:8]})\n"
    ),
    "diary": f"- Diary. #private (memory/2026-11-19.md:4 {DIARY[:8]})\n",
}
"""What a pipe shows of each entry."""


def told(*names: str) -> str:
    """What a pipe shows of these entries."""
    return "".join(LINES[name] for name in names)


def an_entry(text: str, path: str, line: int, **others: object) -> dict[str, object]:
    """The object that --json makes of an entry, its words given, the rest silent or in `others`."""
    kinds = {"SOUL.md": "soul", "MEMORY.md": "fact"}
    made: dict[str, object] = {
        "id": entry_id(text),
        "kind": kinds.get(path, "log"),
        "text": text,
        "path": path,
        "line": line,
        "section": None,
        "date": path[7:17] if path.startswith("memory/") else None,
        "time": None,
        "tags": [],
        "task": None,
        "disabled": False,
        "until": None,
        "private": False,
    }
    assert others.keys() <= made.keys()
    return made | others


OBJECTS = {
    "soul": an_entry("Left-handed.", "SOUL.md", 7, section="Me"),
    "dark": an_entry(
        "Prefers dark mode in every editor.", "MEMORY.md", 3, section="Preferences", tags=["ui"]
    ),
    "light": an_entry(
        "Prefers light mode.", "MEMORY.md", 4, section="Preferences", tags=["ui"], disabled=True
    ),
    "utrecht": an_entry("Moved to Utrecht.", "MEMORY.md", 8, section="Projects", date="2026-11-18"),
    "passport": an_entry(
        "Passport must be renewed.",
        "MEMORY.md",
        9,
        section="Projects",
        tags=["admin"],
        until="2027-03-01",
    ),
    "early": an_entry("Never before 10:00.", "MEMORY.md", 10, section="Projects", tags=["pinned"]),
    "pill": an_entry("Took the pill.", "memory/2026-11-18.md", 3, time="09:00"),
    "call": an_entry(
        "Call with Dana: launch moved to 3 December.\nShe will confirm in writing.",
        "memory/2026-11-18.md",
        4,
        time="14:02",
        tags=["billing"],
    ),
    "second pill": an_entry("Took the pill.", "memory/2026-11-18.md", 6, time="21:00"),
    "table": an_entry(
        "Send Dana the cost table.",
        "memory/2026-11-19.md",
        3,
        time="09:20",
        tags=["billing"],
        task="open",
    ),
    "diary": an_entry("Diary.", "memory/2026-11-19.md", 4, tags=["private"], private=True),
}
"""What --json makes of each entry."""


def objects(*names: str) -> list[dict[str, object]]:
    """What --json makes of these entries."""
    return [OBJECTS[name] for name in names]


class Mem(NamedTuple):
    """`mem` and the memory of `me` in `home`, at a quarter past nine on 20 November 2026."""

    home: Path

    def __call__(
        self,
        *words: str,
        stdin: str | bytes = b"",
        env: Mapping[str, str | None] | None = None,
        tty: bool = False,
    ) -> Completed:
        """Run `mem WORDS` as a process of its own."""
        return run(
            *words, home=self.home, stdin=stdin, env={"MEM_NOW": NOW, **(env or {})}, tty=tty
        )

    @property
    def store(self) -> Path:
        """Where the files are."""
        return self.home / "me"

    def read(self, path: str) -> str:
        """What a file of the memory holds; bytes that are no UTF-8 are surrogates."""
        return (self.store / path).read_bytes().decode("utf-8", "surrogateescape")

    def write(self, path: str, text: str) -> None:
        """Edit a file by hand."""
        (self.store / path).parent.mkdir(parents=True, exist_ok=True)
        (self.store / path).write_bytes(text.encode("utf-8", "surrogateescape"))

    def git(self, *words: str) -> str:
        """What git says of the memory."""
        command = ["git", "-C", str(self.store), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    @property
    def head(self) -> str:
        """The newest commit."""
        return self.git("rev-parse", "main")

    @property
    def message(self) -> list[str]:
        """The lines of the newest commit's message that are not blank."""
        return [line for line in self.git("log", "-1", "--format=%B").splitlines() if line]

    @property
    def operations(self) -> list[str]:
        """The first line of every commit message, newest first."""
        return self.git("log", "--format=%s").splitlines()


def begun(folder: Path) -> Mem:
    """Begin the memory of FILES in `folder`."""
    source = folder / "source"
    for path, text in FILES.items():
        (source / path).parent.mkdir(parents=True, exist_ok=True)
        (source / path).write_text(text)
    mem = Mem(folder / ".mem")
    done = mem("init", "--from", str(source), "--quiet", env={"MEM_NOW": BEGAN})
    assert (done.code, done.err) == (0, "")
    shutil.rmtree(source)
    return mem


def copied(mem: Mem, folder: Path) -> Mem:
    """A copy of a memory, to be changed."""
    shutil.copytree(mem.home, folder / ".mem")
    return Mem(folder / ".mem")
