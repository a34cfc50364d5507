from __future__ import annotations

from pathlib import Path

import pytest

from memory_cli.core.identity import entry_id
from tests.support.sample import DARK
from tests.support.sample import PASSPORT
from tests.support.sample import PILL
from tests.support.sample import Mem

DAY = "memory/2026-11-20.md"


def an_editor(mem: Mem, script: str, name: str = "editor") -> dict[str, str | None]:
    """The environment in which `script` is the editor; its arguments are kept in ~/called."""
    program = mem.home.parent / name
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > ~/called\n{script}\n')
    program.chmod(0o755)
    return {"VISUAL": None, "EDITOR": str(program)}


def called(mem: Mem) -> list[str]:
    return (mem.home.parent / "called").read_text().splitlines()


def test_what_the_editor_saved_is_recorded_as_a_hand_edit(mem: Mem) -> None:
    done = mem("edit", env=an_editor(mem, "echo '- Typed.' > \"$1\""))
    assert done == (0, f"{mem.store}/{DAY}\n", "mem: recorded\n")
    assert called(mem) == [f"{mem.store}/{DAY}"]
    assert mem.message == ["edit: 1 file by hand", "Mem-Op: edit", "Mem-Actor: editor"]
    assert mem("show", "today").out == f"- Typed. ({DAY}:1 {entry_id('Typed.')[:8]})\n"


def test_an_edit_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("edit", "facts", "--json", "--quiet", env=an_editor(mem, "echo '- x' >> \"$1\""))
    assert (done.code, done.err) == (0, "")
    assert done.json == {"path": f"{mem.store}/MEMORY.md", "changed": True, "commit": mem.head}


def test_an_editor_that_changes_nothing_leaves_nothing_behind(mem: Mem) -> None:
    before = mem.head
    for words in (["edit", "soul"], ["edit"]):
        done = mem(*words, "--json", env=an_editor(mem, ":"))
        assert (done.code, done.err) == (0, "mem: nothing was changed\n")
        assert (done.json["changed"], done.json["commit"]) == (False, None)
    assert mem.head == before
    assert not (mem.store / DAY).exists()


@pytest.mark.parametrize(
    ("what", "path"),
    [
        ("soul", "SOUL.md"),
        ("facts", "MEMORY.md"),
        ("today", DAY),
        ("yesterday", "memory/2026-11-19.md"),
        ("2026-11-18", "memory/2026-11-18.md"),
        (PASSPORT[:4], "MEMORY.md"),
        (f"{PILL}@2026-11-18", "memory/2026-11-18.md"),
    ],
)
def test_what_is_named_is_opened(what: str, path: str, mem: Mem) -> None:
    assert mem("edit", what, env=an_editor(mem, ":")).out == f"{mem.store}/{path}\n"


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("vim", ["+9", "{}"]),
        ("hx", ["{}:9"]),
        ("code", ["--wait", "--goto", "{}:9"]),
        ("unheard-of", ["{}"]),
    ],
)
def test_editors_that_can_begin_at_the_line_of_the_entry(
    name: str, arguments: list[str], mem: Mem
) -> None:
    mem("edit", PASSPORT, env=an_editor(mem, ":", name))
    assert called(mem) == [each.format(mem.store / "MEMORY.md") for each in arguments]


def test_visual_goes_before_editor_and_both_may_have_arguments(mem: Mem) -> None:
    program = an_editor(mem, ":")["EDITOR"]
    mem("edit", "soul", env={"EDITOR": "false", "VISUAL": f"{program} --wait 'a b'"})
    assert called(mem) == ["--wait", "a b", f"{mem.store}/SOUL.md"]


def test_what_was_edited_before_is_a_change_of_its_own(mem: Mem) -> None:
    mem.write("SOUL.md", "- Right-handed.\n")
    mem("edit", "facts", env=an_editor(mem, "echo '- x' >> \"$1\""))
    assert mem.git("log", "--format=", "--name-only").splitlines()[:2] == ["MEMORY.md", "SOUL.md"]


def test_an_editor_that_fails_is_told_and_its_work_recorded_next_time(mem: Mem) -> None:
    env = an_editor(mem, "echo '- x' > \"$1\"; exit 3")
    assert mem("edit", env=env) == (
        6,
        "",
        (
            "mem: the editor editor ended with status 3\n"
            f'     what it saved is in {mem.store}/{DAY}; "mem save" records it\n'
        ),
    )
    assert mem("save").out == f"{DAY}\n"
    killed = mem("edit", env=an_editor(mem, "kill -TERM $$"))
    assert killed.err.startswith("mem: the editor editor ended with signal 15\n")


def test_ctrl_c_is_for_the_editor(mem: Mem) -> None:
    script = """
        trap 'kept=yes' INT; kill -INT $PPID; sleep 0.2; kill -INT $$; echo "- $kept" > "$1"
    """
    done = mem("edit", env=an_editor(mem, script))
    assert done == (0, f"{mem.store}/{DAY}\n", "mem: recorded\n")
    assert mem.read(DAY) == "- yes\n"


@pytest.mark.parametrize(
    ("env", "told"),
    [
        (
            {"EDITOR": "no-such-editor -x"},
            "there is no editor 'no-such-editor'\n     set $EDITOR to one that is installed",
        ),
        (
            {"EDITOR": "vi 'x"},
            "$EDITOR cannot be understood: vi 'x\n     balance its quotes",
        ),
    ],
)
def test_an_editor_that_is_none_is_exit_6(env: dict[str, str | None], told: str, mem: Mem) -> None:
    assert mem("edit", env={"VISUAL": None, **env}) == (6, "", f"mem: {told}\n")


def test_without_any_editor_it_says_what_to_set(mem: Mem, tmp_path: Path) -> None:
    (tmp_path / "git").symlink_to("/usr/bin/git")
    env = {"VISUAL": None, "EDITOR": None, "PATH": str(tmp_path)}
    assert mem("edit", env=env) == (
        6,
        "",
        "mem: there is no editor\n     set $EDITOR, or use mem path and a program you like\n",
    )


@pytest.mark.parametrize(
    ("what", "code", "told"),
    [
        ("zzzz", 10, "there is no entry zzzz\n     mem show lists entries with their ids"),
        (
            "sometime",
            13,
            (
                "'sometime' is not a date\n"
                '     try 2026-11-20, yesterday, "3 days ago", "last week", may, or A..B'
            ),
        ),
        (
            "last week",
            13,
            (
                "'last week' is not one day\n     name one day, like 2026-11-20, "
                'yesterday, "3 days ago" or monday'
            ),
        ),
    ],
)
def test_what_cannot_be_edited_opens_no_editor(what: str, code: int, told: str, mem: Mem) -> None:
    assert mem("edit", what, env=an_editor(mem, ":")) == (code, "", f"mem: {told}\n")
    assert not (mem.home.parent / "called").exists()


def test_an_entry_in_several_files_has_to_be_named_with_its_place(mem: Mem) -> None:
    mem("log", "Prefers dark mode in every editor.")
    assert mem("edit", DARK, env=an_editor(mem, ":")) == (
        11,
        "",
        (
            f"mem: {DARK} stands in several places\n"
            f"     {DARK}@facts\n"
            f"     {DARK}@2026-11-20\n"
            "     name one of them\n"
        ),
    )


def test_the_first_edit_begins_the_memory(fresh: Mem) -> None:
    done = fresh("edit", "soul", env=an_editor(fresh, "echo '- Tall.' >> \"$1\""))
    assert (done.code, done.out) == (0, f"{fresh.store}/SOUL.md\n")
    assert fresh.operations == ["edit: 1 file by hand", "init: 3 files"]
