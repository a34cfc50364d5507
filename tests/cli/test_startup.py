from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import run

HEAVY = {
    "anthropic",
    "asyncio",
    "frontmatter",
    "git",
    "hypothesis",
    "numpy",
    "pydantic",
    "rank_bm25",
    "rich",
    "sqlite3",
    "watchdog",
    "yaml",
}

TELLING = """
import sys
from memory_cli.cli.main import main
main(sys.argv[3:])
print(*sys.modules, file=sys.stderr)
"""


def loaded(*words: str, home: Path) -> set[str]:
    """The modules that `mem WORDS` imports."""
    done = run(*words, home=home, python=("-c", TELLING))
    return set(done.err.splitlines()[-1].split())


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["help"]])
def test_what_needs_no_parser_loads_none(words: list[str], tmp_path: Path) -> None:
    modules = loaded(*words, home=tmp_path / "mem")
    assert "memory_cli.cli.main" in modules
    assert not modules & (HEAVY | {"typer", "inspect", "dataclasses", "json", "tempfile"})
    assert not [name for name in modules if name.startswith("memory_cli.cli.commands")]


@pytest.mark.parametrize(
    "words",
    [
        *(["users"], ["users", "--json"], ["users", "--help"], ["help", "users"], ["usres"]),
        *(["--quiet", "--help"], ["__complete", "bash", "u"], ["__complete", "zsh", "users", "--"]),
    ],
)
def test_a_verb_loads_itself_and_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    modules = loaded(*words, home=tmp_path / "mem")
    verbs = {name for name in modules if name.startswith("memory_cli.cli.commands.")}
    assert verbs == ({"memory_cli.cli.commands.users"} if "users" in words else set())
    assert "typer" in modules
    assert not modules & HEAVY


def test_rich_is_for_who_looks(tmp_path: Path) -> None:
    home = tmp_path / "mem"
    (home / "me").mkdir(parents=True)
    program = (
        "import sys; from memory_cli.cli.main import main; main(['users']); "
        "print('rich' in sys.modules)"
    )
    python = ("-c", program)
    assert run(home=home, python=python).out == f"- me ({home}/me)\nFalse\n"
    assert run(home=home, python=python, tty=True).out.endswith("True\n")
