from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.conversation import Message
from memory_cli.core.document import Document
from memory_cli.core.errors import CuratorFailed
from memory_cli.core.plan import Add
from memory_cli.core.plan import Log
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.curator import reply
from memory_cli.curator.batch import Batch
from memory_cli.curator.batch import Spoken
from tests.support.messages_api import added
from tests.support.messages_api import cut_off
from tests.support.messages_api import garbage
from tests.support.messages_api import html
from tests.support.messages_api import json_reply
from tests.support.messages_api import logged
from tests.support.messages_api import message
from tests.support.messages_api import partial_json
from tests.support.messages_api import plan
from tests.support.messages_api import refusal
from tests.support.messages_api import retired
from tests.support.messages_api import revised
from tests.support.messages_api import text
from tests.support.messages_api import tool_use

LOGGED = Document("memory/2026-11-18.md", "- Moved to Utrecht.\n- Tea again.\n").entries
KNOWN = Document("MEMORY.md", "## Home\n\n- Lives in Delft. #home\n- Likes tea.\n").entries
BATCH = Batch(LOGGED, KNOWN)
HEARD = Spoken((Message("user", "I moved."), Message("assistant", "Noted."), Message("", "Bye.")))
DAY = date(2026, 11, 18)
PLAN = "Claude's answer is no plan: "


def edits(**lists: object) -> tuple[object, ...]:
    return reply.edits({"add": [], "revise": [], "retire": [], **lists}, BATCH)


def failing(body: bytes, tool: str = "propose") -> str:
    with pytest.raises(CuratorFailed) as caught:
        reply.call(body, tool=tool)
    return caught.value.message


def test_the_call_is_read_with_what_it_cost() -> None:
    body = json.loads(plan(usage=(7, 5)).body)
    body["usage"] |= {"cache_creation_input_tokens": 100, "cache_read_input_tokens": 1_000}
    assert reply.call(json.dumps(body).encode(), tool="propose") == reply.Call(
        {"add": [], "revise": [], "retire": []}, 1_107, 5
    )


@pytest.mark.parametrize("usage", [None, [], {}, {"input_tokens": None, "output_tokens": -1}])
def test_what_is_not_said_to_cost_anything_counts_as_nothing(usage: object) -> None:
    body = json.loads(plan().body) | {"usage": usage}
    call = reply.call(json.dumps(body).encode(), tool="propose")
    assert (call.input_tokens, call.output_tokens) == (0, 0)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        pytest.param(garbage().body, "what came back is no answer of Claude", id="garbage"),
        pytest.param(html().body, "what came back is no answer of Claude", id="a page"),
        pytest.param(partial_json().body, "what came back is no answer of Claude", id="half"),
        pytest.param(b"", "what came back is no answer of Claude", id="nothing"),
        pytest.param(b"[" * 100_000, "what came back is no answer of Claude", id="deep"),
        pytest.param(b"9" * 5_000, "what came back is no answer of Claude", id="a long number"),
        pytest.param(b"[1]", f"{PLAN}it is no message", id="a list"),
        pytest.param(b"{}", f"{PLAN}it has 0 tool calls instead of one", id="an empty object"),
        pytest.param(b'{"content": 1}', f"{PLAN}it has 0 tool calls instead of one", id="a number"),
        pytest.param(
            b'{"content": [1]}', f"{PLAN}it has 0 tool calls instead of one", id="no blocks"
        ),
        pytest.param(text().body, f"{PLAN}it has 0 tool calls instead of one", id="words"),
        pytest.param(
            message(
                *[{"type": "tool_use", "name": "propose", "input": {}}] * 2, stop="tool_use"
            ).body,
            f"{PLAN}it has 2 tool calls instead of one",
            id="two calls",
        ),
        pytest.param(
            tool_use("shell", {"run": "rm -r ~"}).body,
            f"{PLAN}it calls another tool",
            id="another tool",
        ),
        pytest.param(
            tool_use("propose", "{}").body, f"{PLAN}it calls another tool", id="a string as input"
        ),
        pytest.param(refusal().body, "Claude refuses to answer this", id="a refusal"),
        pytest.param(
            cut_off().body, "Claude's answer is too long and was cut off", id="an end too soon"
        ),
        pytest.param(
            message(stop="model_context_window_exceeded").body,
            "this is more than the model can read at once",
            id="too much to read",
        ),
        pytest.param(
            message(stop="pause_turn").body,
            "Claude paused in the middle of its answer",
            id="a pause",
        ),
    ],
)
def test_what_is_no_single_call_of_the_tool_is_no_plan(body: bytes, told: str) -> None:
    assert failing(body) == told


