"""What the tests of faults share: a table of what was tried and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.sweep import Row
from tests.faults.sweep import Tell
from tests.support import FULL
from tests.support.scene import Scene

_KEY = "faults"


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    """A memory that has not begun."""
    return Scene(tmp_path / "mem")


@pytest.fixture
def tell(record_property: Callable[[str, object], None]) -> Tell:
    """Put rows into the table that `make faults` prints; fail when something in them is wrong."""

    def tell(rows: Sequence[Row]) -> None:
        for row in rows:
            record_property(_KEY, [row.case, row.what, row.victim, dict(row.outcomes)])
        assert [wrong for row in rows for wrong in row.wrongs] == []

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the table; the rows of the workers come with their reports."""
    if not FULL:
        return
    table: dict[tuple[str, str, str], Counter[str]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            properties = getattr(report, "user_properties", ())
            for case, what, victim, outcomes in (row for key, row in properties if key == _KEY):
                if report.when == "call":  # they are told again when the test is taken down
                    sums = table.setdefault((case, what, victim), Counter())
                    sums.update(outcomes)
    terminalreporter.section("faults")
    for (case, what, victim), outcomes in table.items():
        told = ", ".join(f"{outcome}: {count}" for outcome, count in sorted(outcomes.items()))
        total = sum(count for outcome, count in outcomes.items() if outcome != "not reached")
        terminalreporter.write_line(f"{case:<40} {what:<14} {victim:<4} {total:>5}  {told}")
