from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import run


@pytest.fixture
def two(tmp_path: Path) -> Path:
    (tmp_path / "mem" / "work").mkdir(parents=True)
    (tmp_path / "mem" / "me").mkdir()
    return tmp_path / "mem"


def test_users_are_lines_in_a_pipe(two: Path) -> None:
    assert run("users", home=two) == (0, f"- me ({two}/me)\n- work ({two}/work)\n", "")


def test_users_are_a_table_on_a_terminal(two: Path) -> None:
    done = run("users", home=two, tty=True, env={"TERM": "dumb", "COLUMNS": "300"})
    rows = [line.split() for line in done.out.splitlines()]
    assert (done.code, rows, done.err) == (
        0,
        [["user", "memory"], ["me", f"{two}/me"], ["work", f"{two}/work"]],
        "",
    )


def test_users_are_an_object_for_programs(two: Path) -> None:
    assert run("users", "--json", home=two).json == {
        "users": [
            {"name": "me", "path": f"{two}/me"},
            {"name": "work", "path": f"{two}/work"},
        ]
    }


@pytest.mark.parametrize("tty", [False, True])
def test_nobody_is_exit_1_with_the_way_to_begin(tmp_path: Path, tty: bool) -> None:
    home = tmp_path / "mem"
    told = f'mem: nobody keeps memory in {home} yet\n     run "mem init" to begin\n'
    assert run("users", home=home, tty=tty) == (1, "", told)


def test_nobody_is_an_empty_answer_and_an_error_for_programs(tmp_path: Path) -> None:
    done = run("users", "--json", home=tmp_path / "mem")
    assert (done.code, done.json, done.error["name"]) == (1, {"users": []}, "nothing")
