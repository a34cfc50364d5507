"""What the tests of faults share: a table of what was tried and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.faults.matrix import ROWS
from tests.faults.matrix import WAITING
from tests.faults.matrix import proofs
from tests.faults.matrix import rows_of
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
    """Print the tables; what the workers found comes with their reports."""
    if not FULL:
        return
    terminalreporter.section("faults: what was injected")
    for line in _injections(terminalreporter):
        terminalreporter.write_line(line)
    terminalreporter.section("faults: the rows of the matrix")
    for line in _matrix(terminalreporter):
        terminalreporter.write_line(line)


def _told(reporter: pytest.TerminalReporter) -> Iterator[tuple[str, str, str, Counter[str], str]]:
    """Each row that a test told: case, what, victim, outcomes, and the name of the test."""
    for reports in reporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") != "call":  # they are told again in the teardown
                continue
            for key, row in report.user_properties:
                if key == _KEY:
                    case, what, victim, outcomes = row
                    yield case, what, victim, Counter(outcomes), _name(report)


def _injections(reporter: pytest.TerminalReporter) -> Iterator[str]:
    table: dict[tuple[str, str, str], Counter[str]] = {}
    for case, what, victim, outcomes, _ in _told(reporter):
        table.setdefault((case, what, victim), Counter()).update(outcomes)
    for (case, what, victim), outcomes in table.items():
        told = ", ".join(f"{outcome}: {count}" for outcome, count in sorted(outcomes.items()))
        yield f"{case:<40} {what:<30} {victim:<4} {_reached(outcomes):>5}  {told}"


def _matrix(reporter: pytest.TerminalReporter) -> Iterator[str]:
    """A line for each row: how its tests ended, how much was injected, why one was skipped."""
    ended: dict[str, Counter[str]] = {row: Counter() for row in ROWS}
    reasons: dict[str, set[str]] = {row: set() for row in ROWS}
    injected: Counter[str] = Counter()
    for word, reports in reporter.stats.items():
        for report in (
            reports if word in {"passed", "failed", "error", "skipped", "xfailed"} else ()
        ):
            for row in rows_of(_name(report)):
                ended[row][word] += 1
                if word == "skipped":
                    reasons[row].add(str(report.longrepr[2]).removeprefix("Skipped: "))
    for _, _, _, outcomes, name in _told(reporter):
        injected.update(dict.fromkeys(rows_of(name), _reached(outcomes)))
    known = proofs()
    for row, case in ROWS.items():
        elsewhere = [test for test in known.get(row, ()) if not test.startswith("tests/faults/")]
        told = [f"{count} {word}" for word, count in sorted(ended[row].items())]
        told += [f"{injected[row]} injections"] if injected[row] else []
        told += [f"{len(elsewhere)} in other folders"] if elsewhere else []
        told += sorted(reasons[row])
        yield f"{row:<4} {case:<62} {', '.join(told) or WAITING.get(row, 'not run')}"


def _reached(outcomes: Counter[str]) -> int:
    return sum(count for outcome, count in outcomes.items() if outcome != "not reached")


def _name(report: pytest.TestReport) -> str:
    """The name of the test without its file and its case."""
    return report.nodeid.rpartition("::")[2].partition("[")[0]
