"""Services of the person's own: the file that describes one, and the program that runs it."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from memory_cli.cli.unit import MARK
from memory_cli.cli.unit import Service
from memory_cli.cli.unit import launchd
from memory_cli.cli.unit import systemd
from memory_cli.core.errors import Failed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.store.delivery import deliver
from memory_cli.store.files import translated

_PATIENCE = 30.0  # seconds; a stopped service has a moment to finish
_LARGEST = 65536  # bytes of a file that may be ours


class Installed(NamedTuple):
    """A service as this system wants it: its file, and how it is begun and ended."""

    path: Path
    text: str
    begins: tuple[tuple[str, ...], ...]
    ends: tuple[tuple[str, ...], ...]
    forgets: tuple[tuple[str, ...], ...]
    """What is to be said when the file is gone."""
    link: Path | None = None
    """What else stands for it where it is to begin by itself, should nobody have taken it away."""

    @property
    def by_hand(self) -> str:
        """What a person types to begin it."""
        return "; ".join(" ".join(words) for words in self.begins)


def installed(service: Service) -> Installed:
    """What `service` is on this system; raises Failed where there is no home directory."""
    return _agent(service) if sys.platform == "darwin" else _unit(service)


def _unit(service: Service) -> Installed:
    base = os.environ.get("XDG_CONFIG_HOME", "")
    folder = (Path(base) if base.startswith("/") else _home() / ".config") / "systemd" / "user"
    name = f"{service.name}.service"
    control = ("systemctl", "--user")
    return Installed(
        folder / name,
        systemd(service),
        begins=(
            (*control, "daemon-reload"),
            (*control, "enable", name),
            (*control, "restart", name),
        ),
        ends=((*control, "disable", "--now", name),),
        forgets=((*control, "daemon-reload"),),
        link=folder / "default.target.wants" / name,
    )


def _agent(service: Service) -> Installed:
    library = _home() / "Library"
    path = library / "LaunchAgents" / f"{service.name}.plist"
    domain = f"gui/{os.getuid()}"
    return Installed(
        path,
        launchd(service, log=library / "Logs" / f"{service.name}.log"),
        begins=(("launchctl", "bootstrap", domain, str(path)),),
        ends=(("launchctl", "bootout", f"{domain}/{service.name}"),),
        forgets=(),
    )


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise Failed("you have no home directory", "set $HOME") from error


def is_there(service: Installed) -> bool:
    """Whether its file is there; raises Refused when something else has the name."""
    try:
        status = service.path.lstat()
    except FileNotFoundError:
        return False
    if not stat.S_ISREG(status.st_mode) or status.st_size > _LARGEST:
        raise _not_ours(service.path)
    if MARK.encode() not in service.path.read_bytes().replace(b"&quot;", b'"'):
        raise _not_ours(service.path)
    return True


def _not_ours(path: Path) -> Refused:
    return Refused(f"{path} is not a file that mem wrote", "look at it, and move it away")


def install(service: Installed) -> None:
    """Write the file and begin the service; Failed when that does not begin, the file is there."""
    was_there = is_there(service)
    _write(service.path, service.text)
    if was_there and service.begins[0][0] == "launchctl":  # it takes a new file only for a new one
        with suppress(Failed):
            _said(service.ends)
    try:
        _said(service.begins)
    except Failed as error:
        raise Failed(
            f"{service.path} is written, but the service could not be started: {error.message}",
            f"where it can be, run: {service.by_hand}",
        ) from error


def uninstall(service: Installed) -> str | None:
    """End the service and remove its file; why it could not be ended, if so.

    Raises NotFound when it is not installed.
    """
    if not is_there(service):
        raise NotFound(f"there is no {service.path}", "mem watch --install makes one")
    try:
        _said(service.ends)
    except Failed as error:
        reason: str | None = error.message
    else:
        reason = None
    service.path.unlink(missing_ok=True)
    if service.link is not None and service.link.is_symlink():
        service.link.unlink(missing_ok=True)
    with suppress(Failed):
        _said(service.forgets)
    return reason


def _write(path: Path, text: str) -> None:
    """Put `text` at `path` whole, in folders made where they are missing."""
    with translated(str(path.parent)):
        path.parent.mkdir(parents=True, exist_ok=True)
    deliver(path, [text.encode()], force=True)


def _said(commands: Sequence[Sequence[str]]) -> None:
    """Run commands one after the other; raises Failed with what the first that fails says."""
    for words in commands:
        program = shutil.which(words[0])
        if program is None:
            raise Failed(f"there is no {words[0]} here")
        try:
            done = subprocess.run(
                [program, *words[1:]],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
                check=False,
            )
        except OSError as error:
            raise Failed(f"{words[0]} could not be started: {error.strerror}") from error
        except subprocess.TimeoutExpired as error:
            raise Failed(f"{words[0]} did not answer within {_PATIENCE:.0f} seconds") from error
        if done.returncode:
            lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise Failed(lines[0] if lines else f"{words[0]} ended with {done.returncode}")
