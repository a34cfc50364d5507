from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable
from collections.abc import Iterator
from datetime import UTC
from datetime import datetime
from datetime import timedelta
from datetime import timezone
from pathlib import Path

import pytest

from memory_cli.core.errors import Refused
from memory_cli.store.shelf import Shelf
from memory_cli.store.shelf import pending
from memory_cli.store.shelf import queue

NOW = datetime(2026, 11, 20, 9, 14, 5, 123456, tzinfo=UTC)
NAME = "20261120T091405123456-0123abcd"
LATER = "20261120T091405123457-0123abcd"


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return pending(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the shelf, which is there already."""
    folder = tmp_path / ".mem" / "pending"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def no_umask() -> Iterator[None]:
    old = os.umask(0)
    yield
    os.umask(old)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_put_there_waits(shelf: Shelf, tmp_path: Path) -> None:
    name = shelf.put(b"a\r\n\x00\xff", now=NOW)

    assert re.fullmatch(r"20261120T091405123456-[0-9a-f]{8}", name)
    assert tuple(shelf) == ((name, b"a\r\n\x00\xff"),)
    assert shelf.names() == (name,)
    assert shelf.read(name) == b"a\r\n\x00\xff"
    assert (tmp_path / ".mem" / "pending" / name).read_bytes() == b"a\r\n\x00\xff"


def test_plans_and_conversations_do_not_mix(tmp_path: Path) -> None:
    pending(tmp_path).put(b"plan", now=NOW)
    queue(tmp_path).put(b"talk", now=NOW)

    assert [data for _, data in pending(tmp_path)] == [b"plan"]
    assert [data for _, data in queue(tmp_path)] == [b"talk"]
    assert sorted(path.name for path in (tmp_path / ".mem").iterdir()) == ["pending", "queue"]


def test_what_came_first_comes_first(shelf: Shelf) -> None:
    moments = [NOW + timedelta(microseconds=each) for each in (5, 0, 1_000_000, 86_400_000_000, 1)]
    for number, moment in enumerate(moments):
        shelf.put(b"%d" % number, now=moment)

    assert [data for _, data in shelf] == [b"1", b"4", b"0", b"2", b"3"]


def test_a_moment_is_the_same_in_every_time_zone(shelf: Shelf) -> None:
    zone = timezone(timedelta(hours=13))
    shelf.put(b"second", now=NOW)
    shelf.put(b"first", now=(NOW - timedelta(seconds=1)).astimezone(zone))
    shelf.put(b"third", now=(NOW + timedelta(seconds=1)).astimezone(zone))

    assert [data for _, data in shelf] == [b"first", b"second", b"third"]


def test_of_one_moment_the_names_decide(shelf: Shelf) -> None:
    names = [shelf.put(b"same", now=NOW) for _ in range(20)]

    assert len(set(names)) == 20
    assert shelf.names() == tuple(sorted(names))


def test_what_waits_is_replaced_in_its_place(shelf: Shelf) -> None:
    first, second = (shelf.put(b"old", now=NOW + timedelta(each)) for each in (0, 1))
    shelf.replace(first, b"new")

    assert tuple(shelf) == ((first, b"new"), (second, b"old"))


def test_what_is_dropped_waits_no_more(shelf: Shelf) -> None:
    first, second = (shelf.put(b"old", now=NOW + timedelta(each)) for each in (0, 1))
    shelf.drop(first)
    shelf.drop(first)

    assert shelf.names() == (second,)
    assert shelf.read(first) is None


def test_what_somebody_else_takes_meanwhile_is_passed_over(shelf: Shelf) -> None:
    first, second, third = (shelf.put(b"old", now=NOW + timedelta(each)) for each in (0, 1, 2))
    found = iter(shelf)

    assert next(found) == (first, b"old")
    shelf.drop(second)
    assert tuple(found) == ((third, b"old"),)


def test_where_nothing_ever_waited_there_is_nothing(shelf: Shelf, tmp_path: Path) -> None:
    nowhere = pending(tmp_path / "nowhere")

    for empty in (shelf, nowhere):
        assert empty.names() == ()
        assert tuple(empty) == ()
    assert shelf.read(NAME) is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        ".mem-tmp-0123456789ab",
        ".DS_Store",
        "notes.md",
        f"{NAME}.json",
        f"{NAME}~",
        f".{NAME}",
        f"{NAME}\n",
        NAME.upper(),
        NAME[:-1],
        "20261120T091405-0123abcd",
        "२०261120T091405123456-0123abcd",
        "\x1b[31m",
    ],
)
def test_what_has_another_name_is_not_ours(shelf: Shelf, folder: Path, name: str) -> None:
    (folder / NAME).write_bytes(b"ours")
    (folder / name).write_bytes(b"not ours")

    assert tuple(shelf) == ((NAME, b"ours"),)
    assert (folder / name).read_bytes() == b"not ours"


def test_what_was_half_put_there_is_not_there(
    shelf: Shelf, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    shelf.replace(NAME, b"old")
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with pytest.raises(KeyboardInterrupt):
            shelf.replace(NAME, b"new")
        with pytest.raises(KeyboardInterrupt):
            shelf.put(b"other", now=NOW)

    assert tuple(shelf) == ((NAME, b"old"),)


@pytest.mark.usefixtures("no_umask")
def test_nobody_else_may_look(shelf: Shelf, tmp_path: Path) -> None:
    name = shelf.put(b"mine", now=NOW)
    assert mode(tmp_path / ".mem" / "pending" / name) == 0o600
    shelf.replace(name, b"still mine")
    assert mode(tmp_path / ".mem" / "pending" / name) == 0o600
    assert mode(tmp_path / ".mem" / "pending") == 0o700
    assert mode(tmp_path / ".mem") == 0o700


@pytest.mark.parametrize("linked", [".mem", ".mem/pending"])
def test_a_folder_that_is_a_link_is_refused(shelf: Shelf, tmp_path: Path, linked: str) -> None:
    outside = tmp_path / "outside"
    (outside / "pending").mkdir(parents=True)
    (outside / NAME).write_bytes(b"theirs")
    (outside / "pending" / NAME).write_bytes(b"theirs")
    (tmp_path / linked).parent.mkdir(exist_ok=True)
    (tmp_path / linked).symlink_to(outside)

    reaches: list[Callable[[], object]] = [
        shelf.names,
        lambda: tuple(shelf),
        lambda: shelf.read(NAME),
        lambda: shelf.put(b"mine", now=NOW),
        lambda: shelf.replace(NAME, b"mine"),
        lambda: shelf.drop(NAME),
    ]
    for reach in reaches:
        with pytest.raises(Refused, match="symbolic link"):
            reach()
    assert sorted(path.name for path in outside.rglob("*")) == [NAME, NAME, "pending"]
    assert (outside / NAME).read_bytes() == b"theirs"


@pytest.mark.parametrize("make", ["link", "folder", "pipe", "hard link"])
def test_what_is_no_ordinary_file_of_ours_is_passed_over_and_refused_by_name(
    shelf: Shelf, folder: Path, tmp_path: Path, make: str
) -> None:
    (tmp_path / "outside").write_bytes(b"theirs")
    match make:
        case "link":
            (folder / NAME).symlink_to(tmp_path / "outside")
        case "folder":
            (folder / NAME).mkdir()
        case "pipe":
            os.mkfifo(folder / NAME)
        case _:
            (folder / NAME).hardlink_to(tmp_path / "outside")

    assert tuple(shelf) == ()
    with pytest.raises(Refused, match=NAME):
        shelf.read(NAME)


def test_putting_something_there_leaves_a_link_in_its_place_alone(
    shelf: Shelf, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "outside").write_bytes(b"theirs")
    (folder / NAME).symlink_to(tmp_path / "outside")
    shelf.replace(NAME, b"mine")

    assert (tmp_path / "outside").read_bytes() == b"theirs"
    assert tuple(shelf) == ((NAME, b"mine"),)


@pytest.mark.parametrize("name", ["../MEMORY.md", "..", "", "a/b", "a\x00b"])
def test_no_name_leads_out_of_the_shelf(shelf: Shelf, tmp_path: Path, name: str) -> None:
    (tmp_path / "MEMORY.md").write_bytes(b"facts")
    shelf.put(b"mine", now=NOW)

    reaches: list[Callable[[], object]] = [
        lambda: shelf.read(name),
        lambda: shelf.replace(name, b"x"),
        lambda: shelf.drop(name),
    ]
    for reach in reaches:
        with pytest.raises(Refused, match="no path inside a memory"):
            reach()
    assert (tmp_path / "MEMORY.md").read_bytes() == b"facts"
