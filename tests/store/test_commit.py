"""Tests of writing history."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.core.operation import Operation
from memory_cli.store import commit as commits
from memory_cli.store import git
from memory_cli.store.commit import blob_id
from memory_cli.store.commit import commit
from memory_cli.store.commit import pack_when_crowded
from memory_cli.store.commit import refresh_index
from memory_cli.store.commit import tree
from memory_cli.store.repository import Repository
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import FACTS
from tests.support.stores import IGNORE
from tests.support.stores import SOUL
from tests.support.stores import deed

ADD = Operation("add", "cli", AT, "1 fact", ("k3f9a2bcq81mzx04",))
LOG = "memory/2026-11-20.md"
BYTES = [b"", b"\n", b"a\r\n\xef\xbb\xbf\0\xff", b"done\n", b"M 100644 inline x\n", b"x" * 100_000]


@pytest.fixture
def ours(store: Store) -> Repository:
    return Repository(store.root, "Zoë <z@example.org>")


def top(scene: Scene) -> str:
    return scene.git("rev-parse", "main").strip()


@pytest.mark.parametrize("data", BYTES)
def test_a_blob_has_the_id_that_git_gives_it(scene: Scene, data: bytes) -> None:
    said = scene.try_git("hash-object", "--stdin", stdin=data).stdout
    assert blob_id(data) == said.decode().strip()


def test_a_commit_says_what_was_done_by_whom_and_when(scene: Scene, ours: Repository) -> None:
    parent = top(scene)
    made = commit(ours, ADD, {"MEMORY.md": b"new\n"}, parent=parent)
    assert made == top(scene)
    told = "%H%n%P%n%an <%ae> %ad%n%cn <%ce> %cd%n%B"
    assert scene.git("log", "-1", "--date=raw", f"--format={told}") == (
        f"{made}\n{parent}\n"
        f"Zoë <z@example.org> {AT} +0000\n"
        f"Zoë <z@example.org> {AT} +0000\n"
        "add: 1 fact\n\nMem-Op: add\nMem-Actor: cli\nMem-Entry: k3f9a2bcq81mzx04\n\n"
    )


def test_a_commit_changes_the_files_it_names_and_no_others(scene: Scene, ours: Repository) -> None:
    first = commit(ours, ADD, {LOG: b"a\n", ".forgotten": b"b\n"}, parent=top(scene))
    assert scene.tree() == {
        ".forgotten": b"b\n",
        ".gitignore": IGNORE,
        "MEMORY.md": FACTS,
        "SOUL.md": SOUL,
        LOG: b"a\n",
    }
    commit(ours, ADD, {LOG: None, "MEMORY.md": b""}, parent=first)
    assert scene.tree() == {
        ".forgotten": b"b\n",
        ".gitignore": IGNORE,
        "MEMORY.md": b"",
        "SOUL.md": SOUL,
    }


@pytest.mark.parametrize("data", BYTES)
def test_every_byte_is_recorded_as_it_is(scene: Scene, ours: Repository, data: bytes) -> None:
    commit(ours, ADD, {"MEMORY.md": data, LOG: data}, parent=top(scene))
    assert (scene.tree()["MEMORY.md"], scene.tree()[LOG]) == (data, data)
    assert scene.git("fsck", "--strict") == ""


def test_a_commit_without_files_still_says_whose_deed_it_was(
    scene: Scene, ours: Repository
) -> None:
    before = scene.tree()
    commit(ours, ADD, {}, parent=top(scene))
    assert scene.tree() == before
    assert [moment.op for moment in scene.story] == ["init", "add"]


def test_the_same_deed_on_the_same_parent_is_the_same_commit(
    scene: Scene, ours: Repository
) -> None:
    parent = top(scene)
    first = commit(ours, ADD, {"MEMORY.md": b"new\n"}, parent=parent)
    scene.git("update-ref", "refs/heads/main", parent)
    assert commit(ours, ADD, {"MEMORY.md": b"new\n"}, parent=parent) == first


@pytest.mark.parametrize("at", [0, 2**31 - 1, 2**32 - 1])
def test_b32_any_time_an_operation_can_have_is_one_git_can_write(
    scene: Scene, ours: Repository, at: int
) -> None:
    commit(ours, ADD._replace(at=at), {"MEMORY.md": b"new\n"}, parent=top(scene))
    assert scene.git("log", "-1", "--format=%at %ct") == f"{at} {at}\n"
    assert scene.wounds[:-1] == []


def test_words_of_other_languages_are_written_as_utf_8(scene: Scene, ours: Repository) -> None:
    commit(ours, ADD._replace(summary="één feit"), {}, parent=top(scene))
    assert scene.git("log", "-1", "--format=%s") == "add: één feit\n"


# Compare and swap


def test_a_parent_that_is_no_longer_the_newest_is_refused(scene: Scene, ours: Repository) -> None:
    old = top(scene)
    newest = commit(ours, ADD, {"MEMORY.md": b"mine\n"}, parent=old)
    assert commit(ours, deed("log"), {LOG: b"late\n"}, parent=old) is None
    assert commit(ours, deed("log"), {LOG: b"late\n"}, parent=None) is None
    assert top(scene) == newest
    assert scene.tree()["MEMORY.md"] == b"mine\n"


def test_a_branch_that_moves_at_the_last_moment_is_not_overwritten(
    scene: Scene, ours: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git compares once more, under its own lock; what is not ahead of the branch is refused."""
    parent = top(scene)
    run = git.run

    def late(arguments: list[str], **about: object) -> bytes:
        if arguments[0] == "fast-import":
            scene.git("commit", "-q", "--allow-empty", "-m", "at the last moment")
        return run(arguments, **about)  # type: ignore[arg-type]

    monkeypatch.setattr(git, "run", late)
    assert commit(ours, ADD, {"MEMORY.md": b"mine\n"}, parent=parent) is None
    monkeypatch.undo()
    assert scene.git("log", "--format=%s") == "at the last moment\ninit: 3 files\n"
    assert scene.tree()["MEMORY.md"] == FACTS


