"""Tests of putting a new history in the place of the old one, from every state a crash leaves."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from memory_cli.core.errors import Failed
from memory_cli.core.identity import entry_id
from memory_cli.core.needle import needle
from memory_cli.store import swap
from memory_cli.store.files import Folder
from memory_cli.store.store import Store
from memory_cli.store.swap import BUILDING
from memory_cli.store.swap import NEW
from memory_cli.store.swap import OLD
from memory_cli.store.swap import Erasure
from memory_cli.store.swap import finish
from memory_cli.store.swap import is_swapping
from memory_cli.store.swap import is_unfinished
from memory_cli.store.swap import offer
from tests.support.stores import begun

TEA = entry_id("Likes tea.")
ERASURE = Erasure({TEA: "Likes tea."}, frozenset([needle("Likes tea.")]), date(2026, 11, 20))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    store = begun(tmp_path / "mem")
    (store.root / ".git" / "OLD").touch()
    return Folder(store.root)


def built(folder: Folder) -> Path:
    """A new history that is told apart from the old one."""
    aside = folder.root / BUILDING
    shutil.copytree(folder.root / ".git", aside / ".git")
    (aside / ".git" / "OLD").rename(aside / ".git" / "NEW")
    return aside / ".git"


def offered(folder: Folder) -> None:
    offer(folder, built(folder), ERASURE)


def swapped_away(folder: Folder) -> None:
    offered(folder)
    (folder.root / ".git").rename(folder.root / OLD)


def in_place(folder: Folder) -> None:
    swapped_away(folder)
    (folder.root / NEW).rename(folder.root / ".git")


def half_built(folder: Folder) -> None:
    built(folder)


def half_removed(folder: Folder) -> None:
    in_place(folder)
    shutil.rmtree(folder.root / OLD / "objects")


def all_but_the_note(folder: Folder) -> None:
    in_place(folder)
    shutil.rmtree(folder.root / OLD)


def with_an_older_one(folder: Folder) -> None:
    """A purge whose old history could not be removed, and then another one."""
    offered(folder)
    shutil.copytree(folder.root / ".git", folder.root / OLD)


def names(folder: Folder) -> set[str]:
    """What there is of histories."""
    found = {path.name for path in folder.root.glob(".git*")} - {".gitignore"}
    return found | ({BUILDING} if (folder.root / BUILDING).exists() else set())


FORWARD = [offered, swapped_away, in_place, half_removed, all_but_the_note, with_an_older_one]


@pytest.mark.parametrize("state", FORWARD)
def test_once_offered_the_new_history_is_the_history(
    folder: Folder, state: Callable[[Folder], None]
) -> None:
    state(folder)
    assert is_unfinished(folder.root)
    finish(folder)
    assert names(folder) == {".git"}
    assert (folder.root / ".git" / "NEW").exists()
    assert not (folder.root / ".git" / "mem-purge").exists()
    assert folder.read("MEMORY.md") == b"# Facts\n\n## Facts\n\n"
    assert folder.read(".forgotten") == f"{TEA} 2026-11-20 erased\n".encode()
    assert not is_unfinished(folder.root)
    assert finish(folder) == ()


@pytest.mark.parametrize("state", FORWARD)
def test_finishing_may_be_stopped_and_begun_again(
    folder: Folder, state: Callable[[Folder], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    state(folder)
    with monkeypatch.context() as patch:
        patch.setattr(swap, "clean", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            finish(folder)
    assert is_unfinished(folder.root)
    finish(folder)
    assert names(folder) == {".git"}
    assert (folder.root / ".git" / "NEW").exists()


def test_what_was_not_offered_never_was(folder: Folder) -> None:
    half_built(folder)
    assert is_unfinished(folder.root)
    assert finish(folder) == ()
    assert names(folder) == {".git"}
    assert (folder.root / ".git" / "OLD").exists()
    assert b"Likes tea." in (folder.read("MEMORY.md") or b"")
    assert folder.read(".forgotten") is None


def test_where_nothing_was_begun_nothing_is_done(folder: Folder) -> None:
    before = sorted(path.stat().st_mtime_ns for path in folder.root.rglob("*"))
    assert not is_unfinished(folder.root)
    assert finish(folder) == ()
    assert sorted(path.stat().st_mtime_ns for path in folder.root.rglob("*")) == before


def test_the_note_says_what_is_to_be_done(folder: Folder) -> None:
    offered(folder)
    assert json.loads((folder.root / NEW / "mem-purge").read_text()) == {
        "ids": [TEA],
        "needles": ["likes tea."],
        "day": "2026-11-20",
    }
    assert names(folder) == {".git", NEW}


def test_only_between_two_names_it_is_swapping(folder: Folder) -> None:
    states = []
    for state in (lambda _: None, offered, swapped_away, in_place):
        with Folder(folder.root) as each:
            shutil.rmtree(folder.root / BUILDING, ignore_errors=True)
            for name in (NEW, OLD):
                shutil.rmtree(folder.root / name, ignore_errors=True)
            if not (folder.root / ".git" / "OLD").exists():
                (folder.root / ".git" / "OLD").touch()
                (folder.root / ".git" / "NEW").unlink(missing_ok=True)
            state(each)
            states.append(is_swapping(folder.root))
            if state is swapped_away:
                (folder.root / OLD).rename(folder.root / ".git")
    assert states == [False, False, True, False]


def test_a_history_that_will_not_go_is_tried_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_place(folder)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        finish(folder)
    assert names(folder) == {".git", OLD}
    assert is_unfinished(folder.root)
    finish(folder)
    assert names(folder) == {".git"}


def test_a_store_that_holds_an_unfinished_purge_is_written_to_all_the_same(
    folder: Folder,
) -> None:
    swapped_away(folder)
    store = Store(folder.root.parent, folder.root.name)
    assert store.record_quietly(0) is None
    assert store.has_history()
    assert (folder.root / ".git" / "NEW").exists()


def test_a_disk_that_will_not_take_the_name_is_told(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = built(folder)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(Failed, match="no space left on device; nothing was changed"):
        offer(folder, new, ERASURE)
