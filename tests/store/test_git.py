"""Tests of how git is run."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.store import git


@pytest.fixture
def bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: A001
    """A directory in front of all others on $PATH."""
    path = tmp_path / "bin"
    path.mkdir()
    monkeypatch.setenv("PATH", f"{path}{os.pathsep}{os.environ['PATH']}")
    return path


def program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_nothing_of_the_callers_git_reaches_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_AUTHOR_DATE", "GIT_SOMETHING_NEW"):
        monkeypatch.setenv(name, "theirs")
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.hooksPath")
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    ours = git.environment()
    assert {name for name in ours if name.startswith("GIT_")} == {
        name for name in git._VARIABLES if name.startswith("GIT_")
    }
    assert "theirs" not in ours.values()
    assert (ours["LC_ALL"], ours["HOME"]) == ("C", os.environ["HOME"])


def test_git_itself_sees_every_setting_of_ours() -> None:
    said = git.run(["config", "--list", "-z"]).decode()
    assert [tuple(line.split("\n")) for line in said.split("\0")[:-1]] == [
        (key.lower() if key.count(".") == 1 else _lower_ends(key), value)
        for key, value in git._CONFIG
    ]


def _lower_ends(key: str) -> str:
    first, *middle, last = key.split(".")
    return ".".join([first.lower(), *middle, last.lower()])


def test_the_environment_is_sealed_for_a_while_and_comes_back_whatever_happens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("GIT_DIR", "/theirs")
    before = dict(os.environ)
    with pytest.raises(ZeroDivisionError), git.sealed_environment():
        assert dict(os.environ) == git.environment()
        assert "GIT_DIR" not in os.environ
        _ = 1 / 0
    assert dict(os.environ) == before


def test_a_run_returns_every_byte_and_takes_every_byte(tmp_path: Path) -> None:
    git.run(["init", "-q", "--", str(tmp_path)])
    data = bytes(range(256))
    oid = git.run(["hash-object", "-w", "--stdin"], root=tmp_path, stdin=data).decode().strip()
    assert git.run(["cat-file", "blob", oid], root=tmp_path) == data


def test_a_failure_says_what_git_said_last() -> None:
    with pytest.raises(GitFailed) as failed:
        git.run(["rev-parse", "--verify", "nothing"], root=Path("/nowhere"))
    assert failed.value.message == "git failed: fatal: not a git repository: '/nowhere/.git'"


def test_another_status_may_be_expected() -> None:
    assert git.run(["config", "--get", "no.such"], ok=1) == b""
    with pytest.raises(GitFailed, match="git failed: 1"):
        git.run(["config", "--get", "no.such"])


def test_a_git_that_hangs_is_killed_with_its_children(
    bin: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    program(bin / "git", f"sleep 600 & echo $! > {bin}/child; wait")
    monkeypatch.setattr(git, "TIMEOUT", 0.3)
    with pytest.raises(GitFailed, match="git did not answer within 0 seconds"):
        git.run(["status"])
    child = int((bin / "child").read_text())
    for _ in range(200):  # whoever inherits it has to reap it
        status = subprocess.run(
            ["ps", "-o", "stat=", "-p", str(child)], capture_output=True, text=True, check=False
        ).stdout.strip()
        if not status or status.startswith("Z"):
            break
        time.sleep(0.05)
    assert not status or status.startswith("Z")


def test_a_ctrl_c_that_is_meant_for_us_does_not_reach_git(bin: Path) -> None:
    program(bin / "git", "ps -o pgid= -p $$")
    assert int(git.run(["x"])) != os.getpgid(0)


def test_a_ctrl_c_lets_git_finish_what_it_writes(bin: Path) -> None:
    program(bin / "git", f"sleep 0.3; kill -INT {os.getpid()}; sleep 0.3; echo done > {bin}/done")
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            git.run(["x"])
    finally:
        signal.signal(signal.SIGINT, before)
    assert (bin / "done").read_text() == "done\n"


def test_what_git_makes_is_for_nobody_else_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        git.run(["init", "-q", "--", str(tmp_path / "new")])
    finally:
        os.umask(before)
    modes = {oct(p.stat().st_mode & 0o077) for p in (tmp_path / "new").rglob("*")}
    assert modes == {"0o0"}


def test_a33_without_git_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(GitFailed) as failed:
        git.version()
    assert (failed.value.message, failed.value.hint) == (
        "git is not installed",
        "install git 2.32 or newer",
    )


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("git version 2.32.0", (2, 32, 0)),
        ("git version 2.39.5 (Apple Git-154)", (2, 39, 5)),
        ("git version 2.55.0.windows.1", (2, 55, 0)),
        ("git version 3.0.rc1", (3, 0)),
        ("git version 2.32", (2, 32)),
    ],
)
def test_versions_are_understood_whoever_built_git(
    bin: Path,
    said: str,
    meant: tuple[int, ...],
) -> None:
    program(bin / "git", f"echo '{said}'")
    assert git.version() == meant


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("git version 1.8.3.1", "1.8.3"),
        ("git version 2.31.9", "2.31.9"),
        ("git", "of unknown version"),
        ("", "of unknown version"),
    ],
)
def test_a33_a_git_that_is_too_old_is_named(bin: Path, said: str, shown: str) -> None:
    program(bin / "git", f"echo '{said}'")
    with pytest.raises(GitFailed) as failed:
        git.version()
    assert (failed.value.message, failed.value.hint) == (
        f"git {shown} is too old",
        "install git 2.32 or newer",
    )


def test_a_git_that_cannot_be_started_is_a_failure_of_git(bin: Path) -> None:
    (bin / "git").write_text("no program\n")
    (bin / "git").chmod(0o755)
    with pytest.raises(GitFailed, match="git could not be started: "):
        git.run(["version"])


def test_the_persons_own_name_comes_from_their_own_configuration(home: Path) -> None:
    (home / ".gitconfig").write_text("[include]\npath = more\n[user]\nname = Ädam\n")
    (home / "more").write_text("[user]\nemail = adam@example.org\n")
    assert (git.personal("user.name"), git.personal("user.email")) == ("Ädam", "adam@example.org")


@pytest.mark.parametrize("text", ["", "[user", "[user]\nname\n", "\0\xff"])
def test_a_persons_configuration_that_says_nothing_is_no_error(home: Path, text: str) -> None:
    (home / ".gitconfig").write_bytes(text.encode("latin-1"))
    assert git.personal("user.name") == ""


# For as long as it takes


def test_what_git_prints_is_read_as_it_comes_and_what_it_is_given_may_be_long(
    bin: Path,
    tmp_path: Path,
) -> None:
    program(bin / "git", "exec cat")
    given = b"".join(b"%d\n" % number for number in range(200_000))
    with git.printing(["cat-file"], root=tmp_path, stdin=given) as said:
        assert said.readline() == b"0\n"
        assert said.read() == given[2:]


def test_a_failure_is_told_in_the_end_with_its_reason(bin: Path, tmp_path: Path) -> None:
    program(bin / "git", "echo one; echo fatal: bad thing >&2; exit 128")
    said: list[bytes] = []
    with pytest.raises(git.Declined, match="git failed: fatal: bad thing"):
        _listen(tmp_path, said)
    assert said == [b"one\n"]


def _listen(root: Path, said: list[bytes]) -> None:
    with git.printing(["fsck"], root=root) as printed:
        said.extend(printed)


def test_what_is_said_on_stderr_may_be_among_it(bin: Path, tmp_path: Path) -> None:
    program(bin / "git", "echo one; echo two >&2")
    with git.printing(["fsck"], root=tmp_path, merged=True) as said:
        assert said.read() == b"one\ntwo\n"


def test_who_leaves_early_ends_git(bin: Path, tmp_path: Path) -> None:
    program(bin / "git", f"echo $$ > {tmp_path}/pid; echo one; exec sleep 60")
    with pytest.raises(KeyboardInterrupt), git.printing(["fsck"], root=tmp_path) as said:
        said.readline()
        raise KeyboardInterrupt
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)