def test_a_failure_of_git_is_one_when_the_branch_did_not_move(
    scene: Scene, ours: Repository
) -> None:
    (ours.path / "refs/heads/main.lock").touch()
    with pytest.raises(GitFailed, match=r"Unable to create .*main\.lock': File exists"):
        commit(ours, ADD, {"MEMORY.md": b"mine\n"}, parent=top(scene))
    assert [moment.op for moment in scene.story] == ["init"]


def test_what_cannot_be_cleared_away_after_a_failure_of_git_is_left(
    scene: Scene, ours: Repository
) -> None:
    (ours.path / "refs/heads/main.lock").touch()
    (ours.path / "objects/pack/tmp_pack_x").mkdir(parents=True)
    with pytest.raises(GitFailed):
        commit(ours, ADD, {"MEMORY.md": b"mine\n"}, parent=top(scene))


def test_the_first_commit_has_no_parent(tmp_path: Path) -> None:
    git.run(["init", "-q", "--initial-branch=main", "--", str(tmp_path / "mem" / "me")])
    scene = Scene(tmp_path / "mem")
    made = commit(Repository(scene.root, "a <b>"), ADD, {"MEMORY.md": b"x\n"}, parent=None)
    assert scene.git("log", "--format=%H %P") == f"{made} \n"
    assert scene.tree() == {"MEMORY.md": b"x\n"}


# Courtesies


@pytest.mark.parametrize(
    "files",
    [{LOG: b"new\n"}, {"MEMORY.md": b""}, {"MEMORY.md": None}, {"MEMORY.md": b"1\n", LOG: b"2"}],
)
def test_git_finds_nothing_to_say_about_what_was_recorded(
    scene: Scene, ours: Repository, files: Mapping[str, bytes | None]
) -> None:
    for path, data in files.items():
        target = scene.root / path
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True) if data is None else target.write_bytes(data)
    commit(ours, ADD, files, parent=top(scene))
    assert scene.git("status", "--porcelain") != ""
    refresh_index(ours, files)
    assert scene.git("status", "--porcelain") == ""


