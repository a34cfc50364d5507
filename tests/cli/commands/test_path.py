from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.cli import run
from tests.support.sample import Mem


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ([], ""),
        (["soul"], "/SOUL.md"),
        (["FACTS"], "/MEMORY.md"),
        (["today"], "/memory/2026-11-20.md"),
        (["3 days ago"], "/memory/2026-11-17.md"),
        (["2026-11-18"], "/memory/2026-11-18.md"),
    ],
)
def test_a_path_is_a_line_or_an_object(words: list[str], path: str, fresh: Mem) -> None:
    assert fresh("path", *words) == (0, f"{fresh.store}{path}\n", "")
    assert fresh("path", *words, "--json").json == {"path": f"{fresh.store}{path}"}
    assert not fresh.home.exists()


def test_today_is_that_of_the_time_zone_in_soul(mem: Mem) -> None:
    mem.write("SOUL.md", "---\ntimezone: Pacific/Auckland\n---\n")
    late = {"MEM_NOW": "2026-11-20T12:30:00+00:00"}
    assert mem("path", "today", env=late).out == f"{mem.store}/memory/2026-11-21.md\n"


def test_a_path_is_absolute(tmp_path: Path) -> None:
    home = tmp_path / "mem"
    assert (
        run("path", "soul", "--home", "x/../y", home=home).out == f"{tmp_path}/x/../y/me/SOUL.md\n"
    )


@pytest.mark.parametrize("env", [{}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C"}])
def test_other_programs_are_given_the_path_byte_for_byte(
    env: dict[str, str | None], tmp_path: Path
) -> None:
    home = Path(os.fsdecode(os.fsencode(tmp_path / "caf") + b"\xe9\x1b[1m \xe2\x82\xac"))
    for words in (["init", "--quiet"], ["path"]):
        assert run(*words, home=home, env=env) == (0, f"{home}/me\n", "")
    shown = run("path", home=home, tty=True)
    assert shown == (0, f"{tmp_path}/caf\ufffd\\x1b[1m €/me\n", "")


@pytest.mark.parametrize(
    ("what", "told"),
    [
        (
            "nowhere",
            (
                "'nowhere' is not a date\n"
                '     try 2026-11-20, yesterday, "3 days ago", "last week", may, or A..B'
            ),
        ),
        (
            "2026",
            (
                "'2026' is not one day\n"
                '     name one day, like 2026-11-20, yesterday, "3 days ago" or monday'
            ),
        ),
    ],
)
def test_what_has_no_path_is_bad_input(what: str, told: str, fresh: Mem) -> None:
    assert fresh("path", what) == (13, "", f"mem: {told}\n")
