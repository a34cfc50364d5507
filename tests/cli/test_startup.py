from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import run
from tests.support.sample import NOW
from tests.support.sample import TABLE
from tests.support.sample import Mem

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
print(main(sys.argv[3:]), file=sys.stderr)
print(*sys.modules, file=sys.stderr)
"""


def loaded(*words: str, home: Path, code: int | None = None) -> set[str]:
    """The modules that `mem WORDS`, which ends with `code`, imports."""
    done = run(*words, home=home, python=("-c", TELLING), env={"MEM_NOW": NOW})
    *_, ended, modules = done.err.splitlines()
    assert code is None or int(ended) == code, done
    return set(modules.split())


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


@pytest.mark.parametrize(
    "words",
    [
        ["add", "Lives in Ghent.", "--tag", "home", "--section", "People"],
        ["add", "Lives in Ghent.", "--expires", "next week"],
        ["add", "--json", "Lives in Ghent."],
        ["log", "Drank tea.", "--task"],
        ["log", "Drank tea.", "--at", "yesterday 9:00"],
        ["done", TABLE],
        ["disable", TABLE],
        ["path"],
        ["path", "today"],
        ["path", "facts", "--json"],
        ["show", "facts"],
        ["show", "#ui"],
        ["show"],
        ["save"],
        [],
    ],
    ids=" ".join,
)
def test_a_verb_of_every_day_loads_nothing_heavy_with_an_ordinary_memory(
    words: list[str], mem: Mem
) -> None:
    assert mem().code == 0  # the header of SOUL.md has been read once
    modules = loaded(*words, home=mem.home, code=0)
    assert "memory_cli.store.soul" in modules
    assert not modules & HEAVY


@pytest.mark.parametrize("words", [["add", "Lives in Ghent."], ["log", "Drank tea."], ["init"]])
def test_the_very_first_write_loads_nothing_heavy_either(words: list[str], fresh: Mem) -> None:
    assert not loaded(*words, home=fresh.home, code=0) & HEAVY
    assert not loaded("log", "More.", home=fresh.home, code=0) & HEAVY


def test_what_a_new_header_is_expected_to_say_is_what_it_says(fresh: Mem) -> None:
    (fresh.home.parent / ".gitconfig").write_text("[user]\n\tname = Ada King\n")
    fresh("init", env={"TZ": "Europe/London"})
    kept = fresh.store / ".mem" / "soul.json"
    expected = kept.read_text()
    kept.unlink()
    modules = loaded("path", "today", home=fresh.home, code=0)
    assert {"frontmatter", "yaml"} <= modules
    assert kept.read_text() == expected


@pytest.mark.parametrize("words", [["history"], ["why", TABLE], ["diff", "last year"], ["undo"]])
def test_the_past_loads_git_and_nothing_else_that_is_heavy(words: list[str], mem: Mem) -> None:
    mem("done", TABLE)
    modules = loaded(*words, home=mem.home, code=0)
    assert modules & HEAVY <= {"git"}
