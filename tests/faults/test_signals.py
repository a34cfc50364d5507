"""What ends a command from outside: Ctrl-C, a closed terminal, a reader that goes away."""

from __future__ import annotations

import random
import signal
import subprocess
from pathlib import Path

import pytest

from tests.faults.sweep import CASES
from tests.faults.sweep import Sweep
from tests.faults.sweep import Tell
from tests.faults.sweep import swept_by_time
from tests.support import FULL
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.scene import Scene


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a6_a_signal_at_any_time_leaves_old_or_new(
    number: signal.Signals, tmp_path: Path, tell: Tell
) -> None:
    chance = random.Random(number)
    delays = [chance.uniform(0.02, 0.3) for _ in range(100 if FULL else 2)]
    tell(swept_by_time(Sweep(CASES[4], tmp_path), number, delays))


@pytest.mark.parametrize(
    "words", [("show", "facts"), ("history", "--patch"), ("show", "facts", "--json")]
)
def test_a7_a_reader_that_goes_away_ends_a_command_without_a_word(
    scene: Scene, words: tuple[str, ...]
) -> None:
    assert scene.mem("init").code == 0
    scene.write("MEMORY.md", "".join(f"- Fact number {n}.\n" for n in range(5000)))
    with subprocess.Popen(
        command(*words),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(scene.home, scene.env),
        cwd=scene.home.parent,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.read(1) != b""
        process.stdout.close()
        assert process.wait(timeout=60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == b""
    assert scene.wounds == []
