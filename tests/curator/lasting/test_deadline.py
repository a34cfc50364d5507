from __future__ import annotations

from datetime import date

import pytest

from memory_cli.curator.lasting.deadline import last_day

DAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 2026-12-01", date(2026, 12, 1)),
        ("on 3 December", date(2026, 12, 3)),
        ("on 3 March", date(2027, 3, 3)),
        ("on 18 November", DAY),
        ("December 3rd, 2028", date(2028, 12, 3)),
        ("am 3. Dezember", date(2026, 12, 3)),
        ("am 3.12.", date(2026, 12, 3)),
        ("bis 1. März 2027", date(2027, 3, 1)),
        ("in March 2027", date(2027, 3, 31)),
        ("by end of February", date(2027, 2, 28)),
        ("from 4 to 6 May 2027", date(2027, 5, 6)),
        ("on 29 February", date(2028, 2, 29)),
        ("on 31 February 2027", None),
        ("in 0000-00-00", None),
        ("we may go", None),
        ("no day at all", None),
    ],
)
def test_the_last_day_named_is_found(text: str, expected: date | None) -> None:
    assert last_day(text, day=DAY) == expected


def test_a_day_beyond_the_calendar_is_none() -> None:
    assert last_day("on 3 March", day=date.max) is None
