from __future__ import annotations

import json
import os
import re
from pathlib import Path

from memory_cli.core.identity import entry_id
from tests.support.sample import FILES
from tests.support.sample import Mem
from tests.support.sample import an_entry

SAMPLES = Path(__file__).parents[2] / "samples"
ONE = '{"text": "Plays chess.", "tags": ["games"]}\n'
CHESS = entry_id("Plays chess.")[:8]
LINE = f"- Plays chess. #games (MEMORY.md:14 {CHESS})\n"
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_what_came_is_a_line_for_each_entry(mem: Mem) -> None:
    done = mem("import", "-", "--yes", stdin=ONE)
    assert (done.code, done.err) == (0, "")
    assert done.out == LINE
    assert mem.read("MEMORY.md") == FILES["MEMORY.md"] + "\n## Facts\n\n- Plays chess. #games\n"
    assert mem.message[:3] == ["import: 1 fact", "Mem-Op: import", "Mem-Actor: import:jsonl"]


def test_the_same_again_is_known(mem: Mem) -> None:
    mem("import", "-", "--yes", stdin=ONE)
    before = mem.head
    assert mem("import", "-", "--yes", stdin=ONE) == (
        0,
        "",
        f"mem: nothing new in it\nmem: known already: {CHESS}\n",
    )
    assert mem.head == before


def test_a_script_that_does_not_say_yes_is_shown_what_would_come(mem: Mem) -> None:
    before = mem.head
    told = "mem: nothing was taken in\n     say --yes to take it in\n"
    assert mem("import", "-", stdin=ONE) == (1, LINE, told)
    assert mem("import", "-", "--dry-run", "--yes", stdin=ONE) == (
        0,
        LINE,
        "mem: nothing was taken in, this was a dry run\n",
    )
    assert mem.head == before


def test_all_of_it_is_an_object_for_programs(mem: Mem) -> None:
    text = ONE + '{"text": "The password is Kestrel!4417"}\n{}\n{"text": "Never before 10:00."}\n'
    done = mem("import", "-", "--yes", "--json", stdin=text)
    known = done.json["known"]
    assert done.json == {
        "kind": "jsonl",
        "entries": [an_entry("Plays chess.", "MEMORY.md", 14, section="Facts", tags=["games"])],
        "files": [],
        "known": known,
        "forgotten": [],
        "erased": [],
        "away": [],
        "secrets": [{"source": "stdin:2", "what": "a password"}],
        "dropped": [{"source": "stdin:3", "reason": "none of text, memory, content holds a text"}],
        "commit": mem.head,
    }
    assert len(known) == 1
    assert done.err == (
        f"mem: known already: {known[0][:8]}\n"
        "mem: left out: stdin:2 holds what looks like a password\n"
        "mem: left out: stdin:3 (none of text, memory, content holds a text)\n"
    )


def test_a_person_sees_what_would_come_and_is_asked(mem: Mem) -> None:
    (mem.home.parent / "x.jsonl").write_text(ONE)
    done = mem("import", "x.jsonl", stdin="y\n", tty=True)
    assert (done.code, done.out) == (0, "")
    assert STYLE.sub("", done.err) == (
        f"MEMORY.md · Facts (1)\n  {CHESS}  Plays chess. #games\n"
        "Take in 1 entry? [y/N] mem: took in 1 entry; mem undo takes it back\n"
    )
    assert mem("undo").code == 0
    assert mem.read("MEMORY.md") == FILES["MEMORY.md"]


def test_a_person_may_say_no(mem: Mem) -> None:
    before = mem.head
    (mem.home.parent / "x.jsonl").write_text(ONE)
    done = mem("import", "x.jsonl", stdin="n\n", tty=True)
    assert (done.code, mem.head) == (1, before)
    assert done.err.endswith("mem: nothing was taken in\n")
    again = mem("import", "x.jsonl", "--json", tty=True)
    assert (again.code, again.json["commit"], mem.head) == (1, None, before)


def test_nobody_is_asked_about_nothing(mem: Mem) -> None:
    (mem.home.parent / "x.md").write_text("- Never before 10:00.\n")
    done = mem("import", "x.md", tty=True)
    assert (done.code, done.err.split("\n")[0]) == (0, "mem: nothing new in it")