def test_a_failure_says_what_to_do() -> None:
    with pytest.raises(CuratorFailed) as caught:
        reply.call(refusal().body, tool="propose")
    assert caught.value.hint == "nothing was changed; try again, or use --with rules"


def test_numbers_become_facts_and_evidence() -> None:
    home, tea = KNOWN
    assert edits(
        add=[
            added(
                "Lives in Utrecht.",
                "E1",
                "f2",
                section="Home",
                tags=["#Home", "move", "home"],
                until="2027-03-01",
                confidence=1,
            )
        ],
        revise=[
            revised("F1", "Lives in Utrecht.", "E1"),
            revised("F2", "Tea.", "E2", section="Me"),
        ],
        retire=[retired("F2", "E2", "F1", "E2", confidence=0)],
    ) == (
        Add(
            "Lives in Utrecht.",
            "Home",
            (f"{LOGGED[0].id}@2026-11-18", f"{tea.id}@facts"),
            ("home", "move"),
            date(2027, 3, 1),
            1.0,
            "it lasts",
        ),
        Revise(
            home.id,
            "Lives in Delft.",
            "Lives in Utrecht.",
            (f"{LOGGED[0].id}@2026-11-18",),
            confidence=0.9,
            why="it lasts",
        ),
        Revise(
            tea.id,
            "Likes tea.",
            "Tea.",
            (f"{LOGGED[1].id}@2026-11-18",),
            section="Me",
            confidence=0.9,
            why="it lasts",
        ),
        Retire(
            tea.id,
            "Likes tea.",
            (f"{LOGGED[1].id}@2026-11-18", f"{home.id}@facts"),
            0.0,
            "it is over",
        ),
    )


def test_numbers_that_were_not_given_stay_for_the_check_to_refuse() -> None:
    assert edits(
        add=[added("Likes cake.", "E1", "E999")], retire=[retired("F99", "E1"), retired("E1", "F9")]
    ) == (
        Add(
            "Likes cake.",
            "Preferences",
            (LOGGED[0].reference, "E999"),
            confidence=0.9,
            why="it lasts",
        ),
        Retire("F99", "", (LOGGED[0].reference,), 0.9, "it is over"),
        Retire("E1", "", ("F9",), 0.9, "it is over"),
    )


def test_an_id_that_somebody_guessed_is_no_number() -> None:
    home = KNOWN[0]
    (retire,) = edits(retire=[retired(home.id, home.reference, "E1" * 100)])
    assert retire == Retire(
        repr(home.id.upper()),
        "",
        (repr(home.reference.upper()), repr(("E1" * 100)[:40])),
        0.9,
        "it is over",
    )


def test_what_hides_in_words_does_not_stay() -> None:
    (add,) = edits(add=[added(" Likes\u202e tea.\x1b[0m\ud83d \udc80 ", "E1", section="Me\u200b")])
    assert isinstance(add, Add)
    assert (add.text, add.section) == ("Likes tea.[0m\ufffd \ufffd", "Me")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        pytest.param({"text": None}, "add[0].text is not text", id="no text"),
        pytest.param({"section": None}, "add[0].section is not text", id="no section"),
        pytest.param({"because": "E1"}, "add[0].because is not a list", id="evidence as text"),
        pytest.param({"because": [1]}, "add[0].because is not a list of texts", id="a number"),
        pytest.param({"tags": [["a"]]}, "add[0].tags is not a list of texts", id="lists of tags"),
        pytest.param({"until": "next spring"}, "add[0].until is not a day", id="words"),
        pytest.param({"until": "2026-02-30"}, "add[0].until is not a day", id="no such day"),
        pytest.param({"until": "20261120"}, "add[0].until is not a day", id="another form"),
        pytest.param({"until": 2026}, "add[0].until is not text", id="a year"),
        pytest.param({"confidence": "high"}, "add[0].confidence is not a number", id="sure"),
        pytest.param({"confidence": True}, "add[0].confidence is not a number", id="true"),
        pytest.param({"confidence": 95}, "add[0].confidence is not between 0 and 1", id="percent"),
        pytest.param(
            {"confidence": -0.1}, "add[0].confidence is not between 0 and 1", id="negative"
        ),
        pytest.param(
            {"confidence": float("nan")}, "add[0].confidence is not between 0 and 1", id="nan"
        ),
        pytest.param(
            {"confidence": 10**400}, "add[0].confidence is not between 0 and 1", id="huge"
        ),
        pytest.param(
            {"pinned": True}, "add[0] has not the fields it should have", id="a field too many"
        ),
        pytest.param(
            {"file": "SOUL.md"}, "add[0] has not the fields it should have", id="another file"
        ),
    ],
)
def test_a_field_of_another_type_spoils_the_whole_answer(
    fields: dict[str, object], told: str
) -> None:
    with pytest.raises(CuratorFailed) as caught:
        edits(retire=[retired("F1", "E1")], add=[added("Likes cake.", "E1") | fields])
    assert caught.value.message == f"{PLAN}{told}"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({}, "the call has not the fields it should have"),
        ({"add": [], "revise": []}, "the call has not the fields it should have"),
        ({"add": {}, "revise": [], "retire": []}, "add is not a list"),
        ({"add": ["x"], "revise": [], "retire": []}, "add[0] has not the fields it should have"),
        ({"add": [{}], "revise": [], "retire": []}, "add[0] has not the fields it should have"),
    ],
)
def test_a_call_of_another_shape_is_no_plan(arguments: dict[str, object], told: str) -> None:
    with pytest.raises(CuratorFailed) as caught:
        reply.edits(arguments, BATCH)
    assert caught.value.message == f"{PLAN}{told}"


