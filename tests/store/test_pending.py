from __future__ import annotations

import json
from datetime import UTC
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.core.plan_form import as_json
from memory_cli.store.pending import Pending
from memory_cli.store.pending import leave
from memory_cli.store.pending import wait
from memory_cli.store.pending import waiting
from memory_cli.store.shelf import pending

NOW = datetime(2026, 11, 20, 9, 14, tzinfo=timezone(timedelta(hours=1)))
NAME = "20261120T081400000000-0123abcd"
ADD = Add(
    "Trinkt Tee — „grün“.", "Home", ("a@2026-11-18",), ("drinks",), date(2027, 1, 1), 0.5, "x"
)
REVISE = Revise("k3f9", "Likes tea.", "Likes green tea.", ("a@facts",))
RETIRE = Retire("k3f9", "Likes tea.\n\udce9", ("a@2026-11-18",))
LOG = Log("Had tea.", date(2026, 11, 18), "user")
EDITS: tuple[Edit | Log, ...] = (ADD, REVISE, RETIRE, LOG)

PLAIN: dict[str, Any] = {
    "version": 1,
    "actor": "rules",
    "at": "2026-11-20T09:14:00+01:00",
    "edits": [as_json(ADD)],
}


def put(root: Path, data: bytes) -> None:
    """Let `data` wait."""
    pending(root).replace(NAME, data)


def test_a_plan_waits_as_it_was_proposed(tmp_path: Path) -> None:
    wait(tmp_path, "claude:some-model_1.0", EDITS, now=NOW)

    (plan,) = waiting(tmp_path)
    assert plan == Pending(plan.name, "claude:some-model_1.0", NOW, EDITS)
    assert plan.at.utcoffset() == timedelta(hours=1)
    assert [type(edit) for edit in plan.edits] == [Add, Revise, Retire, Log]


def test_a_plan_is_a_file_that_a_person_can_read(tmp_path: Path) -> None:
    wait(tmp_path, "rules", (ADD,), now=NOW)

    ((_, data),) = pending(tmp_path)
    assert json.loads(data) == PLAIN
    assert data.startswith(b'{\n "version": 1,\n "actor": "rules",\n')


