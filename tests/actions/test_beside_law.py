"""A law: beside a withheld hand edit, history gets of every deed what it would get without one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from memory_cli.store.store import Store
from tests.support import FULL
from tests.support.deeds import DEEDS
from tests.support.deeds import lived
from tests.support.keys import KEY
from tests.support.memories import DAY
from tests.support.memories import FACTS
from tests.support.memories import copied
from tests.support.memories import read
from tests.support.memories import write

NAMES = [name for name in DEEDS if not name.startswith("edit")]
PLACES = ("top", "middle", "bottom") if FULL else ("middle",)
TYPED = f"- The bucket opens with {KEY}.\n"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return lived(tmp_path_factory.mktemp("lived"))


def told(store: Store, path: str) -> list[str]:
    """The lines of a file at the newest commit, without those that are blank."""
    command = ["git", "-C", str(store.root), "show", f"main:{path}"]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={"PATH": os.environ["PATH"]}
    )
    return [line for line in done.stdout.split("\n") if line.strip()]


@pytest.mark.parametrize("at", PLACES)
@pytest.mark.parametrize("name", NAMES)
def test_history_gets_what_it_would_get_without_the_edit(
    name: str, at: str, original: Store, tmp_path: Path
) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "typed").mkdir()
    plain, typed = (copied(original, tmp_path / each) for each in ("plain", "typed"))
    for path in (FACTS, DAY):
        lines = read(typed, path).splitlines(keepends=True)
        number = {"top": 2, "middle": 4, "bottom": len(lines)}[at]
        write(typed, path, "".join([*lines[:number], TYPED, *lines[number:]]))
    for store in (plain, typed):
        DEEDS[name](store)
    for path in (FACTS, DAY):
        assert told(typed, path) == told(plain, path)
        assert TYPED in read(typed, path)
        kept = [
            each for each in read(typed, path).split("\n") if each.strip() and each != TYPED[:-1]
        ]
        assert kept == told(plain, path)
