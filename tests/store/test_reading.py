from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from memory_cli.core.document import Document
from memory_cli.core.entry import Inherited
from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.store.files import LARGEST
from memory_cli.store.files import Folder
from memory_cli.store.reading import SETTLED
from memory_cli.store.reading import is_young
from memory_cli.store.reading import reading
from memory_cli.store.reading import recorded_places
from memory_cli.store.reading import signature
from tests.support.cli import environment

DAY = "memory/2026-11-20.md"
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A memory of two files."""
    root = tmp_path / "me"
    (root / "memory").mkdir(parents=True)
    (root / "MEMORY.md").write_bytes(b"- Likes tea.\n")
    (root / DAY).write_bytes(b"---\ntags: [travel]\nprivate: true\n---\n- Left. \xff\n")
    return root


def signatures(root: Path) -> dict[str, int | None]:
    with reading(root) as found:
        return found.signatures()


def status(
    *, size: int = 7, mtime: int = 1_000_000_000_007, ctime: int = 2_000_000_000_009, inode: int = 5
) -> os.stat_result:
    """What the file system says; of the same file, where nothing else is given."""
    whole = (0o100600, inode, 1, 1, 0, 0, size, 0, mtime // 10**9, ctime // 10**9)
    return os.stat_result(whole, {"st_mtime_ns": mtime, "st_ctime_ns": ctime})


# Signatures


def test_everything_that_stands_where_memory_may_stand_is_listed(root: Path) -> None:
    (root / ".forgotten").touch()
    (root / "link").symlink_to("nowhere")
    (root / "memory" / "notes.txt").touch()
    (root / "memory" / "deeper").mkdir()
    (root / "memory" / "deeper" / "2026-11-21.md").touch()
    listed = {".forgotten", "MEMORY.md", "link", "memory"}
    listed |= {DAY, "memory/notes.txt", "memory/deeper"}
    with Folder(root) as folder:
        assert {path for path, _ in recorded_places(folder)} == listed
    assert set(signatures(root)) == listed


def test_a_memory_without_days_is_one(root: Path) -> None:
    (root / DAY).unlink()
    (root / "memory").rmdir()
    assert set(signatures(root)) == {"MEMORY.md"}


def test_a_young_file_has_no_signature(root: Path) -> None:
    assert set(signatures(root).values()) == {None}


def test_an_old_file_has_the_same_signature_every_time(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = time.time_ns() + SETTLED + 1_000_000_000
    monkeypatch.setattr(time, "time_ns", lambda: later)
    first = signatures(root)
    assert first == signatures(root)
    assert first["MEMORY.md"] == signature(os.lstat(root / "MEMORY.md"))
    assert len(set(first.values()) - {None}) == len(first) == 3


def test_a_signature_is_the_same_in_every_process(root: Path) -> None:
    """It is a hash of numbers, which no seed changes."""
    program = (
        "import os, sys; from memory_cli.store.reading import signature; "
        "print(signature(os.lstat(sys.argv[1])))"
    )
    words = [sys.executable, "-c", program, str(root)]
    told = {
        subprocess.run(
            words,
            env=environment(root.parent, {"PYTHONHASHSEED": seed}),
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{signature(os.lstat(root))}\n".encode()}


@pytest.mark.parametrize("field", ["size", "mtime", "ctime", "inode"])
def test_a_signature_changes_with_all_that_an_edit_changes(field: str) -> None:
    values = [0, 1, 2, 8, 1_000_000_000_008, 2_000_000_000_008, 1 << 60]
    found = {signature(status(**{field: value})) for value in values}
    assert len(found | {signature(status())}) == len(values) + 1
    assert all(-(1 << 63) <= each < 1 << 63 for each in found)  # as a database holds it


def test_signatures_of_files_that_are_alike_differ() -> None:
    few = [0, 1, 2, 3, 1_000_000_000, 1_000_000_001, 1 << 40]
    alike = [
        status(size=size, mtime=mtime, ctime=ctime, inode=inode)
        for size, mtime, ctime, inode in itertools.product(few, repeat=4)
    ]
    assert len({signature(each) for each in alike}) == len(alike)


@pytest.mark.parametrize(
    ("mtime", "ctime", "young"),
    [
        pytest.param(0, 0, True, id="now"),
        pytest.param(SETTLED, SETTLED, True, id="just not settled"),
        pytest.param(SETTLED + 1, SETTLED + 1, False, id="just settled"),
        pytest.param(1 << 60, SETTLED, True, id="an old time stamp was put on it"),
        pytest.param(SETTLED, 1 << 60, True, id="it came with its name"),
        pytest.param(-(10**18), 1 << 60, True, id="from the future"),
    ],
)
def test_a_file_is_young_as_long_as_it_may_change_unseen(
    mtime: int, ctime: int, young: bool
) -> None:
    now = 1_795_166_040_000_000_000
    assert is_young(status(mtime=now - mtime, ctime=now - ctime), now) == young


# Bytes and documents


def test_files_are_read_as_they_are(root: Path) -> None:
    with reading(root) as found:
        assert found.data("MEMORY.md") == b"- Likes tea.\n"
        assert found.data("SOUL.md") is None
        assert found.data("memory/2026-11-21.md") is None
        assert found.unreadable == []


def a_link(path: Path) -> None:
    path.symlink_to(path.with_name("elsewhere"))
    path.with_name("elsewhere").write_text("- Secret.\n")


def a_hard_link(path: Path) -> None:
    path.with_name("elsewhere").write_text("- Secret.\n")
    os.link(path.with_name("elsewhere"), path)


def too_large(path: Path) -> None:
    path.touch()
    os.truncate(path, LARGEST + 1)


def a_strangers(path: Path) -> None:
    path.write_text("- Hers.\n")
    os.chown(path, 12345, -1)


UNREADABLE = [a_link, a_hard_link, too_large, Path.mkdir, os.mkfifo]
ANYTHING = [*UNREADABLE, pytest.param(a_strangers, marks=AS_ROOT)]


@pytest.mark.parametrize("path", ["MEMORY.md", DAY])
@pytest.mark.parametrize("becomes", ANYTHING, ids=lambda each: each.__name__)
def test_what_cannot_be_read_is_none_and_named(
    root: Path, path: str, becomes: Callable[[Path], None]
) -> None:
    (root / path).unlink()
    becomes(root / path)
    with reading(root) as found:
        assert path in found.signatures()
        assert found.data(path) is None
        assert found.unreadable == [path]


def test_the_largest_file_is_read(root: Path) -> None:
    os.truncate(root / "MEMORY.md", LARGEST)
    with reading(root) as found:
        assert len(found.data("MEMORY.md") or b"") == LARGEST
        assert found.unreadable == []


def test_a_document_has_what_its_header_hands_down(root: Path) -> None:
    with reading(root) as found:
        data = found.data(DAY)
        assert data is not None
        document = found.document(DAY, data)
    assert document == Document(
        DAY,
        "---\ntags: [travel]\nprivate: true\n---\n- Left. \udcff\n",
        Inherited(("travel",), private=True),
    )
    assert [(entry.tags, entry.private) for entry in document.entries] == [(("travel",), True)]


def test_a_header_is_parsed_once_and_kept_for_the_next(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with reading(root) as found:
        first = found.document(DAY, found.data(DAY) or b"")
    assert len(json.loads((root / ".mem/soul.json").read_bytes())) == 1
    monkeypatch.setattr("memory_cli.store.soul._parsed", None)
    with reading(root) as found:
        assert found.document(DAY, found.data(DAY) or b"") == first


def test_the_bytes_given_are_the_document_whatever_the_file_says_by_now(root: Path) -> None:
    with reading(root) as found:
        assert found.document("MEMORY.md", b"- Other.\n") == Document("MEMORY.md", "- Other.\n")


@pytest.mark.parametrize(
    ("data", "text"),
    [(None, ""), (b"", ""), (b"abcd 2026-11-20\n\xff", "abcd 2026-11-20\n\udcff")],
)
def test_what_is_forgotten_is_read_when_it_is_wanted(
    root: Path, data: bytes | None, text: str
) -> None:
    with reading(root) as found:
        if data is not None:
            (root / ".forgotten").write_bytes(data)
        assert found.forgotten() == text


def test_what_is_forgotten_may_be_unreadable(root: Path) -> None:
    (root / ".forgotten").symlink_to("MEMORY.md")
    with reading(root) as found:
        assert found.forgotten() == ""
        assert found.unreadable == [".forgotten"]


# Stores that are none


def test_a_memory_that_is_a_link_or_not_there_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root)
    for path, error in ((tmp_path / "link", Refused), (tmp_path / "nobody", Failed)):
        with pytest.raises(error), reading(path):
            pass


def test_days_that_are_a_link_are_refused(root: Path, tmp_path: Path) -> None:
    (root / "memory").rename(tmp_path / "elsewhere")
    (root / "memory").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refused), reading(root) as found:
        found.signatures()


def test_reading_touches_nothing(root: Path) -> None:
    (root / DAY).write_text("- Without a header.\n")
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    with reading(root) as found:
        for path in found.signatures():
            found.data(path)
        found.document(DAY, found.data(DAY) or b"")
        found.forgotten()
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before
