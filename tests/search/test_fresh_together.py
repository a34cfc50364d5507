"""Several processes build, refresh and ask at once, and some of them are killed."""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import NamedTuple
from typing import NoReturn
from typing import Self

import pytest

from memory_cli.core.identity import entry_id
from memory_cli.search import fresh
from memory_cli.search import schema
from memory_cli.store.files import Folder
from memory_cli.store.record import sweep
from tests.search.asking import Plain
from tests.search.asking import plain
from tests.search.notes import FACTS
from tests.search.notes import TEXTS
from tests.search.notes import YESTERDAY
from tests.search.notes import Notes
from tests.support import FULL
from tests.support.cli import environment

WORKERS = 6
SECONDS = 20.0 if FULL else 1.2
ROUNDS = 300 if FULL else 15
CUPS = 5


class Told(NamedTuple):
    """What a process was told between two looks at the number of edits."""

    before: int
    after: int
    answers: Plain


class Crowd:
    """Processes that ask the same memory again and again, in the block."""

    def __init__(self, notes: Notes, signs: Path) -> None:
        self.signs = signs
        signs.mkdir()
        (signs / "edits").touch()
        (signs / "here").touch()
        self._home = notes.root.parent
        self._processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        for number in range(WORKERS):
            self._processes.append(self._begun(number))
        deadline = time.monotonic() + 60
        while (self.signs / "here").stat().st_size < WORKERS:
            assert time.monotonic() < deadline, self._errors
            time.sleep(0.005)
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def _begun(self, number: int) -> subprocess.Popen[bytes]:
        out, err = (self.signs / f"{number}.{name}" for name in ("out", "err"))
        words = [sys.executable, "-m", "tests.search.asking", str(self._home), str(self.signs)]
        with out.open("wb") as told, err.open("wb") as errors:
            return subprocess.Popen(words, stdout=told, stderr=errors, env=environment(self._home))

    def stop(self) -> list[Told]:
        """End them, and return what they were told; none of them may have failed."""
        (self.signs / "stop").touch()
        codes = [process.wait(60) for process in self._processes]
        assert (codes, self._errors) == ([0] * WORKERS, [""] * WORKERS)
        outs = [(self.signs / f"{number}.out").read_text() for number in range(WORKERS)]
        assert all(outs)
        return [Told(*json.loads(line)) for out in outs for line in out.splitlines()]

    @property
    def _errors(self) -> list[str]:
        return [(self.signs / f"{number}.err").read_text() for number in range(WORKERS)]


def facts(number: int) -> str:
    return "".join(f"- Edit {number}, cup {cup} of tea.\n" for cup in range(CUPS))


def edit(notes: Notes, number: int) -> None:
    """Replace the facts whole; let a day come, and another go."""
    notes.write("aside", facts(number))
    notes.memory.path("aside").replace(notes.memory.path(FACTS))
    notes.write(f"memory/2026-01-{number % 28 + 1:02}.md", f"- Tea of edit {number}.\n")
    notes.memory.path(f"memory/2026-01-{(number + 9) % 28 + 1:02}.md").unlink(missing_ok=True)


def integrity(notes: Notes) -> list[str]:
    """What SQLite and its FTS5 say of the index on disk."""
    with closing(sqlite3.connect(notes.index)) as connection:
        connection.execute("INSERT INTO word (word, rank) VALUES ('integrity-check', 1)")
        return [row[0] for row in connection.execute("PRAGMA integrity_check")]


def test_processes_that_refresh_and_ask_while_a_person_edits_are_told_what_is(
    notes: Notes, tmp_path: Path
) -> None:
    edit(notes, 0)
    number = 0
    with (
        Crowd(notes, tmp_path / "signs") as crowd,
        (crowd.signs / "edits").open("ab", buffering=0) as done,
    ):
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            number += 1
            edit(notes, number)
            done.write(b".")
            if not number % 9:
                notes.index.unlink(missing_ok=True)
            time.sleep(random.Random(number).choice([0, 0.01, 0.05]))
        told = crowd.stop()
    assert len(told) > WORKERS
    for each in told:
        found = {text for path, _, text, _ in each.answers["tea"] if path == FACTS}
        seen = {int(str(text).split()[1].rstrip(",")) for text in found}
        assert len(seen) == 1, each  # one state of the file, and the whole of it
        assert found == {line[2:] for line in facts(min(seen)).splitlines()}
        assert each.before <= min(seen) <= each.after + 1, each
    assert notes.answers() == notes.truth()
    assert integrity(notes) == ["ok"]
    assert notes.beside == ["index.db", "soul.json"]


