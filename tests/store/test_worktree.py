"""Tests of finding hand edits."""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path

import pytest

from memory_cli.store import reading
from memory_cli.store import worktree
from memory_cli.store.commit import blob_id
from memory_cli.store.files import Folder
from memory_cli.store.worktree import Edits
from memory_cli.store.worktree import edits
from memory_cli.store.worktree import settled_edits

LOG = "memory/2026-11-20.md"
PLAIN = {"SOUL.md": b"# Soul\n", "MEMORY.md": b"- One.\n", LOG: b"- 9:00 Two.\n"}


@pytest.fixture
def tree(folder: Folder) -> dict[str, str]:
    """Three files of a minute ago, and the tree of a commit that has them so."""
    (folder.root / "memory").mkdir()
    (folder.root / ".mem").mkdir()
    for path, data in PLAIN.items():
        save(folder, path, data)
    return {path: blob_id(data) for path, data in PLAIN.items()}


def save(folder: Folder, path: str, data: bytes, *, ago: float = 60) -> None:
    (folder.root / path).write_bytes(data)
    os.utime(folder.root / path, (time.time() - ago, time.time() - ago))


# What is found


def test_where_nothing_was_edited_nothing_is_found(folder: Folder, tree: dict[str, str]) -> None:
    assert edits(folder, tree) == Edits({})


def test_changed_new_and_deleted_files_are_found(folder: Folder, tree: dict[str, str]) -> None:
    save(folder, "MEMORY.md", b"- Other.\n")
    save(folder, ".forgotten", b"x\n")
    save(folder, "memory/2026-11-19.md", b"\xff")
    (folder.root / LOG).unlink()
    assert edits(folder, tree) == Edits(
        {
            "MEMORY.md": b"- Other.\n",
            ".forgotten": b"x\n",
            "memory/2026-11-19.md": b"\xff",
            LOG: None,
        }
    )


def test_an_edit_that_was_taken_back_is_none(folder: Folder, tree: dict[str, str]) -> None:
    save(folder, "MEMORY.md", b"- Other.\n")
    save(folder, "MEMORY.md", PLAIN["MEMORY.md"])
    assert edits(folder, tree) == Edits({})


@pytest.mark.parametrize(
    "path",
    [
        "notes.md",
        "memory.md",
        "Memory.md",
        "MEMORY (conflicted copy).md",
        "MEMORY.sync-conflict-20261120.md",
        "MEMORY.md~",
        ".MEMORY.md.swp",
        "#MEMORY.md#",
        "memory/notes.md",
        "memory/2026-02-30.md",
        "memory/2026-11-20.md.bak",
        ".mem/2026-11-20.md",
        ".mem-tmp-000000000000",
    ],
)
def test_files_that_are_no_memory_are_left_alone(
    folder: Folder, tree: dict[str, str], path: str
) -> None:
    save(folder, path, b"something else\n")
    assert edits(folder, tree) == Edits({})


def test_what_a_tree_holds_beside_memory_is_not_missed(
    folder: Folder, tree: dict[str, str]
) -> None:
    assert edits(folder, tree | {"README.md": "0" * 40, "memory/x.md": "0" * 40}) == Edits({})


@pytest.mark.parametrize("kind", ["link", "pipe", "directory", "hard link", "large"])
@pytest.mark.parametrize("path", ["MEMORY.md", LOG])
def test_d3_what_cannot_be_read_is_named_and_neither_recorded_nor_deleted(
    folder: Folder, tree: dict[str, str], tmp_path: Path, path: str, kind: str
) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    target = folder.root / path
    target.unlink()
    if kind == "link":
        target.symlink_to(tmp_path / "secret")
    elif kind == "pipe":
        os.mkfifo(target)
    elif kind == "directory":
        target.mkdir()
    elif kind == "hard link":
        target.hardlink_to(tmp_path / "secret")
    else:
        target.write_bytes(b"x" * 6_000_000)
    assert edits(folder, tree) == Edits({}, (path,))


