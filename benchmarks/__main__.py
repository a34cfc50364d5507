"""`python -m benchmarks [NAME…]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from benchmarks import bulk
from benchmarks import reading
from benchmarks import starting
from benchmarks import together
from benchmarks import writing
from benchmarks.table import HEAD
from benchmarks.world import Wrong

BENCHMARKS = {
    "starting": starting.measure,
    "writing": writing.measure,
    "bulk": bulk.measure,
    "together": together.measure,
    "reading": reading.measure,
}


def main(names: list[str]) -> int:
    """Run the benchmarks `names`, or all, and print their rows as they come."""
    strange = [name for name in names if name not in BENCHMARKS]
    if strange:
        print(f"no such benchmark: {', '.join(strange)}; there are {', '.join(BENCHMARKS)}")
        return 2
    print(HEAD)
    code = 0
    with tempfile.TemporaryDirectory(prefix="mem-bench-") as place:
        for name in names or BENCHMARKS:
            try:
                for row in BENCHMARKS[name](Path(place)):
                    print(row, flush=True)
            except Wrong as wrong:
                print(f"{name}: WRONG: {wrong}", flush=True)
                code = 1
    return code


sys.exit(main(sys.argv[1:]))