def test_a_plan_is_not_a_hundred_times_what_the_entries_are_worth() -> None:
    most = 10 + 3 * len(LOGGED) + len(KNOWN)
    assert len(edits(add=[added(f"Fact {n}.", "E1") for n in range(most)])) == most
    with pytest.raises(CuratorFailed) as caught:
        edits(add=[added(f"Fact {n}.", "E1") for n in range(most + 1)])
    assert caught.value.message == f"{PLAN}{most + 1} proposals are more than it can be worth"


def test_logs_stand_in_the_order_of_the_conversation_and_know_who_spoke() -> None:
    said = [
        logged("Said goodbye.", "M3"),
        logged("Moved to Utrecht.", "M1", tags=["#Home"], confidence=1, why="a move"),
        logged("Chose Utrecht.", "m1"),
    ]
    assert reply.logs({"logs": said}, HEARD, day=DAY) == (
        Log("Moved to Utrecht.", DAY, "user", ("home",), 1.0, "a move"),
        Log("Chose Utrecht.", DAY, "user", (), 0.9, "it matters"),
        Log("Said goodbye.", DAY, "", (), 0.9, "it matters"),
    )


@pytest.mark.parametrize(
    ("logs", "told"),
    [
        ([logged("Hi.", "M9")], "it cites a message that was not given"),
        ([logged("Hi.", "")], "it cites a message that was not given"),
        ([logged("Hi.", "M1", role="user")], "logs[0] has not the fields it should have"),
        ([logged("Hi.", "M1")] * 20, "20 proposals are more than it can be worth"),
    ],
)
def test_logs_that_nobody_could_check_are_no_plan(logs: list[object], told: str) -> None:
    with pytest.raises(CuratorFailed) as caught:
        reply.logs({"logs": logs}, HEARD, day=DAY)
    assert caught.value.message == f"{PLAN}{told}"


_anything: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["content", "type", "name", "input", "add", "text", "usage"]), inner
        )
    ),
    max_leaves=12,
)


@given(_anything, _anything)
def test_whatever_comes_is_a_plan_or_a_failure(body: Any, arguments: Any) -> None:
    for answer in (body, json.loads(tool_use("propose", arguments).body)):
        with suppress(CuratorFailed):
            call = reply.call(json_reply(answer).body, tool="propose")
            reply.edits(call.arguments, BATCH)


@given(st.data())
def test_one_odd_field_never_gets_past_its_type(data: st.DataObject) -> None:
    fields = added("Likes cake.", "E1")
    fields[data.draw(st.sampled_from(sorted(fields)))] = data.draw(_anything)
    try:
        read = edits(add=[fields])
    except CuratorFailed:
        return
    (add,) = read
    assert isinstance(add, Add)
    assert isinstance(add.text, str)
    assert 0 <= add.confidence <= 1
    assert add.until is None or isinstance(add.until, date)
    assert all(isinstance(each, str) for each in (*add.tags, *add.because))
