from __future__ import annotations

import os
import time

import pytest

from memory_cli.store.files import Folder
from memory_cli.store.leftovers import clear
from memory_cli.store.leftovers import leftovers
from memory_cli.store.store import Store

PLACES = [
    ".git/.mem-tmp-0123456789ab",
    ".git/logs/refs/heads/.mem-tmp-0123456789ab",
    ".git/objects/00/tmp_obj_a1",
    ".git/objects/pack/tmp_pack_a1",
    ".git/refs/heads/.mem-tmp-0123456789ab",
    ".mem-tmp-0123456789ab",
    ".mem/.mem-tmp-0123456789ab",
    "memory/.mem-tmp-0123456789ab",
]


def left(store: Store, path: str, *, age: float) -> None:
    file = store.path(path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"half")
    os.utime(file, (time.time() - age, time.time() - age))


def test_what_killed_programs_left_is_found_wherever_it_is_and_removed(store: Store) -> None:
    for path in PLACES:
        left(store, path, age=60)
    with Folder(store.root) as folder:
        assert sorted(leftovers(folder, older_than=30)) == PLACES
        assert clear(folder, older_than=30) == len(PLACES)
        assert leftovers(folder, older_than=0) == []


@pytest.mark.parametrize("path", [PLACES[0], PLACES[2], PLACES[5]])
def test_what_is_young_may_be_in_use(store: Store, path: str) -> None:
    left(store, path, age=10)
    with Folder(store.root) as folder:
        assert clear(folder, older_than=30) == 0
    assert store.path(path).exists()
