from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from memory_cli.core.errors import Busy
from memory_cli.core.errors import Failed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.store import removal
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.removal import remove
from memory_cli.store.removal import strangers
from memory_cli.store.store import Store
from tests.support.stores import begun


def test_everything_of_one_user_is_gone_and_nothing_of_another(tmp_path: Path) -> None:
    store, other = begun(tmp_path), Store(tmp_path, "other")
    shutil.copytree(store.root, other.root)
    remove(store)
    assert os.listdir(tmp_path) == ["other"]
    assert other.read("MEMORY.md") == b"# Facts\n\n## Facts\n\n- Likes tea.\n"


def test_a_folder_that_mem_did_not_make_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "thesis.md").write_text("years of work")
    with pytest.raises(NotFound) as refused:
        remove(Store(tmp_path, "documents"))
    assert refused.value.message == f"{tmp_path / 'documents'} is no memory"
    assert (tmp_path / "documents" / "thesis.md").read_text() == "years of work"


def test_a_link_to_a_memory_is_not_followed(tmp_path: Path) -> None:
    store = begun(tmp_path)
    (tmp_path / "link").symlink_to(store.root)
    with pytest.raises(Refused):
        remove(Store(tmp_path, "link"))
    assert store.read("MEMORY.md") is not None


def test_who_is_not_there_cannot_be_removed(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as missing:
        remove(Store(tmp_path, "nobody"))
    assert missing.value.message == "there is no memory of 'nobody'"


def test_a_memory_that_is_written_to_is_not_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = begun(tmp_path)
    monkeypatch.setattr(removal, "locked", lambda folder: locked(folder, patience=0.05))
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with Folder(store.root) as folder, locked(folder):
            held.set()
            done.wait(10)

    writer = threading.Thread(target=hold)
    writer.start()
    try:
        held.wait(10)
        with pytest.raises(Busy):
            remove(store)
    finally:
        done.set()
        writer.join()
    assert store.read("MEMORY.md") is not None


def test_what_cannot_be_deleted_is_named_and_goes_with_the_next_removal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = begun(tmp_path)

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refuse)
        with pytest.raises(Failed) as failed:
            remove(store)
    (left,) = os.listdir(tmp_path)
    assert failed.value.message == (
        f"me is removed, but {tmp_path / left} could not be deleted: permission denied"
    )
    remove(begun(tmp_path))
    assert os.listdir(tmp_path) == []


def test_files_that_are_no_memory_are_named(tmp_path: Path) -> None:
    store = begun(tmp_path)
    (store.root / "notes.txt").write_text("mine")
    (store.root / "photos").mkdir()
    assert strangers(store) == ("notes.txt", "photos")
