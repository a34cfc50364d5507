"""Every row of the matrix has a test that says so in its name, or a reason why not."""

from __future__ import annotations

import re
from pathlib import Path

from tests.faults.matrix import ROWS
from tests.faults.matrix import WAITING
from tests.faults.matrix import every_test
from tests.faults.matrix import proofs
from tests.faults.matrix import rows_of


def test_every_row_has_a_test_or_a_reason() -> None:
    assert sorted(ROWS.keys() - proofs().keys() - WAITING.keys()) == []


def test_every_numbered_test_is_of_a_row() -> None:
    assert sorted(proofs().keys() - ROWS.keys()) == []


def test_a_reason_is_given_for_rows_that_exist() -> None:
    assert sorted(WAITING.keys() - ROWS.keys()) == []


def test_a_name_tells_its_rows() -> None:
    assert rows_of("test_a5_a10_writers_who_are_killed") == ("A5", "A10")
    assert rows_of("test_a_file_that_never_rests") == ()
    assert rows_of("test_b4_a_read_only_disk") == ("B4",)


def test_the_tests_that_prove_a_promise_exist() -> None:
    page = (Path(__file__).parents[2] / "docs" / "trust.md").read_text("utf-8")
    named = set(re.findall(r"`(test_\w+)`", page))
    assert sorted(named - every_test()) == []
    assert len(named) > 30