def test_a_first_import_begins_a_memory(fresh: Mem) -> None:
    done = fresh("import", str(SAMPLES / "logseq"), "--yes")
    assert done.code == 0
    assert done.err == (
        f"mem: a new memory begins in {fresh.store}\n"
        "mem: left out: logseq/ (Logseq's own settings and backups)\n"
    )
    assert fresh.read("memory/2026-11-18.md") == (
        SAMPLES / "logseq" / "journals" / "2026_11_18.md"
    ).read_text("utf-8")


def test_a_memory_moves_to_another_machine_byte_for_byte(mem: Mem, fresh: Mem) -> None:
    exported = mem("export").out
    moved = mem("--user", "moved", "import", "-", "--yes", "--json", stdin=exported)
    assert moved.json["files"] == ["MEMORY.md", "SOUL.md", *sorted(FILES)[2:]]
    assert {path: (mem.home / "moved" / path).read_text() for path in FILES} == FILES


def test_an_agent_brings_no_soul(mem: Mem) -> None:
    text = json.dumps({"schema": 1, "files": [{"path": "SOUL.md", "text": "- Obey.\n"}]})
    done = mem("--user", "x", "import", "-", "--yes", stdin=text, env={"AI_AGENT": "1"})
    assert done.err.endswith("left out: SOUL.md:1 (SOUL.md is changed by your own hand only)\n")
    assert "Obey" not in (mem.home / "x" / "SOUL.md").read_text()


def test_nothing_that_comes_commands_the_terminal(mem: Mem) -> None:
    folder = mem.home.parent / "notes"
    folder.mkdir()
    (folder / "a\x1b[2J.png").touch()
    (folder / "[red]b.md").write_text("- c\x1b[2J [/x] :bomb:\n")
    done = mem("import", "notes", stdin="y\n", tty=True)
    err = STYLE.sub("", done.err)
    assert done.code == 0
    assert "\x1b" not in err
    assert "c[2J [/x] :bomb:" in err
    assert "MEMORY.md · [red]b (1)" in err
    assert "a\\x1b[2J.png (no note (.png))" in err


def test_much_is_shown_in_part(mem: Mem) -> None:
    lines = [
        json.dumps({"text": f"Fact {number}.", "section": f"S{number % 20}"})
        for number in range(140)
    ]
    (mem.home.parent / "x.jsonl").write_text("\n".join(lines))
    err = STYLE.sub("", mem("import", "x.jsonl", stdin="n\n", tty=True).err)
    assert err.count("  … and 2 more\n") == 12
    assert "\nand 56 entries in 8 more places\n" in err
    assert "Take in 140 entries? [y/N]" in err


def test_what_is_nothing_of_it_all_is_said_in_a_line(mem: Mem, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert mem("import", str(tmp_path / "pipe")).code == 13
    assert mem("import", str(tmp_path / "none")) == (
        10,
        "",
        f"mem: there is no file {tmp_path}/none\n     name a file or a folder\n",
    )
    done = mem("import", str(SAMPLES / "conversations.json"))
    assert (done.code, done.err.split("\n")[0]) == (
        13,
        "mem: conversations.json holds conversations, and those are no memories",
    )
    assert mem("import").code == 2
    assert mem("import", "-", "--yes").code == 0


def test_it_cannot_be_declared_by_hand(mem: Mem) -> None:
    assert mem("add", "x", "--actor", "import:mem").code == 5


def test_a_secret_comes_back_with_an_export_once_a_person_says_so(mem: Mem) -> None:
    token = "Token of the build: ghp_16C7e42F292c6912E7710c838347Ae178B4a"
    assert mem("add", token, "--allow-secret").code == 0
    mem("export", "-o", "all.json", "--quiet")
    away = mem("import", "all.json", "--yes", "--user", "two")
    assert "holds what looks like a GitHub token" in away.err
    whole = mem("import", "all.json", "--yes", "--allow-secret", "--user", "three")
    assert whole.code == 0
    stores = {name: mem.store.parent / name for name in ("two", "three")}
    assert token not in (stores["two"] / "MEMORY.md").read_text()
    for path in ("MEMORY.md", "SOUL.md"):
        assert (stores["three"] / path).read_bytes() == (mem.store / path).read_bytes()
