"""What holds for every verb."""

from __future__ import annotations

from pathlib import Path

import pytest

import memory_cli
from memory_cli.cli.table import VERBS
from tests.support.sample import CALL
from tests.support.sample import DARK
from tests.support.sample import LIGHT
from tests.support.sample import TABLE
from tests.support.sample import Mem

ROOT = Path(memory_cli.__file__).parents[1]
NOTHING = {
    "init": [],
    "add": ["Prefers dark mode in every editor."],
    "log": ["x"],
    "keep": [CALL],
    "done": [TABLE],
    "edit": ["soul"],
    "save": [],
    "recall": ["pill"],
    "context": ["dark mode"],
    "show": ["facts"],
    "path": ["today"],
    "users": [],
    "forget": [DARK],
    "purge": [DARK, "--dry-run"],
    "disable": [LIGHT],
    "enable": [LIGHT],
    "pause": [],
    "resume": [],
    "export": [],
    "import": [str(ROOT / "README.md"), "--dry-run"],
    "curate": ["--dry-run"],
    "capture": ["--dry-run", "-"],
    "review": [],
    "history": [],
    "why": [DARK],
    "diff": ["2026-11-18"],
    "undo": [],
    "watch": ["--install", "--dry-run"],
    "doctor": [],
}
"""Something that each verb can do with the sample memory."""


def test_no_verb_is_forgotten_here() -> None:
    assert list(NOTHING) == [verb.name for verb in VERBS]


@pytest.mark.parametrize("verb", NOTHING)
def test_global_options_mean_the_same_before_and_after_the_verb(verb: str, mem: Mem) -> None:
    mem("disable", DARK, "--actor", "bot")  # so that there is something to undo
    home = mem.home.rename(mem.home.parent / "elsewhere")
    (home / "me").rename(home / "work")
    where = ["--home", str(home), "--user", "work", "--quiet"]
    words = [verb, *NOTHING[verb]]
    env = {"MEM_HOME": "/nowhere", "MEM_NO_USAGE": "1", "EDITOR": "true", "VISUAL": None}
    if verb not in {"add", "log", "keep", "done", "forget", "disable", "enable", "pause", "undo"}:
        before = mem(*where, "--json", *words, env=env)
        assert mem(*words, "--json", *where, env=env) == before
    done = mem(words[0], *where, "--json", *words[1:], env=env)
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1)
    assert isinstance(done.json, dict)


@pytest.mark.parametrize("verb", NOTHING)
def test_an_option_that_is_none_is_exit_2(verb: str, prepared: Mem) -> None:
    assert prepared(verb, "--zzz") == (
        2,
        "",
        f'mem: no such option: --zzz\n     see "mem {verb} --help"\n',
    )


@pytest.mark.parametrize("verb", NOTHING)
def test_nothing_is_asked_without_a_terminal(verb: str, mem: Mem) -> None:
    done = mem(verb, *NOTHING[verb], stdin="", env={"EDITOR": "true", "VISUAL": None})
    assert done.code in {0, 10}
    assert "[y/N]" not in done.err
