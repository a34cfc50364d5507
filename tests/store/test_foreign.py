from __future__ import annotations

import os
from pathlib import Path

import pytest

from memory_cli.core.arrival import Dropped
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Failed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.store import foreign
from memory_cli.store.foreign import Text
from memory_cli.store.foreign import file_data
from memory_cli.store.foreign import notes


def put(root: Path, path: str, data: bytes = b"- x\n") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)


def test_notes_are_found_by_name_in_every_folder(tmp_path: Path) -> None:
    for path in ("b.md", "a/z.txt", "a/b/c.MARKDOWN", "a.md"):
        put(tmp_path, path, path.encode())
    found = [*notes(tmp_path)]
    assert found == [Text(p, p.encode()) for p in ("a/b/c.MARKDOWN", "a/z.txt", "a.md", "b.md")]


def test_what_is_no_note_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (".obsidian/app.json", ".hidden.md", "img.PNG", "plan.canvas", "README", "n.md"):
        put(tmp_path, path)
    put(tmp_path, "binary.md", b"a\0b")
    put(tmp_path, "large.md", b"x" * 100)
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "out.md").symlink_to("/etc/passwd")
    (tmp_path / "up").symlink_to("..")
    monkeypatch.setattr(foreign, "LARGEST", 99)
    assert [*notes(tmp_path)] == [
        Dropped(".hidden.md", "hidden"),
        Dropped(".obsidian/", "hidden"),
        Dropped("README", "no note (no ending)"),
        Dropped("binary.md", "not text"),
        Dropped("img.PNG", "no note (.png)"),
        Dropped("large.md", "larger than 0 MiB"),
        Text("n.md", b"- x\n"),
        Dropped("out.md", "a link"),
        Dropped("pipe.md", "no ordinary file"),
        Dropped("plan.canvas", "no note (.canvas)"),
        Dropped("up", "a link"),
    ]


def test_what_logseq_keeps_for_itself_is_left(tmp_path: Path) -> None:
    for path in ("logseq/bak/a.md", "pages/b.md", "pages/logseq/c.md"):
        put(tmp_path, path)
    assert [*notes(tmp_path)] == [
        Dropped("logseq/", "Logseq's own settings and backups"),
        Text("pages/b.md", b"- x\n"),
        Text("pages/logseq/c.md", b"- x\n"),
    ]


def test_folders_end_somewhere(tmp_path: Path) -> None:
    put(tmp_path, "/".join(["d"] * 33) + "/x.md")
    assert [*notes(tmp_path)] == [Dropped("/".join(["d"] * 33) + "/", "too many folders deep")]


def test_a_folder_may_be_named_by_a_link_to_it(tmp_path: Path) -> None:
    put(tmp_path, "there/x.md")
    (tmp_path / "link").symlink_to("there")
    assert [*notes(tmp_path / "link")] == [Text("x.md", b"- x\n")]


def test_more_than_a_memory_is_for_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.md", b"x" * 60)
    put(tmp_path, "b.md", b"x" * 60)
    monkeypatch.setattr(foreign, "MOST_TEXT", 100)
    with pytest.raises(BadInput, match="of notes"):
        list(notes(tmp_path))


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.md")
    put(tmp_path, "b/c.md")
    put(tmp_path, "d.md")
    opened = os.open

    def denied(path: str, *args: int, **kwargs: int) -> int:
        if path in {"a.md", "b"}:
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", denied)
    assert [*notes(tmp_path)] == [
        Dropped("a.md", "cannot be read: permission denied"),
        Dropped("b/", "cannot be read: permission denied"),
        Text("d.md", b"- x\n"),
    ]


def test_no_folder_is_none(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        list(notes(tmp_path / "none"))
    put(tmp_path, "file")
    with pytest.raises(Refused):
        list(notes(tmp_path / "file"))


def test_a_file_is_read_whole_also_through_a_link(tmp_path: Path) -> None:
    put(tmp_path, "x.json", b"{}")
    (tmp_path / "link").symlink_to("x.json")
    assert file_data(tmp_path / "x.json") == file_data(tmp_path / "link") == b"{}"


def test_what_is_no_file_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(BadInput, match="no ordinary file"):
            file_data(path)
    with pytest.raises(NotFound):
        file_data(tmp_path / "none")
    with pytest.raises(Failed):
        file_data(tmp_path / ("x" * 300))
    monkeypatch.setattr(foreign, "LARGEST_FILE", 1)
    put(tmp_path, "x", b"ab")
    with pytest.raises(BadInput, match="has more than"):
        file_data(tmp_path / "x")
