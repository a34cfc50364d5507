from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.stillness import Held
from memory_cli.core.stillness import Seen
from memory_cli.core.stillness import Stillness
from memory_cli.core.stillness import looked
from memory_cli.core.stillness import settled

GONE = Held(None, 0)
EMPTY = Held("e69de29", 0)
HALF = Held("half", 4)
WHOLE = Held("whole", 8)
STILL = Stillness()


def told(*looks: tuple[float, Held | None]) -> list[tuple[float, str | None]]:
    """When looks at one file found it at rest, and with which digest."""
    seen: dict[str, Seen] = {}
    found = []
    for at, held in looks:
        seen = looked(seen, {} if held is None else {"a": held}, at)
        found += [(at, digest) for digest in settled(seen, STILL, at).values()]
    return found


def test_what_holds_the_same_for_a_second_is_at_rest() -> None:
    assert told((0.0, WHOLE), (0.9, WHOLE), (1.0, WHOLE)) == [(1.0, "whole")]


def test_one_look_alone_proves_nothing() -> None:
    assert told((100.0, WHOLE)) == []


def test_every_other_content_begins_the_second_anew() -> None:
    looks = ((0.0, HALF), (0.9, WHOLE), (1.8, WHOLE), (1.9, WHOLE))
    assert told(*looks) == [(1.9, "whole")]


def test_nothing_left_has_to_last_ten_seconds() -> None:
    for bare in (EMPTY, GONE):
        assert told((0.0, bare), (5.0, bare), (9.9, bare)) == []
        assert told((0.0, bare), (5.0, bare), (10.0, bare)) == [(10.0, bare.digest)]


def test_gone_and_empty_are_not_the_same() -> None:
    assert told((0.0, GONE), (9.0, EMPTY), (10.0, EMPTY)) == []


def test_what_is_as_history_has_it_is_forgotten() -> None:
    assert told((0.0, WHOLE), (0.5, None), (1.0, WHOLE), (1.5, WHOLE)) == []
    assert looked({"a": Seen(WHOLE, 0.0)}, {}, 1.0) == {}


times = st.lists(st.floats(0.01, 0.99), min_size=1, max_size=12)


@given(gaps=times, waits=st.lists(st.floats(0.01, 3.0), max_size=30), begins=st.floats(0.0, 3.0))
def test_law_a_half_written_file_is_never_at_rest(
    gaps: Sequence[float], waits: Sequence[float], begins: float
) -> None:
    """Whoever looks whenever, at a writer who never pauses long, gets the end or nothing."""
    written = [begins]
    for gap in gaps:
        written.append(written[-1] + gap)
    states = [Held("before", 9), EMPTY, *(Held(f"part {n}", n) for n in range(1, len(written)))]

    def held(at: float) -> Held | None:
        done = sum(moment <= at for moment in written)
        return states[done] if done else None  # as history has it

    looks = [0.0]
    for wait in waits:
        looks.append(looks[-1] + wait)
    found = told(*((at, held(at)) for at in looks))
    assert {digest for _, digest in found} <= {states[-1].digest}


@given(waits=st.lists(st.floats(0.01, 3.0), max_size=30), is_bare=st.booleans())
def test_law_what_stays_is_at_rest_at_the_first_look_that_can_know(
    waits: Sequence[float], is_bare: bool
) -> None:
    held, enough = (EMPTY, 10.0) if is_bare else (WHOLE, 1.0)
    looks = [0.0]
    for wait in waits:
        looks.append(looks[-1] + wait)
    found = told(*((at, held) for at in looks))
    assert found == [(at, held.digest) for at in looks if at >= enough]
