"""Links, pipes and strange files in the place of what a memory is made of."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from memory_cli.core.errors import MemError
from memory_cli.store.files import Folder
from tests.support import FULL
from tests.support.scene import DAY
from tests.support.scene import Deed
from tests.support.scene import Scene

INIT = Deed("init", "script")
LOG = Deed("log", "script")
SECRET = "- The secret of somebody else.\n"
WRITES = [("add", "Mine."), ("log", "Mine.")]


@pytest.fixture
def begun(scene: Scene) -> Scene:
    assert scene.mem("log", "First.", "--at", "8:00").code == 0
    return scene


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of somebody else that holds what a memory holds."""
    path = tmp_path / "outside"
    (path / "memory").mkdir(parents=True)
    for name in ("MEMORY.md", "SOUL.md", DAY, "lock", "intent"):
        (path / name).write_text(SECRET)
    return path


def untouched(outside: Path) -> bool:
    files = sorted(path for path in outside.rglob("*") if path.is_file())
    names = [path.relative_to(outside).as_posix() for path in files]
    texts = {path.read_text() for path in files}
    return names == ["MEMORY.md", "SOUL.md", "intent", "lock", DAY] and texts == {SECRET}


PLACES = ["MEMORY.md", "SOUL.md", DAY, "memory", ".mem", ".mem/lock", ".mem/intent", ".forgotten"]


@pytest.mark.parametrize("path", PLACES)
def test_d2_a_link_out_of_the_memory_is_not_followed(
    begun: Scene, outside: Path, path: str
) -> None:
    target = begun.root / path
    if target.is_dir():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    target.symlink_to(outside / Path(path).name if path.startswith(".mem/") else outside / path)
    for words in (*WRITES, ("save",), ("undo",), ("show", "facts"), ("show", "log"), ("history",)):
        done = begun.mem(*words)
        assert done.code in {0, 1, 3, 5, 12}, (words, done)
        assert "secret" not in done.out + done.err
    assert untouched(outside)
    assert target.is_symlink()
    target.unlink()
    assert begun.mem("add", "And then.").code == 0
    assert SECRET not in "".join(text.decode() for text in begun.tree().values())


def test_d2_a_memory_that_is_a_link_is_not_followed(begun: Scene, outside: Path) -> None:
    begun.root.rename(begun.home / "real")
    begun.root.symlink_to(outside)
    for words in (*WRITES, ("init",), ("save",), ("show", "facts"), ("history",), ()):
        done = begun.mem(*words)
        assert done.code == 5, (words, done)
        assert "secret" not in done.out + done.err
    assert untouched(outside)


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_directory(path: Path) -> None:
    path.mkdir()


@pytest.mark.parametrize("make", [a_pipe, a_directory])
@pytest.mark.parametrize("path", ["MEMORY.md", DAY, ".mem/intent", ".mem/lock", ".forgotten"])
def test_d3_what_is_no_ordinary_file_is_refused_at_once(
    begun: Scene, path: str, make: Callable[[Path], None]
) -> None:
    (begun.root / path).unlink(missing_ok=True)
    make(begun.root / path)
    for words in (*WRITES, ("save",), ("show", "facts"), ("show", "log")):
        done = begun.mem(*words)
        assert done.code in {0, 1, 3, 5}, (words, done)
    (begun.root / path).rmdir() if make is a_directory else (begun.root / path).unlink()
    assert begun.mem("add", "And then.").code == 0


def test_d3_a_file_with_another_name_elsewhere_is_refused(begun: Scene, outside: Path) -> None:
    (begun.root / "MEMORY.md").unlink()
    (begun.root / "MEMORY.md").hardlink_to(outside / "MEMORY.md")
    for words in (("add", "Mine."), ("show", "facts")):
        done = begun.mem(*words)
        assert (done.code, "hard link" in done.err) == (5, True)
    assert begun.mem("log", "Mine.").code == 0
    assert untouched(outside)


def test_d5_temporary_names_that_somebody_took_do_no_harm(begun: Scene, outside: Path) -> None:
    for folder in (begun.root, begun.root / "memory", begun.root / ".mem"):
        for number in range(20):
            (folder / f".mem-tmp-{number:012x}").symlink_to(outside / "SOUL.md")
        (folder / ".mem-tmp-folder").mkdir()
    assert begun.mem("log", "Mine.").code == 0
    assert untouched(outside)
    assert begun.story == [INIT, LOG, LOG]
    assert begun.read(DAY).endswith("- 9:14 Mine.\n")


def _exchange(one: Path, other: Path) -> None:
    """Give two files each other's name, at once."""
    library = ctypes.CDLL(None, use_errno=True)
    at_cwd, flag = -100, 2
    if library.renameat2(at_cwd, bytes(one), at_cwd, bytes(other), flag):
        raise OSError(ctypes.get_errno(), "renameat2")


@pytest.mark.skipif(sys.platform != "linux", reason="names are exchanged at once on Linux only")
@pytest.mark.parametrize("path", ["MEMORY.md", "memory"])
def test_d4_a_link_that_comes_and_goes_is_never_followed(
    begun: Scene, outside: Path, path: str
) -> None:
    """Nothing is looked at by its name first and opened by its name then."""
    link = begun.root / "link"
    link.symlink_to(outside / path)
    try:
        for _ in range(2):
            _exchange(link, begun.root / path)
    except (OSError, AttributeError) as reason:
        pytest.skip(f"names cannot be exchanged here: {reason}")
    stop = threading.Event()

    def swap() -> None:
        while not stop.is_set():
            _exchange(link, begun.root / path)

    race = threading.Thread(target=swap)
    race.start()
    read, written = set(), 0
    name = DAY if path == "memory" else path
    try:
        for number in range(4000 if FULL else 400):
            try:
                with Folder(begun.root) as folder:
                    read.add(folder.read(name))
                    folder.publish(folder.stage(name, b"- Mine %d.\n" % number), name)
                    written += 1
            except MemError:
                continue
    finally:
        stop.set()
        race.join()
    assert written > 0
    assert SECRET.encode() not in read
    assert untouched(outside)


def test_d6_nobody_else_can_read_a_memory(begun: Scene) -> None:
    paths = [begun.root, *begun.root.rglob("*")]
    assert [path for path in paths if path.lstat().st_mode & 0o077 and not path.is_symlink()] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
@pytest.mark.parametrize("path", [".", ".git", "MEMORY.md"])
def test_d7_what_belongs_to_another_user_is_refused(begun: Scene, path: str) -> None:
    os.chown(begun.root / path, 65534, 65534)
    done = begun.mem("add", "Mine.")
    assert (done.code, "another user" in done.err) == (20 if path == ".git" else 5, True)
    os.chown(begun.root / path, 0, 0)
    assert begun.story == [INIT, LOG]


def test_b28_a_file_that_differs_by_case_is_another_file(begun: Scene) -> None:
    if (begun.root / "memory.MD").exists() or (begun.root / "MEMORY.MD").exists():
        pytest.skip("this file system does not tell them apart")
    begun.write("memory.md", "- Of no concern.\n")
    begun.write("Soul.md", "- Of no concern.\n")
    assert begun.mem("add", "Mine.").code == 0
    assert sorted(begun.tree()) == [".gitignore", "MEMORY.md", "SOUL.md", DAY]
    refused = begun.mem("add", "Mine.", "--user", "ALICE")
    assert refused.code == 5
    assert not (begun.home / "ALICE").exists()
