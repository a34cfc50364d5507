from __future__ import annotations

import pytest

from memory_cli.core.identity import entry_id
from tests.support.sample import DARK
from tests.support.sample import LIGHT
from tests.support.sample import NOW
from tests.support.sample import OBJECTS
from tests.support.sample import PASSPORT
from tests.support.sample import UTRECHT
from tests.support.sample import Mem
from tests.support.sample import an_entry

GHENT = entry_id("Lives in Ghent.")


def fact(text: str, line: int, section: str = "Facts", **others: object) -> dict[str, object]:
    return an_entry(text, "MEMORY.md", line, section=section, **others)


def test_a_fact_is_shown_with_its_place_and_id(mem: Mem) -> None:
    assert mem("add", "Lives", "in", "Ghent.") == (
        0,
        f"- Lives in Ghent. (MEMORY.md:14 {GHENT[:8]})\n",
        "",
    )
    assert mem.read("MEMORY.md").endswith("#pinned\n\n## Facts\n\n- Lives in Ghent.\n")
    assert mem.message == ["add: 1 fact", "Mem-Op: add", "Mem-Actor: script", f"Mem-Entry: {GHENT}"]


def test_a_fact_is_an_object_for_programs(mem: Mem) -> None:
    done = mem("add", "Lives in Ghent.", "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {
        "entries": [fact("Lives in Ghent.", 14)],
        "known": [],
        "commit": mem.head,
    }


def test_every_option_is_an_annotation_or_a_place(mem: Mem) -> None:
    done = mem(
        *("add", "Lives in Ghent. #city", "--section", "preferences", "--pin", "--private"),
        *("--tag", "home", "--tag", "#Move", "--topic", "belgium"),
        *("--since", "2026-11-01", "--expires", "friday", "--json"),
    )
    tags = ["city", "home", "move", "belgium", "pinned", "private"]
    assert (done.code, done.err) == (0, "")
    assert done.json["entries"] == [
        fact(
            "Lives in Ghent.",
            5,
            "Preferences",
            tags=tags,
            date="2026-11-01",
            until="2026-11-20",
            private=True,
        )
    ]
    assert mem.read("MEMORY.md").split("\n")[4] == (
        "- Lives in Ghent. #city #home #move #belgium #pinned #private (2026-11-01..2026-11-20)"
    )


def test_the_topic_comes_from_the_environment_unless_it_is_given(mem: Mem) -> None:
    topic = {"MEM_TOPIC": "billing"}
    assert mem("add", "One.", "--json", env=topic).json["entries"][0]["tags"] == ["billing"]
    done = mem("add", "Two.", "--topic", "home", "--json", env=topic)
    assert done.json["entries"][0]["tags"] == ["home"]


def test_stdin_is_one_fact_a_line_and_one_commit(mem: Mem) -> None:
    done = mem("add", "--tag", "x", stdin="One.\n\n  \nTwo.\r\nOne.\n")
    one, two = entry_id("One."), entry_id("Two.")
    assert done == (
        0,
        f"- One. #x (MEMORY.md:14 {one[:8]})\n- Two. #x (MEMORY.md:15 {two[:8]})\n",
        "",
    )
    assert mem.operations == ["add: 2 facts", "init: 5 files"]


@pytest.mark.parametrize("words", [["add", "-"], ["add"]])
def test_a_dash_or_nothing_reads_stdin(words: list[str], mem: Mem) -> None:
    assert mem(*words, stdin="Lives in Ghent.\n").out == (
        f"- Lives in Ghent. (MEMORY.md:14 {GHENT[:8]})\n"
    )


