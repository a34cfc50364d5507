"""Tests of who holds a lock file."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from memory_cli.store import holders as module
from memory_cli.store.holders import age_of
from memory_cli.store.holders import clear_stale
from memory_cli.store.holders import holders
from memory_cli.store.store import Store
from tests.support.scene import Scene

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/fd").exists(), reason="only Linux tells who holds a file"
)


@contextmanager
def commit_in_an_editor(scene: Scene, flags: Path) -> Iterator[int]:
    """A `git commit` that waits in an editor, having closed the lock that it holds."""
    scene.write("MEMORY.md", "- By hand.\n")
    waits = f"sh -c 'touch {flags}/reached; while [ ! -e {flags}/go ]; do sleep 0.02; done' -"
    env = {"PATH": os.environ["PATH"], "HOME": str(flags), "GIT_EDITOR": waits}
    with subprocess.Popen(
        ["git", "commit", "-qa"], cwd=scene.root, env=env, stderr=subprocess.DEVNULL
    ) as process:
        while not (flags / "reached").exists():
            time.sleep(0.01)
        yield process.pid
        (flags / "go").touch()


def test_a9_a_git_that_waits_in_an_editor_holds_its_lock_and_not_that_of_the_memory(
    store: Store, scene: Scene, tmp_path: Path
) -> None:
    lock = store.root / ".git/index.lock"
    with commit_in_an_editor(scene, tmp_path) as pid:
        os.utime(lock, (time.time() - 90,) * 2)
        found = holders(store.root, lock)
        assert found is not None
        assert (pid, "git commit -qa") in found
        assert holders(store.root, store.root / ".mem/lock") == ()
        assert clear_stale(store.root) == []
    assert holders(store.root, lock) == ()


def test_a_file_that_is_not_there_has_no_age_and_nobody(store: Store) -> None:
    path = store.root / ".git/HEAD.lock"
    assert age_of(path) is None
    assert holders(store.root, path) == ()


def test_where_nobody_can_tell_a_lock_has_to_be_an_hour_old(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "_PROC", tmp_path / "nowhere")
    lock = store.root / ".git/index.lock"
    lock.touch()
    assert holders(store.root, lock) is None
    os.utime(lock, (time.time() - 90,) * 2)
    assert clear_stale(store.root) == []
    os.utime(lock, (time.time() - 3700,) * 2)
    assert clear_stale(store.root) == ["index.lock"]
