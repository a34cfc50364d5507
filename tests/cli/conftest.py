"""What tests of the command line share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

import pytest

from memory_cli.cli.actor import AGENTS

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
