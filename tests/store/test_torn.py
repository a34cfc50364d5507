"""Tests of putting aside what names objects that are gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.store.quarantine import Quarantine
from memory_cli.store.repository import Repository
from memory_cli.store.store import Store
from memory_cli.store.torn import lacking
from memory_cli.store.torn import leave_nothing_torn
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import deed
from tests.support.stores import put


@pytest.fixture
def commits(store: Store) -> list[str]:
    """Four commits, the oldest first."""
    made = [put(store, {"MEMORY.md": b"- %d\n" % n}, deed("add", at=AT + n)) for n in range(4)]
    return [str(each) for each in made]


def loose(store: Store, oid: str) -> Path:
    return store.root / ".git/objects" / oid[:2] / oid[2:]


def test_what_only_gits_own_log_knows_is_put_aside_when_its_past_is_gone(
    store: Store, scene: Scene, commits: list[str]
) -> None:
    scene.git("update-ref", "refs/heads/main", commits[0])
    loose(store, commits[2]).unlink()
    quarantine = Quarantine(store.root / ".git")
    leave_nothing_torn(Repository(store.root, ""), quarantine)
    assert not loose(store, commits[3]).exists()
    assert loose(store, commits[0]).exists()
    assert scene.wounds == ["not as recorded: MEMORY.md"]


@pytest.mark.parametrize("gone", [0, 1, 2])
def test_b3_nothing_of_main_is_put_aside_though_its_own_past_has_a_hole(
    store: Store, commits: list[str], gone: int
) -> None:
    loose(store, commits[gone]).unlink()
    leave_nothing_torn(Repository(store.root, ""), Quarantine(store.root / ".git"))
    assert [loose(store, each).exists() for each in commits].count(False) == 1


def test_what_is_lacking_is_told(store: Store, commits: list[str]) -> None:
    loose(store, commits[1]).unlink()
    assert lacking(Repository(store.root, ""), commits) == {commits[1]}
