"""Tests of reading front matter: whatever it holds, the body stays usable."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from memory_cli.core.entry import Inherited
from memory_cli.store import soul
from memory_cli.store.files import Folder
from memory_cli.store.soul import Header
from memory_cli.store.soul import headers

LOG = "memory/2026-11-20.md"


def of(text: str) -> str:
    return f"---\n{text}\n---\n\n- Body.\n"


def header(folder: Folder, text: str) -> Header:
    with headers(folder) as known:
        return known.of(text)


def inherited(folder: Folder, path: str, text: str) -> Inherited:
    with headers(folder) as known:
        return known.inherited(path, text)


@pytest.fixture
def local(folder: Folder) -> Folder:
    folder.make(".mem")
    return folder


# What it says


def test_what_a_person_set_is_read(local: Folder) -> None:
    text = of(
        "# Settings\nname: Sam de Vries\ntimezone: Europe/Amsterdam  # home\n"
        "language: Nederlands\nbudget: 1500\ncurator: rules\ntags: [work, Home]\nprivate: true"
    )
    assert header(local, text) == Header(
        name="Sam de Vries",
        timezone="Europe/Amsterdam",
        language="Nederlands",
        budget=1500,
        curator="rules",
        tags=("work", "home"),
        private=True,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- Body.\n",
        "----\nname: Sam\n---\n",
        "--- \n",
        "---\nname: Sam\n",
        " ---\nname: Sam\n---\n",
        "text\n---\nname: Sam\n---\n",
        of(""),
        of("name:\ntimezone:\nbudget:"),
    ],
)
def test_where_there_is_no_header_or_an_empty_one_nothing_is_set(local: Folder, text: str) -> None:
    assert header(local, text) == Header()


@pytest.mark.parametrize("text", [of("name: Sam"), of("name: Sam").replace("\n", "\r\n")])
def test_a22_a_byte_order_mark_and_windows_line_ends_change_nothing(
    local: Folder, text: str
) -> None:
    assert header(local, f"\ufeff{text}") == header(local, text) == Header(name="Sam")


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("budget: 0", Header()),
        ("budget: -5", Header()),
        ("budget: 1.5", Header()),
        ("budget: many", Header()),
        ("budget: 1000000000000", Header()),
        ("name: 42", Header()),
        ("name: [a]", Header()),
        ("name: '  a   b '", Header(name="a b")),
        ("name: ' '", Header()),
        ("tags: a, b #c", Header(tags=("a", "b"))),
        ("tags: '#a b'", Header(tags=("a", "b"))),
        ("tags: [a, a, 7, '', x y]", Header(tags=("a",))),
        ("tags: {a: b}", Header()),
        ("tags: 7", Header()),
        ("private: yes", Header(private=True)),
        ("private: 'true'", Header(private=True)),
        ("private: 1", Header(private=True)),
        ("Private: Yes", Header(private=True)),
        ("private: 'no'", Header()),
        ("id: 0012\nno: x\n2026-11-20: y\nname: Sam", Header(name="Sam")),
        ("name: Sam\nname: Kim", Header(name="Kim")),
        ("content: x\nhandler: y\nmetadata: z\nname: Sam", Header(name="Sam")),
    ],
)
def test_a32_values_of_other_kinds_and_odd_keys_set_nothing(
    local: Folder, line: str, meant: Header
) -> None:
    assert header(local, of(line)) == meant


# What is no YAML that a memory has a use for

_MERGES = "\n".join(
    ["a0: &a0 {x: 1}", *(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]" for n in range(1, 25))]
)
HOSTILE = {
    "an alias": "a: &x [1]\nb: *x",
    "an anchor": "a: &x 1",
    "the merge bomb": _MERGES,
    "the billion laughs": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(20)),
    "a tag of Python": "a: !!python/object/apply:os.system ['touch MARK']",
    "a tag of its own": "a: !evil x",
    "a typed value": "a: !!int '7'",
    "flow nesting": "a: " + "[" * 3900 + "]" * 3900,
    "block nesting": "".join(f"{' ' * n}a:\n" for n in range(100)),
    "nesting that never ends": "a: " + "[" * 7000,
    "a number of 5,000 digits": "budget: " + "9" * 5000,
    "a sexagesimal number": "budget: " + "1:" * 3000 + "1",
    "an impossible date": "budget: 2026-02-30",
    "a NUL": "name: a\0b",
    "an escape": "name: a\x1b[31mb",
    "a tab": "name:\n\t- a",
    "an open list": "a: [1, 2",
    "an open string": "name: 'Sam",
    "two documents": "name: Sam\n...\nname: Kim",
    "a directive": "%YAML 9.9\n",
    "a list": "- name\n- Sam",
    "a word": "Sam",
    "invalid UTF-8": "name: \udce9",
    "a complex key": "? [a, b]\n: c",
    "a mapping as key": "{{a: b}: c}",
    "JSON": '{"name": "Sam"}',
    "more than fits": "name: Sam\n" + "# more\n" * 2000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_d16_a_header_that_could_do_harm_costs_a_moment_and_never_the_body(
    local: Folder, kind: str
) -> None:
    """In a process of its own, which a crash of the YAML library would end."""
    program = (
        "import signal, sys, pathlib\n"
        "signal.alarm(20)\n"
        "from memory_cli.store.files import Folder\n"
        "from memory_cli.store.soul import headers\n"
        "text = pathlib.Path(sys.argv[2]).read_bytes().decode('utf-8', 'surrogateescape')\n"
        "signal.setitimer(signal.ITIMER_PROF, 2)\n"  # two seconds of work, however busy all is
        "with Folder(pathlib.Path(sys.argv[1])) as folder:\n"
        "    with headers(folder) as known: found = known.of(text)\n"
        "print(repr(found.problem), repr(found._replace(problem=None)))\n"
    )
    text = of(HOSTILE[kind]).encode("utf-8", "surrogateescape")
    (local.root / "SOUL.md").write_bytes(text)
    words = [sys.executable, "-c", program, str(local.root), str(local.root / "SOUL.md")]
    done = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not Path("MARK").exists()
    name = "name='Sam'" if kind in {"JSON", "two documents"} else "name=None"
    assert name in done.stdout
    assert (local.root / "SOUL.md").read_bytes() == text


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("a: &x 1", "it uses YAML anchors, which mem does not read"),
        ("a: !evil x", "it uses YAML tags, which mem does not read"),
        ("a: [[[[[[[1]]]]]]]", "it is nested too deeply"),
        ("name: Sam\na: [1, 2", "line 4: did not find expected ',' or ']'"),
        ("budget: " + "9" * 5000, "not YAML that can be read (ValueError)"),
    ],
)
def test_a31_what_is_wrong_is_said_in_a_line(local: Folder, text: str, problem: str) -> None:
    assert header(local, of(text)) == Header(problem=problem)


@pytest.mark.parametrize("first", ["{", "+++", '{"a": 1}'])
def test_d17_what_other_tools_take_for_front_matter_is_text(local: Folder, first: str) -> None:
    assert header(local, f"{first}\nname = 'Sam'\n{first}\n") == Header()


# Reading once


def test_a_header_is_parsed_once_for_each_state_of_its_text(
    local: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    parsed = soul._parsed

    def counted(source: str) -> Header:
        seen.append(source)
        return parsed(source)

    monkeypatch.setattr(soul, "_parsed", counted)
    for name in ("Sam", "Kim", "Sam", "Kim"):
        assert header(local, of(f"name: {name}\ntags: [a]")).name == name
        assert header(local, of(f"name: {name}\ntags: [a]") + "more text").tags == ("a",)
    assert seen == ["name: Sam\ntags: [a]\n", "name: Kim\ntags: [a]\n"]


def test_a_problem_is_remembered_too(local: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    first = header(local, of("a: &x 1"))
    monkeypatch.setattr(soul, "_parsed", lambda _: pytest.fail("it was parsed again"))
    assert header(local, of("a: &x 1")) == first


def test_not_more_headers_are_kept_than_a_person_has_days(
    local: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(soul, "_MOST_KEPT", 3)
    for n in range(6):
        header(local, of(f"name: n{n}"))
    kept = json.loads((local.root / ".mem/soul.json").read_bytes())
    assert [each["name"] for each in kept.values()] == ["n5", "n4", "n3"]


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"7", b"\xff", b"[" * 100_000])
def test_what_was_kept_may_be_lost_or_damaged(local: Folder, text: bytes) -> None:
    (local.root / ".mem/soul.json").write_bytes(text)
    assert header(local, of("name: Sam")) == Header(name="Sam")


@pytest.mark.parametrize("kept", [7, {}, {"tags": None}, {"tags": [], "extra": 1}, []])
def test_what_was_kept_by_another_version_is_read_again(local: Folder, kept: object) -> None:
    header(local, of("name: Sam"))
    (digest,) = json.loads((local.root / ".mem/soul.json").read_bytes())
    (local.root / ".mem/soul.json").write_text(json.dumps({digest: kept}))
    assert header(local, of("name: Sam")) == Header(name="Sam")


def test_b4_where_nothing_can_be_kept_it_is_read_every_time(folder: Folder) -> None:
    (folder.root / ".mem").write_text("in the way\n")
    assert header(folder, of("name: Sam")) == Header(name="Sam")
    assert (folder.root / ".mem").read_text() == "in the way\n"


# What a day hands down


def test_the_front_matter_of_a_day_holds_for_its_entries(local: Folder) -> None:
    text = of("tags: [trip]\nprivate: true\nname: Sam")
    assert inherited(local, LOG, text) == Inherited(("trip",), private=True)
    assert inherited(local, LOG, "- 9:00 Body.\n") == Inherited()


@pytest.mark.parametrize("path", ["SOUL.md", "MEMORY.md", ".forgotten"])
def test_nothing_but_a_day_hands_anything_down(local: Folder, path: str) -> None:
    assert inherited(local, path, of("tags: [trip]")) == Inherited()


# Somebody else's


def test_all_that_a_note_says_is_told_key_by_key() -> None:
    said = soul.said_by(of("title: A\naliases: [b]\nprivate: yes"))
    assert said == soul.Said({"title": "A", "aliases": ["b"], "private": True}, private=True)
    assert soul.said_by("- Body.\n") == soul.Said({})


def test_what_a_note_says_in_a_harmful_way_is_not_read_and_stays_private() -> None:
    said = soul.said_by(of("private: true\na: &x 1\nb: *x"))
    problem = "it uses YAML anchors, which mem does not read"
    assert said == soul.Said({}, private=True, problem=problem)


def test_a_day_that_stands_in_no_store_hands_down_the_same() -> None:
    text = of("tags: [work]\nprivate: true")
    assert soul.inherited_by(LOG, text) == Inherited(("work",), private=True)
    assert soul.inherited_by(LOG, "- Body.\n") == Inherited()
    assert soul.inherited_by("MEMORY.md", text) == Inherited()
