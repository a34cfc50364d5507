"""What keeps a test away from the person who runs it: environment, home, store."""

from __future__ import annotations

import os
import pwd
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

# What is needed to start Python and git at all. Everything else goes: who lists what leaks
# (GIT_DIR, MEM_HOME, LC_ALL, NO_COLOR, the marks that agents leave) always forgets something.
_KEPT = ("PATH", "TMPDIR", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
_KEPT_FAMILIES = ("COV", "DYLD_", "NIX_", "PYENV_", "PYTEST_")
_GIVEN = {"LANG": "C.UTF-8", "TZ": "UTC", "EDITOR": "false", "VISUAL": "false"}

_OPENS_A_PATH = frozenset(
    {"open", "os.chmod", "os.link", "os.listdir", "os.mkdir", "os.remove", "os.rename"}
    | {"os.rmdir", "os.scandir", "os.symlink", "os.truncate", "os.utime"}
)


@contextmanager
def sealed(home: Path) -> Iterator[None]:
    """Leave this process nothing of the outside: environment, directory, umask, time zone."""
    mask = os.umask(0o022)
    with pytest.MonkeyPatch.context() as patch:
        for name in os.environ:
            if name not in _KEPT and not name.startswith(_KEPT_FAMILIES):
                patch.delenv(name)
        for name, value in {"HOME": str(home), **_GIVEN}.items():
            patch.setenv(name, value)
        patch.chdir(home)
        time.tzset()
        yield
    time.tzset()
    os.umask(mask)


class YouForgotToChooseAHomeError(AssertionError):
    """A test reached for the store of the person who runs it."""


class Guard:
    """Makes the stores of the real person unreachable for this process while it is up.

    An audit hook sees every path that Python opens, also one found in the user database when
    HOME is gone. Hooks cannot be removed, so there is one, and a switch.
    """

    def __init__(self) -> None:
        homes = (pwd.getpwuid(os.getuid()).pw_dir, os.environ.get("HOME"))
        stores = [Path(home, ".mem") for home in homes if home]
        if os.environ.get("MEM_HOME"):
            stores.append(Path(os.environ["MEM_HOME"]))
        self.stores = frozenset(store.absolute() for store in stores)
        self.up = False
        sys.addaudithook(self._look)

    def _look(self, event: str, args: tuple[object, ...]) -> None:
        if self.up and event in _OPENS_A_PATH:
            for path in args[:2]:
                if isinstance(path, str | bytes | os.PathLike):
                    self._check(os.fsdecode(path))

    def _check(self, path: str) -> None:
        place = Path(os.path.abspath(path))
        if not self.stores.isdisjoint((place, *place.parents)):
            raise YouForgotToChooseAHomeError(path)
