from __future__ import annotations

from memory_cli.actions.outstanding import Outstanding
from memory_cli.core.stillness import Held
from memory_cli.core.stillness import Stillness

A = Held("a", 1)
B = Held("b", 1)


def looked(*looks: tuple[float, dict[str, Held]]) -> Outstanding:
    outstanding = Outstanding(Stillness())
    for at, held in looks:
        outstanding.found(held, at)
    return outstanding


def test_what_rests_is_worth_a_try() -> None:
    outstanding = looked((0.0, {"x": A, "y": B}), (1.0, {"x": A, "y": A}))
    assert outstanding.ripe(1.0) == {"x": "a"}
    assert list(outstanding.moments()) == [1.0, 2.0]


def test_what_was_tried_in_vain_waits_for_its_moment() -> None:
    outstanding = looked((0.0, {"x": A}), (1.0, {"x": A}))
    outstanding.put_off(outstanding.ripe(1.0), until=61.0)
    assert outstanding.ripe(60.0) == {}
    assert list(outstanding.moments()) == [61.0]
    assert outstanding.ripe(61.0) == {"x": "a"}


def test_what_is_new_beside_it_does_not_wait() -> None:
    outstanding = looked((0.0, {"x": A}), (1.0, {"x": A}))
    outstanding.put_off(outstanding.ripe(1.0), until=61.0)
    for at in (2.0, 3.0):
        outstanding.found({"x": A, "y": A}, at)
    assert outstanding.ripe(3.0) == {"x": "a", "y": "a"}


def test_what_was_left_is_tried_again_when_it_holds_something_else() -> None:
    outstanding = looked((0.0, {"x": A}), (1.0, {"x": A}))
    outstanding.leave(outstanding.ripe(1.0))
    assert outstanding.ripe(100.0) == {}
    assert list(outstanding.moments()) == []
    for at in (100.0, 101.0):
        outstanding.found({"x": B}, at)
    assert outstanding.ripe(101.0) == {"x": "b"}
    for at in (102.0, 103.0):
        outstanding.found({"x": A}, at)
    assert outstanding.ripe(103.0) == {"x": "a"}


def test_what_history_has_is_of_no_more_interest() -> None:
    outstanding = looked((0.0, {"x": A}), (1.0, {"x": A}))
    outstanding.leave({"x": "a"})
    assert outstanding.found({}, 2.0)
    assert outstanding.is_empty
    assert not outstanding.found({}, 3.0)
    for at in (4.0, 5.0):
        outstanding.found({"x": A}, at)
    assert outstanding.ripe(5.0) == {"x": "a"}


def test_what_was_out_of_sight_has_to_rest_anew_and_what_was_left_stays_left() -> None:
    outstanding = looked((0.0, {"x": A, "y": A}), (1.0, {"x": A, "y": A}))
    outstanding.leave({"y": "a"})
    outstanding.lose_sight()
    assert list(outstanding.moments()) == []
    outstanding.found({"x": A, "y": A}, 5.0)
    assert list(outstanding.moments()) == [6.0]
