"""`mem watch` as a process of its own, and what it says."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import contextmanager
from typing import IO

from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Scene

_PATIENCE = 60.0  # seconds


class Watcher:
    """A running `mem watch`; its two streams are read while it runs, line by line."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self.process = process
        self.out: list[str] = []
        self.err: list[str] = []
        self._heard = threading.Condition()
        streams = ((process.stdout, self.out), (process.stderr, self.err))
        self._readers = [threading.Thread(target=self._read, args=each) for each in streams]
        for reader in self._readers:
            reader.start()

    def _read(self, stream: IO[bytes], lines: list[str]) -> None:
        for line in stream:
            with self._heard:
                lines.append(line.decode().rstrip("\n"))
                self._heard.notify_all()

    def waits_for(self, lines: list[str], words: str, times: int = 1) -> None:
        """Wait until so many lines hold `words`."""
        with self._heard:
            came = self._heard.wait_for(
                lambda: sum(words in line for line in lines) >= times, _PATIENCE
            )
        assert came, (words, self.out, self.err)

    @property
    def paths(self) -> list[str]:
        """What it has recorded, in its order."""
        return [line.split("  ")[1] for line in self.out]

    def ends(self, number: int | None = signal.SIGTERM) -> int:
        """Send it a signal, if one is given, and wait for its end; the exit code."""
        if number is not None:
            self.process.send_signal(number)
        code = self.process.wait(_PATIENCE)
        for reader in self._readers:
            reader.join()
        return code

    @property
    def resident(self) -> int:
        """Bytes of memory it holds (Linux)."""
        with open(f"/proc/{self.process.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    @property
    def busy(self) -> float:
        """Seconds of processor time it has used, its children's included (Linux)."""
        with open(f"/proc/{self.process.pid}/stat") as file:
            spent = file.read().rpartition(")")[2].split()[11:15]
        return sum(map(int, spent)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def watched(
    scene: Scene,
    *words: str,
    env: Mapping[str, str | None] | None = None,
    python: tuple[str, ...] = (),
) -> Iterator[Watcher]:
    """Watch the memory of `scene`, from when it says so; it ends with the test."""
    with subprocess.Popen(
        command("watch", *words, python=python),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(scene.home, scene.env | dict(env or {})),
        cwd=scene.home.parent,
        start_new_session=True,
    ) as process:
        watcher = Watcher(process)
        try:
            watcher.waits_for(watcher.err, "following")
            yield watcher
        finally:
            process.kill()
            watcher.ends(None)
