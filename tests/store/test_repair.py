"""Tests of mending what a power cut has torn."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from memory_cli.core.errors import MemError
from memory_cli.store.quarantine import NAME
from memory_cli.store.store import Store
from tests.support.scene import Deed
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import begun
from tests.support.stores import deed
from tests.support.stores import put

INIT = Deed("init", "cli")
ADD = Deed("add", "cli")
LOG = Deed("log", "bot")
RECOVER = Deed("recover", "agent")
AFTER = Deed("add", "next")
DAY = "memory/2026-11-20.md"
FACTS = [b"- One.\n", b"- One.\n- Two.\n", b"- One.\n- Two.\n- Three.\n"]

TORN = "the history was damaged, as by a power cut: it goes on from {} with the files as they are"
KEPT = f"; what could not be read is in .git/{NAME}"


class Torn:
    """A memory in a repository that can be damaged, and what its person is told."""

    def __init__(self, home: Path) -> None:
        self.told: list[str] = []
        self.store = Store(home, "me", tell=self.told.append)
        self.scene = Scene(home)
        self.git = self.store.root / ".git"
        self.commits = self.scene.git("rev-list", "main").split()  # the newest first
        self.files = self.scene.files

    def objects(self, commit: str) -> list[Path]:
        """The commit, its trees and what is new in it."""
        names = self.scene.git("rev-list", "--objects", "-1", commit, f"^{commit}^").split("\n")
        oids = [line.split()[0] for line in names if line]
        return [self.git / "objects" / oid[:2] / oid[2:] for oid in oids]

    def write(self) -> None:
        """What the next command does, after the machine was started anew."""
        (self.store.root / ".mem" / "repository.json").unlink(missing_ok=True)
        files = {"MEMORY.md": FACTS[-1] + b"- And then.\n"}
        put(self.store, files, deed("add", "next", at=AT + 20))
        assert self.scene.files == self.files | files

    @property
    def story(self) -> list[Deed]:
        assert self.scene.wounds == []
        return self.scene.story


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of a memory of five commits."""
    home = tmp_path_factory.mktemp("five") / "mem"
    store = begun(home)
    for number, facts in enumerate(FACTS):
        put(store, {"MEMORY.md": facts}, deed("add", at=AT + number))
    put(store, {DAY: b"- 9:00 Four.\n"}, deed("log", "bot", at=AT + 9))
    return home


@pytest.fixture
def torn(five: Path, tmp_path: Path) -> Torn:
    shutil.copytree(five, tmp_path / "mem")
    return Torn(tmp_path / "mem")


def empty(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"")


def zeros(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(b"\0" * max(1, path.stat().st_size))


@pytest.mark.parametrize("damage", [empty, zeros, Path.unlink])
def test_b2_the_newest_commit_is_given_up_when_it_is_torn_and_what_it_did_is_recovered(
    torn: Torn, damage: Callable[[Path], None]
) -> None:
    for path in torn.objects(torn.commits[0]):
        damage(path)
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, RECOVER, AFTER]
    assert torn.told[0].startswith(TORN.format(torn.commits[1][:12]))
    assert torn.told[1:] == []


def test_b2_what_the_files_still_have_is_given_back_and_nothing_is_lost(torn: Torn) -> None:
    commit, *others = torn.objects(torn.commits[0])
    assert len(others) == 3  # two trees and a file
    for path in others:
        empty(path)
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, LOG, AFTER]
    assert torn.told == ["the history was damaged and is repaired" + KEPT]
    assert commit.exists()


@pytest.mark.parametrize("count", [2, 3, 4])
def test_b2_several_commits_are_given_up_as_one(torn: Torn, count: int) -> None:
    for commit in torn.commits[:count]:
        for path in torn.objects(commit):
            empty(path)
    torn.write()
    assert torn.story == [*[INIT, ADD, ADD, ADD, LOG][: 5 - count], RECOVER, AFTER]


def test_b2_a_commit_in_the_middle_of_the_newest_takes_those_after_it_along(torn: Torn) -> None:
    empty(torn.objects(torn.commits[0])[0])
    empty(torn.objects(torn.commits[2])[0])
    torn.write()
    assert torn.story == [INIT, ADD, RECOVER, AFTER]


def test_b2_with_no_commit_left_history_begins_anew_with_the_files(torn: Torn) -> None:
    shutil.rmtree(torn.git / "objects")
    torn.write()
    assert torn.story == [RECOVER, AFTER]
    assert "it begins anew with the files as they are" in torn.told[0]


def test_b2_a_packed_branch_that_names_nothing_any_more_does_not_stay(torn: Torn) -> None:
    torn.scene.git("pack-refs", "--all")
    shutil.rmtree(torn.git / "objects")
    torn.write()
    assert torn.story == [RECOVER, AFTER]


