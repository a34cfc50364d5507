"""Tests of what keeps tests away from the person who runs them."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support import FULL
from tests.support.seal import Guard
from tests.support.seal import YouForgotToChooseAHomeError
from tests.support.seal import sealed


def test_a_test_stands_in_an_empty_home_of_its_own(home: Path) -> None:
    assert Path.home() == Path.cwd() == home
    assert list(home.iterdir()) == []
    assert home.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_leaves_at_home_the_next_does_not_find(home: Path, turn: str) -> None:
    assert not (home / "left").exists(), turn
    (home / "left").touch()


@pytest.mark.parametrize(
    "name",
    ["GIT_DIR", "MEM_HOME", "MEM_NOW", "XDG_CONFIG_HOME", "LC_ALL", "NO_COLOR", "SOME_AGENT"],
)
def test_nothing_of_the_outside_leaks_in_and_all_of_it_comes_back(
    home: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "outside")
    with sealed(home):
        assert name not in os.environ
    assert os.environ[name] == "outside"


def test_language_time_zone_editor_and_umask_are_the_same_everywhere() -> None:
    assert os.environ["LANG"] == "C.UTF-8"
    assert time.tzname[0] == "UTC"
    assert datetime.fromtimestamp(0, tz=UTC).astimezone().utcoffset() == UTC.utcoffset(None)
    assert os.environ["EDITOR"] == os.environ["VISUAL"] == "false"
    mask = os.umask(0)
    os.umask(mask)
    assert mask == 0o022


def test_a_test_may_undo_its_own_patches_and_stay_sealed(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", "/elsewhere")
    monkeypatch.undo()
    assert Path.home() == home


def test_a_program_started_by_a_test_is_sealed_too(home: Path) -> None:
    code = "import os, pathlib; print(pathlib.Path.home(), os.getcwd(), sorted(os.environ))"
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert said.stdout.startswith(f"{home} {home} ")
    assert "'GIT_" not in said.stdout
    assert "'MEM_" not in said.stdout
    assert "'XDG_" not in said.stdout


def test_the_real_store_is_out_of_reach(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOME")  # now the user database says where home is
    store = Path.home() / ".mem"
    assert store in guard.stores
    for reach in (store.iterdir, (store / "me" / "SOUL.md").read_bytes):
        with pytest.raises(YouForgotToChooseAHomeError):
            list(reach())


def test_what_only_begins_like_the_real_store_is_nobodys_business(guard: Guard) -> None:
    for store in guard.stores:
        with pytest.raises(FileNotFoundError):
            store.with_name(".mem-not-there").read_bytes()


def test_property_tests_say_the_same_everywhere() -> None:
    assert settings().deadline is None
    assert settings().derandomize is not FULL
