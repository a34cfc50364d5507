from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
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
from memory_cli.core.plan_form import parsed

ADD = Add("Likes tea.", "Home", ("a@2026-11-18",), ("drinks",), date(2026, 12, 24), 0.75, "said")
REVISE = Revise("k3f9", "Likes tea.", "Likes green tea.", ("a@facts",), "Home", ("drinks",))
RETIRE = Retire("k3f9", "Likes tea.", ("a@2026-11-18", "b@facts"), 0.5, "no longer")
LOG = Log("Had tea.", date(2026, 11, 18), "user", ("drinks",), 0.9, "said")
EDITS: tuple[Edit | Log, ...] = (ADD, REVISE, RETIRE, LOG)

strings = st.text(max_size=5)
several = st.lists(strings, max_size=3).map(tuple)
sure = st.floats(0, 1)
edits = st.one_of(
    st.builds(Add, strings, strings, several, several, st.none() | st.dates(), sure, strings),
    st.builds(
        Revise,
        *(strings, strings, strings, several, st.none() | strings, several),
        *(st.none() | st.dates(), sure, strings),
    ),
    st.builds(Retire, strings, strings, several, sure, strings),
    st.builds(Log, strings, st.dates(), strings, several, sure, strings),
)

KEYS = [*as_json(ADD), "day", "role"]
plain_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | strings
    | st.sampled_from(["add", "revise", "retire", "log", "2026-11-18", 10**400, "0.5"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(st.sampled_from(KEYS) | strings, inner, max_size=4),
    max_leaves=8,
)  # fmt: skip


def test_an_edit_is_told_with_all_that_it_says() -> None:
    assert as_json(ADD) == {
        "op": "add",
        "section": "Home",
        "tags": ["drinks"],
        "fact": None,
        "was": None,
        "text": "Likes tea.",
        "because": ["a@2026-11-18"],
        "confidence": 0.75,
        "until": "2026-12-24",
        "why": "said",
    }
    assert as_json(REVISE) == {
        "op": "revise",
        "section": "Home",
        "tags": ["drinks"],
        "fact": "k3f9",
        "was": "Likes tea.",
        "text": "Likes green tea.",
        "because": ["a@facts"],
        "confidence": 1.0,
        "until": None,
        "why": "",
    }
    assert as_json(RETIRE) == {
        "op": "retire",
        "section": None,
        "tags": [],
        "fact": "k3f9",
        "was": "Likes tea.",
        "text": None,
        "because": ["a@2026-11-18", "b@facts"],
        "confidence": 0.5,
        "until": None,
        "why": "no longer",
    }
    assert as_json(LOG) == {
        "op": "log",
        "section": None,
        "tags": ["drinks"],
        "fact": None,
        "was": None,
        "text": "Had tea.",
        "because": [],
        "confidence": 0.9,
        "until": None,
        "why": "said",
        "day": "2026-11-18",
        "role": "user",
    }


@given(edits)
def test_every_kind_has_the_same_keys_but_for_the_day_and_role_of_a_log(edit: Edit | Log) -> None:
    more = ["day", "role"] if isinstance(edit, Log) else []
    assert list(as_json(edit)) == [*as_json(ADD), *more]


@given(edits)
def test_an_edit_comes_back_as_it_was(edit: Edit | Log) -> None:
    assert parsed(as_json(edit)) == edit
    assert parsed(json.loads(json.dumps(as_json(edit)))) == edit
    assert type(parsed(as_json(edit))) is type(edit)


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("op", "edit"),
        ("op", None),
        ("op", ["add"]),
        ("confidence", None),
        ("confidence", "sure"),
        ("confidence", [1]),
        ("confidence", 10**400),
        ("confidence", float("nan")),
        ("confidence", float("inf")),
        ("confidence", -0.1),
        ("confidence", 1.1),
    ],
)
def test_what_is_no_edit_is_an_error(edit: Edit | Log, key: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"\A"):
        parsed(as_json(edit) | {key: value})


@pytest.mark.parametrize(
    ("edit", "key", "value"),
    [
        (ADD, "text", None),
        (ADD, "text", 1),
        (ADD, "section", None),
        (ADD, "tags", None),
        (ADD, "tags", "drinks"),
        (ADD, "tags", [1]),
        (ADD, "because", "a@2026-11-18"),
        (ADD, "because", {"a@2026-11-18": 1}),
        (ADD, "until", "soon"),
        (ADD, "until", 1),
        (REVISE, "fact", None),
        (REVISE, "was", None),
        (REVISE, "text", None),
        (REVISE, "section", 1),
        (REVISE, "until", "2026-02-30"),
        (RETIRE, "fact", ["k3f9"]),
        (RETIRE, "was", None),
        (RETIRE, "because", None),
        (RETIRE, "because", "k3f9"),
        (LOG, "text", None),
        (LOG, "day", None),
        (LOG, "day", "someday"),
        (LOG, "role", None),
        (LOG, "tags", "drinks"),
    ],
)
def test_a_value_of_another_kind_is_an_error(edit: Edit | Log, key: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"\A"):
        parsed(as_json(edit) | {key: value})


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_of_which_a_part_is_missing_is_an_error(edit: Edit | Log) -> None:
    unused = {"day", "role", "until", "fact", "was", "section", "text", "tags", "because"}
    for key in ("op", "confidence", "why"):
        plain = as_json(edit)
        del plain[key]
        with pytest.raises(ValueError, match=r"\A"):
            parsed(plain)
    for key in unused & as_json(edit).keys():
        plain = as_json(edit)
        if plain.pop(key):
            with pytest.raises(ValueError, match=r"\A"):
                parsed(plain)


@given(plain_values)
def test_garbage_is_an_error_and_no_other(plain: Any) -> None:
    with suppress(ValueError):
        assert isinstance(parsed(plain), Add | Revise | Retire | Log)


@given(
    st.sampled_from([*map(as_json, EDITS)]),
    st.dictionaries(st.sampled_from(KEYS), plain_values, max_size=3),
)
def test_an_edit_with_garbage_in_it_is_an_error_or_an_edit(
    plain: dict[str, object], garbage: dict[str, object]
) -> None:
    with suppress(ValueError):
        edit = parsed(plain | garbage)
        assert parsed(json.loads(json.dumps(as_json(edit)))) == edit
