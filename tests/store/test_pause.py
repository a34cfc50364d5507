"""Pausing: a setting in git's configuration, heeded under the lock."""

from __future__ import annotations

from datetime import UTC
from datetime import datetime
from pathlib import Path

import pytest

from memory_cli.core.errors import MemError
from memory_cli.core.errors import Refused
from memory_cli.core.layout import TEMPORARY
from memory_cli.store.pause import FREE
from memory_cli.store.pause import Leave
from memory_cli.store.pause import Pause
from memory_cli.store.pause import heed_at
from memory_cli.store.store import Store
from tests.support.scene import Scene
from tests.support.stores import AT
from tests.support.stores import FACTS
from tests.support.stores import deed
from tests.support.stores import put

NOW = datetime(2026, 11, 20, 9, 14, tzinfo=UTC)
PAUSE = Pause(NOW, "cli")


def of(store: Store, actor: str, *, while_paused: bool = False) -> Store:
    return Store(store.root.parent, store.user, Leave(actor, while_paused))


def test_a_pause_stands_in_the_configuration_and_goes_again(store: Store, scene: Scene) -> None:
    config = scene.root / ".git/config"
    before, mode = config.read_bytes(), config.stat().st_mode
    assert store.pause() is None
    assert store.set_pause(PAUSE) is None
    assert scene.git("config", "mem.paused") == "2026-11-20T09:14:00+00:00 cli\n"
    assert store.pause() == PAUSE
    assert store.set_pause(None) == PAUSE
    assert store.pause() is None
    assert config.read_bytes().replace(b"[mem]\n", b"") == before
    assert config.stat().st_mode == mode
    assert (scene.wounds, scene.leftovers) == ([], [])


def test_what_a_killed_pause_has_left_keeps_nobody_from_pausing(store: Store, scene: Scene) -> None:
    def killed(*_: object, **__: object) -> bytes:
        (left,) = (scene.root / ".mem").glob(f"{TEMPORARY}*")
        left.with_name(f"{left.name}.lock").touch()  # as git does
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("memory_cli.store.git.run", killed)
        store.set_pause(PAUSE)
    store.set_pause(PAUSE)
    assert store.pause() == PAUSE
    put(store, {"MEMORY.md": b"- New.\n"}, deed("add"))
    assert (scene.wounds, scene.leftovers) == ([], [])


def test_pausing_twice_keeps_the_first_and_resuming_twice_is_no_error(store: Store) -> None:
    store.set_pause(PAUSE)
    assert store.set_pause(Pause(NOW.replace(hour=12), "agent:x")) == PAUSE
    assert store.pause() == PAUSE
    store.set_pause(None)
    assert store.set_pause(None) is None


@pytest.mark.parametrize(
    ("actor", "hint"),
    [
        ("script", 'run "mem resume" in a terminal first, or say --force'),
        ("agent", 'wait, or ask the person to run "mem resume"'),
        ("agent:x", 'wait, or ask the person to run "mem resume"'),
    ],
)
def test_while_paused_others_write_nothing(
    store: Store, scene: Scene, actor: str, hint: str
) -> None:
    store.set_pause(PAUSE)
    with pytest.raises(Refused) as raised:
        put(of(store, actor), {"MEMORY.md": b"- New.\n"}, deed("add", actor))
    assert (raised.value.message, raised.value.hint) == (
        "this memory is paused; nothing was written",
        hint,
    )
    assert scene.files["MEMORY.md"] == FACTS
    assert scene.wounds == []


def test_a_person_and_who_is_allowed_to_write_on(store: Store, scene: Scene) -> None:
    store.set_pause(PAUSE)
    put(store, {"MEMORY.md": b"- New.\n"}, deed("add"))
    put(of(store, "script", while_paused=True), {"MEMORY.md": b"- Newer.\n"}, deed("add"))
    assert scene.files["MEMORY.md"] == b"- Newer.\n"


def test_hand_edits_are_recorded_by_who_may_not_write(store: Store, scene: Scene) -> None:
    store.set_pause(PAUSE)
    scene.write("MEMORY.md", "- By hand.\n")
    with pytest.raises(Refused):
        put(of(store, "agent"), {"MEMORY.md": b""}, deed("add"))
    assert scene.tree()["MEMORY.md"] == b"- By hand.\n"
    scene.write("MEMORY.md", "- Again.\n")
    assert of(store, "agent").record_quietly(AT) is None
    assert scene.wounds == []


@pytest.mark.parametrize(
    ("said", "pause"),
    [
        ("true", Pause(None, "true")),
        ("2026-11-20T09:14:00 cli", Pause(None, "2026-11-20T09:14:00 cli")),
        ("2026-11-20T09:14:00+00:00", Pause(NOW, "")),
        ("", Pause(None, "")),
    ],
)
def test_whatever_it_says_there_it_is_paused(
    store: Store, scene: Scene, said: str, pause: Pause
) -> None:
    scene.git("config", "mem.paused", said)
    assert store.pause() == pause
    with pytest.raises(Refused):
        of(store, "agent").heed_pause()


def test_where_there_is_no_memory_nothing_is_paused(tmp_path: Path) -> None:
    store = Store(tmp_path, "me", Leave("agent", while_paused=False))
    store.heed_pause()
    assert store.pause() is None
    heed_at(tmp_path, FREE)
    with pytest.raises(MemError):
        store.set_pause(PAUSE)


def test_a_memory_without_history_is_not_paused(store: Store, scene: Scene) -> None:
    (scene.root / ".git").rename(scene.home / "git")
    assert store.pause() is None


def test_to_ask_starts_no_git_once_the_configuration_is_known(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.set_pause(PAUSE)
    assert store.pause() == PAUSE
    monkeypatch.setattr("memory_cli.store.git.run", None)
    assert store.pause() == PAUSE
