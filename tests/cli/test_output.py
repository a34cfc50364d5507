from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

import pytest

from memory_cli.cli import screen
from memory_cli.cli.asked import Asked
from memory_cli.cli.deps import Context
from memory_cli.cli.deps import Terminal
from memory_cli.cli.deps import settled
from memory_cli.cli.output import ask
from memory_cli.cli.output import confirm
from memory_cli.cli.output import note
from memory_cli.cli.output import put_json
from memory_cli.cli.output import put_lines
from memory_cli.cli.output import show
from memory_cli.cli.output import table
from memory_cli.cli.output import text

HOSTILE = "[red]x[/red] [/x] :bomb: \x1b]52;c;eA==\x07 \x9b31m \u202egnp.exe \U000e0041"
SHOWN = r"[red]x[/red] [/x] :bomb: \x1b]52;c;eA==\x07 \x9b31m \u{202e}gnp.exe \u{e0041}"


@pytest.fixture
def ctx() -> Context:
    return settled(Asked([]))


@pytest.fixture
def at_terminal(ctx: Context) -> Context:
    return ctx._replace(terminal=Terminal(stdin=True, stdout=True, stderr=True))


def test_json_is_one_line_of_ascii_in_the_order_given(capsys: pytest.CaptureFixture[str]) -> None:
    put_json({"z": "é\n\x1b", "a": [1, None, True, {"k": ("b",)}], "emoji": "🙂"})
    assert capsys.readouterr().out == (
        '{"z": "\\u00e9\\n\\u001b", "a": [1, null, true, {"k": ["b"]}], '
        '"emoji": "\\ud83d\\ude42"}\n'
    )


def test_bytes_that_were_no_text_are_replacement_characters_in_json(
    capsys: pytest.CaptureFixture[str],
) -> None:
    put_json({"caf\udce9": ["\ud800", {"x": "a\udfffb"}]})
    assert json.loads(capsys.readouterr().out) == {"caf\ufffd": ["\ufffd", {"x": "a\ufffdb"}]}


def test_lines_cannot_act_on_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    put_lines([HOSTILE, "caf\udce9", "two\nlines"])
    assert capsys.readouterr().out == f"{SHOWN}\ncaf\ufffd\ntwo\nlines\n"


def test_an_answer_takes_the_form_that_was_asked_for(
    ctx: Context, at_terminal: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    for each in (ctx, at_terminal, at_terminal._replace(json=True)):
        show(each, {"form": "json"}, lines=["lines"], pretty=lambda: "pretty")
    show(at_terminal, {}, lines=["no pretty form"])
    assert capsys.readouterr().out == 'lines\npretty\n{"form": "json"}\nno pretty form\n'


def test_memory_is_shown_to_a_person_as_it_is(
    at_terminal: Context, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    shown = table("words")
    shown.add_row(text(HOSTILE))
    show(at_terminal, {}, lines=[], pretty=lambda: shown)
    show(at_terminal, {}, lines=[], pretty=lambda: "[red]x[/red] [/x] :bomb:")
    out = capsys.readouterr().out
    assert [line.rstrip() for line in out.splitlines()] == [
        "words",
        SHOWN,
        "[red]x[/red] [/x] :bomb:",
    ]


def test_no_line_on_a_terminal_ends_in_blanks(
    at_terminal: Context, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    shown = table("words", "more")
    shown.add_row(text("a", "red"), text("b  ", "blue"))
    show(at_terminal, {}, lines=[], pretty=lambda: shown)
    assert capsys.readouterr().out.splitlines()[1] == "\x1b[31ma    \x1b[0m  \x1b[34mb\x1b[0m"


def test_words_that_are_not_to_wrap_are_left_to_the_terminal(
    at_terminal: Context, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    long = "as long as it is " * 3 + "long"
    show(at_terminal, {}, lines=[], pretty=lambda: screen.stack([screen.styled((long, ""))]))
    assert capsys.readouterr().out == f"{long}\n"


def test_no_color_means_none(
    at_terminal: Context, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    for each in (at_terminal, at_terminal._replace(color=False)):
        show(each, {}, lines=[], pretty=lambda: text("x", "red"))
    assert capsys.readouterr().out == "\x1b[31mx\x1b[0m\nx\n"


def test_notes_go_to_stderr_unless_quiet(ctx: Context, capsys: pytest.CaptureFixture[str]) -> None:
    note(ctx, "still in history\x1b")
    note(ctx._replace(quiet=True), "unheard")
    assert capsys.readouterr() == ("", "still in history\\x1b\n")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("y\n", True), ("Yes \n", True), ("n\n", False), ("\n", False), ("", False), ("yo\n", False)],
)
def test_a_question_is_asked_on_stderr(
    typed: str,
    answer: bool,
    at_terminal: Context,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert confirm(at_terminal, "remove \x1b[1m3 entries?") is answer
    end = "" if typed else "\n"
    assert capsys.readouterr() == ("", f"remove \\x1b[1m3 entries? [y/N] {end}")


@pytest.mark.parametrize(
    ("typed", "known", "answer", "asked"),
    [
        (" Ada \n", "Grace", "Ada", "Your name [Grace]: "),
        ("\n", "Grace", "Grace", "Your name [Grace]: "),
        ("\n", "", "", "Your name: "),
        ("", "", "", "Your name: \n"),
    ],
)
def test_return_keeps_what_is_known(
    typed: str,
    known: str,
    answer: str,
    asked: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
    assert ask("Your name", known) == answer
    assert capsys.readouterr() == ("", asked)


def test_a_question_that_is_interrupted_leaves_the_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", SimpleNamespace(readline=interrupted))
    with pytest.raises(KeyboardInterrupt):
        ask("Your name")
    assert capsys.readouterr() == ("", "Your name: \n")


def test_what_a_question_is_about_is_told_before_it(
    at_terminal: Context, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert confirm(at_terminal._replace(quiet=True), "Forget this?", ["Tea.\x1b"])
    assert capsys.readouterr() == ("", "Tea.\\x1b\nForget this? [y/N] ")


def test_nobody_is_asked_without_a_terminal(
    at_terminal: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    for terminal in (Terminal(False, True, True), Terminal(True, True, False)):
        assert confirm(at_terminal._replace(terminal=terminal), "really?") is False
    assert capsys.readouterr() == ("", "")
