"""What tests of the command line share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from memory_cli.cli.actor import AGENTS
from tests.support import sample
from tests.support.sample import Mem

Put = Callable[..., None]


@pytest.fixture(autouse=True)
def _no_agent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests, the tests are run by a script."""
    for name in AGENTS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def put(monkeypatch: pytest.MonkeyPatch) -> Put:
    """Put a function of the test in the place of a verb, `add` unless said otherwise."""

    def put(verb: Callable[..., None], name: str = "add") -> None:
        module = ModuleType(f"memory_cli.cli.commands.{name}")
        vars(module).update({name: verb, "EXAMPLES": f"mem {name} something\n"})
        monkeypatch.setitem(sys.modules, module.__name__, module)

    return put


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Mem:
    """A memory for all tests to read, and for none to change."""
    return sample.begun(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def mem(prepared: Mem, home: Path) -> Mem:
    """The same memory, to be changed."""
    return sample.copied(prepared, home)


@pytest.fixture
def fresh(home: Path) -> Mem:
    """No memory yet."""
    return Mem(home / ".mem")
