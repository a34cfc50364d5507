from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pytest
import typer

from memory_cli.cli.deps import Context
from memory_cli.cli.main import main
from tests.cli.conftest import Put

OPTIONS = ["--home", "/m", "--user", "work", "--actor", "bot", "--json", "--quiet"]
EXPECTED = (Path("/m"), "work", "bot", True, True)


def told(ctx: Context) -> tuple[object, ...]:
    return ctx.home, ctx.user, ctx.actor, ctx.json, ctx.quiet


@pytest.mark.parametrize(
    "words",
    [
        [*OPTIONS, "add", "x"],
        ["add", *OPTIONS, "x"],
        ["add", "x", *OPTIONS],
        [*OPTIONS[:4], "add", "x", *OPTIONS[4:]],
        ["--home=/m", "--user=work", "--actor=bot", "add", "--json", "--quiet", "x"],
        ["--user", "me", "--home", "/n", *OPTIONS[4:], "add", *OPTIONS[:4], "x"],
    ],
)
def test_global_options_stand_before_or_after_the_verb_and_the_last_one_counts(
    words: list[str], put: Put
) -> None:
    seen: list[object] = []

    def add(ctx: Context, text: Annotated[list[str], typer.Argument()]) -> None:
        seen.append((told(ctx), text))

    put(add)
    assert main(words) == 0
    assert seen == [(EXPECTED, ["x"])]


def test_global_options_never_reach_a_verb_that_did_not_ask(put: Put) -> None:
    seen: list[object] = []

    def add(ctx: Context, tag: Annotated[list[str] | None, typer.Option()] = None) -> None:
        seen.append((ctx.json, tag))

    put(add)
    assert main(["add", "--json", "--tag", "ui", "--tag", "--json"]) == 0
    assert seen == [(True, ["ui", "--json"])]


def test_nothing_asked_is_the_environment_or_the_default(
    put: Put, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[object] = []
    put(lambda ctx: seen.append(told(ctx)))
    main(["add"])
    monkeypatch.setenv("MEM_HOME", "/m")
    monkeypatch.setenv("MEM_USER", "work")
    monkeypatch.setenv("MEM_ACTOR", "bot")
    main(["add"])
    main(["add", "--user", "me", "--actor", "other", "--home", "/n"])
    assert seen == [
        (home / ".mem", "me", "script", False, False),
        (Path("/m"), "work", "bot", False, False),
        (Path("/n"), "me", "other", False, False),
    ]


def test_help_wins_over_everything_else(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put(lambda _ctx: None)
    assert main(["add", "--actor", "import:x", "--json", "-h"]) == 0
    assert capsys.readouterr().out.startswith("Usage: mem add [OPTIONS]\n")


def test_a_verb_may_ask_for_what_is_global_no_more_than_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--json", "users", "--json"]) == 1
    assert capsys.readouterr().out == '{"users": []}\n'
