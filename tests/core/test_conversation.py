from __future__ import annotations

import json
from datetime import UTC
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.conversation import Message
from memory_cli.core.conversation import held_at
from memory_cli.core.conversation import messages


def lines(*values: object) -> str:
    return "\n".join(json.dumps(value) for value in values)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param(" \n\n \n", [], id="blank"),
        pytest.param("one\ntwo\n\nthree\n", ["one\ntwo", "three"], id="paragraphs"),
        pytest.param("a\n\n\n\n  b  \n", ["a", "b"], id="many blank lines"),
        pytest.param("{never json", ["{never json"], id="a brace"),
        pytest.param('{"a": 1}', ['{"a": 1}'], id="an object that is no message"),
        pytest.param('["role", "content"]', ['["role", "content"]'], id="a list"),
        pytest.param("{" * 10_000, ["{" * 10_000], id="deep"),
    ],
)
def test_plain_text_is_messages_of_nobody(text: str, read: list[str]) -> None:
    assert messages(text) == tuple(Message("", each) for each in read)


@pytest.mark.parametrize(
    ("logged", "read"),
    [
        pytest.param({"role": "user", "content": " Hi. "}, ("user", "Hi."), id="words"),
        pytest.param(
            {
                "role": "assistant",
                "content": [
                    {"type": "text", "text": "One."},
                    {"type": "tool_use", "name": "bash", "input": {}},
                    {"type": "text", "text": " "},
                    "stray",
                    {"type": "text", "text": "Two."},
                ],
            },
            ("assistant", "One.\n\nTwo."),
            id="texts among blocks",
        ),
        pytest.param(
            {"type": "user", "uuid": "1", "message": {"role": "user", "content": "Hi."}},
            ("user", "Hi."),
            id="wrapped as agents log it",
        ),
        pytest.param(
            {"message": "Hi.", "role": "user", "content": "Ho."}, ("user", "Ho."), id="flat"
        ),
        pytest.param({"role": "", "content": "Hi."}, ("", "Hi."), id="nobody"),
    ],
)
def test_json_lines_are_messages_of_somebody(logged: object, read: tuple[str, str]) -> None:
    assert messages(lines(logged)) == (Message(*read),)
    assert messages(f"\n  {lines(logged)}\r\n") == (Message(*read),)


@pytest.mark.parametrize(
    "other",
    [
        {"role": "user", "content": [{"type": "tool_result", "content": "secret output"}]},
        {"role": "user", "content": ""},
        {"role": "user"},
        {"role": 1, "content": "a"},
        {"role": "user", "content": {"text": "a"}},
        {"role": "user", "content": [{"text": 1}]},
        {"type": "summary", "summary": "a"},
        {"message": {"role": "user"}, "role": "user", "content": "a"},
        {"message": None},
    ],
)
def test_what_is_no_message_among_json_lines_is_skipped(other: object) -> None:
    said = {"role": "user", "content": "Hi."}
    assert messages(lines(said, other, said)) == (Message("user", "Hi."),) * 2


def test_a_line_that_was_cut_off_is_skipped() -> None:
    assert messages(lines({"role": "user", "content": "Hi."}) + '\n{"role": "us') == (
        Message("user", "Hi."),
    )
    assert messages("plain\n" + lines({"role": "user", "content": "Hi."}) + "\n12\n[]\nnull") == (
        Message("user", "Hi."),
    )


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["role", "content", "message", "text", "type"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(st.lists(st.one_of(values.map(json.dumps), st.text(max_size=20)), max_size=6).map("\n".join))
def test_whatever_it_is_it_is_read_as_messages_that_say_something(text: str) -> None:
    read = messages(text)
    assert bool(read) or not text.strip()
    for message in read:
        assert message.text == message.text.strip() != ""


def test_lines_that_begin_with_who_speaks_are_messages_of_theirs() -> None:
    text = "User: I prefer tea.\nAnd no sugar.\nAssistant: Noted.\n\n**You:** We chose Postgres.\n"
    assert messages(text) == (
        Message("user", "I prefer tea.\nAnd no sugar."),
        Message("assistant", "Noted."),
        Message("user", "We chose Postgres."),
    )


def test_a_label_in_the_middle_of_prose_makes_no_speaker() -> None:
    text = "Minutes of today.\n\nUser: the one who pays."
    assert messages(text) == (
        Message("", "Minutes of today."),
        Message("", "User: the one who pays."),
    )


def test_what_an_agent_has_told_another_is_nobodys_word() -> None:
    line = '{"isSidechain": true, "message": {"role": "user", "content": "I prefer tabs."}}'
    assert messages(f'{line}\n{{"role": "user", "content": "Hello."}}') == (
        Message("user", "Hello."),
    )


def test_a_conversation_was_held_when_its_last_line_says() -> None:
    lines = (
        '{"timestamp": "2026-11-17T08:00:00.000Z"}\n{"timestamp": "2026-11-18T08:00:00.000Z"}\n{}'
    )
    assert held_at(lines) == datetime(2026, 11, 18, 8, tzinfo=UTC)
    assert held_at('{"timestamp": "2026-11-18T08:00:00"}') is None
    assert held_at('{"timestamp": "2026-99-99T08:00:00Z"}\nplain') is None
