from __future__ import annotations

import plistlib
import subprocess
import sys
from pathlib import Path

import pytest

from memory_cli.cli.unit import Service
from memory_cli.cli.unit import launchd
from memory_cli.cli.unit import service
from memory_cli.cli.unit import systemd
from memory_cli.core.errors import BadInput

HOME = Path("/home/ada/.mem")
PYTHON = "/home/ada/.local/share/pipx/venvs/memory-cli/bin/python"


def made(user: str = "me", home: Path = HOME, usual: Path = HOME, python: str = PYTHON) -> Service:
    folders = ("/opt/git/bin", "/usr/local/bin", "", "/usr/bin", "/bin", "/usr/bin")
    return service(user, home, usual=usual, python=python, folders=folders)


def line(text: str, begins: str) -> str:
    (found,) = (each for each in text.splitlines() if each.startswith(begins))
    return found


def test_a_unit_for_systemd() -> None:
    assert systemd(made()) == (
        """\
# Written by "mem watch --install"; "mem watch --uninstall" takes it away.
[Unit]
Description=Records hand edits of the memory of me
StartLimitIntervalSec=0

[Service]
ExecStart="/home/ada/.local/share/pipx/venvs/memory-cli/bin/python" "-P" "-m" "memory_cli" "watch" \
"--home" "/home/ada/.mem" "--user" "me"
Environment="PATH=/opt/git/bin:/usr/local/bin:/usr/bin:/bin"
Restart=on-failure
RestartSec=30
Nice=10
UMask=0077
NoNewPrivileges=yes
LockPersonality=yes
RestrictRealtime=yes
RestrictAddressFamilies=AF_UNIX
SystemCallArchitectures=native

[Install]
WantedBy=default.target
"""
    )


def test_an_agent_for_launchd() -> None:
    text = launchd(made(), log=Path("/Users/ada/Library/Logs/mem-watch-me.log"))
    assert text == (
        """\
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Comment</key>
	<string>Written by "mem watch --install"; "mem watch --uninstall" takes it away.</string>
	<key>Label</key>
	<string>mem-watch-me</string>
	<key>ProgramArguments</key>
	<array>
		<string>/home/ada/.local/share/pipx/venvs/memory-cli/bin/python</string>
		<string>-P</string>
		<string>-m</string>
		<string>memory_cli</string>
		<string>watch</string>
		<string>--home</string>
		<string>/home/ada/.mem</string>
		<string>--user</string>
		<string>me</string>
	</array>
	<key>EnvironmentVariables</key>
	<dict>
		<key>PATH</key>
		<string>/opt/git/bin:/usr/local/bin:/usr/bin:/bin</string>
	</dict>
	<key>RunAtLoad</key>
	<true/>
	<key>KeepAlive</key>
	<dict>
		<key>SuccessfulExit</key>
		<false/>
	</dict>
	<key>ThrottleInterval</key>
	<integer>30</integer>
	<key>ProcessType</key>
	<string>Background</string>
	<key>Nice</key>
	<integer>10</integer>
	<key>Umask</key>
	<integer>63</integer>
	<key>StandardOutPath</key>
	<string>/Users/ada/Library/Logs/mem-watch-me.log</string>
	<key>StandardErrorPath</key>
	<string>/Users/ada/Library/Logs/mem-watch-me.log</string>
</dict>
</plist>
"""
    )


def test_what_means_something_to_systemd_is_escaped() -> None:
    home = Path('/home/a b/100%/$HOME/"q"/back\\slash')
    text = systemd(made(home=home, python="/opt/50% off/python"))
    assert line(text, "ExecStart=") == (
        'ExecStart="/opt/50%% off/python" "-P" "-m" "memory_cli" "watch" "--home" '
        '"/home/a b/100%%/$$HOME/\\"q\\"/back\\\\slash" "--user" "me"'
    )


def test_a_program_with_a_dollar_is_started_by_another_one() -> None:
    """Systemd takes no `$$` for a dollar in the program's own path."""
    text = systemd(made(python="/opt/a$b/python"))
    assert line(text, "ExecStart=").startswith('ExecStart="/usr/bin/env" "/opt/a$$b/python" "-P"')


def test_what_means_something_to_xml_is_escaped() -> None:
    home = Path("/Users/a & b/<mem>")
    text = launchd(made(home=home), log=Path("/l"))
    assert "<string>/Users/a &amp; b/&lt;mem&gt;</string>" in text
    assert plistlib.loads(text.encode())["ProgramArguments"][6] == str(home)


@pytest.mark.parametrize("home", ["/a\nb", "/a\x07", "/a\udcff"])
def test_a_path_that_no_line_can_hold_is_refused(home: str) -> None:
    with pytest.raises(BadInput):
        made(home=Path(home))


def test_every_user_and_home_has_a_service_of_its_own() -> None:
    other = Path("/srv/mem")
    names = [made().name, made("work").name, made(home=other).name, made("work", other).name]
    assert names == [
        "mem-watch-me",
        "mem-watch-work",
        "mem-watch-me-0c75a15b",
        "mem-watch-work-0c75a15b",
    ]


def test_the_words_start_the_very_program_that_wrote_them(tmp_path: Path) -> None:
    (tmp_path / "memory_cli.py").write_text("print('somebody else')")
    words = made(python=sys.executable, home=tmp_path).words
    checkout = Path(__file__).parents[2]
    done = subprocess.run(
        [*words, "--help"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("Usage: mem watch")
