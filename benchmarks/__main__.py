"""`python -m benchmarks [NAME…]`; behind the name of one that needs a file, the file.

Behind `curation`, its options: `python -m benchmarks curation --help`.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks import bulk
from benchmarks import locomo
from benchmarks import moving
from benchmarks import reading
from benchmarks import recalling
from benchmarks import starting
from benchmarks import together
from benchmarks import writing
from benchmarks.curation import measuring as curation
from benchmarks.table import HEAD
from benchmarks.world import Wrong


class Benchmark(NamedTuple):
    """What measures in a folder, and yields rows below `head`."""

    measure: Callable[..., Iterator[str]]
    head: str = HEAD
    needs: str = ""  # a file that is given to it
    optional: bool = False  # what follows its name are its options


BENCHMARKS = {
    "starting": Benchmark(starting.measure),
    "writing": Benchmark(writing.measure),
    "bulk": Benchmark(bulk.measure),
    "moving": Benchmark(moving.measure),
    "together": Benchmark(together.measure),
    "reading": Benchmark(reading.measure),
    "recalling": Benchmark(recalling.measure),
    "locomo": Benchmark(locomo.measure, locomo.HEAD, locomo.NEEDS),
    "curation": Benchmark(curation.measure, curation.HEAD, optional=True),
}

_Chosen = dict[str, list[Path | str]]
"""The names of benchmarks, each with the files or options that follow it."""


def main(words: list[str]) -> int:
    """Run the benchmarks that are named, or all, and print their rows as they come."""
    chosen, strange = _chosen(words or list(BENCHMARKS))
    if strange:
        print(f"no such benchmark or file: {', '.join(strange)}; there are {', '.join(BENCHMARKS)}")
        return 2
    code = 0
    head = ""
    with tempfile.TemporaryDirectory(prefix="mem-bench-") as place:
        for name, given in chosen.items():
            benchmark = BENCHMARKS[name]
            if benchmark.needs and not given:
                print(f"{name}: skipped, it needs {benchmark.needs}")
                continue
            if head != benchmark.head:
                head = benchmark.head
                print(head)
            code = max(code, _run(name, Path(place), given))
    return code


def _chosen(words: Sequence[str]) -> tuple[_Chosen, list[str]]:
    """What is to run, and what is neither a benchmark nor a file for the one before it."""
    chosen: _Chosen = {}
    strange: list[str] = []
    last = ""
    for word in words:
        if word in BENCHMARKS:
            last = word
            chosen.setdefault(word, [])
        elif last and BENCHMARKS[last].optional:
            chosen[last].append(word)
        elif last and BENCHMARKS[last].needs and not chosen[last] and Path(word).is_file():
            chosen[last].append(Path(word))
        else:
            strange.append(word)
    return chosen, strange


def _run(name: str, place: Path, given: Sequence[Path | str]) -> int:
    try:
        for row in BENCHMARKS[name].measure(place, *given):
            print(row, flush=True)
    except Wrong as wrong:
        print(f"{name}: WRONG: {wrong}", flush=True)
        return 1
    return 0


sys.exit(main(sys.argv[1:]))