def test_a_plan_of_nothing_is_not_worth_a_file(tmp_path: Path) -> None:
    wait(tmp_path, "rules", (), now=NOW)

    assert waiting(tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_oldest_plan_comes_first(tmp_path: Path) -> None:
    for hours, edit in ((2, ADD), (0, LOG), (1, RETIRE)):
        wait(tmp_path, "rules", (edit,), now=NOW.astimezone(UTC) + timedelta(hours=hours))

    assert [plan.edits for plan in waiting(tmp_path)] == [(LOG,), (RETIRE,), (ADD,)]


def test_nothing_waits_where_there_is_no_memory(tmp_path: Path) -> None:
    assert waiting(tmp_path / "nowhere") == ()


# --- leaving a part ------------------------------------------------------------------------------


def test_what_is_decided_is_taken_off_a_plan(tmp_path: Path) -> None:
    wait(tmp_path, "rules", EDITS, now=NOW)
    wait(tmp_path, "rules", (LOG,), now=NOW + timedelta(hours=1))
    plan, other = waiting(tmp_path)

    leave(tmp_path, plan, (REVISE, LOG))
    assert waiting(tmp_path) == (plan._replace(edits=(REVISE, LOG)), other)

    leave(tmp_path, plan, ())
    assert waiting(tmp_path) == (other,)

    leave(tmp_path, plan, ())
    assert waiting(tmp_path) == (other,)


def test_a_plan_of_which_nothing_is_decided_is_not_written(tmp_path: Path) -> None:
    wait(tmp_path, "rules", EDITS, now=NOW)
    (plan,) = waiting(tmp_path)
    file = tmp_path / ".mem" / "pending" / plan.name
    before = file.stat()

    leave(tmp_path, plan, EDITS)

    assert (file.stat().st_ino, file.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


# --- what is no plan of ours ---------------------------------------------------------------------


@pytest.mark.parametrize("actor", ["rules", "claude:a", f"claude:{'a' * 57}"])
def test_a_curator_may_propose(tmp_path: Path, actor: str) -> None:
    put(tmp_path, json.dumps(PLAIN | {"actor": actor}).encode())

    assert waiting(tmp_path) == (Pending(NAME, actor, NOW, (ADD,)),)


@pytest.mark.parametrize(
    "actor",
    [
        "cli",
        "script",
        "editor",
        "agent",
        "sync",
        "",
        "rules ",
        "rules\n",
        "rules\nMem-Actor: cli",
        "claude:",
        "claude:a\n",
        "claude:a\nMem-Op: purge",
        "claude:A",
        "claude:a b",
        f"claude:{'a' * 58}",
        None,
        1,
        ["rules"],
    ],
)
def test_nobody_else_may_propose(tmp_path: Path, actor: object) -> None:
    put(tmp_path, json.dumps(PLAIN | {"actor": actor}).encode())

    assert waiting(tmp_path) == ()


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"{", id="cut off"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
        pytest.param(b"# A note\n", id="markdown"),
        pytest.param(b"null", id="null"),
        pytest.param(b"[1, 2]", id="a list"),
        pytest.param(b'"rules"', id="a text"),
        pytest.param(b"1" * 5_000, id="a number"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b'{"a":' * 100_000, id="deep objects"),
        pytest.param(b"{}", id="an empty object"),
    ],
)
def test_what_is_no_plan_is_passed_over(tmp_path: Path, data: bytes) -> None:
    put(tmp_path, data)
    wait(tmp_path, "rules", (LOG,), now=NOW + timedelta(hours=1))

    assert [plan.edits for plan in waiting(tmp_path)] == [(LOG,)]
    assert dict(pending(tmp_path))[NAME] == data


@pytest.mark.parametrize(
    "others",
    [
        {"version": 2},
        {"version": None},
        {"version": "1"},
        {"at": None},
        {"at": 1},
        {"at": "soon"},
        {"at": "2026-11-20T09:14:00"},
        {"edits": None},
        {"edits": 1},
        {"edits": {}},
        {"edits": []},
        {"edits": ""},
        {"edits": "add"},
        {"edits": {"add": 1}},
        {"edits": [None]},
        {"edits": [as_json(ADD), {}]},
        {"edits": [as_json(ADD) | {"op": "purge"}]},
        {"edits": [as_json(ADD) | {"confidence": 10**400}]},
        {"edits": [as_json(ADD) | {"confidence": float("nan")}]},
        {"edits": [as_json(ADD) | {"because": "a@facts"}]},
    ],
)
def test_a_plan_with_a_fault_in_it_is_passed_over(tmp_path: Path, others: dict[str, Any]) -> None:
    put(tmp_path, json.dumps(PLAIN | others).encode())

    assert waiting(tmp_path) == ()


@pytest.mark.parametrize("key", list(PLAIN))
def test_a_plan_of_which_a_part_is_missing_is_passed_over(tmp_path: Path, key: str) -> None:
    put(tmp_path, json.dumps({name: PLAIN[name] for name in PLAIN if name != key}).encode())

    assert waiting(tmp_path) == ()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=5,
)


@given(
    st.dictionaries(st.sampled_from([*PLAIN, "more"]), values, max_size=3)
    | st.dictionaries(st.sampled_from([*as_json(ADD)]), values, max_size=2).map(
        lambda fault: {"edits": [as_json(ADD) | fault]}
    )
)
def test_whatever_a_file_says_is_a_plan_or_nothing(
    tmp_path_factory: pytest.TempPathFactory, others: dict[str, Any]
) -> None:
    root = tmp_path_factory.getbasetemp()
    put(root, json.dumps(PLAIN | others).encode())

    for plan in waiting(root):
        assert plan.actor == "rules"
        assert plan.edits
