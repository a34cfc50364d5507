from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Annotated

import pytest
import typer

from memory_cli.cli.deps import Context
from memory_cli.cli.main import main
from memory_cli.cli.overview import overview
from memory_cli.cli.table import VERBS
from tests.cli.conftest import Put
from tests.support.cli import command
from tests.support.cli import environment


def says_where(ctx: Context) -> None:
    """Say something."""
    typer.echo(f"glance at {ctx.home}")


def takes_text(ctx: Context, text: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Take text."""
    typer.echo(f"{ctx.actor}: {text}")


@pytest.mark.parametrize("words", [["--version"], ["--quiet", "--version"], ["users", "--version"]])
def test_version_is_one_line(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert capsys.readouterr() == ("mem 0.1.0\n", "")


@pytest.mark.parametrize(
    "words",
    [["--help"], ["-h"], ["help"], ["--json", "--help"], ["help", "help"], ["--quiet", "help"]],
)
def test_help_is_the_overview_however_it_is_asked_for(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 0
    assert capsys.readouterr() == (overview() + "\n", "")


def test_the_overview_names_every_verb_under_its_heading_and_fits_a_terminal() -> None:
    page = overview()
    for verb in VERBS:
        section = page[page.index(f"\n{verb.group}:\n") + 1 :].partition("\n\n")[0]
        assert f"  {verb.name:9}  {verb.summary}" in section.splitlines()
    assert max(map(len, page.splitlines())) <= 80
    assert "mem show '#billing'" in page


@pytest.mark.parametrize("words", [["resume", "--help"], ["resume", "-h"], ["help", "resume"]])
def test_help_of_a_verb_ends_with_its_examples_as_written(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out == (
        "Usage: mem resume [OPTIONS]\n"
        "\n"
        "  Let scripts and agents write again.\n"
        "\n"
        "Global options:\n"
        "  --home DIR    Where memory lives ($MEM_HOME, else ~/.mem)\n"
        "  --user NAME   Whose memory ($MEM_USER, else me)\n"
        "  --actor NAME  Who acts, for the history ($MEM_ACTOR)\n"
        "  --force       Write although memory is paused\n"
        "  --json        Answer with one JSON object\n"
        "  --quiet       Say nothing but the answer and errors\n"
        "  -h, --help    Show this help\n"
        "\n"
        "Examples:\n"
        "  mem resume\n"
        "  mem resume --force     in a script of yours\n"
        "  mem log 'Back. #work'  works from everywhere again\n"
    )


def test_mem_alone_is_today_at_a_glance(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put(says_where, "glance")
    assert main(["--home", "/memories"]) == 0
    assert capsys.readouterr() == ("glance at /memories\n", "")


@pytest.mark.parametrize(
    ("words", "message", "hint"),
    [
        (["ad"], "no such verb: ad", 'did you mean "mem add"? "mem --help" lists every verb'),
        (["rm"], "no such verb: rm", 'did you mean "mem forget"? "mem --help" lists every verb'),
        (["help", "ad"], "no such verb: ad", 'did you mean "mem add"? "mem --help" lists'),
        (["zzz"], "no such verb: zzz", '"mem --help" lists every verb'),
        (
            ["a " * 50],
            "no such verb: a a a a a a a a a a a a a a a a a a a a…",
            'say what to do with it: "mem log" and "mem add" keep it',
        ),
        (["--xyz"], "no such option: --xyz", 'see "mem --help"'),
        (["resume", "--xyz"], "no such option: --xyz", 'see "mem resume --help"'),
        (
            ["users", "--jsn"],
            "no such option: --jsn",
            'did you mean --json? see "mem users --help"',
        ),
        (["resume", "-5"], "no such option: -5", 'see "mem resume --help"'),
        (["users", "--home"], "option '--home' requires an argument", 'see "mem users --help"'),
        (["resume", "x"], "got unexpected extra argument(s) (x)", 'see "mem resume --help"'),
        (["add", "-5 °C"], "no such option: -5", "put -- before text that begins with a dash"),
        (["add", "- milk"], "no such option: - ", "put -- before text that begins with a dash"),
        (["add", "--- cut"], "no such option: --- cut", "put -- before text that begins with a"),
        (["add", "x", "--xyz=3"], "no such option: --xyz", 'see "mem add --help"'),
    ],
)
def test_what_is_wrong_with_the_words_is_exit_2_and_says_what_to_do(
    words: list[str], message: str, hint: str, put: Put, capsys: pytest.CaptureFixture[str]
) -> None:
    put(takes_text)
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"mem: {message}\n     {hint}")
    assert err.count("\n") == 2


def test_everything_after_two_dashes_is_text(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    put(takes_text)
    assert main(["add", "--", "--json", "-h", "--", "--version"]) == 0
    assert capsys.readouterr() == ("script: ['--json', '-h', '--', '--version']\n", "")


def test_an_interrupt_is_quiet(put: Put, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(_ctx: Context) -> None:
        raise KeyboardInterrupt

    put(interrupted)
    assert main(["add"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_verb_may_end_with_a_code_and_no_message(
    put: Put, capsys: pytest.CaptureFixture[str]
) -> None:
    def finds_nothing(_ctx: Context) -> None:
        raise typer.Exit(1)

    put(finds_nothing)
    assert main(["add"]) == 1
    assert capsys.readouterr() == ("", "")


def test_files_are_nobody_elses_whatever_the_umask_was(put: Put, tmp_path: Path) -> None:
    put(lambda ctx: (ctx.home / "new").touch())
    main(["add", "--home", str(tmp_path)])
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["help", "users"], ["users"]])
def test_a_reader_that_goes_away_ends_it_like_any_other_tool(
    words: list[str], tmp_path: Path
) -> None:
    (tmp_path / "mem" / "me").mkdir(parents=True)
    with subprocess.Popen(
        command(*words),
        env=environment(tmp_path / "mem"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


@pytest.mark.parametrize("words", ["--version", "--help", "help users", "users"])
def test_an_answer_that_cannot_be_written_is_exit_6(words: str, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    (tmp_path / "mem" / "me").mkdir(parents=True)
    done = _in_a_shell(f"{words} >/dev/full", tmp_path)
    assert (done.returncode, done.stdout) == (6, "")
    assert done.stderr.startswith("mem: ")
    assert done.stderr.endswith("no space left on device\n")


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_are_nothing_to_stumble_over(closed: str, tmp_path: Path) -> None:
    (tmp_path / "mem" / "me").mkdir(parents=True)
    done = _in_a_shell(f"users {closed}", tmp_path)
    expected = "" if ">&-" in closed.replace("2>&-", "") else f"- me ({tmp_path / 'mem' / 'me'})\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, expected, "")


def test_an_error_that_nobody_can_hear_keeps_its_code(tmp_path: Path) -> None:
    for redirected in ("2>&-", "2>/dev/full"):
        done = _in_a_shell(f"users {redirected}", tmp_path)
        assert (done.returncode, done.stdout) == (1, "")


def _in_a_shell(words: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    script = " ".join((*(f"'{word}'" for word in command()), words))
    env = environment(tmp_path / "mem")
    return subprocess.run(
        ["/bin/sh", "-c", script], env=env, capture_output=True, text=True, check=False
    )
