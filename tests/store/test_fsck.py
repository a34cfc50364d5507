"""Tests of what git says of the health of a history."""

from __future__ import annotations

import pytest

from memory_cli.store.commit import blob_id
from memory_cli.store.fsck import Health
from memory_cli.store.fsck import blobs_of_memory
from memory_cli.store.fsck import health
from memory_cli.store.fsck import versions
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import FACTS
from tests.support.stores import IGNORE
from tests.support.stores import SOUL
from tests.support.stores import deed
from tests.support.stores import put


def test_a_sound_history_has_nothing_to_tell(store: Store) -> None:
    told: list[tuple[int, int]] = []
    assert health(store.root, lambda done, of: told.append((done, of))) == Health()
    assert all(done <= of for done, of in told)


def test_a_history_that_has_not_begun_is_sound(store: Store, scene: Scene) -> None:
    scene.git("update-ref", "-d", "refs/heads/main")
    assert health(store.root) == Health()


def test_an_object_that_is_missing_is_gone(store: Store) -> None:
    oid = blob_id(FACTS)
    (store.root / ".git/objects" / oid[:2] / oid[2:]).unlink()
    assert health(store.root) == Health(gone=frozenset({oid}))


@pytest.mark.parametrize("name", ["HEAD", "refs/heads/main", "index", "config"])
def test_what_git_cannot_read_is_damaged(store: Store, name: str) -> None:
    (store.root / ".git" / name).write_bytes(b"[garbage")
    found = health(store.root)
    assert found.damaged
    assert str(store.root) not in " ".join(found.damaged)


def test_a_form_that_git_finds_wrong_is_a_fault(store: Store, scene: Scene) -> None:
    main = scene.git("rev-parse", "main").strip()
    tree = scene.git("rev-parse", "main^{tree}").strip()
    text = f"tree {tree}\nparent {main}\nauthor x 1 +0000\ncommitter x <x> 1 +0000\n\nx\n".encode()
    oid = scene.git_bytes("hash-object", "-t", "commit", "--literally", "-w", "--stdin", stdin=text)
    scene.git("update-ref", "refs/heads/main", oid.decode().strip())
    assert health(store.root).faults == ("missingEmail",)


def test_a_blob_is_told_by_the_oldest_version_that_holds_it(store: Store) -> None:
    first = put(store, {"MEMORY.md": b"- One.\n"}, deed("add"))
    put(store, {"MEMORY.md": b"- Two.\n"}, deed("add"))
    put(store, {"MEMORY.md": b"- One.\n"}, deed("undo"))
    (found,) = versions(store.root, {blob_id(b"- One.\n")}).values()
    assert (found.commit, found.path, found.day.isoformat()) == (first, "MEMORY.md", "2026-11-20")
    assert versions(store.root, ()) == {}


def test_every_version_of_every_file_is_known_with_a_path(store: Store) -> None:
    put(store, {"MEMORY.md": b"- One.\n"}, deed("add"))
    assert blobs_of_memory(store.root) == {
        blob_id(SOUL): "SOUL.md",
        blob_id(FACTS): "MEMORY.md",
        blob_id(b"- One.\n"): "MEMORY.md",
        blob_id(IGNORE): ".gitignore",
    }