def test_words_that_are_known_change_nothing(mem: Mem) -> None:
    known = "Prefers dark mode in every editor. #ui"
    assert mem("add", known) == (
        0,
        f"- {known} (MEMORY.md:3 {DARK[:8]})\n",
        f"mem: already known: {DARK[:8]}\n",
    )
    done = mem("add", known, "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json == {"entries": [OBJECTS["dark"]], "known": [DARK], "commit": None}
    assert mem.operations == ["init: 5 files"]


def test_known_words_get_the_annotations_they_lack_and_come_back_when_struck(mem: Mem) -> None:
    assert mem("add", "Prefers light mode.", "--tag", "new").out == (
        f"- Prefers light mode. #ui #new (MEMORY.md:4 {LIGHT[:8]})\n"
    )
    assert mem("add", "Passport must be renewed.", "--expires", "2028").out == (
        f"- Passport must be renewed. #admin (until 2028-12-31) (MEMORY.md:9 {PASSPORT[:8]})\n"
    )
    assert mem.operations == ["add: 1 fact", "add: 1 fact", "init: 5 files"]


def test_a_fact_takes_the_place_of_another(mem: Mem) -> None:
    done = mem("add", "Lives in Ghent.", "--replaces", UTRECHT[:4], "--json")
    assert (done.code, done.err) == (0, "")
    assert done.json["entries"] == [fact("Lives in Ghent.", 8, "Projects")]
    assert mem.message == [
        "add: 1 fact",
        "Mem-Op: add",
        "Mem-Actor: script",
        f"Mem-Entry: {GHENT}",
        f"Mem-Replaces: {UTRECHT}",
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (
            ["", "  "],
            13,
            "there is nothing to remember: the text is empty\n     give it some words",
        ),
        (
            ["x" * 65_537],
            13,
            (
                "the text has 64 KiB, and an entry holds at most 64\n"
                "     keep it in a file of its own and remember where that file is"
            ),
        ),
        (
            ["x", "--tag", "two words"],
            13,
            "'two words' is not a tag\n     a tag is one word that begins with a letter",
        ),
        (
            ["x", "--topic", "42"],
            13,
            "'42' is not a tag\n     a tag is one word that begins with a letter",
        ),
        (
            ["x", "--since", "2026-02-30"],
            13,
            (
                "'2026-02-30' is not a date\n"
                '     try 2026-11-20, yesterday, "3 days ago", "last week", may, or A..B'
            ),
        ),
        (
            ["x", "--expires", "2026-11-19", "--since", "today"],
            13,
            (
                "it would end on 2026-11-19, before it begins on 2026-11-20\n"
                "     put the earlier day first"
            ),
        ),
        (
            ["x", "--section", "#"],
            13,
            "'#' cannot be the name of a section\n     give it a word or two",
        ),
        (
            ["x", "--replaces", "zzzz"],
            10,
            "there is no entry zzzz\n     mem show lists entries with their ids",
        ),
        (
            ["Prefers light mode.", "--replaces", DARK],
            5,
            f"these words are a fact already\n     run: mem forget {DARK[:8]}@facts",
        ),
    ],
)
def test_what_cannot_be_a_fact_changes_nothing(
    words: list[str], code: int, told: str, mem: Mem
) -> None:
    assert mem("add", *words) == (code, "", f"mem: {told}\n")
    assert mem.operations == ["init: 5 files"]


def test_the_first_fact_begins_the_memory(fresh: Mem) -> None:
    done = fresh("add", "Lives in Ghent.", "--section", "People", "--json")
    assert (done.code, done.err) == (0, f"mem: a new memory begins in {fresh.store}\n")
    assert done.json["entries"][0]["section"] == "People"
    assert fresh.operations == ["add: 1 fact", "init: 3 files"]


def test_at_a_terminal_text_is_not_waited_for(mem: Mem) -> None:
    assert mem("add", tty=True) == (
        2,
        "",
        "mem: no text given\n     give it as words, pipe it in, or say - to type it\n",
    )
    typed = mem("add", "-", stdin="Typed.\n", tty=True, env={"TERM": "dumb"})
    assert typed == (0, f"Remembered · Facts\n  {entry_id('Typed.')[:8]}  Typed.\n", "")


@pytest.mark.parametrize("before", [True, False])
def test_global_options_stand_before_or_after(mem: Mem, before: bool) -> None:
    options = ["--json", "--quiet", "--actor", "bot", "--user", "work", "--home", str(mem.home)]
    words = [*options, "add", "x"] if before else ["add", "x", *options]
    done = mem(*words, env={"MEM_HOME": "/nowhere"})
    assert (done.code, done.err) == (0, "")  # --quiet: not even that a memory begins
    assert done.json["entries"][0]["text"] == "x"
    assert mem("history", "-n1", "--user", "work", "--json").json["revisions"] == [
        {
            "commit": done.json["commit"],
            "at": NOW,
            "op": "add",
            "actor": "bot",
            "entries": [entry_id("x")],
            "sources": [],
            "paths": ["MEMORY.md"],
            "added": ["## Facts", "- x"],
            "removed": [],
        }
    ]
