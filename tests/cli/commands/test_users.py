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


ASKED = "Nothing brings it back. Type the name to remove it: "


def begun(home: Path) -> Path:
    assert run("log", "Shipped 2.0", "--user", "work", home=home).code == 0
    return home / "work"


def test_a_user_is_removed_once_the_name_is_typed(tmp_path: Path) -> None:
    root = begun(tmp_path / "mem")
    done = run("users", "remove", "work", home=root.parent, tty=True, stdin="work\n")
    assert (done.code, done.out, done.err) == (
        0,
        f"- work ({root})\n",
        (
            f"{root} has 1 entry and 1 daily log\n{ASKED}"
            "mem: removed; not reached: clones, backups, remotes, and what was sent to a model\n"
        ),
    )
    assert not root.exists()


def test_any_other_word_removes_nothing(tmp_path: Path) -> None:
    root = begun(tmp_path / "mem")
    done = run("users", "remove", "work", home=root.parent, tty=True, stdin="yes\n")
    assert (done.code, done.out) == (1, "")
    assert done.err.endswith(f"{ASKED}mem: nothing was removed\n")
    assert root.exists()


def test_a_script_has_to_say_yes(tmp_path: Path) -> None:
    root = begun(tmp_path / "mem")
    (root / "notes.txt").write_text("mine")
    assert run("users", "remove", "work", home=root.parent) == (
        11,
        "",
        (
            f"mem: {root} has 1 entry and 1 daily log, and files that are no memory: notes.txt; "
            "all of it would be gone\n     --yes removes it\n"
        ),
    )
    done = run("users", "remove", "work", "--yes", "--json", home=root.parent)
    assert (done.code, done.json) == (
        0,
        {"removed": "work", "path": str(root), "entries": 1, "days": 1},
    )
    assert not root.exists()


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("remove",), 2, "say whose memory"),
        (("--yes",), 2, "--yes is for mem users remove NAME"),
        (("remove", "nobody", "--yes"), 10, "there is no memory of 'nobody'"),
        (("remove", "../work", "--yes"), 5, "'../work' cannot be a user name"),
        (("remove", "work", "--yes", "--actor", "agent"), 5, "only a person removes a memory"),
    ],
)
def test_nothing_is_removed_by_a_slip(
    tmp_path: Path, args: tuple[str, ...], code: int, message: str
) -> None:
    root = begun(tmp_path / "mem")
    done = run("users", *args, "--json", home=root.parent)
    assert (done.code, done.error["message"]) == (code, message)
    assert root.exists()
