"""What `watch` does, in a time of its own: no test here waits for anything."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from memory_cli.actions.searching import ask
from memory_cli.actions.watch import Following
from memory_cli.actions.watch import Gone
from memory_cli.actions.watch import Left
from memory_cli.actions.watch import Postponed
from memory_cli.actions.watch import Recorded
from memory_cli.actions.watch import watch
from memory_cli.core.errors import Busy
from memory_cli.core.errors import GitFailed
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import NotRecorded
from memory_cli.core.errors import Refused
from memory_cli.search import fresh
from memory_cli.store.files import Folder
from memory_cli.store.lock import locked
from memory_cli.store.lock import watched_alone
from memory_cli.store.store import Store
from tests.support.clockwork import Clockwork
from tests.support.clockwork import Deed
from tests.support.scene import Scene
from tests.support.stores import FACTS
from tests.support.stores import begun
from tests.support.stores import deed
from tests.support.stores import put

MORE = FACTS + b"- By hand.\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return begun(tmp_path / "mem", {"memory/2026-11-18.md": b"- Old.\n"})


def writes(store: Store, data: bytes, path: str = "MEMORY.md") -> Deed:
    return lambda: store.path(path).write_bytes(data)


def told(
    store: Store, *deeds: tuple[float, Deed], until: float, silent: bool = False
) -> list[tuple[Any, ...]]:
    """What is told in a time in which `deeds` are done: kind, second, and what it is about."""
    with Clockwork(*deeds, until=until, silent=silent) as bell:
        events: list[tuple[Any, ...]] = []
        for event in watch(store, bell=bell, clock=bell.clock):
            match event:
                case Recorded(_, paths, _):
                    events.append(("recorded", round(bell.at, 1), *paths))
                case Left(paths):
                    events.append(("left", round(bell.at, 1), *paths))
                case Postponed(reason):
                    events.append(("postponed", round(bell.at, 1), reason.name))
                case Gone():
                    events.append(("gone", round(bell.at, 1)))
                case Following(_, blind):
                    events.append(("following", round(bell.at, 1), blind))
        assert bell.waits < 20 + 2 * until, "it spins"
        return events[1:] if events[:1] == [("following", 0.0, None)] else events


def story(store: Store, path: str = "MEMORY.md") -> list[tuple[str, str, bytes | None]]:
    """Every commit after the first: what was done, by whom, and what `path` held then."""
    _, *moments = Scene(store.root.parent).moments
    return [(each.deed.op, each.deed.actor, each.files.get(path)) for each in moments]


def by_hand(*held: bytes | None) -> list[tuple[str, str, bytes | None]]:
    """Commits of hand edits, and what the file held after each."""
    return [("edit", "editor", each) for each in held]


# --- how people save ----------------------------------------------------------------------------


def test_a_save_is_recorded_a_second_later(store: Store) -> None:
    assert told(store, (3.0, writes(store, MORE)), until=60) == [("recorded", 4.0, "MEMORY.md")]
    assert story(store) == by_hand(MORE)


def test_what_was_edited_before_is_recorded_at_once(store: Store) -> None:
    writes(store, MORE)()
    assert told(store, until=60) == [("recorded", 1.0, "MEMORY.md")]


def test_every_save_is_a_commit_of_its_own(store: Store) -> None:
    texts = [MORE, MORE + b"- Twice.\n", MORE]
    saves = [(3.0 + 2 * n, writes(store, text)) for n, text in enumerate(texts)]
    assert len(told(store, *saves, until=60)) == 3
    assert story(store) == by_hand(*texts)


def test_a_slow_writer_is_recorded_when_it_is_done_and_not_before(store: Store) -> None:
    whole = FACTS + b"- Slowly written.\n" * 40
    parts = [(3.0 + 0.9 * n, writes(store, whole[: n * 100])) for n in range(9)]
    assert told(store, *parts, until=60) == [("recorded", 11.2, "MEMORY.md")]
    assert story(store) == by_hand(whole)


def test_an_empty_file_is_not_what_was_meant_unless_it_stays_so(store: Store) -> None:
    deeds = [(3.0, writes(store, b"")), (12.0, writes(store, MORE))]
    assert told(store, *deeds, until=60) == [("recorded", 13.0, "MEMORY.md")]
    assert told(store, (3.0, writes(store, b"")), until=60) == [("recorded", 13.0, "MEMORY.md")]
    assert story(store) == by_hand(MORE, b"")


def test_a_file_that_is_away_for_a_moment_was_not_deleted(store: Store) -> None:
    path = store.path("MEMORY.md")

    def away() -> None:
        path.rename(path.with_name("MEMORY.md~"))

    deeds = [(3.0, away), (9.0, writes(store, MORE))]
    assert told(store, *deeds, until=60) == [("recorded", 10.0, "MEMORY.md")]
    assert told(store, (3.0, path.unlink), until=60) == [("recorded", 13.0, "MEMORY.md")]
    assert story(store) == by_hand(MORE, None)


def test_a_file_that_never_rests_keeps_no_other_waiting(store: Store) -> None:
    log = "memory/2026-11-18.md"
    restless = [(2 + n / 2, writes(store, b"- %d\n" % n, log)) for n in range(30)]
    found = told(store, *restless, (5.0, writes(store, MORE)), until=60)
    assert found == [("recorded", 6.0, "MEMORY.md"), ("recorded", 17.5, log)]
    assert [files for *_, files in story(store, log)] == [b"- Old.\n", b"- 29\n"]


def test_what_changes_while_it_is_recorded_is_not_taken_for_what_rested(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Under the lock it is looked at again: only what has come to rest is recorded."""
    real = Store.recorder

    def late(self: Store, *args: Any, **how: Any) -> Any:
        if store.read("MEMORY.md") == MORE:
            writes(store, b"# Fa")()
        return real(self, *args, **how)

    monkeypatch.setattr(Store, "recorder", late)
    whole = MORE + b"- Whole.\n"
    found = told(store, (3.0, writes(store, MORE)), (4.5, writes(store, whole)), until=60)
    assert found == [("recorded", 5.5, "MEMORY.md")]
    assert story(store) == by_hand(whole)


