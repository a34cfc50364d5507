"""What a disk may hold after a power cut at any moment of a command.

    traced(scene, args)         runs `mem ARGS` and tells every Step that it and its gits took
    Disk(base, steps)           the disk after these steps, as a power cut would leave it
    disk.left(home, happened)   puts that in place, to be looked at and worked with

The model is the harshest that a journaling file system of today stands up to: what was written to
a file and never followed by an fsync of that file is gone, so the file is empty; a name that was
made, changed or removed is certain only after an fsync of its directory, and until then each of
them may have happened or not (`happened` chooses). A journal keeps their order, so that what
happened is a beginning of what was asked for; tests try that at every step, and other choices too.

    python -m tests.faults.powercut [CASE]     cuts the power at every step of a case of sweep.py
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.faults.chaos import Injected
from tests.faults.chaos import run_guarded
from tests.support.cli import Completed
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Scene

_CALLS = """
openat creat write pwrite64 ftruncate lseek fsync fdatasync rename renameat renameat2 link linkat
unlink unlinkat mkdir mkdirat rmdir symlink symlinkat
""".split()
_LINE = re.compile(r"(?P<pid>\d+) +(?P<call>\w+)\((?P<about>.*)\) += (?P<result>\d+)")
_WORD = re.compile(r'"(?P<text>[^"]*)"(?:\.\.\.)?|(?P<fd>\w+)<(?P<path>[^>]*)>|(?P<other>[^, ]+)')
_UNFINISHED = " <unfinished ...>"
_RESUMED = re.compile(r"(?P<pid>\d+) +<\.\.\. \w+ resumed>(?P<rest>.*)")
_GONE = b" (deleted)"


class Step(NamedTuple):
    """One call of one process that changed something, or made it certain."""

    call: str  # open, write, truncate, seek, sync, rename, link, unlink, mkdir or rmdir
    path: str  # absolute; what it is done to
    where: tuple[int, int]  # process and descriptor
    to: str = ""  # the new name
    data: bytes = b""
    at: int | None = None  # the offset or size that the call names
    flags: str = ""

    def __str__(self) -> str:
        return f"{self.call} {self.path}{f' → {self.to}' if self.to else ''}"


class Traced(NamedTuple):
    """A whole command: how it ended, its steps, and how many it had taken when it answered."""

    done: Completed
    steps: tuple[Step, ...]
    answered: int


def traced(scene: Scene, args: Sequence[str]) -> Traced:
    """Run `mem ARGS` with every process of it under strace."""
    with tempfile.TemporaryDirectory() as aside:
        place = Path(aside, "trace")
        options = ["-f", "-y", "-z", "-xx", "-s", str(1 << 24), "-qq", "-e", "signal=none"]
        calls = ",".join(f"?{call}" for call in _CALLS)
        words = ["strace", *options, "-e", f"trace={calls}", "-o", str(place), *command(*args)]
        env = environment(scene.home, scene.env)
        done = run_guarded(words, env=env, cwd=str(scene.home.parent), stdin=b"")
        lines = list(_whole(place.read_text("ascii").splitlines()))
    steps: list[Step] = []
    answered, first = -1, ""
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            raise ValueError(line[:200])
        first = first or match["pid"]
        step = _step(match)
        if match["pid"] == first and step and step.call == "write" and step.where[1] == 1:
            answered = len(steps) if answered < 0 else answered
        elif step and _concerns(step, scene.home):
            steps.append(step)
    return Traced(done, tuple(steps), answered if answered >= 0 else len(steps))


def _concerns(step: Step, home: Path) -> bool:
    """Whether it is done to something in `home`, or makes the name of `home` itself certain."""
    path = Path(step.path)
    return path.is_relative_to(home) or (step.call == "sync" and path == home.parent)


def _whole(lines: Sequence[str]) -> Iterator[str]:
    """The lines of a trace, each with what of it comes later, when another process came between."""
    begun: dict[str, str] = {}
    for line in lines:
        if line.endswith(_UNFINISHED):
            begun[line.split(" ")[0]] = line.removesuffix(_UNFINISHED)
        elif resumed := _RESUMED.match(line):
            yield begun.pop(resumed["pid"]) + resumed["rest"]
        else:
            yield line


def _step(match: re.Match[str]) -> Step | None:
    """The step that a line tells of; None when it changes nothing."""
    call, pid, result = match["call"], int(match["pid"]), int(match["result"])
    words = list(_WORD.finditer(match["about"]))
    numbers = [int(w["other"]) for w in words if w["other"] and w["other"].isdecimal()]
    if call in {"openat", "creat"}:
        flags = (
            "O_CREAT|O_TRUNC" if call == "creat" else next(w["other"] for w in words if w["other"])
        )
        (path,) = _paths(words)
        writes = "O_WRONLY" in flags or "O_RDWR" in flags
        return Step("open", path, (pid, result), flags=flags) if writes else None
    if call in {"write", "pwrite64", "ftruncate", "lseek", "fsync", "fdatasync"}:
        raw = _decoded(words[0]["path"])
        if raw.endswith(_GONE):
            return None
        path, where = os.fsdecode(raw), (pid, int(words[0]["fd"]))
        if call in {"write", "pwrite64"}:
            at = numbers[-1] if call == "pwrite64" else None
            return Step("write", path, where, data=_decoded(words[1]["text"])[:result], at=at)
        if call == "ftruncate":
            return Step("truncate", path, where, at=numbers[0])
        return (
            Step("seek", path, where, at=result) if call == "lseek" else Step("sync", path, where)
        )
    if call.startswith("symlink"):  # git tries whether it can, and takes it away again
        return Step("open", _paths(words)[-1], (pid, -1))
    kind = next(k for k in ("rename", "unlink", "link", "mkdir", "rmdir") if call.startswith(k))
    if "AT_REMOVEDIR" in match["about"]:
        kind = "rmdir"
    path, *to = _paths(words)
    return Step(kind, path, (pid, -1), to=to[0] if to else "")


def _paths(words: Sequence[re.Match[str]]) -> list[str]:
    """The paths that a call names, each put together with the directory it begins at."""
    paths, folder = [], b""
    for word in words:
        if word["path"] is not None:
            folder = _decoded(word["path"])
        elif word["text"] is not None:
            paths.append(
                os.fsdecode(os.path.normpath(os.path.join(folder, _decoded(word["text"]))))
            )
            folder = b""
    return paths


def _decoded(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


class File:
    """What has a name: a file with its bytes, or a directory."""

    def __init__(self, *, origin: Path | None = None, is_folder: bool = False) -> None:
        self.origin = origin  # the file of the time before, until it is written to
        self.is_folder = is_folder
        self.is_certain = True  # what is in it would be there after a power cut
        self._data = bytearray()

    @property
    def data(self) -> bytes:
        """The bytes it holds."""
        return self.origin.read_bytes() if self.origin else bytes(self._data)

    def write(self, data: bytes, at: int) -> None:
        """Put `data` at the offset `at`."""
        self._own()
        self._data.extend(bytes(max(0, at - len(self._data))))
        self._data[at : at + len(data)] = data

    def truncate(self, size: int) -> None:
        """Let it have `size` bytes."""
        self._own()
        del self._data[size:]

    def _own(self) -> None:
        if self.origin:
            self._data, self.origin = bytearray(self.origin.read_bytes()), None
        self.is_certain = False


class Change(NamedTuple):
    """A name that was made, changed or removed, and the directories that do not know for sure."""

    gone: str
    come: str
    file: File
    unsure: set[str]

    def __str__(self) -> str:
        return f"{self.gone} → {self.come}"

    def apply(self, names: dict[str, File]) -> None:
        """Let it have happened to `names`."""
        under: list[str] = []
        if self.gone:
            names.pop(self.gone, None)
            under = [name for name in names if name.startswith(f"{self.gone}/")]
        moved = {self.come + name.removeprefix(self.gone): names.pop(name) for name in under}
        if self.come:
            names[self.come] = self.file
            names.update(moved)


Happened = Callable[[int, Change], bool]
"""Whether the change with that number, of those that are not certain, has happened."""


class Disk:
    """A disk that held `base` and was given `steps`; then the power is cut.

    `home` is where `base` was when the steps were taken.
    """

    def __init__(self, base: Path, steps: Sequence[Step], home: Path) -> None:
        self.base = base
        self.home = str(home)
        self._before: dict[str, File] = {}
        for path in base.rglob("*"):
            name = f"{home}/{path.relative_to(base)}"
            self._before[name] = File(origin=path, is_folder=path.is_dir())
        if base.exists():
            self._before[self.home] = File(is_folder=True)
        self.names = dict(self._before)  # as a process sees them
        self.changes: list[Change] = []
        self._offsets: dict[tuple[int, int], int] = {}
        for step in steps:
            self._take(step)

    def _take(self, step: Step) -> None:
        if step.call in {"rename", "link", "unlink", "rmdir", "mkdir"}:
            file = File(is_folder=True) if step.call == "mkdir" else self.names[step.path]
            come = step.path if step.call == "mkdir" else step.to
            self._change(step.path if step.call not in {"mkdir", "link"} else "", come, file)
            return
        if step.call == "open":
            self._open(step)
            return
        if step.call == "sync":
            for change in self.changes:
                change.unsure.discard(step.path)
            if step.path in self.names:
                self.names[step.path].is_certain = True
            return
        file = self.names[step.path]
        if step.call == "seek":
            self._offsets[step.where] = step.at or 0
        elif step.call == "truncate":
            file.truncate(step.at or 0)
        else:
            at = self._offsets.get(step.where, 0) if step.at is None else step.at
            at = len(file.data) if at < 0 else at  # opened for appending
            file.write(step.data, at)
            if step.at is None and self._offsets.get(step.where, 0) >= 0:
                self._offsets[step.where] = at + len(step.data)

    def _open(self, step: Step) -> None:
        if step.path not in self.names:
            self._change("", step.path, File())
        if "O_TRUNC" in step.flags:
            self.names[step.path].truncate(0)
        self._offsets[step.where] = -1 if "O_APPEND" in step.flags else 0

    def _change(self, gone: str, come: str, file: File) -> None:
        unsure = {os.path.dirname(name) for name in (gone, come) if name}
        change = Change(gone, come, file, unsure)
        change.apply(self.names)
        self.changes.append(change)

    @property
    def uncertain(self) -> list[Change]:
        """The changes of names that no fsync of a directory made certain."""
        return [change for change in self.changes if change.unsure]

    def held(self, happened: Happened) -> dict[str, bytes | None]:
        """Every path, relative to `home`, and its bytes; None for a directory.

        What lies in a directory that is not there is not there.
        """
        names, reached = dict(self._before), set[str]()
        numbers = {id(change): number for number, change in enumerate(self.uncertain)}
        for change in self.changes:
            if not change.unsure or happened(numbers[id(change)], change):
                change.apply(names)
        held: dict[str, bytes | None] = {}
        for name in sorted(names):
            file = names[name]
            if name == self.home or os.path.dirname(name) in reached:
                reached.add(name)
                data = None if file.is_folder else file.data if file.is_certain else b""
                held[name[len(self.home) + 1 :]] = data
        return held

    def left(self, home: Path, happened: Happened) -> None:
        """Put at `home`, which must not exist, what the power cut leaves."""
        home.parent.mkdir(parents=True, exist_ok=True)
        long_ago = time.time() - 60
        for name, data in self.held(happened).items():
            path = home / name
            if data is None:
                path.mkdir(mode=0o700)
                continue
            path.write_bytes(data)
            path.chmod(0o600)
            os.utime(path, (long_ago, long_ago))


def in_order(_: int, __: Change) -> bool:
    """Everything asked for so far has happened, as a journal may have written it down."""
    return True


def nothing_uncertain(_: int, __: Change) -> bool:
    """Only what was made certain has happened."""
    return False


def all_but(number: int) -> Happened:
    """Everything but one change has happened: no journal does that, and no promise forbids it."""
    return lambda each, _: each != number


def only(number: int) -> Happened:
    """Nothing uncertain but one change has happened."""
    return lambda each, _: each == number


def as_injected(command: Traced, cut: int) -> Injected:
    """How the command looks to whoever started it when the power is cut after `cut` steps."""
    if cut >= command.answered:
        return Injected(command.done, f"after step {cut}, having answered")
    return Injected(Completed(-9, "", ""), f"after step {cut}")


def main(words: list[str]) -> int:
    """Cut the power at every step of the case that is named, and print what came of it."""
    from tests.faults.cutting import swept_by_cuts
    from tests.faults.sweep import CASES
    from tests.faults.sweep import Sweep

    cases = [case for case in CASES if not words or case.name in words]
    wrong = 0
    for case in cases:
        with tempfile.TemporaryDirectory() as place:
            for row in swept_by_cuts(Sweep(case, Path(place))):
                print(f"{row.case:<40} {row.what:<24} {dict(row.outcomes)}")  # noqa: T201
                print("\n".join(row.wrongs), end="\n" * bool(row.wrongs))  # noqa: T201
                wrong += len(row.wrongs)
            shutil.rmtree(place, ignore_errors=True)
    return 1 if wrong or not cases else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