def test_b18_a_repository_in_the_folder_of_logs_is_left_alone(
    folder: Folder, tree: dict[str, str]
) -> None:
    (folder.root / "memory" / ".git").mkdir()
    save(folder, "memory/.git/HEAD", b"ref: refs/heads/main\n")
    assert edits(folder, tree) == Edits({})


# Hashes that are kept


def _many(folder: Folder, count: int = 20) -> dict[str, str]:
    logs = {f"memory/2026-10-{n:02}.md": b"- %d\n" % n for n in range(1, count + 1)}
    for path, data in logs.items():
        save(folder, path, data)
    return {path: blob_id(data) for path, data in logs.items()}


def _without_waiting(folder: Folder) -> None:
    """Let the files be old enough to be kept: their inode changed just now, as far as it says."""
    for path in folder.root.rglob("*.md"):
        os.utime(path, (time.time() - 60, time.time() - 60))


def test_files_that_have_not_been_touched_are_not_read_again(
    folder: Folder, tree: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SETTLED", -1)
    tree |= _many(folder)
    assert edits(folder, tree) == Edits({})
    assert len(json.loads((folder.root / ".mem/recorded.json").read_bytes())) == 23
    read: list[str] = []
    real = folder.read

    def counted(path: str, largest: int = 0) -> bytes | None:
        read.append(path)
        return real(path)

    monkeypatch.setattr(folder, "read", counted)
    save(folder, "MEMORY.md", b"- Other.\n")
    assert edits(folder, tree) == Edits({"MEMORY.md": b"- Other.\n"})
    assert read == [".mem/recorded.json", "MEMORY.md"]


def test_a_file_written_a_moment_ago_is_not_kept(folder: Folder, tree: dict[str, str]) -> None:
    """It may change again in the same tick of the clock, with the same size."""
    tree |= _many(folder)
    edits(folder, tree)
    assert not (folder.root / ".mem/recorded.json").exists()


def test_an_edit_that_keeps_size_and_time_is_found(
    folder: Folder, tree: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SETTLED", -1)
    tree |= _many(folder)
    edits(folder, tree)
    status = (folder.root / "MEMORY.md").stat()
    with (folder.root / "MEMORY.md").open("r+b") as file:
        file.write(b"- Two.")
    os.utime(folder.root / "MEMORY.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert edits(folder, tree) == Edits({"MEMORY.md": b"- Two.\n"})


def test_an_old_hash_is_compared_with_the_tree_of_today(
    folder: Folder, tree: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "SETTLED", -1)
    tree |= _many(folder)
    edits(folder, tree)
    assert edits(folder, tree | {"MEMORY.md": blob_id(b"other")}) == Edits(
        {"MEMORY.md": PLAIN["MEMORY.md"]}
    )


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b'{"MEMORY.md": 1}', b'{"MEMORY.md": "ab"}', b"\xff"]
)
def test_kept_hashes_may_be_lost_or_damaged(
    folder: Folder, tree: dict[str, str], text: bytes
) -> None:
    (folder.root / ".mem/recorded.json").write_bytes(text)
    save(folder, "MEMORY.md", b"- Other.\n")
    assert edits(folder, tree) == Edits({"MEMORY.md": b"- Other.\n"})


# Files that are being written


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long somebody slept, each time."""
    naps: list[float] = []
    sleep = time.sleep

    def nap(seconds: float) -> None:
        naps.append(seconds)
        sleep(seconds / 10)

    monkeypatch.setattr(time, "sleep", nap)
    return naps


def test_an_old_edit_is_taken_at_once(
    folder: Folder, tree: dict[str, str], naps: list[float]
) -> None:
    save(folder, "MEMORY.md", b"- Other.\n")
    assert settled_edits(folder, tree) == Edits({"MEMORY.md": b"- Other.\n"})
    assert naps == []


def test_a_young_edit_must_hold_still_for_a_moment(
    folder: Folder, tree: dict[str, str], naps: list[float]
) -> None:
    save(folder, "MEMORY.md", b"- Other.\n", ago=0)
    assert settled_edits(folder, tree) == Edits({"MEMORY.md": b"- Other.\n"})
    assert naps == [0.2]


def test_a_young_file_that_is_as_recorded_is_not_waited_for(
    folder: Folder, tree: dict[str, str], naps: list[float]
) -> None:
    save(folder, "MEMORY.md", PLAIN["MEMORY.md"], ago=0)
    assert settled_edits(folder, tree) == Edits({})
    assert naps == []


def _at_each_nap(monkeypatch: pytest.MonkeyPatch, *saves: object) -> None:
    """Let `saves` happen one after the other while somebody waits."""
    left = list(saves)

    def nap(_: float) -> None:
        if left:
            left.pop(0)()  # type: ignore[operator]

    monkeypatch.setattr(time, "sleep", nap)


def test_a_file_is_taken_when_its_editor_has_finished(
    folder: Folder, tree: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    save(folder, "MEMORY.md", b"", ago=0)
    _at_each_nap(
        monkeypatch,
        lambda: save(folder, "MEMORY.md", b"- Half", ago=0),
        lambda: save(folder, "MEMORY.md", b"- Half of it.\n", ago=0),
    )
    assert settled_edits(folder, tree) == Edits({"MEMORY.md": b"- Half of it.\n"})


def test_a_file_that_begins_to_be_written_while_another_is_waited_for_must_hold_still_too(
    folder: Folder, tree: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    save(folder, "MEMORY.md", b"- Other.\n", ago=0)
    _at_each_nap(
        monkeypatch,
        lambda: save(folder, LOG, b"", ago=0),
        lambda: save(folder, LOG, b"- 9:00 Three.\n", ago=0),
    )
    assert settled_edits(folder, tree) == Edits(
        {"MEMORY.md": b"- Other.\n", LOG: b"- 9:00 Three.\n"}
    )


def test_a_file_that_goes_away_for_a_moment_was_not_deleted(
    folder: Folder, tree: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some editors move the old file away before they write the new one."""
    (folder.root / "MEMORY.md").rename(folder.root / "MEMORY.md~")
    _at_each_nap(monkeypatch, lambda: save(folder, "MEMORY.md", b"- Other.\n", ago=0))
    assert settled_edits(folder, tree) == Edits({"MEMORY.md": b"- Other.\n"})


def test_a_file_that_was_deleted_long_ago_is_not_waited_for(
    folder: Folder, tree: dict[str, str], naps: list[float]
) -> None:
    (folder.root / LOG).unlink()
    (folder.root / "MEMORY.md").unlink()
    for where in (folder.root, folder.root / "memory"):
        os.utime(where, (time.time() - 60, time.time() - 60))
    assert settled_edits(folder, tree) == Edits({LOG: None, "MEMORY.md": None})
    assert naps == []


def test_a_log_whose_folder_is_gone_was_deleted(folder: Folder, tree: dict[str, str]) -> None:
    (folder.root / LOG).unlink()
    (folder.root / "memory").rmdir()
    assert settled_edits(folder, tree) == Edits({LOG: None})


def test_a_file_that_is_written_without_end_is_left_for_later_and_the_others_are_taken(
    folder: Folder, tree: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worktree, "_PATIENCE", 0.5)
    save(folder, "SOUL.md", b"# Other soul\n")
    stop = threading.Event()

    def scribble() -> None:
        for n in range(10_000):
            (folder.root / "MEMORY.md").write_bytes(b"%d\n" % n)
            if stop.wait(0.01):
                return

    editor = threading.Thread(target=scribble)
    editor.start()
    try:
        while (folder.root / "MEMORY.md").read_bytes() == PLAIN["MEMORY.md"]:
            time.sleep(0.001)
        found = settled_edits(folder, tree)
    finally:
        stop.set()
        editor.join()
    assert found == Edits({"SOUL.md": b"# Other soul\n"}, (), ("MEMORY.md",))


def test_a_time_in_the_future_holds_nobody_up_for_ever(
    folder: Folder, tree: dict[str, str], naps: list[float]
) -> None:
    save(folder, "MEMORY.md", b"- Other.\n", ago=-3600)
    assert settled_edits(folder, tree) == Edits({"MEMORY.md": b"- Other.\n"})
    assert naps == [0.2]
