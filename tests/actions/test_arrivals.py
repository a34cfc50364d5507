from __future__ import annotations

import json
import os
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from memory_cli.actions.arrivals import Kind
from memory_cli.actions.arrivals import load
from memory_cli.actions.arrivals import loaded
from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Load
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Refused
from memory_cli.store.archive import packed

SAMPLES = Path(__file__).parents[1] / "samples"
DAY = "memory/2026-11-20.md"


def sample(name: str) -> Load:
    return load(SAMPLES / name, zone=UTC)


def read(data: object, name: str = "x.json", kind: Kind = "auto") -> Load:
    text = data if isinstance(data, str) else json.dumps(data)
    return loaded(text.encode("utf-8", "surrogateescape"), name, kind=kind, zone=UTC)


def items(found: Load) -> list[str]:
    return [each.item.rendered(timed=True) for each in found.arrivals]


def dropped(found: Load) -> list[tuple[str, str]]:
    return [(each.source, each.reason) for each in found.dropped]


def test_what_mem0_exports_is_read() -> None:
    found = sample("mem0.json")
    assert items(found) == [
        "- Is vegetarian and allergic to hazelnuts #food #health (since 2026-03-02)",
        "- Works at the harbour authority as a surveyor #professional_details (since 2026-03-03)",
        "- Rents a car until the end of August #travel-transport (2026-07-01..2026-08-31)",
        "- Is vegetarian and allergic to hazelnuts (since 2026-09-09)",
        "- The wifi password is Kestrel!4417 #misc (since 2026-09-10)",
    ]
    assert dropped(found) == [
        ("mem0.json #6", "there is nothing to remember: the text is empty"),
        ("mem0.json", "the field hash, 5×"),
        ("mem0.json", "the field metadata, 1×"),
    ]


def test_what_openmemory_exports_is_read() -> None:
    found = sample("openmemory.jsonl")
    assert items(found) == [
        "- Prefers trains to planes #travel (since 2026-05-04)",
        "- ~~Learns the cello (since 2026-05-05)~~",
    ]
    assert ("openmemory.jsonl:3", "deleted there") in dropped(found)


def test_what_chatgpt_has_saved_is_read() -> None:
    found = sample("chatgpt.json")
    assert items(found) == [
        "- User is training for a half marathon in April 2027. (since 2026-10-31)",
        (
            "- User prefers answers in Dutch when the question is in Dutch. (since 2026-11-01)\n"
            "\n  Otherwise in English."
        ),
        "- ~~User used to smoke. (since 2026-11-02)~~",
    ]
    assert items(sample("chatgpt-list.md"))[0] == "- User loves dogs. (since 2026-04-26)"


@pytest.mark.parametrize(
    "value",
    [
        [{"mapping": {}}],
        [{"role": "user", "content": "x"}],
        '{"role": "user", "content": "x"}\n{"role": "assistant", "content": "y"}\n',
    ],
)
def test_conversations_are_no_memories(value: object) -> None:
    with pytest.raises(BadInput, match="those are no memories") as raised:
        read(value)
    assert "mem capture" in raised.value.hint
    with pytest.raises(BadInput):
        sample("conversations.json")


def test_an_obsidian_vault_is_read() -> None:
    found = sample("obsidian")
    assert [sheet.source for sheet in found.sheets] == ["Journal/2026-11-19 Thursday.md"]
    sections = {(each.path, each.section) for each in found.arrivals}
    assert sections == {
        ("MEMORY.md", "Broken"),
        ("MEMORY.md", "Diary"),
        ("MEMORY.md", "Ines Vermeer"),
        ("MEMORY.md", "Ines Vermeer: Gifts"),
        ("MEMORY.md", "Boat house"),
        (DAY, None),
        (DAY, "Kick-off with Marek"),
    }
    assert "- Nobody needs to know this. #private" in items(found)
    assert dropped(found) == [
        (".obsidian/", "hidden"),
        ("Projects/Plan.canvas", "no note (.canvas)"),
        ("attachments/2026-11-19 menu.png", "no note (.png)"),
        (
            "Broken.md",
            "front matter that cannot be read: it uses YAML anchors, which mem does not read",
        ),
        ("Empty.md", "empty"),
        ("People/Ines.md", "front matter: aliases, cssclass"),
        ("People/Ines.md", "a comment"),
    ]


def test_a_logseq_graph_is_read() -> None:
    found = sample("logseq")
    (sheet,) = found.sheets
    assert sheet.document.path == "memory/2026-11-18.md"
    source = SAMPLES / "logseq" / "journals" / "2026_11_18.md"
    assert sheet.document.text == source.read_text("utf-8")
    assert items(found)[1] == (
        "- Fig tree needs frost cover below -5 degrees.\n  - fleece is in the shed"
    )
    assert dropped(found) == [("logseq/", "Logseq's own settings and backups")]


