"""Tests of bringing history up to date: the deeds of the killed, then hand edits."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import MemError
from memory_cli.core.errors import NotRecorded
from memory_cli.core.operation import Operation
from memory_cli.store import git
from memory_cli.store import record
from memory_cli.store.commit import blob_id
from memory_cli.store.commit import commit
from memory_cli.store.files import Folder
from memory_cli.store.intent import Deed
from memory_cli.store.intent import Step
from memory_cli.store.intent import note
from memory_cli.store.intent import noted
from memory_cli.store.record import Recorder
from memory_cli.store.record import sweep
from memory_cli.store.store import Store
from tests.support.scene import Deed as Told
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import FACTS
from tests.support.stores import deed
from tests.support.stores import recorder

LOG = "memory/2026-11-20.md"
INIT = Told("init", "cli")
EDIT = Told("edit", "editor")
RECOVER = Told("recover", "agent")


def step(before: bytes | None, after: bytes | None) -> Step:
    return Step(None if before is None else blob_id(before), after)


FORGET = Deed(
    deed("forget", "agent:x", summary="1 fact"),
    {
        "MEMORY.md": step(FACTS, b"# Facts\n"),
        LOG: step(None, b"# Day\n"),
        ".forgotten": step(None, b"x 2026-11-20\n"),
    },
    saved=False,
)
ADD = Deed(deed("add", "agent:y"), {"MEMORY.md": step(FACTS, FACTS + b"- New.\n")}, saved=False)


def left(store: Store, scene: Scene, what: Deed, done: Iterable[str] = ()) -> None:
    """Let a writer die that noted `what` and had put the files `done` in place."""
    with Folder(store.root) as folder:
        steps = {
            path: each
            if each.after is None
            else each._replace(staged=folder.stage(path, each.after))
            for path, each in what.steps.items()
        }
        note(folder, (what._replace(steps=steps),))
        place(scene, what, done)
        for path in done:
            folder.discard(steps[path].staged or path)


def place(scene: Scene, what: Deed, paths: Iterable[str]) -> None:
    for path in paths:
        data = what.steps[path].after
        if data is None:
            (scene.root / path).unlink()
        else:
            scene.write(path, data)


def caught_up(store: Store) -> Recorder:
    with recorder(store) as history:
        history.catch_up(AT + 60)
    return history


def told(scene: Scene) -> list[Told]:
    """The story after its beginning; nothing may be wrong with the memory."""
    assert scene.wounds == []
    first, *rest = scene.story
    assert first == INIT
    return rest


# Hand edits


def test_where_nothing_happened_nothing_is_recorded(store: Store, scene: Scene) -> None:
    history = caught_up(store)
    assert (history.commits, history.recorded, history.delayed) == ([], (), None)
    assert told(scene) == []


def test_hand_edits_are_one_commit_of_their_own(store: Store, scene: Scene) -> None:
    scene.write("MEMORY.md", "- By hand.\n")
    scene.write(LOG, "- 9:00 By hand.\n")
    (scene.root / "SOUL.md").unlink()
    history = caught_up(store)
    assert history.recorded == ("MEMORY.md", LOG, "SOUL.md")
    assert told(scene) == [EDIT]
    assert scene.git("log", "-1", "--format=%at%n%B") == (
        f"{AT + 60}\nedit: 3 files by hand\n\nMem-Op: edit\nMem-Actor: editor\n\n"
    )
    assert history.commits == [scene.git("rev-parse", "main").strip()]


def test_a_file_that_cannot_be_read_is_named_and_stays_in_history(
    store: Store, scene: Scene
) -> None:
    (scene.root / "MEMORY.md").unlink()
    (scene.root / "MEMORY.md").symlink_to("/etc/passwd")
    scene.write("SOUL.md", "- By hand.\n")
    history = caught_up(store)
    assert (history.unreadable, history.recorded) == (("MEMORY.md",), ("SOUL.md",))
    assert scene.tree()["MEMORY.md"] == FACTS


# Deeds of the killed


def test_a_deed_that_was_not_begun_is_no_deed(store: Store, scene: Scene) -> None:
    left(store, scene, FORGET)
    caught_up(store)
    assert told(scene) == []
    assert scene.files["MEMORY.md"] == FACTS


def test_a_deed_that_was_saved_is_recorded_as_what_it_was(store: Store, scene: Scene) -> None:
    left(store, scene, FORGET, FORGET.steps)
    history = caught_up(store)
    assert told(scene) == [Told("forget", "agent:x")]
    assert history.recorded == ()
    assert scene.git("log", "-1", "--format=%at %s") == f"{AT} forget: 1 fact\n"


@pytest.mark.parametrize("number", [1, 2])
def test_a_deed_of_several_files_is_finished_as_a_whole(
    store: Store, scene: Scene, number: int
) -> None:
    left(store, scene, FORGET, list(FORGET.steps)[:number])
    caught_up(store)
    assert told(scene) == [Told("forget", "agent:x")]
    assert scene.files[".forgotten"] == b"x 2026-11-20\n"


def test_a_deed_whose_temporary_files_are_gone_is_finished_all_the_same(
    store: Store, scene: Scene
) -> None:
    """A person may have cleaned up: `git clean` takes them for rubbish, and is right."""
    left(store, scene, FORGET, ["MEMORY.md"])
    for path in (*scene.root.glob(".mem-tmp-*"), *scene.root.glob("memory/.mem-tmp-*")):
        path.unlink()
    caught_up(store)
    assert told(scene) == [Told("forget", "agent:x")]
    assert {path: scene.files[path] for path in FORGET.steps} == {
        path: each.after for path, each in FORGET.steps.items()
    }


def test_a_deed_that_removes_a_file_is_finished(store: Store, scene: Scene) -> None:
    removal = {"MEMORY.md": step(FACTS, None), LOG: step(None, b"# Day\n")}
    left(store, scene, Deed(deed("undo"), removal, saved=False), [LOG])
    caught_up(store)
    assert told(scene) == [Told("undo", "cli")]
    assert "MEMORY.md" not in scene.files


def test_what_a_person_made_of_a_killed_writers_file_is_a_commit_of_their_own(
    store: Store, scene: Scene
) -> None:
    left(store, scene, ADD, ADD.steps)
    scene.write("MEMORY.md", FACTS + b"- New.\n- And by hand.\n")
    caught_up(store)
    assert told(scene) == [Told("add", "agent:y"), EDIT]


def test_hand_edits_in_other_files_stay_the_persons_own(store: Store, scene: Scene) -> None:
    left(store, scene, ADD, ADD.steps)
    scene.write("SOUL.md", "- By hand.\n")
    history = caught_up(store)
    assert told(scene) == [Told("add", "agent:y"), EDIT]
    assert history.recorded == ("SOUL.md",)


@pytest.mark.parametrize("saved", [True, False])
def test_a_deed_whose_writer_died_after_its_commit_is_not_recorded_again(
    store: Store, scene: Scene, saved: bool
) -> None:
    with recorder(store) as history:
        place(scene, ADD, ADD.steps)
        history.record(ADD._replace(saved=True))
    left(store, scene, ADD._replace(saved=saved))
    caught_up(store)
    assert told(scene) == [Told("add", "agent:y")]


def test_an_edit_after_a_deed_whose_writer_died_after_its_commit_is_the_persons_own(
    store: Store, scene: Scene
) -> None:
    with recorder(store) as history:
        place(scene, ADD, ADD.steps)
        history.record(ADD._replace(saved=True))
    left(store, scene, ADD)
    scene.write("MEMORY.md", FACTS + b"- New.\n- And by hand.\n")
    caught_up(store)
    assert told(scene) == [Told("add", "agent:y"), EDIT]


def test_a_deed_that_says_the_same_as_the_one_before_is_another_one(
    store: Store, scene: Scene
) -> None:
    """The same words, logged twice in the same second, make two entries and two operations."""
    first = Deed(deed("log"), {LOG: step(None, b"- 9:00 Pill.\n")}, saved=False)
    second = Deed(deed("log"), {LOG: step(b"- 9:00 Pill.\n", b"- 9:00 Pill.\n" * 2)}, saved=False)
    with recorder(store) as history:
        place(scene, first, [LOG])
        history.record(first._replace(saved=True))
    left(store, scene, second, [LOG])
    caught_up(store)
    assert told(scene) == [Told("log", "cli"), Told("log", "cli")]
    assert scene.tree()[LOG] == b"- 9:00 Pill.\n" * 2


@pytest.mark.parametrize("text", [b"", b"[{", b"null"])
def test_where_the_note_is_damaged_nobody_knows_whose_deed_it_was(
    store: Store, scene: Scene, text: bytes
) -> None:
    place(scene, ADD, ADD.steps)
    (scene.root / ".mem/intent").write_bytes(text)
    caught_up(store)
    assert told(scene) == [RECOVER]


def test_a_damaged_note_beside_untouched_files_is_thrown_away(store: Store, scene: Scene) -> None:
    (scene.root / ".mem/intent").write_bytes(b"[{")
    caught_up(store)
    assert told(scene) == []


# The person's own git


def test_what_a_person_committed_before_us_still_gets_a_commit_that_says_whose_deed_it_was(
    store: Store, scene: Scene
) -> None:
    left(store, scene, ADD, ADD.steps)
    scene.git("commit", "-qam", "evening")
    caught_up(store)
    assert told(scene) == [Told("", "evening"), Told("add", "agent:y")]
    assert scene.git("diff", "--stat", "main~1", "main") == ""


def test_a_person_who_commits_between_our_rename_and_our_commit_takes_nothing_away(
    store: Store, scene: Scene
) -> None:
    with recorder(store) as history:
        place(scene, ADD, ADD.steps)
        scene.git("commit", "-qam", "at the same moment")
        made = history.record(ADD._replace(saved=True))
    assert told(scene) == [Told("", "at the same moment"), Told("add", "agent:y")]
    assert made == scene.git("rev-parse", "main").strip()


def test_what_a_person_committed_in_other_files_is_kept(store: Store, scene: Scene) -> None:
    with recorder(store) as history:
        scene.write("SOUL.md", "- Mine.\n")
        scene.git("commit", "-qam", "at the same moment")
        place(scene, ADD, ADD.steps)
        history.record(ADD._replace(saved=True))
    assert told(scene) == [Told("", "at the same moment"), Told("add", "agent:y")]
    assert scene.tree()["SOUL.md"] == b"- Mine.\n"


def test_a_git_that_outlives_its_killed_writer_and_commits_the_deed_does_it_for_us(
    store: Store, scene: Scene
) -> None:
    with recorder(store) as history:
        place(scene, ADD, ADD.steps)
        files = {path: each.after for path, each in ADD.steps.items()}
        parent = scene.git("rev-parse", "main").strip()
        ghost = commit(history.repository, ADD.operation, files, parent=parent)
        assert history.record(ADD._replace(saved=True)) == ghost
    assert told(scene) == [Told("add", "agent:y")]


def test_a_person_who_never_stops_committing_is_waited_for_in_vain(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "commit", lambda *_, **__: None)
    with recorder(store) as history:
        place(scene, ADD, ADD.steps)
        assert history.record(ADD._replace(saved=True)) is None
    assert history.delayed is not None
    assert history.delayed.message == (
        "saved, but not recorded yet: another program keeps writing to this history"
    )
    monkeypatch.undo()
    caught_up(store)
    assert told(scene) == [Told("add", "agent:y")]


# What has to wait


def merging(scene: Scene, under_way: bool = True) -> None:
    path = scene.root / ".git" / "MERGE_HEAD"
    path.write_text(scene.git("rev-parse", "main")) if under_way else path.unlink()


def test_b14_deeds_that_had_to_wait_are_recorded_one_by_one_when_they_can_be(
    store: Store, scene: Scene
) -> None:
    texts = [FACTS + b"- New.\n" * n for n in range(4)]
    deeds = [
        Deed(deed("add", f"agent:{n}"), {"MEMORY.md": step(old, new)}, saved=True)
        for n, (old, new) in enumerate(pairwise(texts))
    ]
    merging(scene)
    for each in deeds:
        with recorder(store) as history:
            history.catch_up(AT)
            place(scene, each, each.steps)
            assert history.record(each) is None
            assert isinstance(history.delayed, NotRecorded)
    assert scene.story == [INIT]
    merging(scene, under_way=False)
    history = caught_up(store)
    assert told(scene) == [Told("add", f"agent:{n}") for n in range(3)]
    assert [moment.files["MEMORY.md"] for moment in scene.moments] == texts
    assert (len(history.commits), history.recorded) == (3, ())


def test_b14_hand_edits_between_deeds_that_wait_are_told_apart(store: Store, scene: Scene) -> None:
    texts = [FACTS, FACTS + b"- A.\n", FACTS + b"- A.\n- Hand.\n", FACTS + b"- A.\n- Hand.\n- B.\n"]
    deeds = [
        Deed(deed("add", actor), {"MEMORY.md": step(texts[n], texts[n + 1])}, saved=True)
        for n, actor in ((0, "agent:a"), (2, "agent:b"))
    ]
    merging(scene)
    for each, edit in ((deeds[0], None), (deeds[1], texts[2])):
        if edit is not None:
            scene.write("MEMORY.md", edit)
        with recorder(store) as history:
            history.catch_up(AT)
            place(scene, each, each.steps)
            history.record(each)
    merging(scene, under_way=False)
    caught_up(store)
    assert told(scene) == [Told("add", "agent:a"), EDIT, Told("add", "agent:b")]
    assert [moment.files["MEMORY.md"] for moment in scene.moments] == texts


def test_b14_what_a_merge_itself_changed_is_not_told_as_a_hand_edit(
    store: Store, scene: Scene
) -> None:
    """Its files stand there while it goes on, and are committed by whoever ends it."""
    scene.git("checkout", "-qb", "other")
    scene.write("SOUL.md", "- Other.\n")
    scene.git("commit", "-qam", "other")
    scene.git("checkout", "-q", "main")
    scene.git("merge", "--no-commit", "--no-ff", "-q", "other")
    merge = scene.root / ".git" / "MERGE_HEAD"
    assert merge.exists()
    with recorder(store) as history:
        history.catch_up(AT)
        place(scene, ADD, ADD.steps)
        history.record(ADD._replace(saved=True))
    scene.git("commit", "-qm", "merged")
    caught_up(store)
    assert told(scene) == [Told("", "merged"), Told("add", "agent:y")]


@pytest.mark.parametrize("end", ["--continue", "--abort"])
def test_b14_what_stands_in_a_file_in_conflict_is_told_by_whoever_resolves_it(
    store: Store, scene: Scene, end: str
) -> None:
    scene.git("checkout", "-qb", "other")
    scene.write("SOUL.md", "- Other.\n")
    scene.git("commit", "-qam", "other")
    scene.git("checkout", "-q", "main")
    scene.write("SOUL.md", "- Ours.\n")
    caught_up(store)
    assert scene.try_git("merge", "-q", "other").returncode == 1
    with recorder(store) as history:
        history.catch_up(AT)
        assert (history.recorded, history.waiting) == ((), ())
        place(scene, ADD, ADD.steps)
        history.record(ADD._replace(saved=True))
    if end == "--continue":
        scene.write("SOUL.md", "- Both.\n")
        scene.git("add", "SOUL.md")
    assert scene.try_git("merge", end, env={"GIT_EDITOR": "true"}).returncode == 0
    caught_up(store)
    assert [each for each in told(scene) if each.op] == [EDIT, Told("add", "agent:y")]


def test_b14_an_entry_may_be_added_to_a_file_in_conflict(store: Store, scene: Scene) -> None:
    scene.git("checkout", "-qb", "other")
    scene.write("MEMORY.md", "- Other.\n")
    scene.git("commit", "-qam", "other")
    scene.git("checkout", "-q", "main")
    scene.write("MEMORY.md", "- Ours.\n")
    caught_up(store)
    assert scene.try_git("merge", "-q", "other").returncode == 1
    with store.change(deed("add", "agent:y")) as change:
        change.write("MEMORY.md", (change.read("MEMORY.md") or b"") + b"- New.\n")
    assert isinstance(change.outcome.delayed, NotRecorded)
    assert scene.read("MEMORY.md").endswith(">>>>>>> other\n- New.\n")
    scene.write("MEMORY.md", "- Both.\n- New.\n")
    scene.git("commit", "-qam", "merged")
    caught_up(store)
    assert told(scene) == [EDIT, Told("", "merged"), Told("add", "agent:y")]


def test_what_a_person_threw_away_is_told_as_done_and_as_thrown_away(
    store: Store, scene: Scene
) -> None:
    merging(scene)
    with recorder(store) as history:
        history.catch_up(AT)
        place(scene, ADD, ADD.steps)
        history.record(ADD._replace(saved=True))
    merging(scene, under_way=False)
    scene.write("MEMORY.md", FACTS)
    caught_up(store)
    assert told(scene) == [Told("add", "agent:y"), EDIT]


def test_a_writer_who_dies_among_the_waiting_ones_repeats_none(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = Deed(
        deed("add", "agent:z"),
        {"MEMORY.md": step(FACTS + b"- New.\n", FACTS + b"- New.\n- Newer.\n")},
        saved=True,
    )
    place(scene, second, second.steps)
    with Folder(store.root) as folder:
        note(folder, (ADD._replace(saved=True), second))

    class Death(BaseException):
        pass

    def die(*_: object) -> None:
        raise Death

    with monkeypatch.context() as patch, pytest.raises(Death):
        patch.setattr(Recorder, "announce", die)
        caught_up(store)
    caught_up(store)
    assert told(scene) == [Told("add", "agent:y"), Told("add", "agent:z")]


def test_git_that_fails_leaves_the_deed_for_later(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise GitFailed("git failed: fatal: no space left on device")

    with recorder(store) as history, monkeypatch.context() as patch:
        patch.setattr(record, "commit", full)
        place(scene, ADD, ADD.steps)
        assert history.record(ADD._replace(saved=True)) is None
        with Folder(store.root) as folder:
            assert noted(folder) == (ADD._replace(saved=True),)
    assert history.delayed is not None
    assert (history.delayed.message, history.delayed.hint) == (
        "saved, but not recorded yet: git failed: fatal: no space left on device",
        "it will be recorded by the next command that writes",
    )
    caught_up(store)
    assert told(scene) == [Told("add", "agent:y")]


def test_a_lock_of_git_that_appears_meanwhile_delays_and_does_not_fail(
    store: Store, scene: Scene
) -> None:
    """A hand edit that cannot be recorded now must not keep the command after it from saving."""
    scene.write("MEMORY.md", "- By hand.\n")
    with recorder(store) as history:
        scene.git("commit", "-q", "--allow-empty", "-m", "at the same moment")
        (scene.root / ".git/HEAD.lock").touch()
        history.catch_up(AT)
        assert isinstance(history.delayed, NotRecorded)
        assert [each.operation.op for each in history.waiting] == ["edit"]
    scene.age_locks()
    caught_up(store)
    assert told(scene) == [Told("", "at the same moment"), EDIT]


def test_a_disk_that_is_full_for_the_note_too_changes_nothing_about_that(
    store: Store, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The note made before the deed still stands, and says enough."""

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def no_git(*_: object, **__: object) -> None:
        raise GitFailed("git failed: no space left on device")

    with recorder(store) as history, monkeypatch.context() as patch:
        history.announce(ADD)
        place(scene, ADD, ADD.steps)
        patch.setattr(record, "commit", no_git)
        patch.setattr("memory_cli.store.files.os.replace", full)
        assert history.record(ADD._replace(saved=True)) is None
        assert isinstance(history.delayed, NotRecorded)
    caught_up(store)
    assert told(scene) == [Told("add", "agent:y")]


