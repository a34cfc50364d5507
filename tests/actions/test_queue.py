from __future__ import annotations

import stat
from datetime import datetime
from datetime import timedelta
from datetime import timezone

import pytest

from memory_cli.actions.queue import Conversation
from memory_cli.actions.queue import enqueue
from memory_cli.actions.queue import queued
from memory_cli.actions.queue import take
from memory_cli.store.store import Store
from tests.support.memories import NOW
from tests.support.memories import deeds
from tests.support.memories import files

QUEUE = ".mem/queue"
TALK = Conversation("user: I like tea.\nassistant: Noted.\n", NOW, "agent", ("food", "x"))


def names(store: Store) -> list[str]:
    return sorted(path.name for path in store.path(QUEUE).glob("*"))


def test_a_conversation_comes_back_as_it_was_put_aside(store: Store) -> None:
    name = enqueue(store, TALK).name
    assert list(queued(store)) == [TALK._replace(name=name)]


@pytest.mark.parametrize(
    "text",
    ["", "\n", "one\ntwo", "\n\n", '{"at": 1}\n', "\udcff bytes", "é\r\n日本語", "x" * 100_000],
)
def test_every_text_comes_back_byte_for_byte(store: Store, text: str) -> None:
    enqueue(store, TALK._replace(text=text))
    assert [each.text for each in queued(store)] == [text]


def test_the_clock_of_the_person_comes_back(store: Store) -> None:
    at = datetime(2026, 11, 20, 1, 30, 5, 17, timezone(timedelta(hours=14)))
    enqueue(store, TALK._replace(at=at))
    (found,) = queued(store)
    assert (found.at, found.at.utcoffset(), str(found.at.date())) == (
        *(at, timedelta(hours=14), "2026-11-20"),
    )


def test_the_oldest_is_first_whatever_the_clocks_say(store: Store) -> None:
    for hours, text in ((2, "late"), (0, "early"), (1, "middle")):
        zone = timezone(timedelta(hours=-9 * hours))
        enqueue(store, TALK._replace(text=text, at=(NOW + timedelta(hours=hours)).astimezone(zone)))
    assert [each.text for each in queued(store)] == ["early", "middle", "late"]


def test_two_of_the_same_moment_both_wait(store: Store) -> None:
    enqueue(store, TALK)
    enqueue(store, TALK)
    assert [each.text for each in queued(store)] == [TALK.text] * 2


def test_what_is_taken_waits_no_longer_and_may_be_taken_twice(store: Store) -> None:
    enqueue(store, TALK._replace(text="one"))
    enqueue(store, TALK._replace(text="two", at=NOW + timedelta(seconds=1)))
    one, two = queued(store)
    take(store, one)
    take(store, one)
    assert list(queued(store)) == [two]


def test_it_is_local_and_for_the_eyes_of_its_owner(store: Store) -> None:
    before = files(store)
    enqueue(store, TALK)
    (name,) = names(store)
    assert (
        stat.S_IMODE(
            store.path(
                QUEUE,
            )
            .stat()
            .st_mode
        )
        == 0o700
    )
    assert stat.S_IMODE(store.path(f"{QUEUE}/{name}").stat().st_mode) == 0o600
    assert (files(store), deeds(store)) == (before, ["init cli"])


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"garbage",
        b"\xff\xfe\n",
        b"[]\ntext",
        b"null\ntext",
        b'{"at": "soon", "actor": "cli", "tags": []}\ntext',
        b'{"at": 3, "actor": "cli", "tags": []}\ntext',
        b'{"at": "2026-11-20T09:14:00+00:00", "actor": "cli"}\ntext',
        b'{"at": "2026-11-20T09:14:00+00:00", "actor": "cli", "tags": 3}\ntext',
        b"[" * 100_000,
    ],
)
def test_what_is_none_of_ours_is_passed_over_and_left_alone(store: Store, data: bytes) -> None:
    name = enqueue(store, TALK).name
    foreign = store.path(f"{QUEUE}/20200101T000000000000-00000000")
    foreign.write_bytes(data)
    store.path(f"{QUEUE}/notes.txt").write_bytes(b"mine")
    assert [each.name for each in queued(store)] == [name]
    assert foreign.read_bytes() == data


def test_without_a_queue_nothing_waits(store: Store) -> None:
    assert list(queued(store)) == []
    assert list(queued(Store(store.root.parent, "nobody"))) == []
