"""Tests of who may look into a store."""

from __future__ import annotations

import os
from pathlib import Path

from memory_cli.store.modes import loose
from memory_cli.store.modes import tighten
from memory_cli.store.store import Store


def test_d6_what_others_may_use_is_found_wherever_it_is_and_taken_from_them(store: Store) -> None:
    assert list(loose(store.root)) == []
    wide = [store.root, store.root / "SOUL.md", store.root / ".git/objects"]
    for path in wide:
        path.chmod(path.stat().st_mode | 0o055)
    assert sorted(loose(store.root)) == sorted(wide)
    assert tighten(store.root) == 3
    assert list(loose(store.root)) == []
    assert store.root.stat().st_mode & 0o777 == 0o700


def test_what_the_owner_may_do_stays(tmp_path: Path) -> None:
    (tmp_path / "x").touch()
    (tmp_path / "x").chmod(0o755)
    tighten(tmp_path)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o700


def test_d2_what_is_behind_a_link_is_left_alone(tmp_path: Path) -> None:
    outside, store = tmp_path / "outside", tmp_path / "store"
    store.mkdir(mode=0o700)
    outside.mkdir(mode=0o755)
    (outside / "x").touch(mode=0o644)
    os.symlink(outside, store / "folder")
    os.symlink(outside / "x", store / "file")
    assert tighten(store) == 0
    assert (outside / "x").stat().st_mode & 0o777 == 0o644
