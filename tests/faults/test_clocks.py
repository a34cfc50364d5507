"""Clocks and time zones: days that end elsewhere, hours that come twice, times git cannot write."""

from __future__ import annotations

import pytest

from tests.support.scene import Deed
from tests.support.scene import Scene

INIT = Deed("init", "script")
LOG = Deed("log", "script")


def log(scene: Scene, text: str, now: str, **env: str) -> None:
    done = scene.mem("log", text, env={"MEM_NOW": now, **env})
    assert done.code == 0, done


@pytest.fixture
def begun(scene: Scene) -> Scene:
    assert scene.mem("init").code == 0
    return scene


@pytest.mark.parametrize(
    ("zone", "day", "hour"),
    [
        ("Europe/Amsterdam", "2026-11-21", "0:30"),
        ("America/New_York", "2026-11-20", "18:30"),
        ("Pacific/Kiritimati", "2026-11-21", "13:30"),
        ("Asia/Kolkata", "2026-11-21", "5:00"),
    ],
)
@pytest.mark.parametrize("machine", ["UTC", "America/Los_Angeles", "Asia/Tokyo"])
def test_a43_a_day_is_the_persons_own_wherever_the_machine_stands(
    begun: Scene, zone: str, day: str, hour: str, machine: str
) -> None:
    begun.write("SOUL.md", f"---\ntimezone: {zone}\n---\n")
    log(begun, "Out.", "2026-11-20T23:30:00+00:00", TZ=machine)
    assert begun.read(f"memory/{day}.md") == f"# {day}\n\n- {hour} Out.\n"


def test_a43_the_hour_that_comes_twice_keeps_the_order_of_what_happened(begun: Scene) -> None:
    begun.write("SOUL.md", "---\ntimezone: America/New_York\n---\n")
    log(begun, "First.", "2026-11-01T05:45:00+00:00")
    log(begun, "Second.", "2026-11-01T06:15:00+00:00")
    log(begun, "Third.", "2026-11-01T01:20:00-05:00")
    assert begun.read("memory/2026-11-01.md") == (
        "# 2026-11-01\n\n- 1:45 First.\n- 1:15 Second.\n- 1:20 Third.\n"
    )


def test_a45_midnight_between_two_entries_makes_two_days(begun: Scene) -> None:
    log(begun, "Before.", "2026-11-20T23:59:59+00:00")
    log(begun, "After.", "2026-11-21T00:00:00+00:00")
    assert begun.read("memory/2026-11-20.md") == "# 2026-11-20\n\n- 23:59 Before.\n"
    assert begun.read("memory/2026-11-21.md") == "# 2026-11-21\n\n- 0:00 After.\n"
    assert begun.story == [INIT, LOG, LOG]


@pytest.mark.parametrize(
    ("now", "recorded"),
    [
        ("1969-12-31T23:00:00+00:00", "0"),
        ("1970-01-01T00:00:00+00:00", "0"),
        ("0001-01-01T12:00:00+00:00", "0"),
        ("2038-01-19T03:14:08+00:00", "2147483648"),
        ("9999-12-31T12:00:00+00:00", "4294967295"),
    ],
)
def test_a44_b32_a_clock_that_is_far_off_writes_a_date_that_git_can(
    begun: Scene, now: str, recorded: str
) -> None:
    log(begun, "Out.", now)
    assert begun.git("log", "-1", "--format=%at %ct") == f"{recorded} {recorded}\n"
    assert begun.mem("history").code == 0
    log(begun, "In.", "2026-11-20T09:14:00+00:00")
    assert begun.story == [INIT, LOG, LOG]
    assert begun.wounds == []


@pytest.mark.parametrize("zone", ["UTC+25", "Nowhere/Land", ":", "\x01", "x" * 5000, "<+99>-99"])
def test_b33_a_time_zone_of_the_machine_that_is_none_stops_nobody(begun: Scene, zone: str) -> None:
    unset = Scene(begun.home, begun.env | {"MEM_NOW": None, "TZ": zone})
    for words in (("log", "Out."), ("show", "today"), ("history",), ()):
        done = unset.mem(*words)
        assert done.code == 0, (words, done)
    assert begun.story == [INIT, LOG]
    assert begun.wounds == []
