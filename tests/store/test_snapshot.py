from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.store.snapshot import snapshot
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import FACTS
from tests.support.stores import SOUL


def test_a_snapshot_has_the_files_and_the_commit_that_holds_them(
    store: Store, scene: Scene
) -> None:
    scene.write("memory/2026-11-20.md", b"- \xff\r\n")
    taken = snapshot(store, AT + 60, with_history=False)
    day = {"memory/2026-11-20.md": b"- \xff\r\n"}
    assert taken.files == {"MEMORY.md": FACTS, "SOUL.md": SOUL} | day
    assert taken.commit == scene.git("rev-parse", "main").strip()
    assert (taken.bundle, taken.trouble, taken.unreadable) == (None, None, ())
    assert [deed.op for deed in scene.story] == ["init", "edit"]


def test_the_bundle_can_be_cloned_and_is_the_same_each_time(
    store: Store, scene: Scene, tmp_path: Path
) -> None:
    taken = snapshot(store, AT, with_history=True)
    assert taken.bundle is not None
    assert taken.at == AT
    assert snapshot(store, AT, with_history=True) == taken
    (tmp_path / "history.bundle").write_bytes(taken.bundle)
    words = ["git", "clone", "-q", str(tmp_path / "history.bundle"), str(tmp_path / "clone")]
    subprocess.run(words, check=True, capture_output=True)
    assert (tmp_path / "clone" / "SOUL.md").read_bytes() == SOUL
    head = ["git", "-C", str(tmp_path / "clone"), "rev-parse", "HEAD", "main"]
    said = subprocess.run(head, check=True, capture_output=True, text=True).stdout.split()
    assert said == [taken.commit] * 2


def test_without_git_the_files_come_and_it_says_why(store: Store) -> None:
    shutil.rmtree(store.root / ".git")
    taken = snapshot(store, AT, with_history=True)
    assert taken.files == {"MEMORY.md": FACTS, "SOUL.md": SOUL}
    assert (taken.commit, taken.bundle) == (None, None)
    assert isinstance(taken.trouble, GitFailed)


def test_in_the_middle_of_a_merge_the_files_come_without_a_commit(
    store: Store, scene: Scene
) -> None:
    (store.root / ".git" / "MERGE_HEAD").write_text("0" * 40 + "\n")
    taken = snapshot(store, AT, with_history=True)
    assert taken.files["MEMORY.md"] == FACTS
    assert (taken.commit, taken.bundle) == (None, None)
    assert taken.trouble is not None


def test_no_commit_holds_what_is_withheld_and_history_comes_all_the_same(
    store: Store, scene: Scene
) -> None:
    secret = b"- AKIAIOSFODNN7EXAMPL2\n"
    scene.write("MEMORY.md", secret)
    taken = snapshot(store, AT + 60, with_history=True)
    assert taken.files["MEMORY.md"] == secret
    assert (taken.commit, taken.at, taken.trouble) == (None, AT, None)
    assert taken.bundle is not None
    assert secret not in taken.bundle


def test_what_is_no_ordinary_file_is_named(store: Store) -> None:
    (store.root / "MEMORY.md").unlink()
    (store.root / "MEMORY.md").symlink_to("/etc/passwd")
    taken = snapshot(store, AT, with_history=False)
    assert (taken.files, taken.unreadable) == ({"SOUL.md": SOUL}, ("MEMORY.md",))


def test_no_memory_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        snapshot(Store(tmp_path, "me"), AT, with_history=False)