def test_processes_that_build_the_first_index_at_once_are_all_told_the_same(
    notes: Notes, tmp_path: Path
) -> None:
    with Crowd(notes, tmp_path / "signs") as crowd:
        time.sleep(0.1)
        told = crowd.stop()
    truth = plain(notes.truth("tea", ""))
    assert [each for each in told if each.answers != truth] == []
    assert notes.steps() == []
    assert integrity(notes) == ["ok"]
    assert notes.beside == ["index.db", "soul.json"]


# Killed


def forked(deed: Callable[[], object]) -> int:
    """The process that does `deed`, a copy of this one."""
    process = os.fork()
    if process:
        return process
    try:
        deed()
    except BaseException:  # noqa: BLE001 - this is where the copy ends, in any case
        os._exit(1)
    os._exit(0)


def was_killed(process: int) -> bool:
    """Wait for `process`, which ends well or is killed."""
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    assert status in {0, -signal.SIGKILL}
    return status != 0


def killing_itself(after: int, deed: Callable[[], object]) -> Callable[[], object]:
    """Do `deed`, but be killed after so many steps of SQLite's, in tens."""

    def steps_left() -> int:
        nonlocal after
        after -= 1
        if not after:
            _die()
        return 0

    connected = schema._connected

    def watched(uri: str) -> sqlite3.Connection:
        connection = connected(uri)
        connection.set_progress_handler(steps_left, 10)
        return connection

    def done() -> object:
        schema._connected = watched
        return deed()

    return done


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def without_index(notes: Notes) -> None:
    notes.index.unlink(missing_ok=True)


def edited(notes: Notes) -> None:
    notes.write(FACTS, facts(1))
    notes.remove(YESTERDAY)


def forgetting(notes: Notes) -> None:
    notes.write(".forgotten", f"{entry_id('Likes green tea.')} 2026-11-20\n")
    notes.write(FACTS, facts(1))


@pytest.mark.parametrize("change", [without_index, edited, forgetting])
def test_who_is_killed_at_any_step_leaves_an_index_that_answers(
    notes: Notes, change: Callable[[Notes], None]
) -> None:
    killed = 0
    for step in range(1, 10_000, 1 if FULL else 43):
        restored(notes)
        change(notes)
        if not was_killed(forked(killing_itself(step, notes.answers))):
            break
        killed += 1
        truth = notes.truth()
        assert notes.answers() == truth
        assert notes.answers() == truth
        if change is forgetting:
            assert b"green" not in notes.index.read_bytes()
    assert killed > 2


def restored(notes: Notes) -> None:
    """Put the texts back, with an index that is up to date."""
    for path in (*TEXTS, ".forgotten"):
        notes.write(path, TEXTS.get(path, ""))
    for name in notes.beside:
        (notes.local / name).unlink()
    notes.answers()


def test_who_is_killed_at_any_time_leaves_an_index_that_answers(notes: Notes) -> None:
    dice = random.Random(7)
    killed = 0
    for number in range(ROUNDS):
        process = forked(lambda: lived(notes))
        time.sleep(dice.uniform(0.001, 0.06))
        os.kill(process, signal.SIGKILL)
        killed += was_killed(process)
        if number % 5 == 4:
            (notes.index if number % 2 else notes.root / ".forgotten").unlink(missing_ok=True)
        truth = notes.truth()
        assert notes.answers() == truth
        assert notes.answers() == truth
        assert integrity(notes) == ["ok"]
    assert killed == ROUNDS


def lived(notes: Notes) -> None:
    """Edit and ask, without end."""
    for number in itertools.count():
        edit(notes, number)
        notes.answers()


def test_an_index_built_by_the_dead_is_swept_by_the_next_who_writes(notes: Notes) -> None:
    process = forked(lambda: notes.ask(lambda _: None, progress=lambda *_: _die()))
    assert was_killed(process)
    assert [name[:9] for name in notes.beside] == [".mem-tmp-", "index.loc"]
    with Folder(notes.root) as folder:
        sweep(folder)
    assert notes.beside == ["index.lock"]
    assert notes.answers() == notes.truth()
    assert notes.beside == ["index.db", "soul.json"]


def test_who_finds_another_building_waits_for_what_it_builds(notes: Notes) -> None:
    built: list[int] = []

    def ask() -> None:
        notes.ask(lambda _: None, progress=step)

    def step(done: int, of: int) -> None:
        built.extend([of] * (done == of))
        time.sleep(0.05)

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    assert built == [len(TEXTS)]


def test_a_builder_that_hangs_is_not_waited_for_for_long(
    notes: Notes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fresh, "_LONGEST_BUILD", 0.1)
    (notes.root / ".mem").mkdir(exist_ok=True)
    with (notes.root / ".mem" / "index.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert notes.answers() == notes.truth()
