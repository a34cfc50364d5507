"""Words, names and surroundings that mean harm, or just are unlucky: shown, stored or refused."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from memory_cli.core.hidden import visible
from memory_cli.core.identity import entry_id
from tests.support.cli import command
from tests.support.cli import environment
from tests.support.cli import run
from tests.support.sample import NOW
from tests.support.sample import Mem
from tests.support.sample import told

ESCAPES = "\x1b[31mred \x1b]8;;http://x\x07link\x1b]8;;\x07 \x1b]52;c;eA==\x07 \x9b2J \x08\x7f"
UNSEEN = "\u202egnp.exe \u2066x\u2069 zero\u200bwidth \U000e0041tag \ufeffbom"
MARKUP = "[link=https://x]y[/link] [/x] [red]r[/] :bomb: {0} %s \\n"
HOSTILE = f"{ESCAPES} {UNSEEN} {MARKUP}"
SHOWN = visible(HOSTILE)

DUMB = {"TERM": "dumb", "COLUMNS": "1000"}
_ACTS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]"
)


def harmless(text: str) -> bool:
    """Whether nothing in `text` acts on a terminal or hides from who reads it."""
    return not _ACTS.search(text)


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Mem:
    """A memory written by somebody who wishes its reader ill."""
    mem = Mem(tmp_path_factory.mktemp("poisoned") / ".mem")
    mem("init", "--quiet")
    name = HOSTILE.replace("\\", "\\\\").replace('"', '\\"').encode("unicode_escape").decode()
    name = re.sub(r"\\\\x([0-9a-f]{2})", r"\\x\1", name)
    mem.write("SOUL.md", f'---\nname: "{re.sub("[^ -~]", "", name)}"\n---\n\n- {HOSTILE}\n')
    mem.write("MEMORY.md", f"## {HOSTILE}\n\n- {HOSTILE} #ta\x1b[2Jg #ok\n- ~~struck {HOSTILE}~~\n")
    mem.write("memory/2026-11-20.md", f"- [ ] 9:00 task {HOSTILE} #ok\n  \x1b[2J second line\n")
    mem("save")
    mem.write("MEMORY.md", mem.read("MEMORY.md") + f"- late {HOSTILE}\n")
    message = f"curate: {ESCAPES}\n\nMem-Op: cu{ESCAPES}\nMem-Actor: ru{ESCAPES}"
    identity = ("-c", f"user.name=x{ESCAPES}", "-c", "user.email=x")
    mem.git(*identity, "commit", "-qam", message.replace("\x7f", ""))
    return mem


LOOKS = ["", "show", "show soul", "show facts", "show today", "show tags", "show tasks"]
LOOKS += ["show disabled", "show #ok", "history", "history --patch", "diff", "log", "users"]


@pytest.mark.parametrize("words", LOOKS)
def test_nothing_that_is_shown_acts(words: str, poisoned: Mem) -> None:
    piped = poisoned(*words.split(), stdin="" if words != "log" else "x")
    seen = poisoned(*words.split(), tty=True, env=DUMB)
    for done in (piped, seen):
        assert done.code == 0
        assert harmless(done.out)
        assert harmless(done.err)
    if words not in {"show tags", "log", "users"}:
        assert SHOWN.split(" ", 1)[1] in piped.out.replace("struck ", "")


def test_in_colour_only_mem_itself_paints(poisoned: Mem) -> None:
    colour = {"COLUMNS": "1000", "TERM": "xterm-256color"}
    done = poisoned("show", "facts", tty=True, env=colour)
    assert harmless(re.sub(r"\x1b\[(?:0|1|2|3[1-6])m", "", done.out))
    assert done.out.count(r"\x1b[31mred") >= 3
    assert "\x1b[31m" not in done.out


@pytest.mark.parametrize("words", [each for each in LOOKS if each not in {"log", "users"}])
def test_programs_get_ascii_that_means_the_words_themselves(words: str, poisoned: Mem) -> None:
    done = poisoned(*words.split(), "--json")
    assert done.code == 0
    assert done.out.isascii()
    assert harmless(done.out)
    texts = [entry["text"] for entry in done.json.get("entries", ()) if isinstance(entry, dict)]
    if words == "show facts":
        assert HOSTILE.split(" ", 1)[1] in texts[0]


def test_markup_is_words(mem: Mem) -> None:
    full = entry_id(MARKUP)
    assert mem("add", MARKUP).out == f"- {MARKUP} (MEMORY.md:14 {full[:8]})\n"
    assert f"{full[:8]}  {MARKUP}\n" in mem("show", "facts", tty=True, env=DUMB).out
    assert f"- {MARKUP} (MEMORY.md" in mem("why", full).out
    assert f"  {MARKUP}\n" in mem("why", full, tty=True, env=DUMB).out


def test_what_mem_writes_holds_nothing_unseen(mem: Mem) -> None:
    done = mem("log", HOSTILE, "--tag", "ok", "--json")
    assert harmless(mem.read("memory/2026-11-20.md"))
    assert harmless(done.json["entries"][0]["text"])
    mem("add", "x", "--section", f"S{HOSTILE}")
    assert harmless(mem.read("MEMORY.md"))


@pytest.mark.parametrize("char", "\u2028\u2029\x85\x0b\x0c\x1c\x1d\x1e\r")
@pytest.mark.parametrize("piped", [False, True], ids=["argument", "stdin"])
def test_a_strange_line_end_is_a_space(char: str, piped: bool, mem: Mem) -> None:
    text = f"one{char}two"
    done = mem("add", stdin=text) if piped else mem("add", text)
    assert done.out.count("\n") == 1
    assert mem.read("MEMORY.md").endswith("\n- one\n  two\n" if char == "\r" else "\n- one two\n")


@pytest.mark.parametrize(
    "words",
    [
        [f"x{ESCAPES}"],
        ["show", ESCAPES],
        ["show", f"#{ESCAPES}"],
        ["why", UNSEEN],
        ["add", "x", "--tag", ESCAPES],
        ["add", "x", "--section", "\u202e\x1b"],
        ["add", "x", "--expires", HOSTILE],
        ["add", f"--{ESCAPES}"],
        ["forget", "--match", f"{HOSTILE} x"],
        ["undo", ESCAPES],
        ["diff", ESCAPES, UNSEEN],
        ["edit", ESCAPES],
        ["path", UNSEEN],
        ["history", f"--since={HOSTILE}"],
        ["init", "--from", f"/{ESCAPES}".replace("/x", "x")],
        ["--user", HOSTILE],
        ["--actor", HOSTILE, "add", "x"],
        ["users", HOSTILE],
    ],
    ids=(
        *("verb", "show", "tag", "why", "add tag", "section", "date", "option", "words"),
        *("commit", "dates", "edit", "path", "since", "folder", "user", "actor", "argument"),
    ),
)
def test_errors_repeat_nothing_that_acts(words: list[str], prepared: Mem) -> None:
    for env in ({}, {"EDITOR": f"no{ESCAPES}", "VISUAL": None}):
        done = prepared(*words, env=env)
        assert done.code in {2, 5, 6, 10, 13}
        assert harmless(done.err), done.err
        assert (done.out, done.err.startswith("mem: ")) == ("", True)
    done = prepared(*words, "--json")
    assert harmless(done.err)
    assert done.error["code"] == done.code


def test_names_of_files_are_shown_and_not_obeyed(fresh: Mem, tmp_path: Path) -> None:
    for name in (f"{ESCAPES.replace('/', '')}.md", "[x]:bomb:[/x]".replace("/", ""), "caf\udce9"):
        (tmp_path / name).touch()
    done = fresh("init", "--from", str(tmp_path))
    assert done.code == 0
    assert harmless(done.err)
    assert "mem: left where it was: [x]:bomb:[x]\n" in done.err
    assert "mem: left where it was: caf\ufffd\n" in done.err


# --- bytes that are no text -----------------------------------------------------------------------


def test_bytes_that_are_no_utf_8_are_kept_and_shown_as_a_replacement(mem: Mem) -> None:
    text = "caf\udce9 \udcff"
    full = entry_id(text)
    assert mem("add", text).out == f"- caf\ufffd \ufffd (MEMORY.md:14 {full[:8]})\n"
    assert mem.read("MEMORY.md").endswith(f"- {text}\n")
    assert mem("log", stdin=text).out == (
        f"- 9:14 caf\ufffd \ufffd (memory/2026-11-20.md:3 {full[:8]})\n"
    )
    assert mem("show", full, "--json").json["entries"][0]["text"] == "caf\ufffd \ufffd"
    assert mem("show", full, tty=True, env=DUMB).out.count("caf\ufffd \ufffd") == 2
    assert mem("history", "--json", "-n1").json["revisions"][0]["added"][1].endswith(" \ufffd")
    assert mem("forget", full, "--yes").code == 0


@pytest.mark.parametrize(
    ("env", "shown"),
    [
        ({"LANG": "C"}, "Ünïcode 日本 🙂"),
        ({"LC_ALL": "C"}, "Ünïcode 日本 🙂"),
        ({"LC_ALL": "en_US.ISO-8859-1"}, "Ünïcode 日本 🙂"),
        ({"PYTHONIOENCODING": "latin-1"}, "\udcdcn\udcefcode \\u65e5\\u672c \\U0001f642"),
        ({"PYTHONIOENCODING": "ascii"}, "Ünïcode 日本 🙂"),
    ],
)
def test_every_locale_can_be_spoken_to(env: dict[str, str | None], shown: str, mem: Mem) -> None:
    text = "Ünïcode 日本 🙂"
    done = mem("add", text, env=env)
    assert (done.code, done.err) == (0, "")
    assert done.out == f"- {shown} (MEMORY.md:14 {entry_id(text)[:8]})\n"
    assert mem.read("MEMORY.md").endswith(f"- {text}\n")
    for words in (["show"], ["history"], ["why", entry_id(text)]):
        looked = mem(*words, env=env)
        assert (looked.code, looked.err) == (0, "")
        assert shown in looked.out
    assert shown in mem("show", "facts", env={**env, **DUMB}, tty=True).out


# --- streams --------------------------------------------------------------------------------------


def in_a_shell(mem: Mem, script: str) -> subprocess.CompletedProcess[str]:
    """Run `script`, in which `mem` is the command under test."""
    words = " ".join(f"'{word}'" for word in command())
    return subprocess.run(
        ["bash", "-c", f'mem() {{ {words} "$@"; }}\n{script}'],
        env=environment(mem.home, {"MEM_NOW": NOW}),
        cwd=mem.home.parent,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("verb", ["", "show", "show facts --json", "history", "diff 2026-11-18"])
def test_a_reader_that_stops_reading_is_nothing_to_talk_about(verb: str, mem: Mem) -> None:
    mem("add", stdin="".join(f"Fact {number}.\n" for number in range(300)))
    done = in_a_shell(mem, f'mem {verb} | head -0; echo "${{PIPESTATUS[0]}}"')
    assert (done.stdout, done.stderr) == ("141\n", "")


def test_a_deed_is_done_also_when_nobody_reads_the_answer(mem: Mem) -> None:
    done = in_a_shell(mem, "mem add One. | head -0; mem add Two. >&-; mem add Three. >/dev/full")
    assert (done.returncode, done.stderr) == (
        6,
        "mem: the answer cannot be written: no space left on device\n",
    )
    assert mem.operations == ["add: 1 fact"] * 3 + ["init: 5 files"]


# --- sizes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("piped", [False, True], ids=["argument", "stdin"])
def test_an_entry_holds_64_kib_and_not_a_byte_more(piped: bool, mem: Mem) -> None:
    most = "é" * 32_768
    for text, code in ((most, 0), (f"{most}x", 13)):
        done = mem("log", stdin=text) if piped else mem("log", text)
        assert (done.code, "an entry holds at most 64" in done.err) == (code, code == 13)
    assert mem.operations == ["log: 1 log entry", "init: 5 files"]


def test_a_megabyte_of_lines_is_a_megabyte_of_entries(mem: Mem) -> None:
    lines = [f"{number:04} " + "words " * 170 for number in range(1000)]
    done = mem("add", "--quiet", stdin="\n".join(lines))
    assert (done.code, done.err, done.out.count("\n")) == (0, "", 1000)
    assert mem.operations == ["add: 1000 facts", "init: 5 files"]
    assert mem("show", "facts", "--json").out.count('"id"') == 1005


def test_one_line_that_is_too_long_keeps_all_of_them_out(mem: Mem) -> None:
    done = mem("add", stdin=f"One.\n{'x' * 1_000_000}\nTwo.\n")
    assert done == (
        13,
        "",
        (
            "mem: the text has 976 KiB, and an entry holds at most 64\n"
            "     keep it in a file of its own and remember where that file is\n"
        ),
    )
    assert mem.operations == ["init: 5 files"]


@pytest.mark.parametrize("verb", ["add", "log"])
@pytest.mark.parametrize("text", ["", " ", "\n\t\n", "\u200b\u202e", "\ufeff"])
def test_text_without_a_word_is_refused(verb: str, text: str, mem: Mem) -> None:
    for done in (mem(verb, text), mem(verb, stdin=text), mem(verb, "-", stdin=text)):
        assert done == (
            13,
            "",
            "mem: there is nothing to remember: the text is empty\n     give it some words\n",
        )


@pytest.mark.parametrize(
    "text",
    ["-", "--", "-5 degrees", "--help", "-h", "--json", "- a list", "--- cut ---", "-\u2014"],
)
def test_text_that_begins_with_a_dash_is_text_after_two_dashes(text: str, mem: Mem) -> None:
    done = mem("log", "--json", "--", text, stdin="from stdin" if text == "-" else "")
    wanted = "from stdin" if text == "-" else text
    assert [entry["text"] for entry in done.json["entries"]] == [wanted]


# --- names of users -------------------------------------------------------------------------------

USERS = ["../bob", "/etc", "..", ".", "a/b", "a\nb", "-rf", ".git", "x" * 65, "x.", "a..b", "x.git"]
USERS += [
    "x.lock",
    "Bob",
    "b\u00f6b",
    "b\u043eb",
    "\u202ebob",
    "a b",
    "a\\b",
    "con",
    "nul.txt",
    "~",
    "*",
]


@pytest.mark.parametrize("user", USERS)
def test_a_name_that_is_a_path_or_a_trick_is_refused(user: str, fresh: Mem) -> None:
    for done in (fresh("add", "x", f"--user={user}"), fresh(env={"MEM_USER": user})):
        assert (done.code, done.out) == (5, "")
        assert harmless(done.err)
        assert done.err.endswith(
            "     use 1-64 of a-z, 0-9, '.', '_' and '-', beginning with a letter or digit\n"
        )
    assert not fresh.home.exists()


# --- what the system would not --------------------------------------------------------------------


def read_only(mem: Mem, *words: str) -> subprocess.CompletedProcess[str]:
    """Run `mem WORDS` where the home of memory is mounted read-only; skips where that cannot be."""
    if shutil.which("unshare") is None:
        pytest.skip("no unshare on this system")
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" || exit 99; exec "$@"'
    env = environment(mem.home, {"MEM_NOW": NOW})
    done = subprocess.run(
        ["unshare", "-Urm", "sh", "-c", script, str(mem.home), *command(*words)],
        env=env,
        cwd=mem.home.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 99 or done.stderr.startswith("unshare:"):
        pytest.skip(f"no mounts for us here: {done.stderr.strip()}")
    return done


def test_a_read_only_memory_can_be_read(mem: Mem) -> None:
    mem.write("memory/2026-11-20.md", "- By hand.\n")
    done = read_only(mem, "show", "today")
    by_hand = entry_id("By hand.")[:8]
    assert (done.returncode, done.stdout) == (0, f"- By hand. (memory/2026-11-20.md:1 {by_hand})\n")
    assert done.stderr.startswith("mem: hand edits are not recorded now: ")
    assert done.stderr.count("\n") == 1
    for words in (["history"], ["why", by_hand], ["show", by_hand], ["diff"], ["--json"], ["path"]):
        assert read_only(mem, *words).returncode in {0, 1, 10}


@pytest.mark.parametrize(
    "words", [["add", "x"], ["log", "x"], ["done", entry_id("Send Dana the cost table.")], ["save"]]
)
def test_a_read_only_memory_cannot_be_written(words: list[str], mem: Mem) -> None:
    done = read_only(mem, *words)
    assert (done.returncode, done.stdout) == (6, "")
    assert re.fullmatch(
        r"mem: .*: read-only file system; nothing was changed\n"
        r"     make the file system writable and run it again\n",
        done.stderr,
    )


def test_a_memory_of_somebody_else_is_exit_6(mem: Mem) -> None:
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become somebody else, with setpriv")
    for words in (["show", "facts"], ["add", "x"], ["users"]):
        done = subprocess.run(
            ["setpriv", "--reuid=65534", "--clear-groups", "--inh-caps=-all", *command(*words)],
            env=environment(mem.home, {"MEM_NOW": NOW}),
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )
        if "No module named" in done.stderr or "Permission denied" in done.stderr:
            pytest.skip(f"python cannot be started as somebody else: {done.stderr.strip()[-80:]}")
        assert (done.returncode, done.stdout) == (6, "")
        assert re.fullmatch(r"mem: .*permission denied.*\n(?:     .*\n)?", done.stderr)


@pytest.mark.parametrize(
    ("git", "told"),
    [
        ("", "git is not installed\n     install git 2.32 or newer\n"),
        ("echo git version 1.8.3", "git 1.8.3 is too old\n     install git 2.32 or newer\n"),
        ("echo hello", "git of unknown version is too old\n     install git 2.32 or newer\n"),
        ("exit 1", "git failed: 1\n"),
    ],
    ids=["missing", "old", "strange", "broken"],
)
def test_without_a_git_that_works_reading_goes_on(
    git: str, told: str, mem: Mem, tmp_path: Path
) -> None:
    if git:
        (tmp_path / "git").write_text(f"#!/bin/sh\n{git}\n")
        (tmp_path / "git").chmod(0o755)
    env = {"PATH": str(tmp_path)}
    first = told.partition("\n")[0]
    done = mem("show", "yesterday", env=env)
    assert done == (
        0,
        LINES_OF_YESTERDAY,
        f"mem: hand edits are not recorded now: {first}\n",
    )
    for words in (["add", "x"], ["log", "x"], ["save"], ["undo"], ["forget", "--match", "dark"]):
        assert mem(*words, env=env) == (20, "", f"mem: {told}")
    fresh = run("add", "x", home=tmp_path / "fresh", env={"MEM_NOW": NOW, **env})
    assert fresh == (20, "", f"mem: {told}")
    assert mem.operations == ["init: 5 files"]


LINES_OF_YESTERDAY = told("table", "diary")
