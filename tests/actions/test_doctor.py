"""Tests of looking a memory over."""

from __future__ import annotations

import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from memory_cli.actions.doctor import EXAMINATIONS
from memory_cli.actions.doctor import _made
from memory_cli.actions.doctor import doctor
from memory_cli.actions.doctor_look import look
from memory_cli.core.errors import NotFound
from memory_cli.core.finding import Check
from memory_cli.store.pause import Leave
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import deed
from tests.support.stores import put

TODAY = date(2026, 11, 20)
DAY = "memory/2026-11-20.md"
KEY = "AKIA" + "IOSFODNN7" + "EXAMPL2"
FIX = "mem doctor --fix"

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture
def scene(store: Store) -> Scene:
    return Scene(store.root.parent)


def found(store: Store, name: str) -> list[tuple[str, str]]:
    """What the check `name` finds, and the next step for each."""
    (examination,) = [each for each in EXAMINATIONS if each.name == name]
    with look(store, today=TODAY) as seen:
        return [(c.detail, c.fix) for c in _made(examination, seen) if not c.ok]


def checks(store: Store) -> tuple[Check, ...]:
    return doctor(store, today=TODAY)


def write(store: Store, path: str, data: bytes) -> None:
    """Save a file as its owner alone may read it."""
    target = store.path(path)
    target.parent.mkdir(mode=0o700, exist_ok=True)
    target.write_bytes(data)
    target.chmod(0o600)


def old(path: Path, seconds: float = 90) -> Path:
    path.touch(mode=0o600)
    os.utime(path, (time.time() - seconds,) * 2)
    return path


# The whole


def test_a_healthy_memory_has_one_line_for_each_check(store: Store) -> None:
    put(store, {"MEMORY.md": b"- Likes tea.\n", DAY: b"- 9:00 Went.\n"}, deed("add"))
    assert [(c.name, c.ok, c.fix) for c in checks(store)] == [
        (e.name, True, "") for e in EXAMINATIONS
    ]


