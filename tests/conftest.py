"""Holds for every test: a sealed process, a fresh home, and no way to the real store."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings

from tests.support import FULL
from tests.support.seal import Guard
from tests.support.seal import sealed

settings.register_profile(
    "ci",
    derandomize=True,  # the same examples on every machine: a red run is red again
    deadline=None,  # a busy machine is no bug
    database=None,
    print_blob=True,
)
settings.register_profile(
    "full",
    settings.get_profile("ci"),
    derandomize=False,
    max_examples=2_000,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("full" if FULL else "ci")

_numbers = itertools.count()


@pytest.fixture(scope="session", autouse=True)
def guard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guard]:
    """Seal the whole session, so that fixtures wider than a test have no real home either."""
    guard = Guard()
    with sealed(tmp_path_factory.mktemp("home-of-the-session")):
        guard.up = True
        yield guard
        guard.up = False


@pytest.fixture(autouse=True)
def home(guard: Guard, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give every test an empty home of its own, which is also where it stands."""
    assert guard.up
    home = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    home.mkdir(mode=0o700)
    with sealed(home):
        yield home
    shutil.rmtree(home, ignore_errors=True)
