from __future__ import annotations

import io
import sys
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from pathlib import Path

import pytest

from memory_cli.cli import stdin
from memory_cli.cli.actor import AGENTS
from memory_cli.cli.asked import Asked
from memory_cli.cli.deps import Context
from memory_cli.cli.deps import Terminal
from memory_cli.cli.deps import settled
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Failed
from memory_cli.core.errors import MemError
from memory_cli.core.errors import Refused
from memory_cli.core.errors import Usage


def context(**asked: str) -> Context:
    words = Asked([])
    vars(words).update(asked)
    return settled(words)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> io.BytesIO:
    """What stdin holds; no terminal."""
    data = io.BytesIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))
    return data


def pipe(data: io.BytesIO, content: bytes) -> None:
    data.write(content)
    data.seek(0)


@pytest.fixture
def at_terminal() -> Context:
    return context()._replace(terminal=Terminal(stdin=True, stdout=True, stderr=True))


# --- where and whose ------------------------------------------------------------------------------


def test_home_is_absolute_and_knows_the_tilde(home: Path) -> None:
    assert context().home == home / ".mem"
    assert context(home="~/notes").home == home / "notes"
    assert context(home="notes").home == Path.cwd() / "notes"


def test_an_empty_home_is_a_mistake_and_an_empty_variable_is_none(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEM_HOME", "")
    assert context().home == home / ".mem"
    with pytest.raises(Usage):
        context(home="")


def test_a_home_that_nobody_has_fails_with_the_way_out() -> None:
    with pytest.raises(Failed, match="no home directory"):
        context(home="~nobody-of-that-name/x")


def test_a_user_is_checked_when_it_is_used() -> None:
    assert context(user="work").root == context().home / "work"
    for name in ("../me", "", "A", "a/b"):
        ctx = context(user=name)
        with pytest.raises(Refused):
            ctx.user  # noqa: B018
        with pytest.raises(Refused):
            ctx.root  # noqa: B018


# --- who ------------------------------------------------------------------------------------------


def test_without_a_terminal_it_is_a_script() -> None:
    assert context().actor == "script"


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_at_a_terminal_it_is_a_person(stream: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getattr(sys, stream), "isatty", lambda: True, raising=False)
    assert context().actor == "cli"


@pytest.mark.parametrize("name", AGENTS)
def test_an_agent_is_known_by_its_environment_also_in_a_terminal(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "")
    assert context().actor == "script"
    monkeypatch.setenv(name, "1")
    assert context().actor == "agent"
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert context().actor == "agent"


@pytest.mark.parametrize("name", ["bot", "agent", "a:b", "claude-code", "x" * 64, "0.1_2-3"])
def test_a_declared_actor_is_taken_at_its_word(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert context(actor=name).actor == name
    monkeypatch.setenv("MEM_ACTOR", name)
    assert context().actor == name


@pytest.mark.parametrize(
    "name",
    [
        *(
            "editor",
            "rules",
            "claude",
            "import",
            "recover",
            "sync",
            "claude:x",
            "import:jsonl",
            "rules:",
        ),
        *("", "A", "ä", "a b", "x" * 65, "a\n"),
    ],
)
def test_what_mem_itself_writes_cannot_be_declared(name: str) -> None:
    with pytest.raises(Refused) as refused:
        context(actor=name)
    assert repr(name) in refused.value.message


# --- when -----------------------------------------------------------------------------------------


def test_now_is_aware_and_in_the_zone_of_the_machine() -> None:
    before = datetime.now(UTC)
    now = context().now
    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)  # the tests run in UTC


@pytest.mark.parametrize(
    ("text", "now"),
    [
        (
            "2026-11-20T09:14:00+01:00",
            datetime(2026, 11, 20, 9, 14, tzinfo=timezone(timedelta(hours=1))),
        ),
        ("2026-11-20T09:14Z", datetime(2026, 11, 20, 9, 14, tzinfo=UTC)),
    ],
)
def test_now_can_be_fixed(text: str, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEM_NOW", text)
    assert context().now == now
    assert context().now.utcoffset() == now.utcoffset()


@pytest.mark.parametrize(
    "text", ["today", "2026-11-20", "2026-11-20T09:14:00", "0001-01-01T00:00+14:00", "1700000000"]
)
def test_a_time_without_an_offset_is_no_time(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEM_NOW", text)
    with pytest.raises(BadInput) as bad:
        context()
    assert bad.value.message == f"$MEM_NOW is {text!r}, which is no time with an offset"


# --- the rest of the surroundings -----------------------------------------------------------------


def test_topic_and_colour_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (context().topic, context().color) == (None, True)
    monkeypatch.setenv("MEM_TOPIC", "billing")
    monkeypatch.setenv("NO_COLOR", "1")
    assert (context().topic, context().color) == ("billing", False)


def test_streams_that_are_closed_are_no_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        monkeypatch.setattr(sys, name, None)
    assert context().terminal == Terminal(stdin=False, stdout=False, stderr=False)
    assert not context().can_ask
    assert context().text_argument([]) == ""


# --- text -----------------------------------------------------------------------------------------


def test_words_make_one_text() -> None:
    assert context().text_argument(["Prefers", "dark  mode", ""]) == "Prefers dark  mode "


@pytest.mark.parametrize("words", [None, [], ["-"]])
def test_text_that_is_missing_comes_from_stdin(words: list[str] | None, typed: io.BytesIO) -> None:
    pipe(typed, b"one\n\n  two \r\n\n")
    assert context().text_argument(words) == "one\n\n  two "


def test_at_a_terminal_text_that_is_missing_is_a_mistake(at_terminal: Context) -> None:
    nothing: tuple[list[str] | None, ...] = (None, [])
    for words in nothing:
        with pytest.raises(Usage, match="no text given"):
            at_terminal.text_argument(words)


def test_at_a_terminal_text_can_be_typed_when_asked_for(
    at_terminal: Context, typed: io.BytesIO
) -> None:
    pipe(typed, b"typed\n")
    assert at_terminal.text_argument(["-"]) == "typed"


def test_words_are_one_text_and_stdin_is_one_a_line(typed: io.BytesIO) -> None:
    pipe(typed, b"\xef\xbb\xbfone\r\n\n \t\n two\\n\nthree")
    assert context().text_arguments(["a", "b"]) == ("a b",)
    assert context().text_arguments([]) == ("one", " two\\n", "three")


def test_lines_end_at_newlines_only(typed: io.BytesIO) -> None:
    pipe(typed, "a\u2028b\x0bc\x85d\nz".encode())
    assert context().lines_from_stdin() == ("a\u2028b\x0bc\x85d", "z")


def test_every_byte_of_stdin_survives(typed: io.BytesIO) -> None:
    pipe(typed, b"caf\xe9 \x00\xff")
    assert context().text_argument(["-"]).encode("utf-8", "surrogateescape") == b"caf\xe9 \x00\xff"


def test_stdin_that_cannot_be_text_is_bad_input(
    typed: io.BytesIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stdin, "LIMIT", 3)
    pipe(typed, b"abc")
    assert context().text_argument([]) == "abc"
    pipe(typed, b"abcd")
    with pytest.raises(BadInput, match="more than"):
        context().text_argument([])


def test_stdin_that_is_a_directory_is_bad_input(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Directory(io.RawIOBase):
        def readinto(self, _buffer: object) -> int:
            raise IsADirectoryError(21, "Is a directory")

        def readable(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Directory())))
    with pytest.raises(MemError) as bad:
        context().text_argument([])
    assert bad.value.message == "stdin cannot be read: is a directory"
