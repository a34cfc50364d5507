"""Tests of reading the audit trail."""

from __future__ import annotations

import os
from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.operation import Operation
from memory_cli.store.commit import blob_id
from memory_cli.store.create import Owner
from memory_cli.store.history import FileChange
from memory_cli.store.history import Revision
from memory_cli.store.history import open_history
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import FACTS
from tests.support.stores import IGNORE
from tests.support.stores import SOUL
from tests.support.stores import deed
from tests.support.stores import put

LOG = "memory/2026-11-20.md"
ID = "k3f9a2bcq81mzx04"


@pytest.fixture
def commits(store: Store) -> list[str]:
    """Four commits: init, a fact, a log, the log taken back."""
    put(store, {"MEMORY.md": FACTS + b"- New.\n"}, deed("add", at=AT + 60, entries=(ID,)))
    put(store, {LOG: b"- 9:00 Out.\n"}, deed("log", "agent:x", at=AT + 120))
    put(store, {LOG: None, "MEMORY.md": FACTS}, deed("undo", at=AT + 180))
    return Scene(store.root.parent).git("rev-list", "--reverse", "main").split()


def change(path: str, before: bytes | None, after: bytes | None) -> FileChange:
    return FileChange(path, *(None if data is None else blob_id(data) for data in (before, after)))


# Revisions


def test_every_revision_is_told_with_the_files_it_changed(store: Store, commits: list[str]) -> None:
    at = [datetime.fromtimestamp(AT + 60 * n, UTC) for n in range(4)]
    add = Operation("add", "cli", AT + 60, "by a test", (ID,))
    expected = [
        Revision(
            commits[0],
            None,
            at[0],
            "mem",
            Operation("init", "cli", AT, "3 files"),
            (
                change(".gitignore", None, IGNORE),
                change("MEMORY.md", None, FACTS),
                change("SOUL.md", None, SOUL),
            ),
        ),
        Revision(
            commits[1],
            commits[0],
            at[1],
            "mem",
            add,
            (change("MEMORY.md", FACTS, FACTS + b"- New.\n"),),
        ),
        Revision(
            commits[2],
            commits[1],
            at[2],
            "mem",
            Operation("log", "agent:x", AT + 120, "by a test"),
            (change(LOG, None, b"- 9:00 Out.\n"),),
        ),
        Revision(
            commits[3],
            commits[2],
            at[3],
            "mem",
            Operation("undo", "cli", AT + 180, "by a test"),
            (
                change("MEMORY.md", FACTS + b"- New.\n", FACTS),
                change(LOG, b"- 9:00 Out.\n", None),
            ),
        ),
    ]
    with open_history(store.root) as trail:
        assert list(trail.revisions()) == expected[::-1]
        assert list(trail.revisions(oldest_first=True)) == expected
        assert list(trail.revisions(limit=2)) == expected[:1:-1]
        assert list(trail.revisions(path=LOG)) == [
            each._replace(files=tuple(f for f in each.files if f.path == LOG))
            for each in (expected[3], expected[2])
        ]
        assert list(trail.revisions(path="nothing.md")) == []
        bare = [each._replace(files=()) for each in expected]
        assert list(trail.messages()) == bare
        assert list(trail.messages(containing=f"Mem-Entry: {ID}")) == bare[1:2]
        assert trail.top == commits[3]


def test_a_revision_is_found_by_the_beginning_of_its_name(store: Store, commits: list[str]) -> None:
    with open_history(store.root) as trail:
        for commit in commits:
            assert trail.revision(commit).commit == commit
            assert trail.revision(commit[:7]).short == commit[:12]


@pytest.mark.parametrize(
    "name", ["", "123", "0" * 40, "HEAD", "main", "main~1", "--all", "-n1", "x" * 40, "abcd\n", "é"]
)
def test_what_is_no_commit_of_this_history_is_not_found(
    store: Store, commits: list[str], name: str
) -> None:
    assert len(commits) == 4
    with open_history(store.root) as trail, pytest.raises(NotFound) as missing:
        trail.revision(name)
    assert missing.value.message == f"there is no commit {name!r} here"


def test_a_commit_of_another_branch_is_not_found(store: Store, scene: Scene) -> None:
    scene.git("commit", "-q", "--allow-empty", "-m", "elsewhere")
    elsewhere = scene.git("rev-parse", "main").strip()
    scene.git("update-ref", "refs/heads/elsewhere", elsewhere)
    scene.git("update-ref", "refs/heads/main", "main~1")
    with open_history(store.root) as trail, pytest.raises(NotFound):
        trail.revision(elsewhere)


