from __future__ import annotations

from memory_cli.core.finding import Check
from memory_cli.core.finding import Finding
from memory_cli.core.finding import told


def test_no_finding_is_one_line_that_says_so() -> None:
    assert told("locks", [], well="none") == (Check("locks", ok=True, detail="none"),)


def test_each_finding_is_a_line_with_its_fix() -> None:
    assert told("locks", [Finding("a", "b"), Finding("c", "d")], well="none") == (
        Check("locks", ok=False, detail="a", fix="b"),
        Check("locks", ok=False, detail="c", fix="d"),
    )


def test_hundreds_of_one_kind_are_told_as_a_dozen_and_a_number() -> None:
    lines = told("secrets", [Finding(str(n), "") for n in range(300)], well="none")
    assert len(lines) == 13
    assert lines[-1].detail == "and 288 more of this kind"
