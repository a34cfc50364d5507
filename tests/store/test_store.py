"""Tests of one user's memory as a whole."""

from __future__ import annotations

import os
from datetime import UTC
from datetime import date
from datetime import datetime
from pathlib import Path

import pytest

from memory_cli.core.errors import Busy
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.core.stillness import Held
from memory_cli.store.commit import blob_id
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.soul import Header
from memory_cli.store.store import Store
from tests.support.scene import Deed as Told
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import FACTS
from tests.support.stores import SOUL
from tests.support.stores import begun
from tests.support.stores import deed
from tests.support.stores import put

INIT = Told("init", "cli")
EDIT = Told("edit", "editor")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


# Whose


@pytest.mark.parametrize(
    "name",
    [
        "../bob",
        "/etc",
        "..",
        "",
        ".",
        "a\0b",
        "a\n",
        "\na",
        "-rf",
        ".git",
        "a.git",
        "a.lock",
        "a.",
        "a" * 65,
        "a" * 300,
        "a..b",
        "a/b",
        "a b",
        "\u202egro",
        "аlice",  # a Cyrillic letter
        "é",
        "ALICE",
        "nul",
        "com1.txt",
        "~",
        "$HOME",
    ],
)
def test_d1_a_name_that_could_lead_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as refused:
        Store(tmp_path, name)
    assert refused.value.code == 5
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["me", "a", "0", "sam.de-vries_2", "a" * 64, "a.b"])
def test_ordinary_names_are_directories_of_their_own(tmp_path: Path, name: str) -> None:
    assert Store(tmp_path, name).root == tmp_path / name


def test_opening_a_memory_touches_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "mem", "me")
    assert not store.exists()
    assert not store.has_history()
    assert list(tmp_path.iterdir()) == []


def test_d25_users_share_nothing(tmp_path: Path) -> None:
    mine, yours = Store(tmp_path, "me"), Store(tmp_path, "you")
    begun(tmp_path)
    assert mine.exists()
    assert not yours.exists()
    assert yours.document("MEMORY.md").entries == ()


# Reading


def test_where_there_is_no_memory_everything_is_empty(tmp_path: Path) -> None:
    store = Store(tmp_path / "mem", "me")
    assert store.read("MEMORY.md") is None
    assert store.document("MEMORY.md").text == ""
    assert list(store.documents()) == []
    assert store.days() == ()
    assert store.soul() == Header()
    assert store.forgotten() == frozenset()
    assert store.local(NOON) == NOON
    assert store.record_quietly(AT) is None
    with pytest.raises(NotFound), store.recorder(AT):
        pass
    assert list(tmp_path.iterdir()) == []


def test_documents_come_with_identity_first_and_then_the_newest_day(
    store: Store, scene: Scene
) -> None:
    for day in ("2026-11-18", "2026-11-20", "2026-11-19"):
        scene.write(f"memory/{day}.md", f"- 9:00 On {day}.\n")
    scene.write("memory/2026-02-30.md", "no day\n")
    scene.write("memory/notes.md", "no log\n")
    assert [document.path for document in store.documents()] == [
        "SOUL.md",
        "MEMORY.md",
        "memory/2026-11-20.md",
        "memory/2026-11-19.md",
        "memory/2026-11-18.md",
    ]
    assert store.days() == (date(2026, 11, 20), date(2026, 11, 19), date(2026, 11, 18))
    assert store.document("MEMORY.md").text == FACTS.decode()
    assert store.read("SOUL.md") == SOUL


def test_a24_bytes_that_are_no_text_are_kept_in_a_document(store: Store, scene: Scene) -> None:
    scene.write("MEMORY.md", b"- caf\xe9\n")
    text = store.document("MEMORY.md").text
    assert text.encode("utf-8", "surrogateescape") == b"- caf\xe9\n"


