"""Every command that writes, killed at every call that changes something."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.chaos import why_not
from tests.faults.failpoint import PLACES
from tests.faults.sweep import CASES
from tests.faults.sweep import SHARDS
from tests.faults.sweep import Case
from tests.faults.sweep import Sweep
from tests.faults.sweep import Tell
from tests.faults.sweep import a_sample
from tests.faults.sweep import beyond
from tests.faults.sweep import swept
from tests.faults.sweep import swept_inside
from tests.support import FULL

NAMES = [case.name for case in CASES]
NEEDS_STRACE = pytest.mark.skipif(bool(why_not()), reason=why_not())


@NEEDS_STRACE
@pytest.mark.parametrize("shard", range(SHARDS))
@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_a5_sigkill_anywhere_leaves_old_or_new(
    case: Case, shard: int, tmp_path: Path, tell: Tell
) -> None:
    sweep = Sweep(case, tmp_path)
    known = sweep.points()
    every = [*known, *beyond(known)]
    tell(swept(sweep, every[shard::SHARDS] if FULL else a_sample(known, of_mem=3, of_git=2)))


@pytest.mark.parametrize("place", PLACES if FULL else ("replace", "git"))
@pytest.mark.parametrize("case", CASES if FULL else CASES[4:5], ids=NAMES if FULL else NAMES[4:5])
def test_a5_sigkill_inside_python_leaves_old_or_new(
    case: Case, place: str, tmp_path: Path, tell: Tell
) -> None:
    """The same where strace is not let in."""
    tell(swept_inside(Sweep(case, tmp_path), place))
