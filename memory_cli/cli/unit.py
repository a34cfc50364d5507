"""The texts that make `mem watch` a service: a systemd unit, or an agent of launchd. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.errors import BadInput

MARK = 'Written by "mem watch --install"; "mem watch --uninstall" takes it away.'
"""Stands in every text, so that no other file is ever taken for ours."""

_PATIENCE = 30  # seconds until it is started again
_SHORT = 8  # characters of a digest
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


class Service(NamedTuple):
    """Whose memory is watched, by which words, and where programs are found."""

    user: str
    home: Path
    is_usual: bool
    """Whether this is the home that is meant when nobody names one."""
    words: tuple[str, ...]
    search: str

    @property
    def name(self) -> str:
        """The name of the service: one for each user and home."""
        if self.is_usual:
            return f"mem-watch-{self.user}"
        digest = hashlib.sha256(str(self.home).encode("utf-8", "surrogateescape")).hexdigest()
        return f"mem-watch-{self.user}-{digest[:_SHORT]}"


def service(user: str, home: Path, *, usual: Path, python: str, folders: Sequence[str]) -> Service:
    """The service that runs `python` on the memory of `user` in `home`.

    Of `folders`, where programs are found, each is kept once. Raises BadInput for a path that no
    line of text can hold.
    """
    # -P: a folder of that name where it is started must not pass for the program
    words = (python, "-P", "-m", "memory_cli", "watch", "--home", str(home), "--user", user)
    search = ":".join(dict.fromkeys(filter(None, folders)))
    for word in (*words, search):
        if _CONTROL.search(word):
            raise BadInput(
                f"a service cannot be given this path: {word!r}",
                "only paths of whole UTF-8 characters, without control characters, will do",
            )
    return Service(user, home, home == usual, words, search)


def systemd(service: Service) -> str:
    """The text of a systemd user unit, see systemd.service(5) and systemd.exec(5).

    It may not reach any network, nor gain a right it does not have.
    """
    return f"""\
# {MARK}
[Unit]
Description=Records hand edits of the memory of {service.user}
StartLimitIntervalSec=0

[Service]
ExecStart={" ".join(_executed(service.words))}
Environment={_quoted(f"PATH={service.search}")}
Restart=on-failure
RestartSec={_PATIENCE}
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


def _executed(words: Sequence[str]) -> list[str]:
    """The words of a command line; in all but the program itself, a dollar means a variable."""
    program, *arguments = words
    if "$" in program:  # to systemd a word like any other, once it is not the program
        program, arguments = "/usr/bin/env", list(words)
    return [_quoted(program), *(_quoted(word).replace("$", "$$") for word in arguments)]


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def launchd(service: Service, *, log: Path) -> str:
    """The text of an agent of launchd, see launchd.plist(5); what it tells goes to `log`."""
    import plistlib

    return plistlib.dumps(
        {
            "Comment": MARK,
            "Label": service.name,
            "ProgramArguments": list(service.words),
            "EnvironmentVariables": {"PATH": service.search},
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "ThrottleInterval": _PATIENCE,
            "ProcessType": "Background",
            "Nice": 10,
            "Umask": 0o077,
            "StandardOutPath": str(log),
            "StandardErrorPath": str(log),
        },
        sort_keys=False,
    ).decode()
