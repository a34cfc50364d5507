"""Tests of which objects can be read, and of what a damaged pack still gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from memory_cli.store.commit import blob_id
from memory_cli.store.objects import contents
from memory_cli.store.quarantine import Quarantine
from memory_cli.store.repository import Repository
from memory_cli.store.salvage import damaged_objects
from memory_cli.store.salvage import mend_packs
from memory_cli.store.salvage import object_id
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import FACTS
from tests.support.stores import IGNORE
from tests.support.stores import SOUL


def loose(store: Store, data: bytes) -> Path:
    oid = blob_id(data)
    path = store.root / ".git/objects" / oid[:2] / oid[2:]
    path.chmod(0o600)
    return path


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4])


def longer(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"x")


def flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def anothers(path: Path) -> None:
    path.write_bytes(next(p for p in path.parents[1].glob("??/*") if p != path).read_bytes())


def empty(path: Path) -> None:
    path.write_bytes(b"")


def test_sound_objects_are_not_damaged(store: Store) -> None:
    assert list(damaged_objects(store.root / ".git")) == []


@pytest.mark.parametrize("damage", [cut, longer, flipped, anothers, empty])
def test_b2_b3_an_object_that_is_not_what_its_name_says_is_damaged(
    store: Store, damage: Callable[[Path], None]
) -> None:
    path = loose(store, FACTS)
    damage(path)
    assert list(damaged_objects(store.root / ".git")) == [path]


def test_links_and_temporary_files_are_none_of_its_business(store: Store) -> None:
    folder = loose(store, FACTS).parent
    (folder / "tmp_obj_x").touch()
    (folder / ("0" * 38)).symlink_to("/etc/passwd")
    assert list(damaged_objects(store.root / ".git")) == []


def test_contents_are_told_one_by_one_without_those_that_are_missing(store: Store) -> None:
    wanted = [blob_id(SOUL), "0" * 40, blob_id(IGNORE)]
    told = list(contents(store.root, wanted))
    assert told == [(blob_id(SOUL), "blob", SOUL), (blob_id(IGNORE), "blob", IGNORE)]
    assert [object_id(kind, data) for _, kind, data in told] == [oid for oid, _, _ in told]


def test_b3_of_a_pack_with_one_damaged_object_all_others_are_saved(
    store: Store, scene: Scene
) -> None:
    scene.git("repack", "-adq")
    (pack,) = (store.root / ".git/objects/pack").glob("*.pack")
    listed = scene.git("verify-pack", "-v", str(pack)).split("\n")
    about = next(line.split() for line in listed if line.startswith(blob_id(FACTS)))
    data = bytearray(pack.read_bytes())
    data[int(about[4]) + 8] ^= 0xFF
    pack.chmod(0o600)
    pack.write_bytes(data)
    quarantine = Quarantine(store.root / ".git")
    assert mend_packs(Repository(store.root, ""), quarantine) == 1
    assert f"objects/pack/{pack.name}" in quarantine.taken
    wanted = [blob_id(SOUL), blob_id(FACTS), blob_id(IGNORE)]
    assert [oid for oid, _, _ in contents(store.root, wanted)] == [wanted[0], wanted[2]]
    assert mend_packs(Repository(store.root, ""), quarantine) == 0


def test_sound_packs_stay(store: Store, scene: Scene) -> None:
    scene.git("repack", "-adq")
    quarantine = Quarantine(store.root / ".git")
    assert mend_packs(Repository(store.root, ""), quarantine) == 0
    assert quarantine.taken == []
