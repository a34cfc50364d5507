"""Tests of reading and replacing files."""

from __future__ import annotations

import errno
import os
import socket
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Failed
from memory_cli.core.errors import MemError
from memory_cli.core.errors import Refused
from memory_cli.store.files import Folder
from memory_cli.store.files import as_ours

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
SECRET = b"of somebody else\n"


def mode(path: Path) -> str:
    return oct(stat.S_IMODE(path.stat().st_mode))


def names(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*"))


# Reading


@pytest.mark.parametrize(
    "data", [b"", b"a\r\nb\r", b"\xef\xbb\xbfno end", bytes(range(256)), b"\n" * 7]
)
def test_a_file_is_read_byte_for_byte(folder: Folder, data: bytes) -> None:
    (folder.root / "MEMORY.md").write_bytes(data)
    assert folder.read("MEMORY.md") == data


@pytest.mark.parametrize("path", ["MEMORY.md", "memory/2026-11-20.md"])
def test_where_there_is_no_file_there_is_nothing_to_read(folder: Folder, path: str) -> None:
    assert folder.read(path) is None
    assert folder.status(path) is None
    assert folder.names("memory") == []


def test_a_folder_that_comes_later_is_found(folder: Folder) -> None:
    assert folder.read("memory/2026-11-20.md") is None
    (folder.root / "memory").mkdir()
    (folder.root / "memory" / "2026-11-20.md").write_bytes(b"late\n")
    assert folder.read("memory/2026-11-20.md") == b"late\n"


def _to_a_file(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "secret")


def _to_nothing(path: Path, outside: Path) -> None:
    path.symlink_to(outside / "nothing")


def _to_itself(path: Path, outside: Path) -> None:
    path.symlink_to(path)


def _pipe(path: Path, outside: Path) -> None:
    os.mkfifo(path)


def _directory(path: Path, outside: Path) -> None:
    path.mkdir()


def _hard_link(path: Path, outside: Path) -> None:
    path.hardlink_to(outside / "secret")


def _socket(path: Path, outside: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(outside / "s"))
    (outside / "s").rename(path)


STRANGE = [_to_a_file, _to_nothing, _to_itself, _pipe, _directory, _hard_link, _socket]


@pytest.mark.parametrize("make", STRANGE)
@pytest.mark.parametrize("path", ["MEMORY.md", "memory/2026-11-20.md"])
def test_what_is_no_ordinary_file_of_ours_alone_is_refused(
    folder: Folder, tmp_path: Path, make: Callable[[Path, Path], None], path: str
) -> None:
    (tmp_path / "secret").write_bytes(SECRET)
    (folder.root / "memory").mkdir()
    make(folder.root / path, tmp_path)
    with pytest.raises(Refused) as refused:
        folder.read(path)
    assert path in refused.value.message
    assert (tmp_path / "secret").read_bytes() == SECRET


def test_nothing_behind_a_folder_that_is_a_link_is_touched(folder: Folder, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2026-11-20.md").write_bytes(SECRET)
    (folder.root / "memory").symlink_to(outside)
    reaches: list[Callable[[], object]] = [
        lambda: folder.read("memory/2026-11-20.md"),
        lambda: folder.status("memory/2026-11-20.md"),
        lambda: folder.names("memory"),
        lambda: folder.stage("memory/2026-11-20.md", b"mine"),
        lambda: folder.discard("memory/2026-11-20.md"),
    ]
    for reach in reaches:
        with pytest.raises(Refused) as refused:
            reach()
        assert refused.value.message.startswith("memory")
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {"2026-11-20.md": SECRET}


def test_a_folder_that_becomes_a_link_while_it_is_open_is_not_followed(
    folder: Folder, tmp_path: Path
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder.root / "memory").mkdir()
    assert folder.names("memory") == []
    (folder.root / "memory").rename(folder.root / "moved")
    (folder.root / "memory").symlink_to(outside)
    folder.publish(folder.stage("memory/2026-11-20.md", b"mine"), "memory/2026-11-20.md")
    assert list(outside.iterdir()) == []
    assert (folder.root / "moved" / "2026-11-20.md").read_bytes() == b"mine"


def test_a_root_that_is_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Refused):
        Folder(tmp_path / "link")


def test_a_root_that_is_not_there_is_a_failure_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(Failed) as failed:
        Folder(tmp_path / "nowhere")
    assert (
        failed.value.message
        == f"{tmp_path}/nowhere: no such file or directory; nothing was changed"
    )


def test_a_file_larger_than_memory_files_are_is_bad_input(folder: Folder) -> None:
    (folder.root / "MEMORY.md").write_bytes(b"x" * 3_000_000)
    assert len(folder.read("MEMORY.md") or b"") == 3_000_000
    with pytest.raises(BadInput) as bad:
        folder.read("MEMORY.md", largest=1 << 20)
    assert bad.value.message == "MEMORY.md has 2 MiB; a memory file holds at most 1"


@AS_ROOT
def test_what_belongs_to_another_user_is_refused(folder: Folder) -> None:
    (folder.root / "MEMORY.md").write_bytes(b"theirs")
    os.chown(folder.root / "MEMORY.md", 65534, 65534)
    with pytest.raises(Refused, match=r"MEMORY\.md belongs to another user"):
        folder.read("MEMORY.md")
    os.chown(folder.root, 65534, 65534)
    with pytest.raises(Refused, match="belongs to another user"):
        Folder(folder.root)


def test_a_file_that_is_replaced_while_it_is_opened_is_read_as_it_was(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By then it has no name any more, which is not one too many."""
    (folder.root / "MEMORY.md").write_bytes(b"old")
    opened = os.open

    def replaced(path: str, *args: int, **where: int) -> int:
        descriptor = opened(path, *args, **where)
        if path == "MEMORY.md":
            (folder.root / "new").write_bytes(b"new")
            (folder.root / "new").replace(folder.root / "MEMORY.md")
        return descriptor

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", replaced)
        assert folder.read("MEMORY.md") == b"old"
    assert folder.read("MEMORY.md") == b"new"


# Listing


def test_names_come_with_their_status_and_links_are_not_followed(folder: Folder) -> None:
    (folder.root / "file").write_bytes(b"abc")
    (folder.root / "link").symlink_to("nowhere")
    found = dict(folder.names(""))
    assert sorted(found) == ["file", "link"]
    assert found["file"].st_size == 3
    assert stat.S_ISLNK(found["link"].st_mode)


def test_what_vanishes_while_names_are_read_is_left_out(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("kept", "vanishes"):
        (folder.root / name).touch()
    scan = os.scandir

    class Scan:
        def __init__(self, where: int) -> None:
            with scan(where) as found:
                self.found = list(found)
            (folder.root / "vanishes").unlink()

        def __enter__(self) -> list[os.DirEntry[str]]:
            return self.found

        def __exit__(self, *_: object) -> None:
            pass

    monkeypatch.setattr(os, "scandir", Scan)
    assert [name for name, _ in folder.names("")] == ["kept"]


# Replacing


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077])
def test_a_file_is_replaced_whole_and_for_nobody_else_whatever_the_umask(
    folder: Folder, mask: int
) -> None:
    (folder.root / "MEMORY.md").write_bytes(b"old")
    (folder.root / "MEMORY.md").chmod(0o666)
    before = os.umask(mask)
    try:
        for path in ("MEMORY.md", "memory/2026-11-20.md"):
            staged = folder.stage(path, b"new \xff\r\n")
            assert mode(folder.root / staged) == "0o600"
            folder.publish(staged, path)
    finally:
        os.umask(before)
    assert names(folder.root) == ["MEMORY.md", "memory", "memory/2026-11-20.md"]
    assert (folder.root / "MEMORY.md").read_bytes() == b"new \xff\r\n"
    assert mode(folder.root / "MEMORY.md") == mode(folder.root / "memory/2026-11-20.md") == "0o600"
    assert mode(folder.root / "memory") == "0o700"


def test_until_it_is_published_a_file_is_as_it_was(folder: Folder) -> None:
    (folder.root / "MEMORY.md").write_bytes(b"old")
    folder.stage("MEMORY.md", b"new")
    assert (folder.root / "MEMORY.md").read_bytes() == b"old"


def test_bytes_are_on_the_disk_before_they_have_the_name_and_the_name_before_it_is_over(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    sync, replace = os.fsync, os.replace

    def fsync(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        done.append("folder" if is_folder else f"file of {os.fstat(descriptor).st_size}")
        sync(descriptor)

    def rename(*args: str, **where: Any) -> None:
        done.append("name")
        replace(*args, **where)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", rename)
    folder.publish(folder.stage("MEMORY.md", b"12345"), "MEMORY.md")
    assert done == ["file of 5", "name", "folder"]


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EROFS])
def test_what_cannot_be_written_durably_leaves_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def failing(_: int) -> None:
        raise OSError(number, os.strerror(number))

    (folder.root / "MEMORY.md").write_bytes(b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, "fchmod", lambda *_: failing(0))
        with pytest.raises(Failed) as failed:
            folder.stage("MEMORY.md", b"new")
    said = f"MEMORY.md: {os.strerror(number).lower()}; nothing was changed"
    assert failed.value.message == said
    assert names(folder.root) == ["MEMORY.md"]
    assert (folder.root / "MEMORY.md").read_bytes() == b"old"


@pytest.mark.parametrize("make", [_to_a_file, _to_nothing, _pipe, _directory, _hard_link])
def test_a_temporary_name_that_somebody_took_is_not_used(
    folder: Folder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[..., None]
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / "secret").write_bytes(SECRET)
    make(folder.root / ".mem-tmp-000000000000", tmp_path)
    with pytest.raises(MemError):
        folder.stage("MEMORY.md", b"new")
    assert (tmp_path / "secret").read_bytes() == SECRET
    assert names(tmp_path) == ["folder", "folder/.mem-tmp-000000000000", "secret"]


def test_what_is_discarded_is_gone_and_need_not_have_been_there(folder: Folder) -> None:
    (folder.root / "MEMORY.md").touch()
    for _ in range(2):
        folder.discard("MEMORY.md")
        folder.discard("memory/2026-11-20.md")
    assert names(folder.root) == []


def test_a_link_that_is_discarded_takes_nothing_with_it(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(SECRET)
    (folder.root / "link").symlink_to(tmp_path / "secret")
    folder.discard("link")
    assert names(tmp_path) == ["folder", "secret"]


# Local files


def test_local_files_are_remembered_replaced_and_forgotten(folder: Folder) -> None:
    folder.make(".mem")
    folder.keep_local("cache", b"one")
    folder.keep_local("cache", b"two")
    assert folder.read(".mem/cache") == b"two"
    assert names(folder.root) == [".mem", ".mem/cache"]
    assert mode(folder.root / ".mem/cache") == "0o600"
    folder.drop_local("cache")
    folder.drop_local("cache")
    assert names(folder.root) == [".mem"]


def test_what_cannot_be_remembered_leaves_nothing(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    folder.make(".mem")
    folder.keep_local("cache", b"one")
    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Failed, match="no space left on device"):
        folder.keep_local("cache", b"two")
    assert names(folder.root) == [".mem", ".mem/cache"]
    assert folder.read(".mem/cache") == b"one"


def test_a_temporary_file_that_somebody_sweeps_away_is_no_bug(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that keeps a header holds no lock, and a writer removes what looks left over."""
    replace = os.replace

    def swept(source: str, *args: str, **where: Any) -> None:
        os.unlink(source, dir_fd=where["src_dir_fd"])
        replace(source, *args, **where)

    folder.make(".mem")
    monkeypatch.setattr(os, "replace", swept)
    with pytest.raises(Failed, match="no such file"):
        folder.keep_local("cache", b"one")


def test_every_descriptor_is_given_back(tmp_path: Path) -> None:
    def held() -> int:
        return len(os.listdir("/dev/fd"))

    before = held()
    for _ in range(3):
        with Folder(tmp_path) as folder:
            folder.publish(folder.stage("memory/2026-11-20.md", b"x"), "memory/2026-11-20.md")
            folder.make(".mem")
            folder.keep_local("cache", b"x")
            assert folder.read("memory/2026-11-20.md") == b"x"
    assert held() == before


# What the system says, in our words


@pytest.mark.parametrize(
    ("number", "kind", "hint"),
    [
        (errno.ENOSPC, Failed, "free some space and run it again"),
        (errno.EDQUOT, Failed, "free some space and run it again"),
        (errno.EFBIG, Failed, "raise the limit on file sizes and run it again"),
        (errno.EROFS, Failed, "make the file system writable and run it again"),
        (errno.EACCES, Failed, "check who owns it and its permissions"),
        (errno.EPERM, Failed, "check who owns it and its permissions"),
        (errno.EIO, Failed, ""),
        (errno.EMFILE, Failed, ""),
        (errno.ELOOP, Refused, "put the real file or folder in its place"),
        (errno.ENOTDIR, Refused, "put the real file or folder in its place"),
        (errno.EISDIR, Refused, "put an ordinary file in its place"),
        (errno.ENXIO, Refused, "put an ordinary file in its place"),
    ],
)
def test_each_error_of_the_system_says_what_to_do(
    number: int, kind: type[MemError], hint: str
) -> None:
    error = as_ours(OSError(number, os.strerror(number)), "MEMORY.md")
    assert (type(error), error.hint) == (kind, hint)
    assert error.message.startswith("MEMORY.md")
