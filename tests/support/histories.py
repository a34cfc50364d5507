"""Histories as other programs write them, to be read, rebuilt and erased from."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_QUIET = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "LC_ALL": "C"}


class Plain:
    """Plain git in the repository at `root`, with given time, as Ada."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._clock = 1_795_170_000

    @property
    def path(self) -> Path:
        """The directory git keeps its own things in."""
        return self.root / ".git"

    def __call__(self, *args: str, stdin: bytes = b"", **env: str) -> str:
        """What git says, the last line end apart."""
        return self.raw(*args, stdin=stdin, **env).decode("utf-8", "surrogateescape").rstrip("\n")

    def raw(self, *args: str, stdin: bytes = b"", **env: str) -> bytes:
        """Every byte git says."""
        self._clock += 60
        who = {
            f"GIT_{role}_{what}": value
            for role in ("AUTHOR", "COMMITTER")
            for what, value in (
                ("NAME", "Ada"),
                ("EMAIL", "ada@x"),
                ("DATE", f"{self._clock} +0100"),
            )
        }
        done = subprocess.run(
            ["git", "-C", str(self.root), *args],
            input=stdin,
            capture_output=True,
            check=False,
            timeout=60,
            env={"PATH": os.environ["PATH"], "HOME": str(self.root), **_QUIET, **who, **env},
        )
        assert done.returncode == 0, done
        return done.stdout

    def begin(self) -> None:
        """An empty repository."""
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self("init", "-q", "-b", "main")

    def write(self, path: str, data: str | bytes) -> None:
        """Put a file into the folder."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_bytes(data.encode() if isinstance(data, str) else data)

    def commit(
        self, message: str | bytes, files: dict[str, str | bytes | None] | None = None
    ) -> str:
        """Commit `files` (None for gone), and return the commit."""
        for path, data in (files or {}).items():
            if data is None:
                (self.root / path).unlink()
            else:
                self.write(path, data)
        said = message.encode() if isinstance(message, str) else message
        self("add", "-A")
        self("commit", "-q", "--allow-empty", "--allow-empty-message", "-F", "-", stdin=said)
        return self.head

    @property
    def head(self) -> str:
        """The newest commit."""
        return self("rev-parse", "main")

    def put(self, commit: bytes) -> str:
        """Write a commit object of these bytes, let `main` name it, and return its id."""
        made = self("hash-object", "-t", "commit", "-w", "--literally", "--stdin", stdin=commit)
        self("update-ref", "refs/heads/main", made)
        return made
