"""What is written for users is true: sessions, commands, options, exit codes, examples."""

from __future__ import annotations

import inspect
import re
import shlex
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from memory_cli.cli.app import mem
from memory_cli.cli.asked import Asked
from memory_cli.cli.failure import INTERRUPTED
from memory_cli.cli.failure import READER_GONE
from memory_cli.cli.main import main
from memory_cli.cli.overview import overview
from memory_cli.cli.table import VERBS
from memory_cli.core.errors import MemError
from tests.support import UPDATE
from tests.support.cli import environment
from tests.support.transcript import played
from tests.support.transcript import tools

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
TOLD = [page for page in PAGES if "```console\n" in page.read_text("utf-8")]
NAMES = [verb.name for verb in VERBS]
MODULES = {verb.name: verb.module for verb in VERBS}

_MENTIONED = re.compile(r"(?:`|\"|run:? |\$ )mem (?:--[a-z]+ [a-z]+ )?([a-z]+)\b")
_HINTED = re.compile(r"run:? [\"'`]?mem ([a-z]+)|[\"']mem ([a-z]+)[\"'] ")
_ROW = re.compile(r"^\| (\d+) \| (\w*) *\| .+ \|$", re.MULTILINE)


def module(verb: str) -> Any:
    return import_module(f"memory_cli.cli.commands.{MODULES[verb]}")


@pytest.mark.parametrize("page", TOLD, ids=lambda page: page.name)
def test_a_session_prints_what_the_page_says(page: Path, home: Path) -> None:
    told = page.read_text("utf-8")
    happened = played(told, home, answers_only=True)
    if UPDATE:
        page.write_text(happened, "utf-8")
    else:
        assert happened == told


def test_the_readme_has_a_session_and_the_list_of_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert ROOT / "README.md" in TOLD
    page = overview()
    commands = page[page.index("Remember:\n") : page.index("Global options")]
    assert f"```text\n{commands}```\n" in readme


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_no_command_that_is_none(page: Path) -> None:
    assert set(_MENTIONED.findall(page.read_text("utf-8"))) <= {*NAMES, "help"}


def test_messages_name_no_command_that_is_none() -> None:
    for path in (ROOT / "memory_cli").rglob("*.py"):
        named = {each for pair in _HINTED.findall(path.read_text("utf-8")) for each in pair}
        assert named <= {*NAMES, "", "help"}, path


def test_the_page_of_exit_codes_has_exactly_those_there_are() -> None:
    page = (ROOT / "docs" / "exit-codes.md").read_text("utf-8")
    ours = {(kind.code, kind.name) for kind in _kinds(MemError)}
    others = {(0, ""), (INTERRUPTED, "interrupted"), (READER_GONE, "broken_pipe")}
    rows = [(int(code), name) for code, name in _ROW.findall(page)]
    assert rows == sorted(ours | others)


def _kinds(kind: type[MemError]) -> set[type[MemError]]:
    kinds = {each for below in kind.__subclasses__() for each in (below, *_kinds(below))}
    return {each for each in kinds if each.__module__.startswith("memory_cli.")}


@pytest.mark.parametrize("verb", NAMES)
def test_help_explains_every_option_and_quotes_a_tag(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, "--help"]) == 0
    page = capsys.readouterr().out
    assert max(map(len, page.splitlines())) <= 80
    assert re.search(r"'[^']*#[a-z]+[^']*'", module(verb).EXAMPLES)
    assert page.endswith("".join(f"  {line}\n" for line in module(verb).EXAMPLES.splitlines()))
    for param in _parameters(verb):
        assert param.help, param.name
        for name in param.opts if param.param_type_name == "option" else [param.metavar]:
            assert re.search(
                rf"^  .*{re.escape(name)}\b.*  \S|^  {re.escape(name)}", page, re.MULTILINE
            )


def _parameters(verb: str) -> list[Any]:
    """The parameters of the function, as typer made them: no global ones among them."""
    command = mem().get_command(mem().make_context("mem", ["users"], obj=Asked([])), verb)
    assert command is not None
    _, *own = inspect.signature(getattr(module(verb), MODULES[verb])).parameters
    found = {param.name: param for param in command.params}
    return [found[name] for name in own]


@pytest.mark.parametrize("verb", NAMES)
def test_examples_are_commands_that_parse(verb: str) -> None:
    for line in module(verb).EXAMPLES.splitlines():
        words = shlex.split(line.partition("   ")[0])
        while "mem" in words:
            del words[: words.index("mem") + 1]
            with mem().make_context("mem", list(words), obj=Asked(words)) as ctx:
                rest = [*ctx._protected_args, *ctx.args]
                group = ctx.command
                assert hasattr(group, "resolve_command")
                name, command, own = group.resolve_command(ctx, rest)
                command.make_context(name, [word for word in own if word != "|"], parent=ctx)


def test_the_guided_tour_runs(home: Path, tmp_path: Path) -> None:
    env = environment(home / ".mem", {"MEM_HOME": None})
    env["PATH"] = f"{tools(tmp_path / 'bin')}:{env['PATH']}"
    done = subprocess.run(
        ["bash", str(ROOT / "examples" / "demo.sh")],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stderr.splitlines()[:1] == [
        'mem: a new memory: mem log "…" and mem add "…" fill it'
    ]
    assert "Traceback" not in done.stderr
    assert list(home.iterdir()) == []  # it made a home of its own, and took it away again
    printed = set(re.findall(r"^\$ mem (\w+)", done.stdout, re.MULTILINE))
    assert printed == {
        "curate",
        "init",
        "add",
        "log",
        "show",
        "history",
        "forget",
        "undo",
        "why",
        "keep",
        "done",
    }
    assert "bash examples/demo.sh" in (ROOT / "Makefile").read_text("utf-8")
