from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from memory_cli.actions.save import Saved
from memory_cli.actions.save import save
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.store.store import Store
from tests.support.memories import DAY
from tests.support.memories import author
from tests.support.memories import deeds
from tests.support.memories import files
from tests.support.memories import message
from tests.support.memories import write


def test_hand_edits_are_one_commit_of_the_persons_own(store: Store) -> None:
    write(store, "MEMORY.md", "- Mine.\n")
    write(store, DAY, "no heading")
    write(store, "notes.txt", "not memory\n")
    store.path("SOUL.md").unlink()
    before = files(store)
    saved = save(store, author=author("agent"))
    assert sorted(saved.paths) == ["MEMORY.md", "SOUL.md", DAY]
    assert saved == Saved(saved.paths, saved.commit, None)
    assert message(store, saved.commit) == (
        "edit: 3 files by hand\n\nMem-Op: edit\nMem-Actor: editor"
    )
    assert files(store) == before


def test_nothing_to_record_is_no_commit(store: Store) -> None:
    assert save(store, author=author()) == Saved((), None, None)
    assert deeds(store) == ["init cli"]


def test_what_is_no_ordinary_file_is_named_and_left(store: Store) -> None:
    store.path("SOUL.md").unlink()
    store.path("SOUL.md").symlink_to(store.path("MEMORY.md"))
    assert save(store, author=author()) == Saved((), None, None, ("SOUL.md",))


def test_without_a_memory_there_is_nothing_to_record_in(store: Store, tmp_path: Path) -> None:
    with pytest.raises(NotFound) as raised:
        save(Store(tmp_path, "nobody"), author=author())
    assert raised.value.message == "there is no memory of 'nobody' yet"
    shutil.rmtree(store.path(".git"))
    with pytest.raises(GitFailed):
        save(store, author=author())
