"""Tests of putting aside what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.store.quarantine import NAME
from memory_cli.store.quarantine import Quarantine


@pytest.fixture
def git_dir(tmp_path: Path) -> Path:
    path = tmp_path / ".git"
    (path / "objects/ab").mkdir(parents=True)
    return path


def test_what_is_taken_keeps_its_bytes_and_its_place(git_dir: Path) -> None:
    torn = git_dir / "objects/ab/cd"
    quarantine = Quarantine(git_dir)
    for data in (b"one", b"two", b"three"):
        torn.write_bytes(data)
        quarantine.take(torn)
    there = git_dir / NAME / "objects/ab"
    assert {path.name: path.read_bytes() for path in there.iterdir()} == {
        "cd": b"one",
        "cd.1": b"two",
        "cd.2": b"three",
    }
    assert not torn.exists()
    assert quarantine.taken == ["objects/ab/cd"] * 3


def test_nobody_else_may_look_into_it(git_dir: Path) -> None:
    (git_dir / "objects/ab/cd").touch()
    Quarantine(git_dir).take(git_dir / "objects/ab/cd")
    folders = [git_dir / NAME, *(git_dir / NAME).glob("**/")]
    assert {folder.stat().st_mode & 0o777 for folder in folders} == {0o700}


def test_a_copy_leaves_the_file_and_what_is_not_there_is_not_copied(git_dir: Path) -> None:
    (git_dir / "HEAD").write_bytes(b"\0")
    quarantine = Quarantine(git_dir)
    quarantine.copy(git_dir / "HEAD")
    quarantine.copy(git_dir / "ORIG_HEAD")
    assert (git_dir / "HEAD").read_bytes() == (git_dir / NAME / "HEAD").read_bytes() == b"\0"
    assert quarantine.taken == ["HEAD"]


def test_what_is_not_there_cannot_be_taken(git_dir: Path) -> None:
    with pytest.raises(Failed):
        Quarantine(git_dir).take(git_dir / "HEAD")


def test_a_link_in_its_place_is_not_followed(git_dir: Path, tmp_path: Path) -> None:
    (git_dir / NAME).symlink_to(tmp_path)
    (git_dir / "HEAD").touch()
    with pytest.raises(Refused):
        Quarantine(git_dir).take(git_dir / "HEAD")