def test_a_commit_that_a_person_made_is_an_edit_by_them(store: Store, scene: Scene) -> None:
    scene.write("MEMORY.md", "- Mine.\n")
    env = {"GIT_AUTHOR_NAME": "Zoë \x1b[31m", "GIT_AUTHOR_DATE": f"{AT} +0100"}
    scene.try_git("commit", "-qam", "evening\n\nMem-Op: add\nnot a trailer", env=env)
    with open_history(store.root) as trail:
        (newest,) = trail.revisions(limit=1)
    assert (newest.op, newest.actor, newest.operation) == ("edit", "editor", None)
    assert newest.at == datetime.fromtimestamp(AT, UTC)
    assert newest.files == (change("MEMORY.md", FACTS, b"- Mine.\n"),)


@pytest.mark.parametrize("message", ["a\x1eb\x1fc", "\x1e" * 5, "\x1f" * 9, "x\n\nMem-Op: add\x1f"])
def test_a_message_with_our_separators_hides_no_revision_but_its_own(
    store: Store, scene: Scene, message: str
) -> None:
    scene.git("commit", "-q", "--allow-empty", "--cleanup=verbatim", "-m", message)
    newest = put(store, {"MEMORY.md": b"- New.\n"}, deed("add"))
    with open_history(store.root) as trail:
        told = [(each.op, each.commit) for each in trail.revisions()]
    assert told[0] == ("add", newest)
    assert told[-1][0] == "init"
    assert len(told) in {2, 3}
    assert all(op == "edit" for op, _ in told[1:-1])


def test_a_person_who_claims_to_be_mem_is_believed_no_more_than_the_message_says(
    store: Store, scene: Scene
) -> None:
    """A commit by hand may carry our trailers; whoever can write to `.git` can write history."""
    scene.git("commit", "-q", "--allow-empty", "-m", "add: x\n\nMem-Op: add\nMem-Actor: cli")
    with open_history(store.root) as trail:
        (newest,) = trail.revisions(limit=1)
    assert newest.operation == Operation("add", "cli", int(newest.at.timestamp()), "x")


def test_a_merge_is_told_against_what_was_here_before(store: Store, scene: Scene) -> None:
    scene.git("checkout", "-qb", "other")
    scene.write("SOUL.md", "- Other.\n")
    scene.git("commit", "-qam", "other")
    scene.git("checkout", "-q", "main")
    put(store, {"MEMORY.md": b"- New.\n"}, deed("add"))
    scene.git("merge", "-q", "--no-edit", "-m", "merged", "other")
    with open_history(store.root) as trail:
        told = list(trail.revisions())
    assert [each.op for each in told] == ["edit", "add", "init"]
    assert told[0].files == (change("SOUL.md", SOUL, b"- Other.\n"),)


def test_files_that_are_no_memory_are_not_told(store: Store, scene: Scene) -> None:
    scene.write("notes.md", "x\n")
    scene.write('memory/odd "näme".md', "x\n")
    scene.write(LOG, "- 9:00 Out.\n")
    scene.git("add", "-A")
    scene.git("commit", "-qm", "all")
    with open_history(store.root) as trail:
        (newest,) = trail.revisions(limit=1)
        assert sorted(trail.tree(newest.commit)) == [".gitignore", "MEMORY.md", "SOUL.md", LOG]
    assert newest.files == (change(LOG, None, b"- 9:00 Out.\n"),)


# Trees and texts


def test_what_a_commit_held_can_be_read(store: Store, commits: list[str]) -> None:
    with open_history(store.root) as trail:
        held = trail.tree(commits[1])
        assert held == {
            ".gitignore": blob_id(IGNORE),
            "MEMORY.md": blob_id(FACTS + b"- New.\n"),
            "SOUL.md": blob_id(SOUL),
        }
        assert trail.data(held["SOUL.md"]) == SOUL
        assert trail.text(held["SOUL.md"]) == SOUL.decode()
        assert (trail.data(None), trail.text(None), trail.tree(None)) == (b"", "", {})


def test_every_byte_can_be_read_back(store: Store) -> None:
    every = bytes(range(256)) + b"\r\n"
    commit = put(store, {"MEMORY.md": every}, deed("add"))
    with open_history(store.root) as trail:
        blob = trail.tree(commit)["MEMORY.md"]
        assert trail.data(blob) == every
        assert trail.text(blob).encode("utf-8", "surrogateescape") == every


