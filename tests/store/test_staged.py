"""Tests of git's own index, made anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from memory_cli.store.repository import Repository
from memory_cli.store.staged import is_damaged
from memory_cli.store.staged import renew_index
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import deed
from tests.support.stores import put


@pytest.fixture
def repository(store: Store) -> Repository:
    return Repository(store.root, "")


def test_an_index_that_is_sound_stays(repository: Repository) -> None:
    before = (repository.path / "index").read_bytes()
    assert not renew_index(repository)
    assert (repository.path / "index").read_bytes() == before


@pytest.mark.parametrize("data", [b"", b"\0" * 200, b"DIRC garbage", b"cut", None])
def test_b2_a_torn_index_is_made_anew_from_what_was_recorded(
    repository: Repository, scene: Scene, data: bytes | None
) -> None:
    path = repository.path / "index"
    if data is None:
        path.unlink()
    else:
        data = path.read_bytes()[:150] if data == b"cut" else data
        path.write_bytes(data)
    assert is_damaged(repository)
    assert renew_index(repository)
    assert scene.git("status", "--porcelain") == ""
    assert data is None or (repository.path / "mem-quarantine/index").read_bytes() == data


@pytest.mark.parametrize("damage", [lambda path: path.write_bytes(b""), Path.unlink])
def test_b2_a_write_makes_it_anew_by_the_way(
    store: Store, scene: Scene, damage: Callable[[Path], None]
) -> None:
    damage(store.root / ".git/index")
    put(store, {"MEMORY.md": b"- x\n"}, deed("add"))
    assert scene.git("status", "--porcelain") == ""


def test_a9_while_a_git_holds_its_lock_it_is_that_gits_affair(repository: Repository) -> None:
    (repository.path / "index").write_bytes(b"")
    (repository.path / "index.lock").touch()
    assert not renew_index(repository)


def test_a_memory_without_a_history_needs_none(repository: Repository, tmp_path: Path) -> None:
    (repository.path / "HEAD").unlink()
    (repository.path / "index").unlink()
    assert is_damaged(repository)  # the branch is there
    assert not is_damaged(Repository(tmp_path / "nowhere", ""))
