"""A question is answered as soon from ten years as from one, and almost as soon as `mem` starts."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Callable
from collections.abc import Iterator
from functools import partial
from itertools import chain
from itertools import count
from itertools import cycle
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks import prose
from benchmarks.decade import SETTLED
from benchmarks.decade import Size
from benchmarks.decade import written
from benchmarks.table import against
from benchmarks.table import beyond
from benchmarks.table import heavier
from benchmarks.table import within
from benchmarks.timing import Seconds
from benchmarks.timing import race
from benchmarks.world import MEM
from benchmarks.world import TYPER
from benchmarks.world import Wrong
from benchmarks.world import mem
from benchmarks.world import peak
from benchmarks.world import python
from benchmarks.world import run

SIZES = {"5,900": Size(270, 5_900, 100), "58,800": Size(2_718, 58_800, 300)}
"""As many entries, in 272 and 2,720 files with MEMORY.md and SOUL.md."""

SMALL, LARGE = SIZES
ROUNDS = 11
START_BAR = 2.5
GROWTH_BAR = 1.2
BUILD_ROUNDS, BUILD_BAR = 3, 6.0
EDIT_ROUNDS, EDIT_BAR = 12, 0.03
QUESTIONS, BATCH_ROUNDS, BATCH_BAR = 1_500, 3, 15.0
PEAK_ROUNDS = 5
ADDING, UNCHANGED = "git add", "unchanged"


class _Homes(NamedTuple):
    small: Path
    large: Path
    edited: Path  # the large one once more


def measure(place: Path) -> Iterator[str]:
    """Ask two memories that differ in size alone, side by side with `import typer` and grep."""
    small, large = (
        written(place / f"recalling-{number}", size, prose.entry)
        for number, size in enumerate(SIZES.values())
    )
    edited = place / "recalling-edited"
    shutil.copytree(large, edited, symlinks=True)
    time.sleep(SETTLED)
    for home in (small, large, edited):
        _ask(home, prose.word(prose.RARE))
    homes = _Homes(small, large, edited)
    yield from _asking(homes)
    yield from _editing(homes)
    yield from _batches(homes)
    yield from _building(homes, place)
    yield from _peaks(homes)


def _asking(homes: _Homes) -> Iterator[str]:
    """Questions of every kind, of both memories; a round asks both the same."""
    asked = {
        (size, kind): partial(_next, home, make, count())
        for size, home in ((SMALL, homes.small), (LARGE, homes.large))
        for kind, make in prose.kinds().items()
    }
    contenders: dict[str, Callable[[], object]] = {
        TYPER: partial(python, homes.small, TYPER),
        f"grep -r, {SMALL}": partial(_grep, homes.small),
        f"grep -r, {LARGE}": partial(_grep, homes.large),
    }
    taken = race(
        contenders | {f"{size}: {kind}": ask for (size, kind), ask in asked.items()}, ROUNDS
    )
    kinds = list(prose.kinds())
    every = {size: tuple(chain(*(taken[f"{size}: {kind}"] for kind in kinds))) for size in SIZES}
    beside = {name: taken[name] * len(kinds) for name in contenders}
    for size in SIZES:
        what = f"mem recall, {size} entries"
        yield against(what, every[size], TYPER, beside[TYPER], START_BAR if size == SMALL else None)
        grep = f"grep -r, {size}"
        yield against(what, every[size], grep, beside[grep])
    yield against(f"mem recall, {LARGE} entries", every[LARGE], SMALL, every[SMALL], GROWTH_BAR)
    for kind in kinds:
        yield against(f"  {kind}", taken[f"{LARGE}: {kind}"], SMALL, taken[f"{SMALL}: {kind}"])


def _editing(homes: _Homes) -> Iterator[str]:
    """A question after a hand edit, beside the same question where nobody edits anything."""
    numbers = count()
    taken = race(
        {
            "edited": partial(_edit, homes.edited, count()),
            UNCHANGED: lambda: _ask(homes.large, prose.word(prose.RARE + next(numbers))),
        },
        EDIT_ROUNDS,
        pause=SETTLED,
    )
    what = f"mem recall, {LARGE}, one file edited"
    yield beyond(what, taken["edited"], UNCHANGED, taken[UNCHANGED], EDIT_BAR)


def _batches(homes: _Homes) -> Iterator[str]:
    """Many questions in one process, beside one question in one."""
    makers = islice(cycle(prose.kinds().values()), QUESTIONS)
    questions = [make(number % 500) for number, make in enumerate(makers)]
    one = "one question"
    taken = race(
        {
            "batch": partial(_batch, homes.small, questions),
            one: partial(_ask, homes.small, prose.word(prose.RARE)),
        },
        BATCH_ROUNDS,
    )
    what = f"mem recall --batch, {QUESTIONS:,} questions"
    yield within(what, taken["batch"], BATCH_BAR)
    yield against(what, taken["batch"], one, taken[one])


def _building(homes: _Homes, place: Path) -> Iterator[str]:
    """The first question of all, beside git storing the same files in a new repository."""
    numbers = count()
    taken = race(
        {
            "build": partial(_build, homes.large),
            ADDING: lambda: _add(homes.large, place / f"added-{next(numbers)}"),
        },
        BUILD_ROUNDS,
    )
    what = f"mem recall, {LARGE}, no index yet"
    yield within(what, taken["build"], BUILD_BAR)
    yield against(what, taken["build"], ADDING, taken[ADDING])


def _peaks(homes: _Homes) -> Iterator[str]:
    """How much memory a question takes, beside `import typer`."""
    question = next(iter(prose.kinds().values()))(0)
    commands = {
        TYPER: (homes.small, [sys.executable, "-c", TYPER]),
        SMALL: (homes.small, [MEM, "recall", question]),
        LARGE: (homes.large, [MEM, "recall", prose.word(prose.COMMON)]),
    }
    most: dict[str, Seconds] = {
        name: tuple(peak(home, command) for _ in range(PEAK_ROUNDS))
        for name, (home, command) in commands.items()
    }
    for size in SIZES:
        yield heavier(f"memory of mem recall, {size}", most[size], TYPER, most[TYPER])


def _next(home: Path, make: prose.Question, numbers: Iterator[int]) -> None:
    mem(home, "recall", make(next(numbers)), codes=(0, 1))


def _ask(home: Path, word: str) -> bytes:
    said = mem(home, "recall", word)
    if word not in said.decode():
        raise Wrong(f"{word} was recalled as {said[:80]!r}")
    return said


def _edit(home: Path, numbers: Iterator[int]) -> None:
    """Write an entry into an old log, and ask for it."""
    number = next(numbers)
    word = prose.word(prose.RARE + number)
    logs = sorted((home / "me" / "memory").iterdir())
    with logs[100 * number].open("a", encoding="utf-8") as log:
        log.write(f"- {word} {word} {word}, said in round {number}.\n")
    if f"said in round {number}." not in _ask(home, word).decode():
        raise Wrong(f"what was written in round {number} was not recalled")


def _grep(home: Path) -> bytes:
    root = home / "me"
    places = [str(root / name) for name in ("SOUL.md", "MEMORY.md", "memory")]
    return run(["grep", "-r", prose.word(prose.RARE), *places], home)


def _batch(home: Path, questions: list[str]) -> None:
    lines = "".join(f"{question}\n" for question in questions)
    answers = mem(home, "recall", "--batch", "-", stdin=lines.encode()).splitlines()
    asked = [json.loads(answer)["query"] for answer in answers]
    if asked != questions:
        raise Wrong(f"{len(questions)} questions had {len(answers)} answers")


def _build(home: Path) -> None:
    (home / "me" / ".mem" / "index.db").unlink()
    _ask(home, prose.word(prose.RARE))


def _add(home: Path, repository: Path) -> None:
    run(["git", "init", "--quiet", "--bare", str(repository)], home)
    places = [f"--git-dir={repository}", f"--work-tree={home / 'me'}"]
    run(["git", *places, "add", "--all"], home)
