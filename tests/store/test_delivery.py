from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.store.delivery import check_free
from memory_cli.store.delivery import deliver


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "memory.json"


def test_a_file_is_for_its_owner_alone_and_nothing_is_left_beside_it(path: Path) -> None:
    assert deliver(path, [b"a", b"", b"bc"], force=False) == 3
    assert path.read_bytes() == b"abc"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [*path.parent.iterdir()] == [path]


def test_what_is_there_stays_unless_it_is_said(path: Path) -> None:
    path.write_bytes(b"mine")
    with pytest.raises(Refused, match="there already"):
        deliver(path, [b"abc"], force=False)
    assert path.read_bytes() == b"mine"
    assert [*path.parent.iterdir()] == [path]
    assert deliver(path, [b"abc"], force=True) == 3
    assert path.read_bytes() == b"abc"


def test_a_link_is_replaced_and_not_followed(path: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"other")
    path.symlink_to(tmp_path / "other")
    with pytest.raises(Refused):
        deliver(path, [b"abc"], force=False)
    deliver(path, [b"abc"], force=True)
    assert (path.is_symlink(), path.read_bytes()) == (False, b"abc")
    assert (tmp_path / "other").read_bytes() == b"other"


def test_what_fails_on_the_way_leaves_nothing(path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"abc"
        raise OSError(28, "No space left on device")

    with pytest.raises(Failed, match="no space left"):
        deliver(path, broken(), force=False)
    assert [*path.parent.iterdir()] == []


def test_what_fails_in_the_place_of_a_file_leaves_that(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path.write_bytes(b"old")

    def fails(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(Failed, match="input/output error"):
        deliver(path, [b"new"], force=True)
    assert [(each.name, each.read_bytes()) for each in path.parent.iterdir()] == [
        (path.name, b"old")
    ]


def test_where_there_are_no_hard_links_it_is_looked_at_first(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", none)
    assert deliver(path, [b"abc"], force=False) == 3
    with pytest.raises(Refused):
        deliver(path, [b"x"], force=False)
    assert path.read_bytes() == b"abc"


def test_it_is_told_beforehand_where_nothing_may_be_written(path: Path, tmp_path: Path) -> None:
    store = tmp_path / "mem"
    store.mkdir()
    (tmp_path / "link").symlink_to(store)
    check_free(path, force=False, store=store)
    for inside in (store / "x", store / ".." / "mem" / "x", tmp_path / "link" / "x"):
        with pytest.raises(Refused, match="inside the memory"):
            check_free(inside, force=True, store=store)
    with pytest.raises(Refused, match="is a folder"):
        check_free(path.parent, force=True, store=store)
    path.touch()
    with pytest.raises(Refused, match="there already"):
        check_free(path, force=False, store=store)
    check_free(path, force=True, store=store)
