from __future__ import annotations

import io
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.arrival import Dropped
from memory_cli.core.errors import BadInput
from memory_cli.store.archive import is_tar
from memory_cli.store.archive import packed
from memory_cli.store.archive import unpacked

FILES = {"SOUL.md": b"- a\n", "memory/2026-11-20.md": b"\xff\r\n", ".forgotten": b""}
AT = 1_795_166_040


def test_a_tar_is_sorted_owned_by_nobody_and_of_one_time(tmp_path: Path) -> None:
    data = b"".join(packed(FILES, "mem-me", AT))
    assert data == b"".join(packed(dict(reversed(FILES.items())), "mem-me", AT))
    assert is_tar(data)
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        told = [(m.name, oct(m.mode), m.uid, m.uname, m.mtime) for m in tar]
        tar.extractall(tmp_path, filter="data")
    assert told == [
        ("mem-me", "0o700", 0, "", AT),
        ("mem-me/.forgotten", "0o600", 0, "", AT),
        ("mem-me/SOUL.md", "0o600", 0, "", AT),
        ("mem-me/memory", "0o700", 0, "", AT),
        ("mem-me/memory/2026-11-20.md", "0o600", 0, "", AT),
    ]
    assert (tmp_path / "mem-me" / "memory" / "2026-11-20.md").read_bytes() == b"\xff\r\n"


@given(st.dictionaries(st.sampled_from([*FILES, "MEMORY.md"]), st.binary(max_size=2000)))
def test_what_was_packed_is_unpacked(files: dict[str, bytes]) -> None:
    assert unpacked(b"".join(packed(files, "mem-me", AT))) == (files, ())


def tar_of(*members: tuple[tarfile.TarInfo, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for member, data in members:
            member.size = len(data)
            tar.addfile(member, io.BytesIO(data))
    return out.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    made = tarfile.TarInfo(name)
    made.type, made.linkname = kind, link
    return made


def test_only_memory_comes_out_of_a_strange_tar() -> None:
    data = tar_of(
        (member("x/SOUL.md"), b"- a\n"),
        (member("/etc/passwd"), b"root"),
        (member("../../memory/2026-11-20.md"), b"- b\n"),
        (member("x/MEMORY.md", tarfile.SYMTYPE, "/etc/passwd"), b""),
        (member("x/memory/2026-11-21.md", tarfile.LNKTYPE, "x/SOUL.md"), b""),
        (member("y/SOUL.md"), b"- c\n"),
        (member("x/history.bundle"), b"# v2 git bundle\n"),
        (member("x/memory/2026-11-22.md"), b"x" * (5 * 1024 * 1024 + 1)),
        (member("x/memory", tarfile.DIRTYPE), b""),
        (member("x/.forgotten", tarfile.FIFOTYPE), b""),
    )
    assert unpacked(data) == (
        {"SOUL.md": b"- a\n", "memory/2026-11-20.md": b"- b\n"},
        (
            Dropped("/etc/passwd", "no memory file"),
            Dropped("x/MEMORY.md", "no ordinary file"),
            Dropped("x/memory/2026-11-21.md", "no ordinary file"),
            Dropped("y/SOUL.md", "a second file of that name"),
            Dropped("x/history.bundle", "history stays there: git clone takes it out"),
            Dropped("x/memory/2026-11-22.md", "larger than 5 MiB"),
            Dropped("x/.forgotten", "no ordinary file"),
        ),
    )


def test_a_tar_that_is_cut_off_is_no_input() -> None:
    data = tar_of((member("x/SOUL.md"), b"- a\n" * 1000))
    with pytest.raises(BadInput, match="damaged or cut off"):
        unpacked(data[:1500])
    with pytest.raises(BadInput, match="damaged or cut off"):
        unpacked(b"x" * 2000)


@given(st.binary(max_size=1500))
def test_no_bytes_are_an_error_of_another_kind(noise: bytes) -> None:
    data = bytearray(b"".join(packed(FILES, "mem-me", AT)))
    data[: len(noise)] = noise
    with suppress(BadInput):
        assert set(unpacked(bytes(data))[0]) <= set(FILES)


def test_text_is_no_tar() -> None:
    assert not is_tar(b"- a\n" * 100)