# What the killed leave lying about


def test_temporary_files_are_swept_up_and_nothing_else(store: Store, scene: Scene) -> None:
    for name in (".mem-tmp-1", "memory/.mem-tmp-2", ".mem/.mem-tmp-3", "notes.md", ".mem-tm"):
        scene.write(name, "left\n")
    scene.write("elsewhere/.mem-tmp-4", "left\n")
    (scene.root / ".mem-tmp-5").symlink_to("notes.md")
    with Folder(store.root) as folder:
        sweep(folder)
    remaining = {path.relative_to(scene.root).as_posix() for path in scene.root.rglob("*")}
    assert {name for name in remaining if "tmp" in name} == {"elsewhere/.mem-tmp-4"}
    assert scene.read("notes.md") == "left\n"


def test_d5_a_folder_by_the_name_of_a_temporary_file_stands_in_nobodys_way(
    store: Store, scene: Scene
) -> None:
    (scene.root / ".mem-tmp-0").mkdir()
    scene.write("MEMORY.md", "- By hand.\n")
    caught_up(store)
    assert scene.story == [INIT, EDIT]


def test_a_recorder_knows_whether_anything_was_recorded_before(
    store: Store, scene: Scene, tmp_path: Path
) -> None:
    with recorder(store) as history:
        assert not history.is_unborn
    git.run(["init", "-q", "--initial-branch=main", "--", str(tmp_path / "new" / "me")])
    with recorder(Store(tmp_path / "new", "me")) as history:
        assert history.is_unborn
        history.catch_up(AT)
    assert Scene(tmp_path / "new").story == []
    assert scene.story == [INIT]


def test_nothing_here_raises_but_what_a_person_can_understand() -> None:
    assert issubclass(NotRecorded, MemError)
    assert Operation("edit", "editor", AT).message.startswith("edit: ")
