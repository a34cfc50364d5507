"""Tests of the lock."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from memory_cli.core.errors import Busy
from memory_cli.core.errors import Failed
from memory_cli.core.errors import Refused
from memory_cli.store import lock
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.lock import watched_alone

HOLD = """
import sys, time
from pathlib import Path
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
with Folder(Path(sys.argv[1])) as folder, locked(folder):
    print("held", flush=True)
    time.sleep(600)
"""


def is_free(root: Path) -> bool:
    try:
        with Folder(root) as folder, locked(folder, patience=0):
            return True
    except Busy:
        return False


def test_who_holds_the_lock_holds_it_alone(folder: Folder) -> None:
    with locked(folder):
        assert not is_free(folder.root)
    assert is_free(folder.root)


def test_an_error_gives_the_lock_back(folder: Folder) -> None:
    with pytest.raises(ZeroDivisionError), locked(folder):
        _ = 1 / 0
    assert is_free(folder.root)


def test_who_waits_in_vain_is_told_who_holds_it(folder: Folder) -> None:
    (folder.root / ".mem").mkdir()
    (folder.root / ".mem" / "lock").write_text("4711 mem and more of an earlier holder\n")
    with (
        locked(folder),
        Folder(folder.root) as other,
        pytest.raises(Busy) as busy,
        locked(other, patience=0.05),
    ):
        pass
    holder = f"{os.getpid()} {lock._command()}"
    assert busy.value.message.endswith(f"for 0 seconds: {holder}")
    assert busy.value.code == 4


def test_who_waits_gets_the_lock_when_it_is_free(folder: Folder) -> None:
    free = threading.Event()

    def hold() -> None:
        with Folder(folder.root) as other, locked(other):
            held.set()
            free.wait(60)

    held = threading.Event()
    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(60)
    assert not is_free(folder.root)
    threading.Timer(0.05, free.set).start()
    with locked(folder, patience=60):
        pass
    holder.join()


def test_the_lock_of_a_killed_holder_is_free(folder: Folder) -> None:
    words = [sys.executable, "-c", HOLD, str(folder.root)]
    with subprocess.Popen(words, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert not is_free(folder.root)
        holder.kill()
    assert is_free(folder.root)


def test_b25_a_child_that_outlives_the_holder_does_not_keep_the_lock(folder: Folder) -> None:
    with locked(folder):
        child = subprocess.Popen(["sleep", "600"], close_fds=False)
    try:
        assert is_free(folder.root)
    finally:
        child.kill()
        child.wait()


def test_b24_a_lock_whose_file_was_removed_while_somebody_waited_is_not_taken(
    folder: Folder,
) -> None:
    """Two could hold it otherwise: one the old file, one the new."""
    path = folder.root / ".mem" / "lock"
    taken = threading.Event()

    def wait() -> None:
        with Folder(folder.root) as other, locked(other, patience=60):
            inodes.append(path.stat().st_ino)
        taken.set()

    inodes: list[int] = []
    with locked(folder):
        waiter = threading.Thread(target=wait)
        waiter.start()
        old = path.stat().st_ino
        path.rename(path.with_name("old"))
        path.touch(0o600)
    assert taken.wait(60)
    waiter.join()
    assert path.stat().st_ino != old
    assert inodes == [path.stat().st_ino]


def test_the_lock_file_stays_and_names_its_last_holder(folder: Folder) -> None:
    with locked(folder):
        pass
    path = folder.root / ".mem" / "lock"
    assert path.read_text() == f"{os.getpid()} {lock._command()}\n"
    assert oct(path.stat().st_mode & 0o777) == "0o600"


@pytest.mark.parametrize("verb", ["add", "--json", "a b", "/tmp/x", "Ünï"])
def test_the_holder_is_named_by_its_verb_and_nothing_a_person_wrote(
    monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setattr(sys, "argv", ["/usr/bin/mem", verb, "my secret"])
    assert lock._command() == (f"mem {verb}" if verb.isalpha() else "mem")


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_b21_where_files_cannot_be_locked_nothing_is_written(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def flock(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(Failed) as failed, locked(folder):
        pytest.fail("it went on without a lock")
    assert failed.value.message == (
        "the file system of this memory cannot lock files; nothing was changed"
    )
    assert failed.value.hint == "keep the memory on a local disk ($MEM_HOME)"


def test_a_full_disk_keeps_nobody_from_holding_the_lock(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of the holder is for a message; reading verbs take the lock, too."""

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with locked(folder):
        assert not is_free(folder.root)


def test_a_lock_that_is_a_link_is_refused(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "victim").write_text("precious")
    (folder.root / ".mem").mkdir()
    (folder.root / ".mem" / "lock").symlink_to(tmp_path / "victim")
    with pytest.raises(Refused), locked(folder):
        pass
    assert (tmp_path / "victim").read_text() == "precious"


def test_b13_one_watches_alone_and_the_other_is_told_who(folder: Folder) -> None:
    with watched_alone(folder) as is_alone:
        assert is_alone()
        with (
            Folder(folder.root) as other,
            pytest.raises(Busy) as busy,
            watched_alone(other),
        ):
            pass
        assert busy.value.message == (
            f"this memory is watched already: {os.getpid()} {lock._command()}"
        )
        assert is_free(folder.root)
    with watched_alone(folder):
        pass


def test_b24_who_watches_knows_when_the_lock_was_deleted(folder: Folder) -> None:
    path = folder.root / ".mem" / "watch"
    with watched_alone(folder) as is_alone:
        path.unlink()
        assert not is_alone()
        path.touch()
        assert not is_alone()
