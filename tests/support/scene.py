"""A memory that tests break, and everything that must hold of it whatever was done to it."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.layout import is_recorded
from memory_cli.core.operation import parse_message
from tests.support.cli import Completed
from tests.support.cli import run

NOW = "2026-11-20T09:14:00+00:00"
DAY = "memory/2026-11-20.md"

Files = dict[str, bytes]


class Deed(NamedTuple):
    """A commit, in the words of the audit trail."""

    op: str
    actor: str


class Moment(NamedTuple):
    """One commit and the whole memory as it left it."""

    deed: Deed
    files: Files


_SEEN: dict[str, Moment] = {}


class Scene:
    """The memory of `me` under `home`, used through the command line and looked at from outside.

    Looking is done with plain git and plain reading, so that no bug of ours can hide itself.
    """

    def __init__(self, home: Path, env: Mapping[str, str | None] | None = None) -> None:
        self.home = home
        self.root = home / "me"
        self.env: dict[str, str | None] = {
            "MEM_NOW": NOW,
            "PYTHONDONTWRITEBYTECODE": "1",  # what is written is what `mem` writes
            **(env or {}),
        }

    def mem(
        self, *args: str, stdin: str | bytes = b"", env: Mapping[str, str] | None = None
    ) -> Completed:
        """Run a command to its end, as `MEM_NOW` and nobody's agent."""
        return run(*args, home=self.home, stdin=stdin, env=self.env | dict(env or {}))

    def copy(self, home: Path) -> Scene:
        """The same memory at another place."""
        home.parent.mkdir(parents=True, exist_ok=True)
        if self.home.exists():
            shutil.copytree(self.home, home, symlinks=True)
        return Scene(home, self.env)

    def remove(self) -> None:
        """Throw the memory away."""
        shutil.rmtree(self.home)

    def write(self, path: str, data: bytes | str) -> None:
        """Save `path` as a person's editor does that, some time ago."""
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
        self.settle(path)

    def settle(self, path: str) -> None:
        """Let `path` have been saved a minute ago, so that nobody waits for it to hold still."""
        long_ago = time.time() - 60
        os.utime(self.root / path, (long_ago, long_ago))

    def read(self, path: str) -> str:
        """The text of `path`; empty when there is none."""
        target = self.root / path
        return target.read_bytes().decode("utf-8", "surrogateescape") if target.exists() else ""

    @property
    def files(self) -> Files:
        """Every recorded path and its bytes on disk."""
        found = [*self.root.glob("*"), *self.root.glob("memory/*")]
        relative = ((path, path.relative_to(self.root).as_posix()) for path in found)
        return {name: path.read_bytes() for path, name in relative if is_recorded(name)}

    @property
    def story(self) -> list[Deed]:
        """Every commit, oldest first."""
        return [moment.deed for moment in self.moments]

    @property
    def moments(self) -> list[Moment]:
        """Every commit of `main`, oldest first, with the files it left."""
        if not (self.root / ".git").exists() or not self.git("for-each-ref", "refs/heads/main"):
            return []
        commits = self.git("rev-list", "--reverse", "--first-parent", "refs/heads/main").split()
        for commit in commits:
            if commit not in _SEEN:  # an id stands for the same bytes in every repository
                _SEEN[commit] = Moment(self.deed(commit), self.tree(commit))
        return [_SEEN[commit] for commit in commits]

    def deed(self, commit: str) -> Deed:
        """What the message of `commit` says; a commit that `mem` did not make is ("", subject)."""
        message = self.git("log", "-1", "--format=%B", commit)
        operation = parse_message(message, at=0)
        return Deed(operation.op, operation.actor) if operation else Deed("", message.strip())

    def tree(self, commit: str = "refs/heads/main") -> Files:
        """The files of `commit`."""
        lines = self.git("ls-tree", "-r", "-z", commit).split("\0")[:-1]
        pairs = [line.split("\t") for line in lines if line.startswith("100")]
        oids = "".join(f"{about.split(' ')[2]}\n" for about, _ in pairs).encode()
        held = self.git_bytes("cat-file", "--batch", stdin=oids)
        files = {}
        for _, path in pairs:
            about, _, held = held.partition(b"\n")
            size = int(about.split(b" ")[2])
            files[path], held = held[:size], held[size + 1 :]
        return files

    def git(self, *args: str) -> str:
        """What plain git says."""
        return self.git_bytes(*args).decode("utf-8", "surrogateescape")

    def git_bytes(self, *args: str, stdin: bytes = b"") -> bytes:
        """What plain git says; it runs as the person's own, with an empty home."""
        done = self.try_git(*args, stdin=stdin)
        assert done.returncode == 0, (args, done.stderr)
        return done.stdout

    def try_git(
        self, *args: str, env: Mapping[str, str] | None = None, stdin: bytes = b""
    ) -> subprocess.CompletedProcess[bytes]:
        """Run git as the person may, however it ends."""
        surroundings = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.home.parent),
            "GIT_CONFIG_NOSYSTEM": "1",
            **(env or {}),
        }
        return subprocess.run(
            ["git", "-C", str(self.root), *args],
            input=stdin,
            capture_output=True,
            env=surroundings,
            timeout=60,
            check=False,
        )

    @property
    def leftovers(self) -> list[str]:
        """What a command may leave behind only when it was killed."""
        names = [".mem-tmp-*", "memory/.mem-tmp-*", ".mem/.mem-tmp-*", ".mem/intent", ".mem/new"]
        names += [".git/HEAD.lock", ".git/refs/heads/*.lock", ".git/packed-refs.lock"]
        found = (path for name in names for path in self.root.glob(name))
        return sorted(path.relative_to(self.root).as_posix() for path in found)

    def age_locks(self) -> bool:
        """Let half a minute pass for the locks of a dead git; whether there were any."""
        locks = [*self.root.glob(".git/*.lock"), *self.root.glob(".git/refs/heads/*.lock")]
        for lock in locks:
            os.utime(lock, (time.time() - 60, time.time() - 60))
        return bool(locks)

    @property
    def wounds(self) -> list[str]:
        """Everything that is wrong with a memory at rest; empty for a healthy one."""
        wounds = [f"left behind: {name}" for name in self.leftovers]
        check = self.try_git("fsck", "--strict", "--no-dangling")
        complaints = (check.stdout + check.stderr).decode().splitlines()
        wounds += [f"fsck: {line}" for line in complaints if not line.startswith("notice:")]
        wounds += [f"fsck: exit {check.returncode}"] if check.returncode else []
        if self.try_git("rev-parse", "--verify", "-q", "refs/heads/main^{tree}").returncode:
            return [*wounds, "there is no history"]
        files, held = self.files, self.tree()
        wounds += [
            f"not as recorded: {p}" for p in sorted(files | held) if files.get(p) != held.get(p)
        ]
        return wounds
