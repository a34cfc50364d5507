"""What git says of the health of a history, and which versions of which files it concerns."""

from __future__ import annotations

import os
import re
from collections.abc import Collection
from collections.abc import Iterator
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path
from typing import IO
from typing import NamedTuple

from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.store import git

_OID = re.compile(rb"\b[0-9a-f]{40}\b")
_GONE = re.compile(
    rb"(?:missing (?:blob|tree|commit|tag)|to +(?:blob|tree|commit|tag)) ([0-9a-f]{40})"
)
_FAULT = re.compile(rb"(?:error|warning) in (?:blob|tree|commit|tag) [0-9a-f]{40}: (\w+)")
_DONE = re.compile(rb"Checking objects: +\d+% \((\d+)/(\d+)\)")
_UNREADABLE = (b"error: ", b"fatal: ")
_LOG = ("log", "--all", "--raw", "--no-abbrev", "--root", "-m", "--no-renames", "--format=%H %at")


class Health(NamedTuple):
    """What `git fsck` has found."""

    gone: frozenset[str] = frozenset()  # objects that are named, and are not there any more
    damaged: tuple[str, ...] = ()  # what git says of files of its own that it cannot read
    faults: tuple[str, ...] = ()  # forms that git finds wrong, and that harm nobody


class Version(NamedTuple):
    """A file as a commit left it."""

    commit: str
    day: date
    path: str
    blob: str


def health(root: Path, progress: Progress = silently) -> Health:
    """Look at every object of the history, for as long as it takes; raises GitFailed."""
    gone: set[str] = set()
    damaged: list[str] = []
    faults: set[str] = set()
    options = ["fsck", "--full", "--strict", "--no-dangling", "--progress"]
    ended = ""
    try:
        with git.printing(options, root=root, merged=True) as said:
            for line in _lines(said):
                if found := _DONE.match(line):
                    progress(int(found[1]), int(found[2]))
                elif found := _GONE.search(line):
                    gone.add(found[1].decode("ascii"))
                elif found := _FAULT.match(line):
                    faults.add(found[1].decode("ascii"))
                elif line.startswith(_UNREADABLE):
                    told = line.partition(b": ")[2].decode("utf-8", "replace").strip()
                    damaged.append(told.replace(f"{root}/", ""))
    except git.Declined as error:
        ended = error.message
    if ended and not (gone or damaged or faults):
        damaged.append(ended)
    return Health(frozenset(gone), tuple(dict.fromkeys(damaged)), tuple(sorted(faults)))


def _lines(said: IO[bytes]) -> Iterator[bytes]:
    """What git says, line by line; how far it is, it writes over and over into the same one."""
    rest = b""
    while data := os.read(said.fileno(), 1 << 16):
        *lines, rest = re.split(rb"[\r\n]+", rest + data)
        yield from lines
    yield rest


def versions(root: Path, blobs: Collection[str]) -> dict[str, Version]:
    """The oldest version that holds each of `blobs`, as far as the history can be read."""
    found: dict[str, Version] = {}
    if not blobs:
        return found
    commit, day = "", date.min
    try:
        with git.printing(_LOG, root=root) as said:
            for line in said:
                if not line.startswith(b":"):
                    words = line.decode("ascii", "replace").split()
                    if words:
                        commit, day = words[0], datetime.fromtimestamp(int(words[1]), UTC).date()
                    continue
                about, _, path = line.rstrip(b"\n").partition(b"\t")
                blob = about.split(b" ")[3].decode("ascii")
                if blob in blobs:  # the newest comes first
                    found[blob] = Version(commit, day, path.decode("utf-8", "replace"), blob)
    except git.Declined:
        pass
    return found


def blobs_of_memory(root: Path) -> dict[str, str]:
    """Every blob of every branch, stash and log, and a path it stood at; raises GitFailed."""
    held: dict[str, str] = {}
    options = ["rev-list", "--all", "--reflog", "--objects", "--filter=object:type=blob"]
    with git.printing(options, root=root) as said:
        for line in said:
            oid, _, path = line.decode("utf-8", "surrogateescape").rstrip("\n").partition(" ")
            if path:
                held[oid] = path
    return held