def test_a_memory_without_a_repository_can_be_read(store: Store, scene: Scene) -> None:
    (scene.root / ".git").rename(scene.home / "lost")
    assert store.document("MEMORY.md").text == FACTS.decode()
    assert not store.has_history()
    assert store.record_quietly(AT) is None
    with pytest.raises(GitFailed) as failed, store.change(deed("add")):
        pass
    assert failed.value.message == f"{store.root} has files but no history: its .git is gone"


@pytest.mark.parametrize("target", ["elsewhere", "nothing"])
def test_d2_a_memory_that_is_a_link_is_refused(tmp_path: Path, target: str) -> None:
    begun(tmp_path / "elsewhere")
    home = tmp_path / "mem"
    home.mkdir()
    (home / "me").symlink_to(tmp_path / target / "me")
    store = Store(home, "me")
    assert not store.exists()
    for reach in (store.days, store.soul, store.forgotten, lambda: list(store.documents())):
        with pytest.raises(Refused, match="is a symbolic link; mem does not follow it"):
            reach()
    with pytest.raises(Refused), store.change(deed("add")):
        pass


def test_forgotten_ids_are_read_from_their_lines(store: Store, scene: Scene) -> None:
    scene.write(".forgotten", b"a1 2026-11-20\n\nb2 2026-11-20 erased\n  c3\n\xff 1\n")
    assert store.forgotten() == {"a1", "b2", "c3", "\ufffd"}


# The person's own day


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("Europe/Amsterdam", 13),
        ("America/New_York", 7),
        ("Asia/Kolkata", 17),
        ("UTC", 12),
        ("Nowhere/Land", 12),
        ("../../etc/passwd", 12),
        ("/etc/localtime", 12),
        ("UTC+25", 12),
        ("a\0b", 12),
    ],
)
def test_a43_b33_the_day_is_the_persons_own_where_the_zone_is_one(
    store: Store, scene: Scene, zone: str, hour: int
) -> None:
    scene.write("SOUL.md", f'---\ntimezone: "{zone}"\n---\n'.replace("\0", "\\0"))
    local = store.local(NOON)
    assert (local, local.hour) == (NOON, hour)
    assert store.knows_zone(zone) is (hour != 12 or zone == "UTC")


def test_a43_the_hour_that_comes_twice_keeps_its_order(store: Store, scene: Scene) -> None:
    scene.write("SOUL.md", "---\ntimezone: America/New_York\n---\n")
    first = datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    second = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    shown = [store.local(each).isoformat() for each in (first, second)]
    assert shown == ["2026-11-01T01:30:00-04:00", "2026-11-01T01:30:00-05:00"]


# Recording what was edited by hand


def test_recording_names_the_paths_and_the_newest_commit(store: Store, scene: Scene) -> None:
    with store.recorder(AT) as recorder:
        assert (recorder.recorded, recorder.commits) == ((), [])
    scene.write("MEMORY.md", "- By hand.\n")
    with store.recorder(AT) as recorder:
        commits = [scene.git("rev-parse", "main").strip()]
        assert (recorder.recorded, recorder.commits) == (("MEMORY.md",), commits)
    assert scene.story == [INIT, EDIT]


def test_hand_edits_are_recorded_before_a_change_and_apart_from_it(
    store: Store, scene: Scene
) -> None:
    scene.write("MEMORY.md", "- By hand.\n")
    put(store, {"SOUL.md": b"# Soul\n"}, deed("add"))
    assert scene.story == [INIT, EDIT, Told("add", "cli")]
    assert scene.wounds == []


def test_hand_edits_are_recorded_quietly_when_nobody_else_writes(
    store: Store, scene: Scene
) -> None:
    scene.write("MEMORY.md", "- By hand.\n")
    with Folder(store.root) as folder, locked(folder):
        assert isinstance(store.record_quietly(AT), Busy)
    assert scene.story == [INIT]
    assert store.record_quietly(AT) is None
    assert scene.story == [INIT, EDIT]


