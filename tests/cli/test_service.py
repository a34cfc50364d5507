"""Services are made with programs of the system; stand-ins note what they are told."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from memory_cli.cli import service
from memory_cli.cli.service import Installed
from memory_cli.cli.service import install
from memory_cli.cli.service import installed
from memory_cli.cli.service import is_there
from memory_cli.cli.service import uninstall
from memory_cli.cli.unit import service as described
from memory_cli.core.errors import Failed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused

NOTES = """\
#!/bin/sh
echo "$(basename "$0") $*" >> "$HOME/heard"
case "$*" in *"$FAILS"*) [ -n "$FAILS" ] && { echo "No medium found" >&2; exit 1; } ;; esac
exit 0
"""


@pytest.fixture
def programs(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH that holds a systemctl and a launchctl which note what they are told."""
    folder = home / "bin"
    folder.mkdir()
    for name in ("systemctl", "launchctl"):
        (folder / name).write_text(NOTES)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("FAILS", "")
    return folder


@pytest.fixture(params=["linux", "darwin"])
def wanted(
    request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Installed:
    """The service of a user, on each system."""
    monkeypatch.setattr(sys, "platform", request.param)
    usual = home / ".mem"
    return installed(described("me", usual, usual=usual, python="/usr/bin/python3", folders=()))


def heard(home: Path) -> list[str]:
    file = home / "heard"
    lines = file.read_text().splitlines() if file.exists() else []
    file.unlink(missing_ok=True)
    return [line.replace(str(home), "~") for line in lines]


def test_installing_writes_the_file_and_starts_the_service(
    wanted: Installed, home: Path, programs: Path
) -> None:
    assert not is_there(wanted)
    install(wanted)
    assert is_there(wanted)
    assert wanted.path.read_text() == wanted.text
    place = "~/" + str(wanted.path.relative_to(home))
    assert (place, heard(home)) in (
        (
            "~/.config/systemd/user/mem-watch-me.service",
            [
                "systemctl --user daemon-reload",
                "systemctl --user enable mem-watch-me.service",
                "systemctl --user restart mem-watch-me.service",
            ],
        ),
        (
            "~/Library/LaunchAgents/mem-watch-me.plist",
            [f"launchctl bootstrap gui/{os.getuid()} {place}"],
        ),
    )


def test_installing_twice_starts_what_is_written_now(
    wanted: Installed, home: Path, programs: Path
) -> None:
    install(wanted._replace(text=f"{wanted.text} "))
    first = heard(home)
    install(wanted)
    second = heard(home)
    assert wanted.path.read_text() == wanted.text
    ended = [f"launchctl bootout gui/{os.getuid()}/mem-watch-me"]
    assert second == (ended if "launchctl" in first[0] else []) + first


def test_uninstalling_ends_the_service_and_removes_the_file(
    wanted: Installed, home: Path, programs: Path
) -> None:
    install(wanted)
    heard(home)
    assert uninstall(wanted) is None
    assert not wanted.path.exists()
    assert heard(home) in (
        [
            "systemctl --user disable --now mem-watch-me.service",
            "systemctl --user daemon-reload",
        ],
        [f"launchctl bootout gui/{os.getuid()}/mem-watch-me"],
    )
    with pytest.raises(NotFound):
        uninstall(wanted)


def test_without_a_manager_the_file_is_written_and_the_rest_is_told(
    wanted: Installed, home: Path, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAILS", wanted.begins[0][-1])
    with pytest.raises(Failed) as failed:
        install(wanted)
    assert failed.value.message == (
        f"{wanted.path} is written, but the service could not be started: No medium found"
    )
    assert failed.value.hint == f"where it can be, run: {wanted.by_hand}"
    assert wanted.path.read_text() == wanted.text
    monkeypatch.setenv("FAILS", wanted.ends[0][1])
    if wanted.link is not None:  # from a time when there was one
        wanted.link.parent.mkdir()
        wanted.link.symlink_to(wanted.path)
    assert uninstall(wanted) == "No medium found"
    assert not wanted.path.exists()
    assert wanted.link is None or not wanted.link.is_symlink()


def test_a_system_without_one_says_which_is_missing(
    wanted: Installed, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(home))
    with pytest.raises(Failed, match=r"could not be started: there is no (system|launch)ctl here"):
        install(wanted)
    assert is_there(wanted)


def test_a_manager_that_hangs_is_not_waited_for_for_ever(
    wanted: Installed, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "_PATIENCE", 0.1)
    for program in programs.iterdir():
        program.write_text("#!/bin/sh\nexec sleep 600\n")
    with pytest.raises(Failed, match="did not answer within 0 seconds"):
        install(wanted)


@pytest.mark.parametrize("what", ["another file", "a link", "a folder"])
def test_what_mem_did_not_write_is_neither_replaced_nor_removed(
    wanted: Installed, home: Path, programs: Path, what: str
) -> None:
    wanted.path.parent.mkdir(parents=True)
    if what == "another file":
        wanted.path.write_text("[Service]\nExecStart=/bin/true\n")
    elif what == "a link":
        wanted.path.symlink_to(os.devnull)  # how systemd is told never to start a unit
    else:
        wanted.path.mkdir()
    for deed in (install, uninstall):
        with pytest.raises(Refused, match="is not a file that mem wrote"):
            deed(wanted)
    assert heard(home) == []
    assert os.path.lexists(wanted.path)


def test_the_persons_own_place_for_configuration_is_used(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "conf"))
    usual = home / ".mem"
    about = described("me", usual, usual=usual, python="/usr/bin/python3", folders=())
    assert installed(about).path == home / "conf/systemd/user/mem-watch-me.service"
    monkeypatch.setenv("XDG_CONFIG_HOME", "relative")
    assert installed(about).path == home / ".config/systemd/user/mem-watch-me.service"