def test_notion_and_bear_name_notes_in_their_own_ways() -> None:
    assert {each.section for each in sample("notion").arrivals} == {"Reading list", "The Waves"}
    bear = sample("bear")
    assert {each.section for each in bear.arrivals} == {"Shopping", "Sourdough"}
    assert "- Fold four times. #kitchen/bread" in items(bear)
    assert dropped(bear) == [("Sourdough.textbundle/info.json", "no note (.json)")]


OURS = {"SOUL.md": b"- a\n", DAY: b"- b\xff\n", ".forgotten": b"k3f9 2026-01-01\n"}


def test_a_memory_of_ours_is_read_as_json_as_tar_and_as_a_folder(tmp_path: Path) -> None:
    for path, data in OURS.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    coded = [
        {"path": "SOUL.md", "text": "- a\n"},
        {"path": DAY, "base64": "LSBi/wo="},
        {"path": ".forgotten", "text": "k3f9 2026-01-01\n"},
    ]
    as_json = read({"schema": 1, "files": coded, "entries": []})
    as_tar = loaded(b"".join(packed(OURS, "mem-me", 0)), "x.tar", zone=UTC)
    as_folder = load(tmp_path, zone=UTC)
    assert as_json == as_tar == as_folder
    assert as_json.kind == "mem"
    assert [sheet.document.text for sheet in as_json.sheets] == ["- a\n", "- b\udcff\n"]
    assert as_json.forgotten == "k3f9 2026-01-01\n"


def test_an_export_holds_nothing_but_memory() -> None:
    files = [{"path": path, "text": "x"} for path in ("../SOUL.md", ".git/config", ".gitignore")]
    files += [{"path": "MEMORY.md", "text": "x" * (5 * 1024 * 1024 + 1)}]
    found = read({"schema": 1, "files": files})
    assert (found.sheets, len(found.dropped)) == ((), 4)
    assert found.dropped[-1] == Dropped("MEMORY.md", "larger than 5 MiB")


def test_memories_of_several_people_are_refused() -> None:
    with pytest.raises(Refused, match="of 2 users: ada, bob"):
        read([{"memory": "x", "user_id": "ada"}, {"memory": "y", "user_id": "bob"}])


def test_a_line_that_is_damaged_is_named_and_the_others_come() -> None:
    found = read('{"text": "a"}\n{"text": \n\n[1]\n"b"\n', "x.jsonl")
    assert items(found) == ["- a", "- b"]
    assert dropped(found) == [("x.jsonl:2", "no JSON object"), ("x.jsonl:4", "no JSON object")]


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        ("words", "x.json", "auto"),
        ("", "x.json", "auto"),
        ("a\0b", "x.md", "auto"),
        ("[" * 100_000, "x.json", "auto"),
        ("- x\n", "x.md", "mem"),
        ("- x\n", "x.md", "jsonl"),
        ("a,b\n", "x.csv", "auto"),
    ],
)
def test_what_is_nothing_of_all_that_is_no_input(data: str, name: str, kind: Any) -> None:
    with pytest.raises(BadInput):
        read(data, name, kind)


def test_the_kind_may_be_said(tmp_path: Path) -> None:
    assert items(read("a,b\n", "x.csv", "notes")) == ["- a,b"]
    assert items(read('{"text": "a"}\n', "x.md", "jsonl")) == ["- a"]
    assert read("a", "x.md", "notes").kind == "notes"
    (tmp_path / "MEMORY.md").write_text("- x\n")
    assert load(tmp_path, kind="notes", zone=UTC).arrivals[0].section == "MEMORY"
    with pytest.raises(BadInput, match="is a folder"):
        load(tmp_path, kind="jsonl", zone=UTC)


def test_what_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        load(tmp_path / "none", zone=UTC)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BadInput):
        load(tmp_path / "pipe", zone=UTC)


def test_the_only_note_of_a_day_is_its_log_and_two_are_put_together(tmp_path: Path) -> None:
    (tmp_path / "2026-11-20.md").write_text("- a\n")
    assert len(load(tmp_path, zone=UTC).sheets) == 1
    (tmp_path / "20261120.md").write_text("- b\n")
    found = load(tmp_path, zone=UTC)
    assert (found.sheets, items(found)) == ((), ["- a", "- b"])
    (tmp_path / "20261120.md").write_text("")
    assert len(load(tmp_path, zone=UTC).sheets) == 1
