"""Tests of erasing from history and files, up to what the system may refuse."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from memory_cli.core.errors import Busy
from memory_cli.core.errors import Conflict
from memory_cli.core.errors import Failed
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.core.needle import needle
from memory_cli.store import purge as purging
from memory_cli.store.files import Folder
from memory_cli.store.purge import purge
from memory_cli.store.repository import settings
from memory_cli.store.store import Store
from memory_cli.store.swap import Erasure
from memory_cli.store.verify import searched
from tests.support.scene import Deed
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import deed
from tests.support.stores import put

WORDS = "Likes tea."
TEA = entry_id(WORDS)
ERASURE = Erasure({TEA: WORDS}, frozenset([needle(WORDS)]), date(2026, 11, 20))
PURGE = deed("purge", entries=(TEA,), summary="1 erased")


def erase(store: Store, erasure: Erasure = ERASURE, **about: bool) -> purging.Purged:
    with store.recorder(AT) as recorder:
        return purge(recorder, erasure, PURGE, progress=lambda *_: None, **about)


def unchanged(scene: Scene) -> bool:
    names = {path.name for path in [*scene.root.glob(".git*"), *scene.root.glob(".mem/*")]}
    return (
        "- Likes tea.\n" in scene.read("MEMORY.md")
        and scene.story == [Deed("init", "cli")]
        and scene.wounds == []
        and not names & {"new", ".git.mem-new", ".git.mem-old"}
    )


def test_what_was_done_is_told(store: Store, scene: Scene) -> None:
    put(store, {"MEMORY.md~": None, "memory/2026-11-20.md": b"- 9:00 Likes tea.\n"}, deed("log"))
    store.path("MEMORY.md~").write_text("Likes tea.")
    done = erase(store)
    assert done == purging.Purged(
        commit=scene.git("rev-parse", "main").strip(),
        commits=3,
        versions=2,
        objects=done.objects,
        elsewhere=(),
        removed=("MEMORY.md~",),
    )
    assert done.objects == len(searched(store.root, []).hits) + int(
        scene.git("cat-file", "--batch-all-objects", "--batch-check").count("\n")
    )
    assert scene.story == [Deed("init", "cli"), Deed("log", "cli"), Deed("purge", "cli")]
    assert scene.wounds == []


def test_a_history_behind_its_files_is_not_written_anew(store: Store, scene: Scene) -> None:
    with store.recorder(AT) as recorder:
        recorder.delayed = NotRecorded("saved; it will be recorded later", "wait")
        with pytest.raises(Conflict, match="history is not up to date"):
            purge(recorder, ERASURE, PURGE, progress=lambda *_: None)
    assert unchanged(scene)


def test_a_file_that_is_being_written_is_waited_for(store: Store, scene: Scene) -> None:
    with store.recorder(AT) as recorder:
        recorder.moving = ("MEMORY.md",)
        with pytest.raises(Busy, match=r"MEMORY\.md is being written by another program"):
            purge(recorder, ERASURE, PURGE, progress=lambda *_: None)
    assert unchanged(scene)


def test_where_nothing_was_recorded_nothing_is_erased(store: Store) -> None:
    with store.recorder(AT) as recorder:
        recorder._parent = None
        with pytest.raises(GitFailed, match="there is no history to erase anything from"):
            purge(recorder, ERASURE, PURGE, progress=lambda *_: None)


@pytest.mark.parametrize("stage", ["rebuild", "searched", "check", "offer"])
@pytest.mark.parametrize("error", [GitFailed("no"), KeyboardInterrupt(), Failed("no")])
def test_whatever_fails_before_it_is_decided_leaves_nothing(
    store: Store,
    scene: Scene,
    monkeypatch: pytest.MonkeyPatch,
    stage: str,
    error: BaseException,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(purging, stage, fails)
    with pytest.raises(type(error)):
        erase(store)
    assert unchanged(scene)


def test_a_full_disk_is_told_as_one(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def git_fails(*_: object, **__: object) -> None:
        raise GitFailed("git failed: whatever it says of it")

    def full(*_: object) -> str:
        raise Failed(".mem/new: no space left on device; nothing was changed", "free some space")

    monkeypatch.setattr(purging, "rebuild", git_fails)
    monkeypatch.setattr(Folder, "stage", full)
    with pytest.raises(Failed, match="no space left on device; nothing was changed"):
        erase(store)
    assert unchanged(scene)


def test_once_it_is_decided_the_next_command_ends_it(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise Failed("MEMORY.md: input/output error; nothing was changed")

    with monkeypatch.context() as patch:
        patch.setattr(purging, "finish", fails)
        with pytest.raises(Failed, match=r"^MEMORY\.md: input/output error; the next command ends"):
            erase(store)
    assert store.record_quietly(AT) is None
    assert scene.story == [Deed("init", "cli"), Deed("purge", "cli")]
    assert "Likes tea." not in scene.read("MEMORY.md")


def test_an_old_history_that_cannot_be_removed_is_told(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    rmtree = shutil.rmtree

    def not_the_old(path: Path, *, ignore_errors: bool = False) -> None:
        if path.name != ".git.mem-old":
            rmtree(path, ignore_errors=ignore_errors)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", not_the_old)
        with pytest.raises(Failed, match=r"could not be removed: \.git\.mem-old"):
            erase(store)
    assert store.path(".git.mem-old").exists()
    assert scene.mem("add", "And then.").code == 0
    assert not store.path(".git.mem-old").exists()
    assert scene.wounds == []


def test_what_is_in_the_way_of_building_is_removed(store: Store, scene: Scene) -> None:
    store.path(".mem/new").mkdir()
    store.path(".mem/new/rubbish").touch()
    erase(store)
    assert scene.wounds == []
    assert not store.path(".mem/new").exists()


def test_words_that_would_stay_are_refused(store: Store, scene: Scene) -> None:
    erasure = ERASURE._replace(texts={"0" * 16: "nothing"})
    with pytest.raises(Refused, match="the words would still stand in 1 place, "):
        erase(store, erasure, everywhere=True)
    assert unchanged(scene)
    assert erase(store, erasure).elsewhere == (TEA,)


def test_the_configuration_stays(store: Store) -> None:
    config = store.path(".git/config")
    config.write_text(
        config.read_text() + '[user]\n\tname = Ada\n[remote "o"]\n\turl = https://x\n'
    )
    before = settings(store.root)
    erase(store)
    assert settings(store.root) == before