def test_several_files_at_rest_are_one_commit(store: Store) -> None:
    log = "memory/2026-11-20.md"
    deeds = [(3.0, writes(store, MORE)), (3.0, writes(store, b"- New.\n", log))]
    assert told(store, *deeds, until=60) == [("recorded", 4.0, "MEMORY.md", log)]
    assert len(story(store)) == 1


def test_what_nobody_is_told_of_is_found_within_a_minute(store: Store) -> None:
    found = told(store, (3.0, writes(store, MORE)), until=200, silent=True)
    assert [(kind, at < 70) for kind, at, _ in found] == [("recorded", True)]


# --- others who write ----------------------------------------------------------------------------


def test_b11_what_mem_itself_writes_is_recorded_by_who_wrote_it_alone(store: Store) -> None:
    adds = [
        (3.0 + n / 3, lambda n=n: put(store, {"MEMORY.md": MORE * (n + 1)}, deed("add")))
        for n in range(12)
    ]
    assert told(store, *adds, until=60) == []
    assert {deed[:2] for deed in story(store)} == {("add", "cli")}


def test_a_busy_lock_is_tried_again_without_a_word(store: Store) -> None:
    folder = Folder(store.root)
    holding = locked(folder)
    deeds = [
        (3.0, writes(store, MORE)),
        (3.5, holding.__enter__),
        (20.0, lambda: holding.__exit__(None, None, None)),
    ]
    found = told(store, *deeds, until=60)
    folder.close()
    assert [(kind, 20 <= at <= 22.1) for kind, at, _ in found] == [("recorded", True)]


def test_who_watches_holds_no_lock_while_a_file_moves(store: Store) -> None:
    def looks_free() -> None:
        with Folder(store.root) as folder, locked(folder, patience=0):
            pass

    deeds = [(3.0, writes(store, MORE)), (3.5, looks_free), (3.9, looks_free)]
    assert told(store, *deeds, until=60) == [("recorded", 4.0, "MEMORY.md")]


def test_b14_what_has_to_wait_for_a_merge_is_told_once_and_recorded_after_it(store: Store) -> None:
    merging = store.path(".git/MERGE_HEAD")

    def merge() -> None:
        merging.write_text(Scene(store.root.parent).git("rev-parse", "main"))

    deeds = [(3.0, merge), (5.0, writes(store, MORE)), (200.0, merging.unlink)]
    kinds = [(kind, *rest) for kind, at, *rest in told(store, *deeds, until=300)]
    assert kinds == [("postponed", NotRecorded.name), ("recorded", "MEMORY.md")]
    assert story(store) == by_hand(MORE)