def test_to_look_changes_nothing_and_takes_no_lock(store: Store) -> None:
    write(store, "MEMORY.md", b"- By hand.\n")
    old(store.root / ".git/index.lock")
    (store.root / ".mem/repository.json").touch()
    before = _everything(store)
    with (store.root / ".mem/lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        checks(store)
    assert _everything(store) == before


def _everything(store: Store) -> dict[str, tuple[int, int]]:
    files = (
        path for path in store.root.rglob("*") if path.name not in {"repository.json", "soul.json"}
    )
    return {str(p): (p.lstat().st_mtime_ns, p.lstat().st_size) for p in files if p.is_file()}


def test_there_has_to_be_a_memory(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        doctor(Store(tmp_path, "nobody"), today=TODAY)


def test_it_tells_how_far_it_is(store: Store) -> None:
    told: list[float] = []
    doctor(store, today=TODAY, progress=lambda done, of: told.append(done / of))
    assert told == sorted(told)
    assert told[-1] == 1


@AS_ROOT
def test_d7_of_a_store_of_another_user_it_says_so(store: Store) -> None:
    os.chown(store.root, 65534, 65534)
    (check,) = checks(store)
    assert (check.name, check.ok) == ("store", False)
    assert check.detail == f"{store.root} belongs to another user"


def test_b17_without_a_repository_the_files_are_looked_at(store: Store) -> None:
    os.rename(store.root / ".git", store.root.parent / "elsewhere")
    write(store, "MEMORY.md", f"- {KEY}\n".encode())
    seen = {check.name: check for check in checks(store)}
    assert seen["repository"].fix.startswith('run "mem init"')
    assert seen["history"].ok is None
    assert seen["secrets"].detail == "MEMORY.md:1 holds what looks like an AWS access key"


def test_a33_without_git_the_files_are_looked_at(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    seen = {check.name: check for check in checks(store)}
    assert seen["git"].detail == "git is not installed"
    assert {name for name, check in seen.items() if check.ok is None} == {
        *("configuration", "repository", "remote"),
        *(e.name for e in EXAMINATIONS if e.of_history),
    }
    assert seen["secrets"].ok
    assert seen["files"].ok


# Files


def test_d2_d3_links_and_pipes_are_named(store: Store) -> None:
    store.path("memory").mkdir(mode=0o700)
    os.symlink("/etc/passwd", store.path("memory") / "2026-11-12.md")
    os.mkfifo(store.path("memory") / "2026-11-11.md", 0o600)
    details = [detail for detail, _ in found(store, "files")]
    assert details == [
        "memory/2026-11-11.md is not an ordinary file",
        "memory/2026-11-12.md is a symbolic link or stands behind one; mem does not follow it",
    ]


def test_b26_what_is_too_large_is_named(store: Store) -> None:
    write(store, "MEMORY.md", b"- x\n" * (2 << 20))
    assert found(store, "files")[0][0] == "MEMORY.md has 8 MiB; a memory file holds at most 5"


def test_a24_a31_d14_what_is_wrong_with_a_text_is_told_by_file_and_line(store: Store) -> None:
    write(store, "MEMORY.md", b"- caf\xe9\n- hid\xe2\x80\xaeden\n")
    write(store, DAY, b"---\na: [1, 2\n---\n- Went.\n")
    assert found(store, "encoding")[0][0] == "MEMORY.md:1 holds 1 byte that is no UTF-8"
    assert found(store, "hidden characters")[0][0] == "MEMORY.md:2 holds a hidden character"
    ((detail, fix),) = found(store, "front matter")
    assert detail.startswith(f"the settings on top of {DAY} were not read: line 3")
    assert fix == "put them right (mem edit 2026-11-20)"


def test_b18_b22_b28_what_is_not_read_for_its_name_is_named(store: Store) -> None:
    for name in (
        "MEMORY.sync-conflict-20261120-091400-ABCDEFG.md",
        "memory/2026-11-20 (Ada's conflicted copy 2026-11-21).md",
        "memory/2026-13-45.md",
        "soul.md",
    ):
        write(store, name, b"- x\n")
    write(store, ".git/index (conflicted copy)", b"")
    subprocess.run(["git", "init", "-q", str(store.path("memory") / "inner")], check=True)
    is_one = "is the copy of a conflict, and is not read"
    assert [detail for detail, _ in found(store, "copies")] == [
        f"MEMORY.sync-conflict-20261120-091400-ABCDEFG.md {is_one}",
        f"memory/2026-11-20 (Ada's conflicted copy 2026-11-21).md {is_one}",
        ".git/index (conflicted copy): a sync service works inside of .git",
    ]
    assert [detail for detail, _ in found(store, "names")] == [
        "soul.md is not read: another case",
        "memory/2026-13-45.md is not read: it has the name of no day",
        "memory/inner is a repository of its own, and is not recorded",
    ]


def test_a_place_that_is_kept_in_step_is_named(store: Store) -> None:
    (store.root.parent / ".stfolder").mkdir()
    assert found(store, "place")[0][0] == (
        "Syncthing keeps this folder in step, and can tear its .git"
    )


def test_what_was_forgotten_and_is_back_is_named(store: Store) -> None:
    write(store, "MEMORY.md", b"- Likes tea.\n")
    ((entry,),) = [store.document("MEMORY.md").entries]
    write(store, ".forgotten", f"{entry.id} 2026-11-19\n".encode())
    assert found(store, "forgotten")[0][0] == (
        f"MEMORY.md:1 says what was forgotten ({entry.short_id})"
    )


def test_d6_what_others_may_use_is_named(store: Store) -> None:
    store.path("MEMORY.md").chmod(0o644)
    assert found(store, "permissions") == [("others may use MEMORY.md", FIX)]


# Secrets


def test_a_secret_in_the_files_is_told_by_its_line_and_never_itself(store: Store) -> None:
    write(store, DAY, f"- fine\n- {KEY}\n".encode())
    assert found(store, "secrets") == [
        (
            f"{DAY}:2 holds what looks like an AWS access key",
            "take it out (mem edit 2026-11-20), and change it where it is used",
        )
    ]
    assert KEY not in repr(checks(store))


def test_a_secret_of_long_ago_is_told_by_its_oldest_commit_once(store: Store) -> None:
    secret = f"- Fine.\n- Uses {KEY} for it.\n".encode()
    store.leave = Leave(secrets=True)
    put(store, {"MEMORY.md": b"- Fine.\n"}, deed("add"))
    commit = put(store, {"MEMORY.md": secret}, deed("add", at=AT + 1))
    put(store, {"MEMORY.md": secret + b"- More.\n"}, deed("add", at=AT + 2))
    put(store, {"MEMORY.md": b"- Fine.\n"}, deed("forget", at=AT + 3))
    ((detail, fix),) = found(store, "secrets in history")
    assert detail == (
        "MEMORY.md, line 2, held what looks like an AWS access key;"
        f" it is in the history since {str(commit)[:12]} of 2026-11-20"
    )
    assert fix.startswith("change it where it is used; mem purge ")
    assert found(store, "secrets") == []


def test_a_secret_on_another_branch_is_found_too(store: Store, scene: Scene) -> None:
    scene.git("checkout", "-qb", "draft")
    write(store, "MEMORY.md", f"- {KEY}\n".encode())
    scene.git("commit", "-qam", "draft")
    scene.git("checkout", "-q", "main")
    assert len(found(store, "secrets in history")) == 1


def test_a_credential_in_the_address_of_a_remote_is_named_and_never_shown(
    store: Store, scene: Scene
) -> None:
    scene.git("remote", "add", "origin", "https://ada:hunter2@example.org/x.git")
    scene.git("remote", "add", "token", "https://ghp_x@example.org/x.git")
    scene.git("remote", "add", "good", "ssh://git@example.org/x.git")
    scene.git("remote", "add", "short", "git@example.org:x.git")
    assert [detail for detail, _ in found(store, "remote")] == [
        "the address of the remote 'origin' holds a credential",
        "the address of the remote 'token' holds a credential",
    ]
    assert "hunter2" not in repr(checks(store))


# Git


def test_d8_keys_that_could_run_something_are_listed_and_nothing_runs(
    store: Store, scene: Scene
) -> None:
    mark = store.root.parent / "MARK"
    scene.git("config", "alias.lg", "log")
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "diff.external"):
        subprocess.run(
            ["git", "config", "--file", str(store.root / ".git/config"), key, f"touch {mark}"],
            check=True,
        )
    keys = "alias.lg, core.fsmonitor, core.pager, core.sshcommand, diff.external"
    assert found(store, "configuration") == [
        (
            f".git/config says more than a memory needs, and nothing is written: {keys}",
            f"{FIX} drops them and keeps a copy",
        )
    ]
    assert found(store, "repository") == []
    assert not mark.exists()


def test_b16_another_branch_is_named_with_the_way_back(store: Store, scene: Scene) -> None:
    scene.git("checkout", "-qb", "draft")
    ((detail, fix),) = found(store, "repository")
    assert detail.endswith("this repository stands at 'draft'")
    assert fix.endswith("switch main")


def test_b2_b3_an_object_that_cannot_be_read_is_told_with_what_it_held(
    store: Store, scene: Scene
) -> None:
    put(store, {DAY: b"- 9:00 One.\n"}, deed("log"))
    blob = scene.git("rev-parse", f"main:{DAY}").strip()
    put(store, {DAY: b"- 9:00 One.\n- 9:01 Two.\n"}, deed("log", at=AT + 1))
    path = store.root / ".git/objects" / blob[:2] / blob[2:]
    path.unlink()
    ((detail, fix),) = found(store, "history")
    assert detail == (
        f"1 object of the history is lost: the version {DAY} of 2026-11-20 cannot be read,"
        " the files themselves are as they were"
    )
    assert fix.startswith("a backup may have them: cp -Rn ")
    path.write_bytes(b"")
    path.chmod(0o400)
    ((detail, fix),) = found(store, "history")
    assert detail.startswith("git cannot read all of the history: ")
    assert fix.startswith(FIX)


def test_a_damaged_index_of_git_is_named(store: Store) -> None:
    (store.root / ".git/index").write_bytes(b"")
    assert found(store, "git index")[0][1] == FIX


def test_b14_an_operation_that_is_under_way_is_named_with_the_way_out(
    store: Store, scene: Scene
) -> None:
    (store.root / ".git/MERGE_HEAD").write_text(scene.git("rev-parse", "main"))
    (store.root / ".git/MERGE_HEAD").chmod(0o600)
    ((detail, fix),) = found(store, "operation")
    assert detail.startswith("a merge is under way")
    assert fix.endswith("merge --abort")


def test_hand_edits_that_are_not_recorded_are_named(store: Store) -> None:
    write(store, "MEMORY.md", b"- By hand.\n")
    assert found(store, "hand edits") == [
        ("edited by hand and not recorded yet: MEMORY.md", "mem save")
    ]


def test_what_is_withheld_is_told_with_what_is_in_the_way(store: Store) -> None:
    write(store, "MEMORY.md", f"- {KEY}\n".encode())
    write(store, "SOUL.md", b"- By hand.\n")
    store.record_quietly(AT)
    write(store, "SOUL.md", b"- Again.\n")
    assert found(store, "hand edits") == [
        (
            "edited by hand and kept out of history: MEMORY.md:1 looks like an AWS access key",
            "take the line out, or let it in: mem save --allow-secret",
        ),
        ("edited by hand and not recorded yet: SOUL.md", "mem save"),
    ]


# Locks


def test_a8_a_lock_that_nobody_holds_is_named_with_its_age(store: Store) -> None:
    old(store.root / ".git/index.lock", 3 * 86400 + 5)
    assert found(store, "locks") == [
        (".git/index.lock has been there for 3 days; no process holds it", FIX)
    ]


@contextmanager
def _holding(path: Path, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    program = "import sys; f = open(sys.argv[1]); print(flush=True); sys.stdin.read()"
    with subprocess.Popen(
        ["python3", "-c", program, str(path), *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process
        process.kill()


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux tells who holds a file")
@pytest.mark.parametrize("name", [".git/HEAD.lock", ".mem/lock"])
def test_a_lock_that_a_process_holds_is_named_with_it(store: Store, name: str) -> None:
    path = old(store.root / name)
    with _holding(path) as process:
        ((detail, fix),) = found(store, "locks")
    assert f"held by {process.pid} (python3 -c" in detail
    assert fix == f"wait, or end it: kill {process.pid}"


# Order


def test_what_killed_programs_left_is_named_once_it_is_old(store: Store) -> None:
    (store.root / ".mem-tmp-young").touch(mode=0o600)
    assert found(store, "leftovers") == []
    old(store.root / ".mem-tmp-old")
    old(store.root / ".git/objects/pack/tmp_pack_x")
    assert found(store, "leftovers") == [
        ("left behind by a killed program: .mem-tmp-old and 1 more", FIX)
    ]


@pytest.mark.parametrize(("name", "check"), [("index.db", "search index"), ("usage.db", "usage")])
def test_a_damaged_database_is_named(store: Store, name: str, check: str) -> None:
    write(store, f".mem/{name}", b"no database" * 1000)
    assert found(store, check)[0][1] == FIX


def test_an_always_on_part_beyond_the_budget_is_named(store: Store) -> None:
    write(store, "SOUL.md", b"---\nbudget: 10\n---\n- " + b"word " * 40 + b"\n")
    ((detail, _),) = found(store, "always on")
    assert detail.endswith("tokens of a budget of 10")


def test_facts_that_are_said_twice_or_are_over_are_named_without_their_words(store: Store) -> None:
    write(
        store,
        "MEMORY.md",
        b"- Likes green tea.\n- Likes green tea.\n- Really likes green tea.\n"
        b"- Trip. (until 2026-11-01)\n",
    )
    repeated = found(store, "repeated facts")
    assert repeated[0][0].startswith("lines 1 and 2 of MEMORY.md are one fact (")
    assert repeated[1][1] == "mem curate --tidy"
    assert found(store, "expired facts") == [
        ("a fact has expired, the first in line 4", "mem curate --tidy")
    ]
    assert "tea" not in repr(checks(store))
