from __future__ import annotations

from datetime import UTC
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.arrival import Dropped
from memory_cli.core.records import Recorded
from memory_cli.core.records import recorded


def read(value: object) -> tuple[str, str | None, str]:
    """File, section and item of the arrival that a record makes."""
    found = recorded(value, "x:1", UTC).arrival
    assert found is not None
    timed = found.path != "MEMORY.md"
    return found.path, found.section, found.item.rendered(timed=timed)


@pytest.mark.parametrize(
    ("record", "item"),
    [
        ({"text": "Tea."}, "- Tea."),
        ({"text": "Tea.", "tags": ["ui", "C d"]}, "- Tea. #ui #c-d"),
        ({"text": "Tea.", "tags": "a, b"}, "- Tea. #a #b"),
        ({"text": "Tea. #a", "date": "2026-11-20"}, "- Tea. #a (since 2026-11-20)"),
        ({"text": "Tea. (since 2025-01-01)", "date": "2026-11-20"}, "- Tea. (since 2025-01-01)"),
        ({"memory": "Tea", "created_at": "2026-03-02T23:40:00-08:00"}, "- Tea (since 2026-03-03)"),
        ({"memory": "Tea", "categories": ["misc"]}, "- Tea #misc"),
        ({"memory": "Tea", "expiration_date": "2026-08-31"}, "- Tea (until 2026-08-31)"),
        (
            {"memory": "Tea", "created_at": "2026-09-01", "expiration_date": "2026-08-31"},
            "- Tea (until 2026-08-31)",
        ),
        (
            {"content": "Tea", "created_timestamp": 1793440800.5, "enabled": True},
            "- Tea (since 2026-10-31)",
        ),
        (
            {"content": "Tea", "updated_at": "2026-11-02T10:00:00Z", "enabled": False},
            "- ~~Tea (since 2026-11-02)~~",
        ),
        ({"content": "Tea", "state": "archived"}, "- ~~Tea~~"),
        ({"text": "Tea", "private": True, "pinned": True}, "- Tea #private #pinned"),
        ({"text": "Send it", "task": "open"}, "- [ ] Send it"),
        ({"text": "## no heading"}, "- \\## no heading"),
        ("Tea.", "- Tea."),
    ],
)
def test_a_memory_of_another_program_is_a_fact(record: object, item: str) -> None:
    assert read(record) == ("MEMORY.md", None, item)


def test_an_entry_of_a_log_stands_in_its_day() -> None:
    log = {"kind": "log", "text": "Took the pill.", "date": "2026-11-20"}
    assert read(log) == ("memory/2026-11-20.md", None, "- Took the pill.")
    assert read(log | {"time": "21:00", "section": " Health #a "}) == (
        "memory/2026-11-20.md",
        "Health",
        "- 21:00 Took the pill.",
    )
    assert read(log | {"date": "2026-11-20T09:05:00Z"})[2] == "- 9:05 Took the pill."


def test_a_log_of_a_day_keeps_its_time() -> None:
    arrival = recorded({"kind": "log", "text": "x", "date": 1793440800}, "x:1", UTC).arrival
    assert arrival is not None
    assert arrival.item.time == time(10, 0)


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (3, "no JSON object"),
        (None, "no JSON object"),
        ({"note": "x"}, "none of text, memory, content holds a text"),
        ({"text": " "}, "there is nothing to remember: the text is empty"),
        ({"content": "x", "state": "deleted"}, "deleted there"),
        ({"kind": "soul", "text": "x"}, "SOUL.md is written by your own hand"),
        ({"kind": "log", "text": "x"}, "a log entry without its day"),
        ({"text": "x" * 70000}, "the text has 68 KiB, and an entry holds at most 64"),
    ],
)
def test_what_cannot_come_says_why(record: object, reason: str) -> None:
    assert recorded(record, "x:1", UTC) == Recorded(None, (Dropped("x:1", reason),))


def test_whose_it_is_and_what_is_left_out_is_told() -> None:
    found = recorded(
        {"memory": "x", "user_id": "ada", "hash": "1", "metadata": {}, "score": 0.5}, "x:1", UTC
    )
    assert (found.owner, found.left) == ("ada", ("hash", "score"))


def test_a_date_that_is_none_is_dropped_and_the_text_stays() -> None:
    found = recorded({"text": "x", "date": "soon"}, "x:1", UTC)
    assert found.arrival is not None
    assert found.dropped == (Dropped("x:1", "a date that is no date"),)


_KEYS = st.sampled_from(
    "text memory content date created_at tags categories kind task state enabled section time "
    "until user_id private".split()
)
_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
) | st.sampled_from(["log", "fact", "open", "2026-11-20", "deleted", "9:14"])


@given(st.dictionaries(_KEYS, _VALUES) | _VALUES)
def test_no_record_is_an_error(value: object) -> None:
    found = recorded(value, "x:1", UTC)
    assert found.arrival is not None or found.dropped
