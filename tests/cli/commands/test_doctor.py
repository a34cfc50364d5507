"""`mem doctor` as its users see it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.faults.hostile import SETTINGS
from tests.faults.hostile import Traps
from tests.faults.hostile import as_configuration
from tests.support.cli import run
from tests.support.sample import Mem

KEY = "AKIA" + "IOSFODNN7" + "EXAMPL2"


def test_a_pipe_gets_a_line_for_each_check(mem: Mem) -> None:
    done = mem("doctor")
    assert (done.code, done.err) == (0, "")
    assert {line[:6] for line in done.out.splitlines()} == {"- [x] "}
    assert "- [x] history: every object can be read\n" in done.out


def test_what_is_found_is_exit_1_with_its_fix_and_a_sum(mem: Mem) -> None:
    mem.write("MEMORY.md", mem.read("MEMORY.md") + f"- Key {KEY}\n")
    done = mem("doctor")
    assert done.code == 1
    assert (
        "- [ ] secrets: MEMORY.md:11 holds what looks like an AWS access key"
        " → take it out (mem edit facts), and change it where it is used\n"
    ) in done.out
    assert "things to look at" in done.err
    assert KEY not in done.out + done.err


def test_json_is_one_object_of_checks(mem: Mem) -> None:
    done = mem("doctor", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["fixed"] == []
    assert {tuple(check) for check in done.json["checks"]} == {("name", "ok", "detail", "fix")}


def test_what_was_put_right_is_told_and_looked_at_again(mem: Mem) -> None:
    (mem.store / "SOUL.md").chmod(0o644)
    assert mem("doctor", "--json").code == 1
    done = mem("doctor", "--fix", "--json")
    said = "made a file yours alone"
    assert (done.code, done.err) == (0, f"mem: {said}\n")
    assert done.json["fixed"] == [said]
    assert mem("doctor", "--fix", "--quiet", "--json").json["fixed"] == []


def test_without_a_memory_it_is_exit_10(fresh: Mem) -> None:
    for words in ([], ["--fix"]):
        done = fresh("doctor", *words)
        assert (done.code, done.out) == (10, "")
        assert done.err.startswith("mem: there is no memory of 'me' yet\n")
    assert not fresh.home.exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_d7_a_memory_of_another_user_is_named_and_nothing_else_is_said(mem: Mem) -> None:
    os.chown(mem.store, 65534, 65534)
    done = mem("doctor")
    assert (done.code, done.out.count("\n")) == (1, 1)
    assert done.out.startswith(f"- [ ] store: {mem.store} belongs to another user")
    assert mem("doctor", "--fix").code == 5


def test_d2_a_memory_that_is_a_link_is_refused(mem: Mem) -> None:
    mem.store.rename(mem.home / "real")
    mem.store.symlink_to(mem.home / "real")
    assert mem("doctor").code == 5


def test_d8_a_hostile_configuration_is_listed_dropped_and_never_followed(
    mem: Mem, tmp_path: Path
) -> None:
    traps = Traps(tmp_path / "traps")
    config = mem.store / ".git" / "config"
    hostile = as_configuration([traps.filled_in(setting) for setting in SETTINGS])
    config.write_text(config.read_text() + hostile)
    done = mem("doctor")
    assert done.code == 1
    assert "core.fsmonitor" in done.out
    done = mem("doctor", "--fix")
    assert "core.fsmonitor" in done.err
    assert "- [x] configuration: " in done.out
    assert mem("add", "Likes tea.").code == 0
    assert traps.sprung == ""


def test_nobody_is_kept_waiting_without_a_word(mem: Mem) -> None:
    done = run("doctor", "--quiet", home=mem.home, tty=True)
    assert (done.code, done.err) == (0, "")