@pytest.mark.parametrize("damage", [empty, zeros, Path.unlink])
@pytest.mark.parametrize("name", ["refs/heads/main", "HEAD", "index"])
def test_b2_a_torn_branch_head_or_index_costs_nothing(
    torn: Torn, name: str, damage: Callable[[Path], None]
) -> None:
    damage(torn.git / name)
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, LOG, AFTER]


@pytest.mark.parametrize("text", ["garbage", "ref: ", "ref: refs/heads/../x\0", "0" * 39])
def test_b2_a_branch_of_garbage_is_put_where_gits_own_log_says(torn: Torn, text: str) -> None:
    (torn.git / "refs/heads/main").write_text(text)
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, LOG, AFTER]
    assert (torn.git / NAME / "refs/heads/main").read_text() == text


def test_b2_packed_branches_that_were_cut_off_stop_nobody(torn: Torn) -> None:
    torn.scene.git("pack-refs", "--all")
    packed = torn.git / "packed-refs"
    packed.write_bytes(packed.read_bytes()[:-9])
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, LOG, AFTER]


def test_b2_without_gits_own_log_the_newest_commit_of_all_is_found(torn: Torn) -> None:
    shutil.rmtree(torn.git / "logs")
    empty(torn.git / "refs/heads/main")
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, LOG, AFTER]


def test_folders_that_a_copy_has_left_out_are_made_again(torn: Torn) -> None:
    torn.scene.git("pack-refs", "--all")
    torn.scene.git("repack", "-adq")
    shutil.rmtree(torn.git / "refs")
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, LOG, AFTER]


def test_nothing_that_cannot_be_read_is_deleted(torn: Torn) -> None:
    path = torn.objects(torn.commits[0])[0]
    zeros(path)
    held = path.read_bytes()
    torn.write()
    assert (torn.git / NAME / path.relative_to(torn.git)).read_bytes() == held
    assert not path.exists()


def test_a_hand_edit_beside_the_damage_is_saved_with_what_is_recovered(torn: Torn) -> None:
    torn.scene.write("SOUL.md", "- By hand.\n")
    torn.files = torn.scene.files
    empty(torn.objects(torn.commits[0])[0])
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, RECOVER, AFTER]


def test_a_hand_edit_is_still_one_where_nothing_was_set_back(torn: Torn) -> None:
    torn.scene.write("SOUL.md", "- By hand.\n")
    torn.files = torn.scene.files
    empty(torn.git / "HEAD")
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, LOG, Deed("edit", "editor"), AFTER]


# Packs


def packed(torn: Torn, suffix: str) -> Path:
    torn.scene.git("repack", "-adq")
    found = next((torn.git / "objects/pack").glob(f"*.{suffix}"))
    found.chmod(0o600)
    return found


def test_b3_an_index_of_a_pack_is_made_anew(torn: Torn) -> None:
    empty(packed(torn, "idx"))
    torn.write()
    assert torn.story == [INIT, ADD, ADD, ADD, LOG, AFTER]


def test_b3_a_pack_that_was_cut_off_gives_what_it_still_has(torn: Torn) -> None:
    pack = packed(torn, "pack")
    pack.write_bytes(pack.read_bytes()[:-30])
    torn.write()
    assert torn.scene.story == [INIT, ADD, ADD, ADD, LOG, AFTER]
    assert (torn.git / NAME / pack.relative_to(torn.git)).exists()


def test_b3_an_empty_pack_leaves_the_files(torn: Torn) -> None:
    empty(packed(torn, "pack"))
    torn.write()
    assert torn.story == [RECOVER, AFTER]


# What is no damage


def test_a_branch_that_was_deleted_on_purpose_is_no_damage(torn: Torn) -> None:
    torn.scene.git("update-ref", "-d", "refs/heads/main")
    torn.write()
    assert torn.told == []


def test_a_history_that_stands_elsewhere_is_left_there(torn: Torn) -> None:
    torn.scene.git("checkout", "-qb", "draft")
    with pytest.raises(MemError, match="stands at 'draft'"):
        torn.write()
    assert not (torn.git / NAME).exists()


def test_of_a_healthy_memory_nothing_is_told(torn: Torn) -> None:
    torn.write()
    assert torn.told == []
    assert not (torn.git / NAME).exists()


def test_what_hides_behind_a_link_is_put_nowhere(torn: Torn, tmp_path: Path) -> None:
    (torn.git / NAME).symlink_to(tmp_path)
    empty(torn.objects(torn.commits[0])[0])
    with pytest.raises(MemError, match="is a symbolic link"):
        torn.write()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mem"]