def test_a8_an_index_that_somebody_holds_is_left_alone(scene: Scene, ours: Repository) -> None:
    (ours.path / "index.lock").touch()
    before = (ours.path / "index").read_bytes()
    refresh_index(ours, {"MEMORY.md": b"new\n"})
    assert (ours.path / "index").read_bytes() == before
    assert (ours.path / "index.lock").exists()


def test_b30_loose_objects_are_packed_when_there_are_some_hundreds(
    scene: Scene, ours: Repository
) -> None:
    def loose() -> int:
        return int(scene.git("count-objects").split(" ")[0])

    few = loose()
    pack_when_crowded(ours)
    assert loose() == few
    kept = _note_loose_objects(scene, ours, 1500)
    pack_when_crowded(ours)
    assert loose() == 0
    assert [moment.op for moment in scene.story] == ["init", "add"]
    assert scene.git("fsck", "--strict", "--no-dangling") == ""
    assert scene.git("cat-file", "-t", kept) == "blob\n"


def _note_loose_objects(scene: Scene, ours: Repository, count: int) -> str:
    """Put `count` blobs into the history; the id of one of them."""
    files = {f"memory/{n}.md": b"%d\n" % n for n in range(count)}
    paths = [scene.home / f"{n}" for n in range(count)]
    for n, path in enumerate(paths):
        path.write_bytes(b"%d\n" % n)
    listed = "".join(f"{path}\n" for path in paths).encode()
    scene.try_git("hash-object", "-w", "--stdin-paths", stdin=listed)
    commit(ours, ADD, files, parent=top(scene))
    return hashlib.sha1(b"blob 2\x007\n", usedforsecurity=False).hexdigest()


@pytest.mark.parametrize("failing", ["repack", "prune-packed"])
def test_packing_that_fails_does_no_harm(
    scene: Scene, ours: Repository, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    run = git.run

    def fails(arguments: list[str], **about: object) -> bytes:
        if arguments[0] == failing:
            raise GitFailed("no space left")
        return run(arguments, **about)  # type: ignore[arg-type]

    monkeypatch.setattr(git, "run", fails)
    monkeypatch.setattr(commits, "_CROWDED", -1)
    (ours.path / "objects/17").mkdir(exist_ok=True)
    before = scene.moments
    pack_when_crowded(ours)
    assert scene.moments == before


# Reading a tree


def test_a_tree_names_every_ordinary_file_and_the_id_of_its_bytes(
    scene: Scene, ours: Repository
) -> None:
    (scene.root / "link").symlink_to("MEMORY.md")
    scene.write('odd "näme"\\.md', "odd\n")
    scene.write("run.sh", "x\n")
    (scene.root / "run.sh").chmod(0o755)
    scene.git("init", "-q", "memory/nested")
    scene.git(
        "-C",
        "memory/nested",
        "-c",
        "user.name=a",
        "-c",
        "user.email=b",
        "commit",
        "-qm",
        "x",
        "--allow-empty",
    )
    scene.git("add", "-A")
    scene.git("commit", "-qm", "odd things")
    assert tree(ours.root, top(scene)) == {
        ".gitignore": blob_id(IGNORE),
        "MEMORY.md": blob_id(FACTS),
        "SOUL.md": blob_id(SOUL),
        'odd "näme"\\.md': blob_id(b"odd\n"),
        "run.sh": blob_id(b"x\n"),
    }


def test_a_tree_that_cannot_be_read_is_a_failure_of_git(ours: Repository) -> None:
    with pytest.raises(GitFailed):
        tree(ours.root, "0" * 40)
