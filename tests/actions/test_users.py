from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.actions.users import Belongings
from memory_cli.actions.users import User
from memory_cli.actions.users import belongings
from memory_cli.actions.users import remove
from memory_cli.actions.users import users
from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from tests.support.stores import begun


def test_users_are_the_directories_with_names_of_users(tmp_path: Path) -> None:
    for name in ("work", "me", ".reports", "Me", "a..b", "x.git"):
        (tmp_path / name).mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "me")
    assert users(tmp_path) == (User("me", tmp_path / "me"), User("work", tmp_path / "work"))


def test_no_home_has_no_users(tmp_path: Path) -> None:
    assert users(tmp_path / "none") == ()


def test_a_home_that_is_no_directory_fails(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Failed) as failed:
        users(tmp_path / "file")
    assert failed.value.message == f"{tmp_path / 'file'} cannot be read: not a directory"


def test_what_would_be_gone_is_counted(tmp_path: Path) -> None:
    store = begun(tmp_path, {"memory/2026-11-20.md": b"# 2026-11-20\n\n- One.\n- Two.\n"})
    (store.root / "notes.txt").write_text("mine")
    assert belongings(store) == Belongings(store.root, entries=4, days=1, strangers=("notes.txt",))


@pytest.mark.parametrize("actor", ["agent", "claude:x", "nightly"])
def test_only_a_person_removes_a_memory(tmp_path: Path, actor: str) -> None:
    store = begun(tmp_path)
    with pytest.raises(Refused) as refused:
        remove(store, actor=actor)
    assert refused.value.message == "only a person removes a memory"
    assert users(tmp_path) == (User("me", store.root),)


def test_a_person_removes_a_memory(tmp_path: Path) -> None:
    remove(begun(tmp_path), actor="cli")
    assert users(tmp_path) == ()
