"""Which events ring, and what is noticed without any; what is done then: tests/actions."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from collections.abc import Iterator
from pathlib import Path

import pytest

from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.store.bell import Bell
from memory_cli.store.store import Store
from memory_cli.store.watch import Followed
from memory_cli.store.watch import followed
from tests.support.stores import begun
from tests.support.stores import deed
from tests.support.stores import put

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="this is how Linux tells it")
OLD = "memory/2026-11-18.md"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return begun(tmp_path / "mem", {OLD: b"- Old.\n"})


@pytest.fixture
def bell() -> Iterator[Bell]:
    with Bell() as bell:
        yield bell


@pytest.fixture
def files(store: Store, bell: Bell) -> Iterator[Followed]:
    with followed(store.root, bell) as files:
        assert files.blind is None
        yield files


def swapped(store: Store) -> None:
    path = store.path("MEMORY.md")
    path.with_name("other").write_bytes(b"- New.\n")
    path.with_name("other").replace(path)


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(lambda store: store.path("MEMORY.md").write_bytes(b"x"), id="written"),
        pytest.param(lambda store: store.path("SOUL.md").unlink(), id="deleted"),
        pytest.param(swapped, id="replaced"),
        pytest.param(lambda store: store.path(".forgotten").touch(), id="made"),
        pytest.param(lambda store: store.path(OLD).write_bytes(b"x"), id="a log written"),
        pytest.param(lambda store: store.path(OLD).rename(store.path("old")), id="a log taken out"),
        pytest.param(lambda store: store.path("memory").rename(store.path("m")), id="logs renamed"),
        pytest.param(lambda store: store.root.rename(store.root.with_name("m")), id="renamed"),
    ],
)
def test_what_happens_to_a_memory_file_rings(
    store: Store, files: Followed, bell: Bell, act: Callable[[Store], object]
) -> None:
    act(store)
    assert bell.wait(60)


def test_a_store_behind_a_link_rings_as_well(store: Store, tmp_path: Path, bell: Bell) -> None:
    (tmp_path / "link").symlink_to(store.root.parent)
    with followed(tmp_path / "link" / "me", bell) as files:
        store.root.rename(tmp_path / "away")
        assert bell.wait(60)
        assert not files.is_current


@pytest.mark.usefixtures("files")
def test_what_is_no_memory_file_does_not_ring(store: Store, bell: Bell) -> None:
    """Swap files, the index, git at work, and everybody who only reads."""
    for name in (".MEMORY.md.swp", "MEMORY.md~", "4913", "memory/.2026-11-18.md.swp", ".mem/x"):
        store.path(name).write_bytes(b"x")
        store.path(name).unlink()
    for name in ("MEMORY.md", OLD):
        store.path(name).read_bytes()
        store.path(name).chmod(0o640)
    store.path(".git/refs/heads/other").write_text("x")
    store.path(".git/refs/heads/other").unlink()
    assert not bell.wait(0.5)
    store.path("SOUL.md").write_bytes(b"x")
    assert bell.wait(60)


@LINUX
def test_b11_a_commit_of_git_and_the_lock_of_mem_ring_for_the_files_alone(
    store: Store, files: Followed, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    rung: list[None] = []

    def ring() -> None:
        rung.append(None)
        Bell.ring(bell)

    monkeypatch.setattr(bell, "ring", ring)
    put(store, {"MEMORY.md": b"- New.\n"}, deed("add"))
    assert bell.wait(60)
    while bell.wait(0.5):
        pass
    assert len(rung) <= 2  # renamed into place


@LINUX
def test_b9_events_that_are_lost_ring(store: Store, bell: Bell) -> None:
    """The system tells watchdog that its queue was full; watchdog tells only its log."""
    from watchdog.observers.inotify_c import InotifyConstants
    from watchdog.observers.inotify_c import InotifyEvent
    from watchdog.observers.inotify_c import InotifyFD
    from watchdog.observers.inotify_c import WatchDescriptor

    readers = {id(each) for each in threading.enumerate() if isinstance(each, InotifyFD)}
    with followed(store.root, bell):
        (reader,) = (
            each
            for each in threading.enumerate()
            if isinstance(each, InotifyFD) and id(each) not in readers
        )
        assert not bell.wait(0.1)
        nobody = WatchDescriptor(-1)
        reader.handle_event(InotifyEvent(nobody, InotifyConstants.IN_Q_OVERFLOW, 0, b""))
        assert bell.wait(60)


def test_b12_a_folder_that_is_renamed_or_made_anew_is_noticed(
    store: Store, files: Followed, tmp_path: Path
) -> None:
    assert files.is_current
    logs = store.path("memory")
    logs.rename(tmp_path / "logs")
    assert not files.is_current
    (tmp_path / "logs").rename(logs)
    assert files.is_current
    store.root.rename(tmp_path / "away")
    assert not files.is_current
    store.root.mkdir()
    assert not files.is_current
    store.root.rmdir()
    (tmp_path / "away").rename(store.root)
    assert files.is_current


def test_b24_a_watcher_whose_lock_was_deleted_is_no_longer_the_one(
    store: Store, files: Followed
) -> None:
    store.path(".mem/watch").unlink()
    assert not files.is_current


def test_b8_without_watches_it_is_blind_and_says_why(
    store: Store, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    from watchdog.observers.api import BaseObserver

    def exhausted(*_: object, **__: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    threads = threading.active_count()
    monkeypatch.setattr(BaseObserver, "schedule", exhausted)
    with followed(store.root, bell) as files:
        assert files.blind == "inotify watch limit reached"
        assert files.is_current
        assert threading.active_count() == threads


def test_nothing_of_it_is_left_afterwards(store: Store, bell: Bell) -> None:
    def held() -> tuple[int, int]:
        return threading.active_count(), len(os.listdir("/dev/fd"))

    with followed(store.root, bell):
        pass
    before = held()
    for _ in range(3):
        with followed(store.root, bell):
            pass
    assert held() == before


def test_without_a_store_there_is_nothing_to_follow(tmp_path: Path, bell: Bell) -> None:
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(Failed), followed(tmp_path / "none", bell):
        pass
    with pytest.raises(Refused), followed(tmp_path / "link", bell):
        pass