def test_what_cannot_be_recorded_quietly_is_said_and_raises_nothing(
    store: Store, scene: Scene
) -> None:
    scene.write("MEMORY.md", "- By hand.\n")
    (scene.root / ".git/MERGE_HEAD").touch()
    assert isinstance(store.record_quietly(AT), NotRecorded)
    (scene.root / ".git/MERGE_HEAD").unlink()
    scene.git("config", "core.fsmonitor", "true")
    assert isinstance(store.record_quietly(AT), GitFailed)
    scene.git("config", "--unset", "core.fsmonitor")
    os.rename(scene.root / ".mem", scene.root / "moved")
    (scene.root / ".mem").symlink_to("/tmp")
    assert isinstance(store.record_quietly(AT), Refused)


def test_what_was_left_in_a_merge_is_recorded_by_the_next_that_looks(
    store: Store, scene: Scene
) -> None:
    (scene.root / ".git/MERGE_HEAD").touch()
    assert put(store, {"MEMORY.md": b"- New.\n"}, deed("add", "agent:x")) is None
    (scene.root / ".git/MERGE_HEAD").unlink()
    assert store.record_quietly(AT) is None
    assert scene.story == [INIT, Told("add", "agent:x")]
    assert scene.wounds == []


def test_everything_local_may_be_deleted_at_any_time(store: Store, scene: Scene) -> None:
    scene.write("MEMORY.md", "- By hand.\n")
    for path in (scene.root / ".mem").iterdir():
        path.unlink()
    (scene.root / ".mem").rmdir()
    put(store, {"SOUL.md": b"# Soul\n"}, deed("add"))
    assert scene.story == [INIT, EDIT, Told("add", "cli")]
    assert scene.wounds == []


def test_has_history_is_about_the_branch_and_nothing_else(store: Store, scene: Scene) -> None:
    assert store.has_history()
    scene.git("pack-refs", "--all")
    assert store.has_history()
    scene.git("update-ref", "refs/heads/other", "main")
    scene.git("update-ref", "-d", "refs/heads/main")
    scene.git("pack-refs", "--all")
    assert not store.has_history()


# What is not recorded yet


def test_what_history_lacks_is_seen_without_a_lock_and_without_writing(store: Store) -> None:
    store.path("MEMORY.md").write_bytes(b"- By hand.\n")
    store.path("SOUL.md").unlink()
    store.path("notes.txt").write_bytes(b"none of ours")
    with Folder(store.root) as folder, locked(folder):
        found = store.unrecorded()
    assert found.newest == Scene(store.root.parent).git("rev-parse", "main").strip()
    assert found.held == {
        "MEMORY.md": Held(blob_id(b"- By hand.\n"), 11),
        "SOUL.md": Held(None, 0),
    }
    assert found.unreadable == ()


def test_only_what_has_settled_is_recorded_if_that_is_asked_for(store: Store) -> None:
    """Whatever has happened since somebody looked: only what they saw goes into history."""
    log = "memory/2026-11-18.md"
    for path in ("MEMORY.md", log):
        store.path(path).parent.mkdir(exist_ok=True)
        store.path(path).write_bytes(b"- By hand.\n")
    store.path("SOUL.md").unlink()
    settled = {
        "MEMORY.md": blob_id(b"- By hand.\n"),
        log: blob_id(b"- By"),
        "SOUL.md": blob_id(b""),
    }
    with store.recorder(AT, settled=settled) as recorder:
        assert recorder.recorded == ("MEMORY.md",)
        assert set(recorder.moving) == {log, "SOUL.md"}
    assert set(store.unrecorded().held) == {log, "SOUL.md"}
    with store.recorder(AT, settled={"SOUL.md": None}) as recorder:
        assert recorder.recorded == ("SOUL.md",)
    with store.recorder(AT, settled={}) as recorder:
        assert recorder.recorded == ()
    assert set(store.unrecorded().held) == {log}


def test_who_waits_for_no_lock_is_told_at_once(store: Store) -> None:
    with (
        Folder(store.root) as folder,
        locked(folder),
        pytest.raises(Busy),
        store.recorder(AT, patience=0.0),
    ):
        pass
