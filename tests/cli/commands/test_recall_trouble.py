"""Questions that are hard to take, and memories that are hard to ask."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

import memory_cli
from memory_cli.core.budget import tokens
from tests.support.sample import DIARY
from tests.support.sample import Mem
from tests.support.sample import objects
from tests.support.sample import told

CHECKOUT = Path(memory_cli.__file__).parents[1]
HIDDEN = "mem: 1 private, left out: --include-private shows them too\n"
OTHER_WORDS = "     other words may find it; or mem show '#topic'\n"
DUMB = {"TERM": "dumb", "COLUMNS": "100"}


# --- nothing to say -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["zebra"], "nothing is remembered about 'zebra'"),
        (["a zebra's", "  head\n"], 'nothing is remembered about "a zebra\'s head"'),
        (["x" * 200], f"nothing is remembered about '{'x' * 59}…'"),
        (["light"], "nothing is remembered about 'light'"),
        (["dana", "--min-match", "1", "--in", "facts"], "nothing is remembered about 'dana'"),
        (["--tag", "zebra"], "nothing is remembered there"),
        (["?!"], "nothing is remembered about '?!'"),
        ([], "nothing is remembered there"),
    ],
)
def test_an_empty_answer_is_exit_1(words: list[str], message: str, prepared: Mem) -> None:
    assert prepared("recall", *words) == (1, "", f"mem: {message}\n{OTHER_WORDS}")


def test_a_program_is_told_that_the_answer_is_empty(prepared: Mem) -> None:
    done = prepared("recall", "zebra", "--json")
    assert (done.code, done.json["hits"]) == (1, [])
    assert done.error == {
        "code": 1,
        "name": "nothing",
        "message": "nothing is remembered about 'zebra'",
        "hint": "other words may find it; or mem show '#topic'",
    }
    assert prepared("recall", "zebra", "--quiet") == (1, "", "")


def test_who_sits_at_a_terminal_is_told_the_topics_there_are(prepared: Mem) -> None:
    assert prepared("recall", "zebra", tty=True, env=DUMB) == (
        1,
        "",
        (
            "mem: nothing is remembered about 'zebra'\n"
            "     topics there are: #billing (2), #ui (1), #admin (1)\n"
        ),
    )


@pytest.mark.parametrize("words", [["dana"], ["--tag", "x"], ["dana", "--format", "md"]])
def test_without_a_memory_nothing_is_found_and_how_to_begin_is_told(
    words: list[str], fresh: Mem
) -> None:
    missing = "mem: there is no memory of 'me' yet\n     run \"mem init\" to begin one\n"
    assert fresh("recall", *words) == (1, "", missing)
    assert fresh("recall", *words, "--json").json["hits"] == []
    batch = fresh("recall", "--batch", "-", stdin="a\nb\n")
    assert (batch.code, batch.out.count('"hits": []'), batch.err) == (0, 2, "")
    assert not fresh.home.exists()


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["a", "--on", "blursday"], 13, "'blursday' is not a date"),
        (["a", "--since", "today", "--until", "monday"], 13, "no day is both from 2026-11-20 on"),
        (["a", "--tag", "42"], 13, "'42' is not a tag"),
        (["a", "--topic", "a b"], 13, "'a b' is not a tag"),
        (["a", "--in", "attic"], 2, "invalid value for '--in'"),
        (["a", "--format", "html"], 2, "invalid value for '--format'"),
        (["a", "-n", "0"], 2, "invalid value for '--limit' / '-n'"),
        (["a", "--budget", "0"], 2, "invalid value for '--budget'"),
        (["a", "--min-match", "2"], 2, "invalid value for '--min-match'"),
        (["a", "--batch", "-"], 2, "a question and --batch are two things"),
        (["-", "--batch", "-"], 2, "a question and --batch are two things"),
        (["-", "--with-session", "-"], 2, "stdin cannot be two things"),
        (["--batch", "-", "--with-session", "-"], 2, "stdin cannot be two things"),
        (["--batch", "nowhere"], 13, "nowhere cannot be read: no such file or directory"),
        (["a", "--with-session", "."], 13, ". cannot be read: is a directory"),
    ],
)
def test_what_cannot_be_asked_is_told(
    words: list[str], code: int, said: str, prepared: Mem
) -> None:
    done = prepared("recall", *words)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(f"mem: {said}")


# --- private --------------------------------------------------------------------------------------


def test_private_entries_stay_out_of_pipes_and_are_counted(prepared: Mem) -> None:
    end = "mem: nothing else is remembered about 'diary'\n"
    assert prepared("recall", "diary") == (1, "", f"{HIDDEN}{end}")
    done = prepared("recall", "diary", "--json", "--quiet")
    assert (done.code, done.json["hits"], done.json["private_omitted"]) == (1, [], 1)
    batch = prepared("recall", "--batch", "-", stdin="diary\n")
    assert (batch.code, batch.json["hits"], batch.json["private_omitted"]) == (0, [], 1)
    around = prepared("recall", "cost table", "-C", "2")
    assert around.out == told("table")


def test_private_entries_are_shown_where_somebody_looks_or_asks_for_them(prepared: Mem) -> None:
    assert prepared("recall", "diary", "--include-private") == (0, told("diary"), "")
    done = prepared("recall", "diary", "--include-private", "--json")
    assert [hit["id"] for hit in done.json["hits"]] == [DIARY]
    assert (objects("diary")[0].items()) <= done.json["hits"][0].items()
    shown = prepared("recall", "diary", tty=True, env=DUMB)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith(f"{DIARY[:8]}  Diary. #private")


# --- hard questions -------------------------------------------------------------------------------

DIFF = """\
diff --git a/theme.py b/theme.py
--- a/theme.py
+++ b/theme.py
@@ -1,3 +1,3 @@ def theme(mode: str = "light") -> "Theme":
-    return {"light": (255, 255)}[mode]  # NEAR("dark" OR -mode*)
+    return {"dark": (0, 0)}[f'{mode!r}']  -- \\x00 \x00 \x1b[31m
"""


@pytest.mark.parametrize(
    "text",
    [
        DIFF,
        '"dark mode',
        "NEAR(dark mode, 2)",
        "dark AND (mode OR",
        "-dark* ^mode:",
        "dark\x00mode",
        "🦦 dark \u202e mode \udcff",
        "--json --dark-mode",
        "word " * 20_000 + "dark mode",
        DIFF * 400,
    ],
    ids=["diff", "quote", "near", "and", "signs", "nul", "emoji", "options", "long", "long diff"],
)
def test_no_text_on_stdin_is_a_mistake(text: str, prepared: Mem) -> None:
    done = prepared("recall", "-", stdin=text)
    assert done.code == 0
    assert done.out.startswith(told("dark"))
    assert "\x1b" not in done.err


@pytest.mark.parametrize(
    "words", [['dark "mode'], ['"dark" AND ("mode*"'], ["'dark'", "-", "mode"], ['"" dark "']]
)
def test_no_argument_is_a_mistake(words: list[str], prepared: Mem) -> None:
    done = prepared("recall", *words)
    assert (done.code, done.out) == (0, told("dark"))


def test_a_long_phrase_that_is_missing_is_named_in_short(prepared: Mem) -> None:
    done = prepared("recall", f'"dark {"word " * 20_000}"')
    assert done == (
        0,
        told("dark"),
        f'mem: no entry has "dark {"word " * 10}word…"; the words were looked for one by one\n',
    )


# --- hard entries ---------------------------------------------------------------------------------


def test_a_long_entry_is_cut_around_the_match(mem: Mem) -> None:
    mem.write("MEMORY.md", f"- Long. {'word ' * 500}saffron {'more ' * 500}#spice\n")
    done = mem("recall", "saffron")
    assert done.out.startswith(f"- …{'word ' * 21}saffron more ")
    assert "more… #spice (MEMORY.md:1 " in done.out
    assert 320 < len(done.out) < 400
    around = mem("recall", "zebra", "-C1")
    assert around.code == 1
    mem.write("MEMORY.md", f"- Zebra.\n- Long. {'word ' * 500}\n- ~~{'gone ' * 500}~~\n")
    zebra, beside = mem("recall", "zebra", "-C1").out.splitlines()
    assert zebra.startswith("- Zebra. (MEMORY.md:1 ")
    assert beside.startswith("  - Long. word ")
    assert "word… (MEMORY.md:2 " in beside
    struck = mem("recall", "gone", "--all").out
    assert struck.startswith("- ~~gone gone ")
    assert "gone…~~ (MEMORY.md:3 " in struck


def test_what_nobody_sees_is_shown_and_counted_as_it_is_shown(mem: Mem) -> None:
    mem.write("MEMORY.md", "- Saffron \x1b]52;c;eA==\x07 and \u202etxt \udcff.\n")
    done = mem("recall", "saffron")
    assert done.out.startswith(
        "- Saffron \\x1b]52;c;eA==\\x07 and \\u{202e}txt \ufffd. (MEMORY.md:1 "
    )
    assert mem("recall", "saffron", "--budget", f"{tokens(done.out)}").out == done.out
    less = mem("recall", "saffron", "--budget", f"{tokens(done.out) - 1}")
    assert (less.code, less.out) == (1, "")
    for form in ("md", "xml"):
        block = mem("recall", "saffron", "--format", form).out
        assert "Saffron ]52;c;eA== and txt \ufffd." in block
        assert "\x1b" not in block
    shown = mem("recall", "saffron", tty=True, env=DUMB)
    assert "\x1b]52" not in shown.out


# --- a hard life ----------------------------------------------------------------------------------

STUBS = {
    "numpy": 'raise ImportError("numpy: wrong version")',
    "rank_bm25": 'raise ImportError("rank_bm25: gone")',
    "sitecustomize": (
        "import sqlite3\n"
        "def connect(*args, **about):\n"
        '    raise sqlite3.OperationalError("no such module: fts5")\n'
        "sqlite3.connect = connect\n"
    ),
}


@pytest.mark.parametrize(
    ("module", "why"),
    [
        ("numpy", "ImportError: numpy: wrong version"),
        ("rank_bm25", "ImportError: rank_bm25: gone"),
        ("sitecustomize", "OperationalError: no such module: fts5"),
    ],
)
def test_without_index_or_ranking_there_is_an_answer_all_the_same(
    module: str, why: str, prepared: Mem, tmp_path: Path
) -> None:
    (tmp_path / f"{module}.py").write_text(STUBS[module])
    env = {"PYTHONPATH": f"{tmp_path}:{CHECKOUT}", "MEM_NO_USAGE": "1"}
    remark = f"mem: no index, the files were read through: {why}\n"
    assert prepared("recall", "which mode?", env=env) == (0, told("dark"), remark)
    assert prepared("recall", "diary", env=env) == (
        1,
        "",
        f"{remark}{HIDDEN}mem: nothing else is remembered about 'diary'\n",
    )
    batch = prepared("recall", "--batch", "-", stdin="mode\n\n", env=env)
    assert (batch.code, batch.err) == (0, remark)
    assert batch.out.count('"scanned": true') == 2
    nothing = prepared("recall", "zebra", tty=True, env=env | DUMB)
    assert (nothing.code, nothing.out) == (1, "")
    assert nothing.err == f"{remark}mem: nothing is remembered about 'zebra'\n{OTHER_WORDS}"


def test_recalls_are_counted_unless_that_is_not_wanted(mem: Mem) -> None:
    usage = mem.store / ".mem" / "usage.db"
    usage.unlink(missing_ok=True)
    for value in ("1", "yes"):
        assert mem("recall", "dark", env={"MEM_NO_USAGE": value}).code == 0
        assert not usage.exists()
    for value in ("", "0"):
        assert mem("recall", "dark", env={"MEM_NO_USAGE": value}).code == 0
        assert usage.exists()
        usage.unlink()


@pytest.mark.parametrize("obstacle", ["a directory", "a link", "no database"])
def test_what_cannot_be_counted_changes_nothing(obstacle: str, mem: Mem) -> None:
    usage = mem.store / ".mem" / "usage.db"
    usage.parent.mkdir(exist_ok=True)
    usage.unlink(missing_ok=True)
    match obstacle:
        case "a directory":
            usage.mkdir()
        case "a link":
            usage.symlink_to(mem.home.parent / "elsewhere")
        case _:
            usage.write_text("no database")
    assert mem("recall", "dark mode") == (0, told("dark"), "")
    assert not (mem.home.parent / "elsewhere").exists()
    if obstacle == "no database":
        assert usage.read_text() == "no database"


@pytest.mark.parametrize("gone", [".git", ".mem", "memory", "SOUL.md"])
def test_a_memory_is_asked_whatever_else_is_gone(gone: str, mem: Mem) -> None:
    place = mem.store / gone
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    assert mem("recall", "dark mode") == (0, told("dark"), "")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_memory_that_cannot_be_written_is_asked(mem: Mem) -> None:
    (mem.store / ".mem").chmod(0o500)
    mem.store.chmod(0o500)
    try:
        assert mem("recall", "dark mode") == (0, told("dark"), "")
    finally:
        mem.store.chmod(0o700)
        (mem.store / ".mem").chmod(0o700)


def test_asking_records_nothing_not_even_what_was_written_by_hand(mem: Mem) -> None:
    before = mem.head
    mem.write("MEMORY.md", "- By hand.\n")
    assert mem("recall", "hand").out.startswith("- By hand. (MEMORY.md:1 ")
    assert mem.head == before
    assert mem.git("status", "--short") == "M MEMORY.md"
