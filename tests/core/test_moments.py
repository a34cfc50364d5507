from __future__ import annotations

from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta
from datetime import timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.moments import Moment
from memory_cli.core.moments import moment

HERE = timezone(timedelta(hours=1))


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("2026-11-20", Moment(date(2026, 11, 20))),
        (" 20261120 ", Moment(date(2026, 11, 20))),
        ("2026-11-20 14:30", Moment(date(2026, 11, 20), time(14, 30))),
        ("2026-11-20T23:30:00Z", Moment(date(2026, 11, 21), time(0, 30))),
        ("2026-11-20T08:15:42.118301-08:00", Moment(date(2026, 11, 20), time(17, 15))),
        (1709654400, Moment(date(2024, 3, 5), time(17, 0))),
        (1709654400.5, Moment(date(2024, 3, 5), time(17, 0))),
        (1709654400123, Moment(date(2024, 3, 5), time(17, 0))),
        (1709654400123456, Moment(date(2024, 3, 5), time(17, 0))),
        ("1709654400", Moment(date(2024, 3, 5), time(17, 0))),
        (date(2026, 11, 20), Moment(date(2026, 11, 20))),
        (datetime(2026, 11, 20, 23, 30, tzinfo=UTC), Moment(date(2026, 11, 21), time(0, 30))),
    ],
)
def test_a_moment_is_read_on_the_clock_of_the_person(value: object, read: Moment) -> None:
    assert moment(value, HERE) == read


@pytest.mark.parametrize(
    "value", ["soon", "", "2026-13-01", "123", True, None, [], 1e300, float("nan"), float("inf")]
)
def test_what_is_no_moment_is_none(value: object) -> None:
    assert moment(value, HERE) is None


@given(st.one_of(st.text(), st.integers(), st.floats(), st.booleans(), st.dates(), st.datetimes()))
def test_nothing_is_an_error(value: object) -> None:
    assert moment(value, UTC) is None or isinstance(moment(value, UTC), Moment)
