from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator

import pytest

from memory_cli.store.bell import Bell


@pytest.fixture
def bell() -> Iterator[Bell]:
    with Bell() as bell:
        yield bell


def test_who_waits_is_woken(bell: Bell) -> None:
    threading.Timer(0.02, bell.ring).start()
    assert bell.wait(60)
    assert not bell.wait(0)


def test_rings_that_nobody_heard_are_one_ring(bell: Bell) -> None:
    for _ in range(200_000):  # more than a pipe holds
        bell.ring()
    assert bell.wait(60)
    assert not bell.wait(0)


def test_nobody_is_woken_without_a_ring(bell: Bell) -> None:
    assert not bell.wait(0.01)
    assert not bell.wait(-1)


def test_the_last_ring_is_heard_by_all_who_ask(bell: Bell) -> None:
    assert not bell.ended
    bell.end()
    assert bell.wait(60)
    assert bell.ended
    bell.rest(600)  # nothing is waited for any more


def test_a_signal_may_ring_it_at_any_moment(bell: Bell) -> None:
    before = signal.signal(signal.SIGUSR1, lambda *_: bell.end())
    try:
        threading.Timer(0.02, os.kill, (os.getpid(), signal.SIGUSR1)).start()
        assert bell.wait(60)
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_no_other_program_inherits_it(bell: Bell) -> None:
    assert not any(map(os.get_inheritable, (bell._heard, bell._rope)))
