from __future__ import annotations

import pytest

from memory_cli.cli import progress as bars
from memory_cli.cli.asked import Asked
from memory_cli.cli.deps import Context
from memory_cli.cli.deps import Terminal
from memory_cli.cli.deps import settled
from memory_cli.cli.progress import progress


@pytest.fixture
def at_terminal() -> Context:
    return settled(Asked([]))._replace(terminal=Terminal(stdin=True, stdout=True, stderr=True))


def work(ctx: Context) -> None:
    with progress(ctx, "reading the memory") as told:
        for done in range(4):
            told(done, 3)


def test_what_takes_a_while_is_told_on_a_terminal_and_leaves_nothing(
    at_terminal: Context, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bars, "_PATIENCE", -1)
    monkeypatch.setenv("FORCE_COLOR", "1")
    work(at_terminal)
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "reading the memory" in captured.err
    assert captured.err.endswith("\x1b[2K")  # the line is cleared


def test_what_is_done_at_once_is_not_told(
    at_terminal: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    work(at_terminal)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("quiet", [True, False])
def test_nobody_is_told_who_does_not_look(
    quiet: bool,
    at_terminal: Context,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bars, "_PATIENCE", -1)
    away = at_terminal.terminal._replace(stderr=quiet)
    work(at_terminal._replace(quiet=quiet, terminal=away))
    assert capsys.readouterr() == ("", "")
