"""Every command that writes, with every call that changes something failing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.chaos import Point
from tests.faults.chaos import why_not
from tests.faults.sweep import CASES
from tests.faults.sweep import SHARDS
from tests.faults.sweep import Case
from tests.faults.sweep import Sweep
from tests.faults.sweep import Tell
from tests.faults.sweep import a_sample
from tests.faults.sweep import swept
from tests.support import FULL

ONCE = ("error=ENOSPC", "error=EIO")
FOR_GOOD = ("error=EIO+", "error=EROFS+")
CHOSEN = [CASES[number] for number in ((0, 3, 4) if FULL else (4,))]
NAMES = [case.name for case in CHOSEN]
NEEDS_STRACE = pytest.mark.skipif(bool(why_not()), reason=why_not())


def can_fail(point: Point) -> bool:
    """Whether the system says such a thing there: not of a pipe."""
    return not point.on_pipe


def is_of_files(point: Point) -> bool:
    """Whether the call is never made on a pipe or a terminal, and may fail again and again."""
    return point.call != "write"


@NEEDS_STRACE
@pytest.mark.parametrize("what", ONCE)
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("case", CHOSEN, ids=NAMES)
def test_b4_b6_a_call_that_fails_is_told_and_leaves_all_or_nothing(
    case: Case, shard: int, what: str, tmp_path: Path, tell: Tell
) -> None:
    sweep = Sweep(case, tmp_path)
    known = [point for point in sweep.points() if can_fail(point)]
    chosen = known[shard::SHARDS] if FULL else a_sample(known, of_mem=2, of_git=1)
    tell(swept(sweep, chosen, what))


@NEEDS_STRACE
@pytest.mark.parametrize("what", FOR_GOOD)
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("case", CHOSEN, ids=NAMES)
def test_b4_b6_calls_that_fail_for_good_are_told_and_leave_all_or_nothing(
    case: Case, shard: int, what: str, tmp_path: Path, tell: Tell
) -> None:
    sweep = Sweep(case, tmp_path)
    known = [point for point in sweep.points() if is_of_files(point)]
    chosen = known[shard::SHARDS] if FULL else a_sample(known, of_mem=1, of_git=1)
    tell(swept(sweep, chosen, what))
