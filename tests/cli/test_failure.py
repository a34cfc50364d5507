from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Annotated

import pytest
import typer

from memory_cli.cli import report
from memory_cli.cli.asked import Asked
from memory_cli.cli.deps import Context
from memory_cli.cli.failure import exit_code
from memory_cli.cli.main import main
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import Busy
from memory_cli.core.errors import MemError
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Nothing
from tests.cli.conftest import Put

AMBIGUOUS = Ambiguous("'k3f9' names 2 entries", "type more of it", ("k3f9a Tea.", "k3f9b Coffee."))


def breaks(ctx: Context, text: Annotated[list[str] | None, typer.Argument()] = None) -> None:
    """Break."""
    del ctx, text
    raise AssertionError("found by accident")


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (NotFound("no such id: k3f9"), "mem: no such id: k3f9\n"),
        (
            Busy("another mem is writing", "try again"),
            "mem: another mem is writing\n     try again\n",
        ),
        (
            AMBIGUOUS,
            (
                "mem: 'k3f9' names 2 entries\n"
                "     k3f9a Tea.\n"
                "     k3f9b Coffee.\n"
                "     type more of it\n"
            ),
        ),
        (NotFound("\x1b[31mred\u202e"), "mem: \\x1b[31mred\\u{202e}\n"),
        (NotFound("caf\udce9"), "mem: caf\ufffd\n"),
    ],
)
def test_an_error_is_a_message_and_a_hint(
    error: MemError, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(error, Asked([])) == error.code
    assert capsys.readouterr() == ("", told)


@pytest.mark.parametrize("words", [["--json", "show", "k3f9"], ["show", "k3f9", "--json"]])
def test_with_json_an_error_is_an_object(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(AMBIGUOUS, Asked(words)) == 11
    out, err = capsys.readouterr()
    assert out == ""
    assert json.loads(err) == {
        "error": {
            "code": 11,
            "name": "ambiguous",
            "message": "'k3f9' names 2 entries",
            "hint": "type more of it",
            "candidates": ["k3f9a Tea.", "k3f9b Coffee."],
        }
    }


def test_only_ambiguous_has_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(NotFound("no such id: é\x1b", "look around"), Asked(["--json"]))
    assert capsys.readouterr().err == (
        '{"error": {"code": 10, "name": "not_found", "message": "no such id: \\u00e9\\\\x1b", '
        '"hint": "look around"}}\n'
    )


def test_json_that_is_text_asks_for_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    exit_code(NotFound("gone"), Asked(["add", "--", "--json"]))
    assert capsys.readouterr().err == "mem: gone\n"


def test_words_that_are_wrong_are_an_object_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resume", "--xyz", "--json"]) == 2
    assert json.loads(capsys.readouterr().err) == {
        "error": {
            "code": 2,
            "name": "usage",
            "message": "no such option: --xyz",
            "hint": 'see "mem resume --help"',
        }
    }


def test_quiet_says_nothing_about_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code(Nothing("no hits"), Asked(["--quiet"])) == 1
    assert exit_code(NotFound("gone"), Asked(["--quiet"])) == 10
    assert capsys.readouterr().err == "mem: gone\n"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EIO])
def test_what_the_system_would_not_do_is_exit_6(
    number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert exit_code(OSError(number, os.strerror(number), "/x"), Asked([])) == 6
    assert capsys.readouterr().err == f"mem: {os.strerror(number).lower()}: /x\n"


def test_a_bug_leaves_a_report_that_only_its_finder_can_read(
    put: Put, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(breaks)
    home = tmp_path / "mem"
    assert main(["--home", str(home), "add", "--quiet", "secret", "--", "-secret"]) == 70
    written = next((home / ".reports").iterdir())
    assert capsys.readouterr() == (
        "",
        f"mem: this is a bug in mem: AssertionError\n     a report is in {written}\n",
    )
    assert written.stat().st_mode & 0o777 == 0o600
    assert written.parent.stat().st_mode & 0o777 == 0o700
    lines = written.read_text().splitlines()
    assert lines[0].startswith("mem 0.1.0, Python 3.")
    assert lines[1] == "called as: mem --home … add --quiet … -- …"
    assert lines[-1] == "AssertionError: found by accident"
    assert not [line for line in lines if "secret" in line]


def test_a_bug_is_an_object_too(
    put: Put, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(breaks)
    assert main(["add", "--json", "--home", str(tmp_path)]) == 70
    written = next((tmp_path / ".reports").iterdir())
    assert json.loads(capsys.readouterr().err)["error"] == {
        "code": 70,
        "name": "bug",
        "message": "this is a bug in mem: AssertionError",
        "hint": f"a report is in {written}",
    }


def test_a_report_finds_another_place_when_home_has_none(
    put: Put,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(breaks)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    home = tmp_path / "file"
    home.touch()
    assert main(["add", "--home", str(home)]) == 70
    written = next(tmp_path.glob("mem-bug-*.txt"))
    assert capsys.readouterr().err.endswith(f"     a report is in {written}\n")


def test_a_bug_is_told_even_when_no_report_can_be_written(
    put: Put,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(breaks)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file" / "x"))
    home = tmp_path / "file"
    home.touch()
    assert main(["add", "--home", str(home)]) == 70
    assert capsys.readouterr().err.endswith("     no report could be written\n")


@pytest.mark.parametrize(
    ("words", "outline"),
    [
        (["add", "my secret"], "mem add …"),
        (["add", "log", "show"], "mem add … …"),
        (["add", "add"], "mem add …"),
        (["--user", "secret", "add", "--tag=secret", "-nsecret"], "mem --user … add --tag -n"),
        (["-secret", "--Secret"], "mem -s …"),
        (["add", "--", "--secret", "--"], "mem add -- … …"),
    ],
)
def test_the_report_repeats_the_command_without_its_text(words: list[str], outline: str) -> None:
    asked = Asked(words)
    asked.verb = "add"
    assert report.outline(asked) == outline


def test_without_a_verb_all_words_are_text() -> None:
    assert report.outline(Asked([])) == "mem"
    assert report.outline(Asked(["secret", "add"])) == "mem … …"
