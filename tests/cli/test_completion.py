from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Annotated

import pytest
import typer

from memory_cli.cli.completion import complete_ids
from memory_cli.cli.completion import complete_sections
from memory_cli.cli.completion import complete_tags
from memory_cli.cli.deps import Context
from memory_cli.cli.main import main
from memory_cli.cli.shells import SHELLS
from memory_cli.cli.shells import install
from memory_cli.cli.shells import script
from memory_cli.cli.table import VERBS
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from tests.cli.conftest import Put
from tests.support.cli import command
from tests.support.cli import environment

HOSTILE = "a\\\" <(touch /tmp/x) $(id) `id` '; id\x1b[31m\n[/x]"


def remembers(
    ctx: Context,
    text: Annotated[list[str] | None, typer.Argument(autocompletion=complete_ids)] = None,
    tag: Annotated[str, typer.Option(autocompletion=complete_tags)] = "",
    section: Annotated[str, typer.Option(autocompletion=complete_sections)] = "",
) -> None:
    """Remember."""


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Path, str]]:
    """A memory in which values can be looked up, and who looked."""
    asked: list[tuple[Path, str]] = []

    def ids(home: Path, user: str) -> list[tuple[str, str]]:
        asked.append((home, user))
        return [("k3f9a2bc", "Prefers tea."), ("k3zzzzzz", HOSTILE), ("m0", "")]

    def sections(home: Path, user: str) -> list[tuple[str, str]]:
        raise NotFound(f"nothing in {home} of {user}")

    module = ModuleType("memory_cli.actions.completion")
    tags = ["ui", "bad\x1btag", "bad\ntag"]
    vars(module).update(ids=ids, tags=lambda _home, _user: tags, sections=sections)
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return asked


def offered(capsys: pytest.CaptureFixture[str], *words: str, shell: str = "bash") -> list[str]:
    assert main(["__complete", shell, *words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out.splitlines()


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (["us"], ["users"]),
        (["--json", "h"], ["history"]),
        (["--user", "x", "wh"], ["why"]),
        (["help", "k"], ["keep"]),
        (["--ho"], ["--home"]),
        (
            ["resume", "--"],
            ["--home", "--user", "--actor", "--force", "--json", "--quiet", "--help"],
        ),
        (["users", "--json", "--j"], []),
        (["users", ""], ["remove"]),
        (["zzz"], []),
        (["'us"], ["users"]),
        (["'"], None),
        ([], []),
    ],
)
def test_verbs_and_options_are_offered(
    words: list[str], values: list[str] | None, capsys: pytest.CaptureFixture[str]
) -> None:
    everything = offered(capsys, "")
    assert len(everything) == len(VERBS)
    assert offered(capsys, *words) == (everything if values is None else values)


def test_each_shell_gets_summaries_in_its_own_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert offered(capsys, "us", shell="bash") == ["users"]
    assert offered(capsys, "us", shell="zsh") == [
        "users:List the users on this machine, or remove one"
    ]
    assert offered(capsys, "us", shell="fish") == [
        "users\tList the users on this machine, or remove one"
    ]


def test_values_come_from_the_memory_that_is_meant(
    put: Put, memory: list[tuple[Path, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    put(remembers)
    words = ("--home", "/m", "add", "--user", "work", "k3f")
    assert offered(capsys, *words, shell="fish") == ["k3f9a2bc\tPrefers tea."]
    assert memory == [(Path("/m"), "work")]
    assert offered(capsys, "add", "--tag", "") == ["ui"]
    assert offered(capsys, "add", "--tag", "=", "u") == ["ui"]
    assert offered(capsys, "add", "--tag=u", shell="zsh") == ["--tag=ui"]


def test_words_of_memory_reach_a_shell_in_one_harmless_line(
    put: Put, memory: list[tuple[Path, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    put(remembers)
    shown = HOSTILE.replace("\x1b", "\\x1b").replace("\n", " ")
    assert offered(capsys, "add", "k3z", shell="zsh") == [f"k3zzzzzz:{shown}"]
    assert offered(capsys, "add", "k3z") == ["k3zzzzzz"]
    assert memory


def test_what_fails_offers_nothing_and_says_nothing(
    put: Put,
    memory: list[tuple[Path, str]],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(remembers)
    assert offered(capsys, "add", "--section", "") == []
    assert offered(capsys, "add", "--user", "../x", "k") == []
    assert memory == []
    monkeypatch.setitem(sys.modules, "memory_cli.actions.completion", None)
    assert offered(capsys, "add", "k") == []


def test_users_are_offered_where_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("me", "work", "wife"):
        (tmp_path / name).mkdir()
    assert offered(capsys, "--home", str(tmp_path), "--user", "w") == ["wife", "work"]
    assert offered(capsys, "users", "--home", str(tmp_path), "--user", "m") == ["me"]
    assert offered(capsys, "--home", str(tmp_path / "none"), "--user", "m") == []


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash on this system")
@pytest.mark.parametrize(
    ("typed", "replies"),
    [
        ("mem us", "[users]"),
        ("mem users --j", "[--json]"),
        ("mem --user he", "[her.work]"),
        ("mem --user 'he", "[her.work]"),
        ("mem zzz", ""),
    ],
)
def test_bash_understands_its_script(typed: str, replies: str, tmp_path: Path) -> None:
    home = tmp_path / "mem"
    (home / "her.work").mkdir(parents=True)
    mem = " ".join(f"'{word}'" for word in command())
    program = f"""
        mem() {{ {mem} "$@"; }}
        {script("bash")}
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
        _mem mem
        printf '[%s]' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(
        ["bash", "-c", program, "bash", *typed.split(" ")],
        env=environment(home),
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == (replies or "[]", "")


@pytest.mark.parametrize("shell", sorted(SHELLS))
def test_installing_twice_is_installing_once(shell: str, home: Path) -> None:
    startup = home / (SHELLS[shell].startup or ".none")
    startup.write_bytes(b"# mine \xe9\n")
    first = install(shell, home)
    assert (home / SHELLS[shell].path).read_text() == script(shell)
    assert first[0] == f"wrote {home / SHELLS[shell].path}"
    before = startup.read_bytes()
    assert before.startswith(b"# mine \xe9\n")
    assert install(shell, home) == (first[0], first[-1])
    assert startup.read_bytes() == before


def test_a_shell_that_is_not_known_is_told_which_are() -> None:
    with pytest.raises(BadInput) as bad:
        script("tcsh")
    assert bad.value.message == "no completion for tcsh"
    assert bad.value.hint == "start mem from one of these: bash, zsh, fish"


def test_mem_itself_prints_and_installs_the_script(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memory_cli.cli.deps.shell", lambda: "fish")
    assert main(["--show-completion"]) == 0
    assert capsys.readouterr() == (script("fish"), "")
    assert main(["--install-completion"]) == 0
    assert capsys.readouterr().out.startswith(f"wrote {home}/.config/fish/completions/mem.fish\n")
