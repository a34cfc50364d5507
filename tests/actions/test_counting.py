from __future__ import annotations

import sys
from datetime import datetime
from datetime import timedelta

import pytest

from memory_cli.actions.counting import count
from memory_cli.actions.counting import unrecalled
from memory_cli.store.store import Store
from tests.support.memories import NOW
from tests.support.memories import TODAY

ALL = frozenset({"one", "two", "three"})


def asked(store: Store, *ids: str, ago: int) -> None:
    """A question of so many days ago that brought up `ids`."""
    now: datetime = NOW - timedelta(days=ago)
    count(store, ids, seconds=0.1, calls=1, now=now)


def unused(store: Store, days: int = 90) -> frozenset[str]:
    return unrecalled(store, ALL, days=days, today=TODAY)


def test_what_no_question_has_brought_up_is_unrecalled(store: Store) -> None:
    asked(store, "one", "two", "of another", ago=100)
    asked(store, "two", ago=10)
    assert unused(store) == {"one", "three"}


def test_a_day_more_or_less_decides(store: Store) -> None:
    asked(store, "one", ago=91)
    asked(store, "two", ago=90)
    asked(store, "three", ago=89)
    assert unused(store) == {"one"}
    assert unused(store, 91) == frozenset()
    assert unused(store, 89) == {"one", "two"}


@pytest.mark.parametrize(("ago", "found"), [(89, frozenset()), (90, ALL)])
def test_none_is_while_fewer_days_are_counted(
    store: Store, ago: int, found: frozenset[str]
) -> None:
    asked(store, ago=ago)
    assert unused(store) == found


def test_none_is_where_nothing_was_counted(store: Store) -> None:
    assert unused(store) == frozenset()
    assert not store.path(".mem/usage.db").exists()


def test_none_is_where_counts_cannot_be_read(store: Store) -> None:
    asked(store, "one", ago=100)
    store.path(".mem/usage.db").write_bytes(b"not a database" * 300)
    assert unused(store) == frozenset()


def test_none_is_in_a_python_without_sqlite(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    asked(store, "one", ago=100)
    monkeypatch.delattr("memory_cli.search.usage", raising=False)
    monkeypatch.setitem(sys.modules, "memory_cli.search.usage", None)
    assert unused(store) == frozenset()
