from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.actions.users import User
from memory_cli.actions.users import users
from memory_cli.core.errors import Failed


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
