from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.sample import FILES
from tests.support.sample import Mem

NEW = 'mem: a new memory: mem log "…" and mem add "…" fill it\n'


def test_a_memory_begins_with_the_templates(fresh: Mem) -> None:
    assert fresh("init") == (0, f"{fresh.store}\n", NEW)
    assert sorted(path.name for path in fresh.store.iterdir()) == [
        *(".git", ".gitignore", ".mem"),
        *("MEMORY.md", "SOUL.md"),
    ]
    assert fresh.message == ["init: 3 files", "Mem-Op: init", "Mem-Actor: script"]
    assert fresh.git("log", "--format=%an <%ae>") == "mem <mem@localhost>"
    assert fresh.git("status", "--porcelain") == ""


def test_a_memory_is_an_object_for_programs(fresh: Mem) -> None:
    done = fresh("init", "--json", "--quiet")
    assert (done.code, done.err) == (0, "")
    assert done.json == {"path": str(fresh.store), "created": True, "adopted": [], "left": []}


def test_beginning_twice_changes_nothing(mem: Mem) -> None:
    before = mem.head
    assert mem("init") == (0, f"{mem.store}\n", "mem: this memory is there already\n")
    assert mem("init", "--json").json == {
        "path": str(mem.store),
        "created": False,
        "adopted": [],
        "left": [],
    }
    assert mem.head == before


def test_a_folder_is_adopted_copied_and_what_is_left_is_named(fresh: Mem, tmp_path: Path) -> None:
    for path, text in {
        **FILES,
        "notes.txt": "x",
        "memory/someday.md": "x",
        "img/a.png": "",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    done = fresh("init", "--from", str(tmp_path), "--json")
    assert done.code == 0
    assert done.json == {
        "path": str(fresh.store),
        "created": True,
        "adopted": ["MEMORY.md", "SOUL.md", "memory/2026-11-18.md", "memory/2026-11-19.md"],
        "left": ["img/", "memory/someday.md", "notes.txt"],
    }
    assert {path: fresh.read(path) for path in FILES} == FILES
    assert (tmp_path / "SOUL.md").exists()


def test_an_adopted_folder_is_told_to_a_person(fresh: Mem, tmp_path: Path) -> None:
    (tmp_path / "SOUL.md").write_text("- Left-handed.\n")
    (tmp_path / "x\x1b[2J.txt").touch()
    assert fresh("init", "--from", str(tmp_path), tty=True) == (
        0,
        f"{fresh.store}\n",
        f"{NEW}mem: adopted: SOUL.md\nmem: left where it was: x\\x1b[2J.txt\n",
    )


def test_what_is_there_already_is_not_overwritten(mem: Mem, tmp_path: Path) -> None:
    (tmp_path / "SOUL.md").write_text("- Another.\n")
    done = mem("init", "--from", str(tmp_path), "--json")
    assert (done.json["adopted"], done.json["left"]) == ([], ["SOUL.md"])
    assert mem.read("SOUL.md") == FILES["SOUL.md"]


def test_a_folder_that_is_none_is_not_found(fresh: Mem, tmp_path: Path) -> None:
    for tty in (False, True):
        assert fresh("init", "--from", str(tmp_path / "none"), tty=tty) == (
            10,
            "",
            (
                f"mem: {tmp_path}/none is not a folder\n"
                "     name one with SOUL.md, MEMORY.md or memory/\n"
            ),
        )
    assert not fresh.home.exists()


def test_without_a_terminal_name_and_time_zone_are_found_out(fresh: Mem) -> None:
    (fresh.home.parent / ".gitconfig").write_text("[user]\n\tname = Ada L\n\temail = a@b.c\n")
    fresh("init", env={"TZ": "Europe/Amsterdam"})
    assert fresh.read("SOUL.md").count("\nname: Ada L\n") == 1
    assert fresh.read("SOUL.md").count("\ntimezone: Europe/Amsterdam\n") == 1
    assert fresh.git("log", "--format=%an <%ae>") == "Ada L <a@b.c>"


@pytest.mark.parametrize("zone", ["Middle/Earth", "UTC", "CET-1CEST", "Etc/UTC", "../x", "UTC+25"])
def test_a_time_zone_that_is_none_is_not_taken_over(zone: str, fresh: Mem) -> None:
    assert fresh("init", env={"TZ": zone}).code == 0
    assert "\ntimezone:\n" in fresh.read("SOUL.md")
    assert fresh(env={"TZ": zone}).err == ""


def test_a_person_is_asked_for_name_and_time_zone(fresh: Mem) -> None:
    done = fresh("init", stdin="Ada\nAmsterdam\nEurope/Amsterdam\n", tty=True)
    assert done == (
        0,
        f"{fresh.store}\n",
        (
            "Your name: Your time zone, like Europe/Amsterdam: "
            "mem: there is no time zone 'Amsterdam'\n"
            f"Your time zone, like Europe/Amsterdam: {NEW}"
        ),
    )
    assert "\nname: Ada\n" in fresh.read("SOUL.md")
    assert "\ntimezone: Europe/Amsterdam\n" in fresh.read("SOUL.md")


def test_return_keeps_what_the_machine_knows(fresh: Mem) -> None:
    (fresh.home.parent / ".gitconfig").write_text("[user]\n\tname = Ada\n")
    done = fresh("init", stdin="\n\n", tty=True, env={"TZ": "Asia/Tokyo"})
    assert done.err == f"Your name [Ada]: Your time zone [Asia/Tokyo]: {NEW}"
    assert "\nname: Ada\n" in fresh.read("SOUL.md")
    assert "\ntimezone: Asia/Tokyo\n" in fresh.read("SOUL.md")


def test_the_end_of_input_is_an_answer_too(fresh: Mem) -> None:
    done = fresh("init", tty=True)
    assert (done.code, done.out) == (0, f"{fresh.store}\n")
    assert "\nname:\n" in fresh.read("SOUL.md")


def test_nobody_is_asked_what_the_adopted_files_say(fresh: Mem, tmp_path: Path) -> None:
    (tmp_path / "SOUL.md").write_text("---\nname: Grace\n---\n")
    done = fresh("init", "--from", str(tmp_path), tty=True)
    assert done.err == f"{NEW}mem: adopted: SOUL.md\n"


@pytest.mark.parametrize(
    "name", ["No", "null", "a: b", "#1", "'q' \"q\"", "é\u2028x", "[/x] :bomb:"]
)
def test_a_name_is_a_name_whatever_yaml_thinks_of_it(name: str, fresh: Mem) -> None:
    fresh("init", stdin=f"{name}\n\n", tty=True)
    shown = " ".join(name.split())
    assert fresh("--json").json["name"] == shown
    (fresh.store / ".mem" / "soul.json").unlink()  # now YAML itself is asked
    assert fresh("--json").json["name"] == shown


def test_everything_is_for_its_owner_alone(fresh: Mem) -> None:
    mask = os.umask(0)
    try:
        fresh("init")
    finally:
        os.umask(mask)
    modes = {path.stat().st_mode & 0o077 for path in [fresh.home, *fresh.home.rglob("*")]}
    assert modes == {0}
