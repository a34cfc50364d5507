"""Tests of the only way to write."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import NoReturn

import pytest

from memory_cli.core.document import Document
from memory_cli.core.errors import Busy
from memory_cli.core.errors import Failed
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.store import record
from memory_cli.store.change import Change
from memory_cli.store.change import Outcome
from memory_cli.store.change import Stale
from memory_cli.store.change import starting_over
from memory_cli.store.files import Folder
from memory_cli.store.intent import noted
from memory_cli.store.record import Recorder
from memory_cli.store.store import Store
from tests.support.scene import Deed as Told
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import FACTS
from tests.support.stores import IGNORE
from tests.support.stores import SOUL
from tests.support.stores import deed
from tests.support.stores import put

LOG = "memory/2026-11-20.md"
INIT = Told("init", "cli")
ADD = Told("add", "cli")
THREE = {"MEMORY.md": b"# Facts\n", LOG: b"# Day\n", ".forgotten": b"x 2026-11-20\n"}


def is_as_before(scene: Scene) -> bool:
    files = {"MEMORY.md": FACTS, "SOUL.md": SOUL, ".gitignore": IGNORE}
    return (scene.files, scene.story) == (files, [INIT])


def is_untouched(scene: Scene) -> bool:
    return is_as_before(scene) and scene.wounds == []


# One change, one commit


def test_a_change_is_one_commit_that_says_what_it_was(store: Store, scene: Scene) -> None:
    with store.change(deed("forget", "agent:x")) as change:
        for path, data in THREE.items():
            change.write(path, data)
        change.describe(
            "1 fact",
            entries=("a" * 16,),
            rests=(("a" * 16, "b@2026-11-20"),),
            replaces=("c" * 16,),
            undoes="0" * 40,
        )
    assert change.outcome == Outcome(scene.git("rev-parse", "main").strip(), None)
    assert scene.story == [INIT, Told("forget", "agent:x")]
    assert scene.git("log", "-1", "--format=%at%n%B") == (
        f"{AT}\nforget: 1 fact\n\nMem-Op: forget\nMem-Actor: agent:x\n"
        f"Mem-Entry: {'a' * 16}\nMem-Source: b@2026-11-20\nMem-Replaces: {'c' * 16}\n"
        f"Mem-Undoes: {'0' * 40}\n\n"
    )
    assert {path: scene.files[path] for path in THREE} == THREE
    assert scene.wounds == []


def test_a_change_that_changes_nothing_makes_no_commit(store: Store, scene: Scene) -> None:
    with store.change(deed("add")) as change:
        change.write("MEMORY.md", b"something else")
        change.write("MEMORY.md", FACTS)
        change.write(LOG, None)
        assert change.read("SOUL.md") == SOUL
    assert change.outcome == Outcome(None, None)
    assert is_untouched(scene)


def test_an_error_inside_leaves_files_and_history_as_they_were(store: Store, scene: Scene) -> None:
    with pytest.raises(ZeroDivisionError), store.change(deed("add")) as change:
        change.write("MEMORY.md", b"half")
        _ = 1 / 0
    assert is_untouched(scene)


def test_a_change_reads_what_it_has_written(store: Store, scene: Scene) -> None:
    with store.change(deed("add")) as change:
        assert (change.read("MEMORY.md"), change.read(LOG)) == (FACTS, None)
        change.write("MEMORY.md", b"one")
        change.write(LOG, b"two")
        assert (change.read("MEMORY.md"), change.read(LOG)) == (b"one", b"two")
        change.write(LOG, None)
        assert change.read(LOG) is None
    assert scene.files["MEMORY.md"] == b"one"
    assert LOG not in scene.files


def test_a_change_may_remove_a_file(store: Store, scene: Scene) -> None:
    put(store, {"MEMORY.md": None, LOG: b"# Day\n"}, deed("undo"))
    assert sorted(scene.files) == [".gitignore", "SOUL.md", LOG]
    assert scene.wounds == []


def test_documents_keep_every_byte_a_person_wrote(store: Store, scene: Scene) -> None:
    strange = b"\xef\xbb\xbf# F\xff\r\n\r\n- One.\r\n"
    scene.write("MEMORY.md", strange)
    with store.change(deed("add")) as change:
        document = change.document("MEMORY.md")
        change.put(document.with_text(document.text + "- Two.\r\n"))
    assert scene.files["MEMORY.md"] == strange + b"- Two.\r\n"
    assert scene.story == [INIT, Told("edit", "editor"), ADD]


def test_the_document_of_a_file_that_is_not_there_is_empty(store: Store) -> None:
    with store.change(deed("log")) as change:
        assert change.document(LOG) == Document(LOG, "")


def test_a_memory_that_was_not_begun_cannot_be_changed(store: Store) -> None:
    nobody = Store(store.root.parent, "nobody")
    with pytest.raises(NotFound) as missing, nobody.change(deed("add")):
        pass
    assert (missing.value.message, missing.value.hint) == (
        "there is no memory of 'nobody' yet",
        'run "mem --user nobody init" to begin one',
    )
    assert not nobody.root.exists()


# Files that others change


def test_a4_a_file_that_was_saved_meanwhile_is_not_overwritten(store: Store, scene: Scene) -> None:
    with pytest.raises(Stale) as stale, store.change(deed("add")) as change:
        change.write("MEMORY.md", (change.read("MEMORY.md") or b"") + b"- Mine.\n")
        scene.write("MEMORY.md", b"- Theirs.\n")
    assert stale.value.code == 12
    assert scene.files["MEMORY.md"] == b"- Theirs.\n"
    assert (scene.story, scene.leftovers) == ([INIT], [])


def test_a4_a_file_that_somebody_made_meanwhile_is_not_overwritten(
    store: Store, scene: Scene
) -> None:
    with pytest.raises(Stale), store.change(deed("log")) as change:
        change.write(LOG, b"mine")
        scene.write(LOG, "theirs")
    assert scene.read(LOG) == "theirs"
    assert (scene.story, scene.leftovers) == ([INIT], [])


def test_a_file_among_several_that_was_saved_meanwhile_takes_the_others_back(
    store: Store, scene: Scene
) -> None:
    with pytest.raises(Stale), store.change(deed("forget")) as change:
        for path, data in THREE.items():
            change.write(path, data)
        scene.write(".forgotten", "theirs\n")
    assert (scene.files["MEMORY.md"], scene.read(".forgotten")) == (FACTS, "theirs\n")
    assert LOG not in scene.files
    assert (scene.story, scene.leftovers) == ([INIT], [])


def test_a4_what_was_saved_meanwhile_is_recorded_first_and_the_action_starts_over(
    store: Store, scene: Scene
) -> None:
    saves = [b"- Theirs.\n", b"- Theirs again.\n"]

    @starting_over
    def add() -> str | None:
        with store.change(deed("add")) as change:
            change.write("MEMORY.md", (change.read("MEMORY.md") or b"") + b"- Mine.\n")
            if saves:
                scene.write("MEMORY.md", saves.pop(0))
        return change.outcome.commit

    assert add() == scene.git("rev-parse", "main").strip()
    edit = Told("edit", "editor")
    assert scene.story == [INIT, edit, edit, ADD]
    assert [moment.files["MEMORY.md"] for moment in scene.moments] == [
        FACTS,
        b"- Theirs.\n",
        b"- Theirs again.\n",
        b"- Theirs again.\n- Mine.\n",
    ]
    assert scene.wounds == []


def test_who_saves_without_end_wins(store: Store, scene: Scene) -> None:
    tries = iter(range(100))

    @starting_over
    def add(*, word: str) -> None:
        with store.change(deed("add")) as change:
            change.write("MEMORY.md", word.encode())
            scene.write("MEMORY.md", f"{next(tries)}")

    with pytest.raises(Stale):
        add(word="mine")
    assert next(tries) == 5
    assert scene.read("MEMORY.md") == "4"


def test_a_file_that_is_being_written_is_left_alone(store: Store, scene: Scene) -> None:
    with pytest.raises(Busy) as busy, store.recorder(AT) as recorder:
        recorder.moving = ("MEMORY.md",)
        change = _change(recorder)
        change.write(LOG, b"# Day\n")
        change.write("MEMORY.md", b"mine")
    assert busy.value.message == "MEMORY.md is being written by another program"
    assert is_untouched(scene)


def _change(recorder: Recorder) -> Change:
    return Change(recorder, deed("add"))


def test_d2_a_link_in_the_place_of_a_file_is_refused(store: Store, scene: Scene) -> None:
    (scene.root / "MEMORY.md").unlink()
    (scene.root / "MEMORY.md").symlink_to("/etc/passwd")
    with pytest.raises(Refused), store.change(deed("add")) as change:
        change.write("MEMORY.md", b"mine")
    assert (scene.root / "MEMORY.md").is_symlink()
    assert scene.story == [INIT]


# A system that would not


def failing_at(
    monkeypatch: pytest.MonkeyPatch, name: str, number: int, *, for_good: bool = False
) -> list[int]:
    """Let the `number`-th call of `os.name` fail, or all from there on; the calls that failed."""
    real: Callable[..., object] = getattr(os, name)
    calls = iter(range(1, 1000))
    failed: list[int] = []

    def call(*args: object, **about: object) -> object:
        turn = next(calls)
        if turn == number or (for_good and turn > number):
            failed.append(turn)
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*args, **about)

    monkeypatch.setattr(os, name, call)
    return failed


def change_three(store: Store) -> Outcome:
    with store.change(deed("forget")) as change:
        for path, data in THREE.items():
            change.write(path, data)
    return change.outcome


@pytest.mark.parametrize("name", ["open", "fsync", "replace", "fchmod", "mkdir", "unlink"])
def test_b6_a_disk_that_fails_once_leaves_all_as_it_was_or_all_done(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    refused = 0
    for number in range(1, 100):
        with monkeypatch.context() as patch:
            failed = failing_at(patch, name, number)
            try:
                change_three(store)
            except (Failed, GitFailed):
                refused += 1
                assert is_untouched(scene), number
                continue
        assert scene.story == [INIT, Told("forget", "cli")], number
        assert {path: scene.files[path] for path in THREE} == THREE
        with store.recorder(AT):
            pass
        assert scene.story == [INIT, Told("forget", "cli")], number
        assert scene.wounds == []
        if not failed:
            break
        scene.git("reset", "-q", "--hard", "main~1")
    assert (refused > 0) is (name != "unlink")


@pytest.mark.parametrize("number", range(1, 13))
def test_a_disk_that_fails_for_good_leaves_a_deed_that_the_next_run_ends_as_a_whole(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    said = ""
    with monkeypatch.context() as patch:
        failing_at(patch, "fsync", number, for_good=True)
        try:
            change_three(store)
        except Failed as failed:
            said = failed.message
    is_whole = said.endswith("could be neither written nor put back; the next command ends it")
    assert is_whole or not said or is_as_before(scene)
    with store.recorder(AT):
        pass
    if said and not is_whole:
        assert said.endswith("; nothing was changed")
        assert is_untouched(scene)
    else:
        assert scene.story == [INIT, Told("forget", "cli")]
        assert {path: scene.files[path] for path in THREE} == THREE
        assert scene.wounds == []


def test_what_somebody_saves_over_a_deed_that_fails_is_theirs(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace

    def late(source: str, target: str, **where: int) -> None:
        if target == "2026-11-20.md":
            scene.write("MEMORY.md", "- Theirs.\n")
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        replace(source, target, **where)

    with monkeypatch.context() as patch, pytest.raises(Failed):
        patch.setattr(os, "replace", late)
        change_three(store)
    assert (scene.read("MEMORY.md"), scene.leftovers) == ("- Theirs.\n", [])
    with store.recorder(AT):
        pass
    assert scene.story == [INIT, Told("edit", "editor")]


def _no_commit(*_: object, **__: object) -> NoReturn:
    raise GitFailed("git failed: no space left on device")


def test_ctrl_c_between_two_files_leaves_a_deed_that_the_next_run_finishes(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = os.replace
    done: list[str] = []

    def interrupted(source: str, target: str, **where: int) -> None:
        if target in {"2026-11-20.md", ".forgotten"}:
            raise KeyboardInterrupt
        done.append(target)
        replace(source, target, **where)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(os, "replace", interrupted)
        change_three(store)
    assert done == ["intent", "MEMORY.md"]
    with store.recorder(AT):
        pass
    assert scene.story == [INIT, Told("forget", "cli")]
    assert {path: scene.files[path] for path in THREE} == THREE
    assert scene.wounds == []


def test_b7_what_git_cannot_record_is_saved_and_says_so(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(record, "commit", _no_commit)
        outcome = change_three(store)
    assert outcome.commit is None
    assert isinstance(outcome.delayed, NotRecorded)
    assert {path: scene.files[path] for path in THREE} == THREE
    assert scene.story == [INIT]
    put(store, {"SOUL.md": b"# Soul\n"}, deed("add"))
    assert scene.story == [INIT, Told("forget", "cli"), ADD]
    assert scene.wounds == []


def test_a_deed_is_noted_before_its_first_file_and_forgotten_after_its_commit(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, int, int]] = []
    replace = os.replace

    def look(source: str, target: str, **where: int) -> None:
        with Folder(scene.root) as folder:
            seen.append((target, len(noted(folder) or ()), len(scene.story)))
        replace(source, target, **where)

    monkeypatch.setattr(os, "replace", look)
    change_three(store)
    assert seen == [
        ("intent", 0, 1),
        ("MEMORY.md", 1, 1),
        ("2026-11-20.md", 1, 1),
        (".forgotten", 1, 1),
    ]
    assert scene.wounds == []