def test_what_history_does_not_take_is_told_once_and_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a rule may say of a file that holds a secret; it may stay so for months."""
    tries = []
    real = Store.recorder

    def refusing(self: Store, at: int, *, settled: dict[str, str], **how: Any) -> Any:
        tries.append(tuple(settled))
        return real(self, at, settled={p: d for p, d in settled.items() if p != "MEMORY.md"}, **how)

    monkeypatch.setattr(Store, "recorder", refusing)
    log = "memory/2026-11-20.md"
    deeds = [
        (3.0, writes(store, MORE)),
        (30.0, writes(store, b"- New.\n", log)),
        (40.0, writes(store, MORE + MORE)),
    ]
    assert told(store, *deeds, until=500) == [
        ("left", 4.0, "MEMORY.md"),
        ("recorded", 31.0, log),
        ("left", 41.0, "MEMORY.md"),
    ]
    assert tries == [("MEMORY.md",), (log,), ("MEMORY.md",)]


def test_links_and_the_like_are_named_once(store: Store, tmp_path: Path) -> None:
    def link() -> None:
        store.path("memory/2026-11-20.md").symlink_to(tmp_path)

    assert told(store, (3.0, link), until=300) == [("left", 3.0, "memory/2026-11-20.md")]


def test_what_cannot_be_looked_at_is_told_once_until_all_is_well(store: Store) -> None:
    config = store.path(".git/config")
    sound = config.read_bytes()
    hostile = sound + b"[core]\n\tsshCommand = touch /tmp/x\n"
    deeds = [
        (3.0, lambda: config.write_bytes(hostile)),
        (5.0, writes(store, MORE)),
        (200.0, lambda: config.write_bytes(sound)),
        (300.0, lambda: config.write_bytes(hostile)),
    ]
    kinds = [(kind, *rest) for kind, at, *rest in told(store, *deeds, until=400)]
    assert kinds == [
        ("postponed", GitFailed.name),
        ("recorded", "MEMORY.md"),
        ("postponed", GitFailed.name),
    ]


# --- the index -----------------------------------------------------------------------------------


def test_the_index_is_brought_up_to_date_by_itself(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, Path]] = []
    bell = Clockwork((20.0, writes(store, MORE)), until=60)
    monkeypatch.setattr(fresh, "ask", lambda path, *_: asked.append((bell.at, path)))
    with bell:
        list(watch(store, bell=bell, clock=bell.clock))
    assert asked == [
        (pytest.approx(at, abs=0.01), store.path(".mem/index.db")) for at in (2.5, 23.5)
    ]


def test_who_asks_afterwards_finds_an_index_that_needs_nothing(store: Store) -> None:
    assert not store.path(".mem/index.db").exists()
    assert told(store, until=10) == []
    assert store.path(".mem/index.db").exists()
    assert ask(store, lambda index: index.tags()).answer == {}


def test_an_index_that_cannot_be_is_no_reason_to_stop(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(fresh, "ask", broken)
    found = told(store, (10.0, writes(store, MORE)), until=60)
    assert found == [("recorded", 11.0, "MEMORY.md")]


# --- the folder ----------------------------------------------------------------------------------


def test_b12_a_store_that_is_renamed_is_waited_for_and_followed_again(
    store: Store, tmp_path: Path
) -> None:
    away = tmp_path / "away"
    deeds = [
        (3.0, lambda: store.root.rename(away)),
        (5.0, lambda: (away / "MEMORY.md").write_bytes(MORE)),
        (100.0, lambda: away.rename(store.root)),
        (110.0, writes(store, MORE + MORE)),
    ]
    kinds = [(kind, *rest) for kind, at, *rest in told(store, *deeds, until=200)]
    assert kinds == [
        ("gone",),
        ("following", None),
        ("recorded", "MEMORY.md"),
        ("recorded", "MEMORY.md"),
    ]
    assert story(store) == by_hand(MORE, MORE + MORE)


def test_b12_a_store_that_is_deleted_and_made_anew_is_followed_again(store: Store) -> None:
    deeds = [
        (3.0, lambda: shutil.rmtree(store.root)),
        (20.0, store.root.mkdir),
        (40.0, store.root.rmdir),
        (50.0, lambda: begun(store.root.parent)),
        (60.0, writes(store, MORE)),
    ]
    kinds = [(kind, *rest) for kind, at, *rest in told(store, *deeds, until=200)]
    assert kinds == [("gone",), ("following", None), ("recorded", "MEMORY.md")]


def test_b12_another_store_in_its_place_is_followed_from_then_on(
    store: Store, tmp_path: Path
) -> None:
    begun(tmp_path / "other")

    def swap() -> None:
        store.root.rename(tmp_path / "away")
        (tmp_path / "other" / "me").rename(store.root)

    deeds = [(3.0, swap), (10.0, writes(store, MORE))]
    assert told(store, *deeds, until=60) == [("recorded", 11.0, "MEMORY.md")]


@pytest.mark.parametrize("name", ["memory", ".mem"])
def test_b12_a_folder_in_it_may_come_and_go(store: Store, name: str) -> None:
    def gone() -> None:
        shutil.rmtree(store.path(name))

    def back() -> None:
        store.path("memory").mkdir(exist_ok=True)
        writes(store, b"- Old.\n", "memory/2026-11-18.md")()

    deeds = [(3.0, gone), (8.0, back), (20.0, writes(store, b"- New.\n", "memory/2026-11-18.md"))]
    assert told(store, *deeds, until=60) == [("recorded", 21.0, "memory/2026-11-18.md")]


def test_b12_a_link_in_its_place_is_not_followed(store: Store, tmp_path: Path) -> None:
    def swap() -> None:
        store.root.rename(tmp_path / "away")
        store.root.symlink_to(tmp_path / "away")

    with pytest.raises(Refused, match="symbolic link"):
        told(store, (3.0, swap), until=60)


def test_without_a_store_there_is_nothing_to_watch(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        told(Store(tmp_path, "nobody"), until=60)


def test_without_a_history_there_is_nothing_to_watch(store: Store) -> None:
    shutil.rmtree(store.path(".git"))
    with pytest.raises(GitFailed):
        told(store, until=60)


# --- one, and its end ----------------------------------------------------------------------------


def test_b13_a_second_watcher_is_told_of_the_first(store: Store) -> None:
    with (
        Folder(store.root) as folder,
        watched_alone(folder),
        pytest.raises(Busy, match=r"this memory is watched already: [0-9]+ "),
    ):
        told(store, until=60)
    assert told(store, until=60) == []


def test_b12_who_comes_back_to_a_store_that_another_watches_now_leaves_it(store: Store) -> None:
    folders: list[Folder] = []

    def other() -> None:
        shutil.rmtree(store.path(".mem"))
        folders.append(Folder(store.root))
        held.append(watched_alone(folders[0]))
        held[0].__enter__()

    held: list[Any] = []
    with pytest.raises(Busy):
        told(store, (3.0, other), until=60)
    held[0].__exit__(None, None, None)
    folders[0].close()


@pytest.mark.parametrize(
    ("data", "recorded"), [(MORE, [("recorded", 11.0, "MEMORY.md")]), (b"", [])]
)
def test_the_end_waits_for_what_is_about_to_rest_and_for_nothing_else(
    store: Store, data: bytes, recorded: list[object]
) -> None:
    bell = Clockwork((10.0, writes(store, data)), until=10.0)
    with bell:
        found = [
            (type(event).__name__.lower(), round(bell.at, 1), *event.paths)
            for event in watch(store, bell=bell, clock=bell.clock)
            if isinstance(event, Recorded)
        ]
    assert found == recorded
    assert bell.at < 11.5
    assert store.read("MEMORY.md") == data


def test_with_nothing_to_wait_for_the_end_is_at_once(store: Store) -> None:
    with Clockwork((3.0, writes(store, MORE)), until=10.0) as bell:
        list(watch(store, bell=bell, clock=bell.clock))
        assert bell.at == 10.0


def test_the_end_is_not_kept_by_a_file_that_is_written_on_and_on(store: Store) -> None:
    restless = [(9 + n / 2, writes(store, b"- %d\n" % n)) for n in range(30)]
    with Clockwork(*restless, until=10.0) as bell:
        assert [type(each) for each in watch(store, bell=bell, clock=bell.clock)] == [Following]
        assert bell.at < 12


def test_where_events_cannot_be_had_it_looks_by_itself(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    from memory_cli.store import watch as door

    def exhausted(*_: object) -> None:
        raise OSError(28, "inotify watch limit reached")

    monkeypatch.setattr(door, "_observer", exhausted)
    with Clockwork((3.0, writes(store, MORE)), until=20, silent=True) as bell:
        following, recorded = [
            (event, bell.at) for event in watch(store, bell=bell, clock=bell.clock)
        ]
    assert following == (Following(store.root, "inotify watch limit reached"), 0.0)
    assert isinstance(recorded[0], Recorded)
    assert recorded[1] < 3.0 + 2.0 + 2.0