def test_the_newest_commit_before_a_moment_is_found(store: Store, commits: list[str]) -> None:
    def at(seconds: int) -> str | None:
        return trail.at(datetime.fromtimestamp(AT + seconds, UTC))

    with open_history(store.root) as trail:
        assert [at(n) for n in (0, 1, 60, 61, 180, 181, 10**8)] == [
            None,
            commits[0],
            commits[0],
            commits[1],
            commits[2],
            commits[3],
            commits[3],
        ]


def test_packed_history_is_read_the_same(store: Store, scene: Scene, commits: list[str]) -> None:
    with open_history(store.root) as trail:
        before = list(trail.revisions())
    scene.git("gc", "-q", "--prune=now")
    with open_history(store.root) as trail:
        assert list(trail.revisions()) == before
        assert trail.revision(commits[1][:8]).commit == commits[1]


def test_before_the_first_commit_there_is_nothing_to_tell(store: Store, scene: Scene) -> None:
    scene.git("update-ref", "-d", "refs/heads/main")
    with open_history(store.root) as trail:
        assert list(trail.revisions()) == list(trail.messages()) == []
        assert (trail.top, trail.at(datetime.now(UTC))) == (None, None)
        with pytest.raises(NotFound):
            trail.revision("abcd")


def test_a_history_is_read_as_it_stood_when_it_was_opened(store: Store) -> None:
    with open_history(store.root) as trail:
        put(store, {"MEMORY.md": b"- New.\n"}, deed("add"))
        assert [each.op for each in trail.revisions()] == ["init"]


# Nothing of the outside


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("GIT_DIR", "/nowhere"),
        ("GIT_INDEX_FILE", "/nowhere"),
        ("GIT_OBJECT_DIRECTORY", "/nowhere"),
        ("GIT_NAMESPACE", "other"),
        ("GIT_EXTERNAL_DIFF", "touch MARK"),
        ("GIT_PAGER", "touch MARK"),
        ("GIT_TRACE", "1"),
        ("GIT_PYTHON_TRACE", "full"),
        ("GIT_PYTHON_GIT_EXECUTABLE", "/nowhere/git"),
    ],
)
def test_a17_what_is_exported_does_not_change_what_is_told(
    store: Store, commits: list[str], monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    before = dict(os.environ)
    with open_history(store.root) as trail:
        assert [each.commit for each in trail.revisions()] == commits[::-1]
    assert dict(os.environ) == before
    assert not Path("MARK").exists()


def test_a_folder_whose_name_looks_like_a_variable_is_taken_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from memory_cli.store.create import create

    monkeypatch.setenv("NAME", "elsewhere")
    store = Store(tmp_path / "$NAME ~ %NAME%", "me")
    create(store, deed("init"), owner=Owner(), files={})
    with open_history(store.root) as trail:
        assert [each.op for each in trail.revisions()] == ["init"]


def test_a_history_that_is_damaged_is_a_failure_of_git_that_says_what_to_run(
    store: Store, commits: list[str]
) -> None:
    objects = store.root / ".git" / "objects"
    (objects / commits[2][:2] / commits[2][2:]).unlink()
    with pytest.raises(GitFailed) as failed, open_history(store.root) as trail:
        list(trail.revisions())
    assert failed.value.message == f"the history in {store.root} cannot be read"
    assert failed.value.hint == 'run "mem doctor", which says what cannot be read'


def test_a_blob_that_is_missing_is_a_failure_of_git(store: Store) -> None:
    with pytest.raises(GitFailed), open_history(store.root) as trail:
        trail.text("0" * 40)


def test_a33_a_git_that_fails_while_the_library_loads_is_a_failure_of_git(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import builtins

    load = builtins.__import__

    def failing(name: str, *args: object, **about: object) -> object:
        if name.partition(".")[0] == "git":
            raise ImportError("Failed to initialize: Bad git executable.")
        return load(name, *args, **about)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", failing)
    with pytest.raises(GitFailed) as failed, open_history(store.root):
        pass
    assert failed.value.hint == "run 'git version'"


def test_no_process_of_git_is_left_behind(store: Store, commits: list[str]) -> None:
    def open_descriptors() -> int:
        return len(os.listdir("/dev/fd"))

    def read() -> None:
        with open_history(store.root) as trail:
            for each in trail.tree(commits[-1]).values():
                trail.text(each)
            list(trail.revisions())

    read()
    before = open_descriptors()
    for _ in range(3):
        read()
    assert open_descriptors() == before
