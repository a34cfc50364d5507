"""Tests of putting right what can be with nothing lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest

from memory_cli.actions.doctor import doctor
from memory_cli.actions.doctor_fix import fix
from memory_cli.actions.writing import Author
from memory_cli.core.errors import Busy
from memory_cli.core.errors import NotFound
from memory_cli.core.finding import Check
from memory_cli.store import lock
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.store import Store
from memory_cli.store.swap import NEW
from memory_cli.store.swap import OLD
from tests.support.scene import Deed
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import deed
from tests.support.stores import put

AUTHOR = Author("cli", datetime(2026, 11, 20, 9, 14, tzinfo=UTC))
TODAY = date(2026, 11, 20)
INIT = Deed("init", "cli")


@pytest.fixture
def scene(store: Store) -> Scene:
    return Scene(store.root.parent)


def fixed(store: Store) -> tuple[str, ...]:
    """What was done; nothing that is safe to do may be left."""
    done = fix(store, author=AUTHOR)
    left = [c for c in doctor(store, today=TODAY) if c.fix.startswith("mem doctor")]
    assert left == []
    return done


def old(path: Path) -> Path:
    path.touch(mode=0o600)
    os.utime(path, (time.time() - 90,) * 2)
    return path


def configure(store: Store, key: str, value: str) -> None:
    config = str(store.root / ".git/config")
    subprocess.run(["git", "config", "--file", config, "--add", key, value], check=True)


def test_a_healthy_memory_has_nothing_done_to_it(store: Store, scene: Scene) -> None:
    before = scene.files
    assert fixed(store) == ()
    assert (scene.files, scene.story) == (before, [INIT])


def test_there_has_to_be_a_memory(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        fix(Store(tmp_path, "nobody"), author=AUTHOR)


@pytest.mark.parametrize("is_swapped", [False, True])
def test_a_purge_that_was_stopped_is_told_and_ended(
    store: Store, scene: Scene, *, is_swapped: bool
) -> None:
    git, story = store.root / ".git", scene.story
    shutil.copytree(git, store.root / NEW)
    note = {"ids": [], "needles": [], "day": "2026-11-20"}
    old(store.root / NEW / "mem-purge").write_text(json.dumps(note))
    if is_swapped:
        git.rename(store.root / OLD)
    (told,) = (each for each in doctor(store, today=TODAY) if each.ok is False)
    assert told == Check(
        "repository",
        ok=False,
        detail="a purge was stopped in the middle; what it erases may still be there",
        fix="mem doctor --fix",
    )
    assert fixed(store) == ("ended a purge that was stopped in the middle",)
    assert (scene.story, scene.wounds) == (story, [])
    assert not any((store.root / each).exists() for each in (NEW, OLD, ".git/mem-purge"))


def test_who_writes_is_waited_for(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock.locked.__wrapped__, "__defaults__", (0.05,))  # type: ignore[attr-defined]
    with Folder(store.root) as folder, locked(folder), pytest.raises(Busy):
        fix(store, author=AUTHOR)


def test_d6_others_lose_what_they_could_do(store: Store) -> None:
    store.path("MEMORY.md").chmod(0o644)
    store.path(".git").chmod(0o777)
    assert fixed(store) == ("made 2 files and folders yours alone",)
    assert store.path("MEMORY.md").stat().st_mode & 0o777 == 0o600
    assert store.path(".git").stat().st_mode & 0o777 == 0o700


def test_d8_keys_that_could_run_something_go_and_a_copy_is_kept(store: Store, scene: Scene) -> None:
    mark = store.root.parent / "MARK"
    before = scene.git("config", "--file", ".git/config", "--list")
    for key in ("core.fsmonitor", "core.fsmonitor", "diff.external", "include.path", "alias.x"):
        configure(store, key, f"touch {mark}")
    configure(store, "url.ext::sh -c 'touch x'.insteadOf", "https:")
    hostile = store.path(".git/config").read_bytes()
    (said,) = fixed(store)
    assert said == (
        "dropped from .git/config, and kept in .git/mem-quarantine: alias.x, core.fsmonitor,"
        " diff.external, include.path, url.ext::sh -c 'touch x'.insteadof"
    )
    assert scene.git("config", "--file", ".git/config", "--list") == before
    assert store.path(".git/mem-quarantine/config").read_bytes() == hostile
    assert not mark.exists()


@pytest.mark.parametrize("text", [b"", b"\0" * 90, b"[core\n"])
def test_a_configuration_that_cannot_be_read_is_written_anew(
    store: Store, scene: Scene, text: bytes, home: Path
) -> None:
    (home / ".gitconfig").write_text('[user]\n\tname = Ada \\"K\\" King\n\temail = a@example.org\n')
    store.path(".git/config").write_bytes(text)
    assert len(fixed(store)) == 1
    assert scene.git("config", "user.name") == 'Ada "K" King\n'
    assert store.path(".git/mem-quarantine/config").read_bytes() == text
    put(store, {"MEMORY.md": b"- x\n"}, deed("add"))
    assert scene.wounds == []


def test_a8_locks_go_when_they_are_old_and_nobody_holds_them(store: Store) -> None:
    stale = old(store.path(".git/index.lock"))
    young = store.path(".git/HEAD.lock")
    young.touch(mode=0o600)
    done = fix(store, author=AUTHOR)
    assert done == ("removed locks that no process holds: index.lock",)
    assert (stale.exists(), young.exists()) == (False, True)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells who holds a file")
def test_a9_a_lock_that_somebody_holds_stays(store: Store) -> None:
    held = old(store.path(".git/index.lock"))
    with held.open():
        program = ["python3", "-c", "import sys; open(sys.argv[1]); f = open(sys.argv[1]); input()"]
        with subprocess.Popen([*program, str(held)], stdin=subprocess.PIPE) as process:
            _until_open(process.pid, held)
            assert fix(store, author=AUTHOR) == ()
            process.communicate(b"\n")
    assert held.exists()


def _until_open(pid: int, path: Path) -> None:
    for _ in range(1000):
        names = os.listdir(f"/proc/{pid}/fd")
        if str(path) in [os.readlink(f"/proc/{pid}/fd/{name}") for name in names]:
            return
        time.sleep(0.01)
    raise AssertionError


def test_b2_a_torn_history_is_repaired(store: Store, scene: Scene) -> None:
    put(store, {"MEMORY.md": b"- One.\n"}, deed("add", at=AT))
    store.path(".git/refs/heads/main").write_bytes(b"")
    store.path(".git/HEAD").write_bytes(b"")
    store.path(".git/index").write_bytes(b"")
    assert fixed(store)[-1].startswith("the history was damaged, as by a power cut")
    assert scene.story == [INIT, Deed("add", "cli")]
    assert scene.wounds == []


def test_b3_of_a_damaged_pack_all_is_saved_that_can_be_read(store: Store, scene: Scene) -> None:
    for number in range(6):
        put(store, {"MEMORY.md": b"- %d.\n" % number * 40}, deed("add", at=AT + number))
    scene.git("repack", "-adq")
    (pack,) = store.path(".git/objects/pack").glob("*.pack")
    pack.chmod(0o600)
    flipped = bytearray(pack.read_bytes())
    flipped[len(flipped) * 2 // 3] ^= 0xFF
    pack.write_bytes(flipped)
    before = scene.files
    fix(store, author=AUTHOR)
    assert scene.files == before
    assert len(scene.git("rev-list", "main").split()) == 7
    assert store.path(".git/mem-quarantine/objects/pack").joinpath(pack.name).exists()
    put(store, {"MEMORY.md": b"- After.\n"}, deed("add", at=AT + 9))
    assert scene.tree()["MEMORY.md"] == b"- After.\n"


def test_an_index_of_git_is_made_anew(store: Store, scene: Scene) -> None:
    store.path(".git/index").write_bytes(b"DIRC garbage")
    assert fixed(store) == ("made .git/index anew",)
    assert scene.git("status", "--porcelain") == ""


def test_hand_edits_and_what_a_killed_writer_saved_are_recorded(store: Store, scene: Scene) -> None:
    scene.write("MEMORY.md", b"- By hand.\n")
    store.path("MEMORY.md").chmod(0o600)
    assert fixed(store) == ("recorded what was not recorded yet, in 1 commit",)
    assert scene.story == [INIT, Deed("edit", "editor")]


def test_what_killed_programs_left_is_removed(store: Store) -> None:
    for name in (".git/objects/pack/tmp_pack_x", ".mem/.mem-tmp-x"):
        old(store.path(name))
    assert "temporary file" in " ".join(fixed(store))
    assert not store.path(".git/objects/pack/tmp_pack_x").exists()


def test_damaged_databases_are_made_anew(store: Store) -> None:
    put(store, {"MEMORY.md": b"- Likes green tea.\n"}, deed("add"))
    for name in (".mem/index.db", ".mem/usage.db"):
        store.path(name).write_bytes(b"no database" * 1000)
        store.path(name).chmod(0o600)
    assert fixed(store) == (
        "built the search index anew",
        "began the counts of what was recalled anew",
    )


def test_what_cannot_be_put_right_keeps_nothing_else_from_it(store: Store, scene: Scene) -> None:
    scene.git("checkout", "-qb", "draft")
    store.path("MEMORY.md").chmod(0o644)
    old(store.path(".mem-tmp-x"))
    done = fix(store, author=AUTHOR)
    assert done[0].endswith("yours alone")
    assert done[1].startswith("not put right: history is kept on 'main'")
    assert done[2] == "removed 1 temporary file of killed programs"
