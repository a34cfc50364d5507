"""Tests of the note of what a writer is about to do."""

from __future__ import annotations

import json

import pytest

from memory_cli.store.commit import blob_id
from memory_cli.store.files import Folder
from memory_cli.store.intent import Deed
from memory_cli.store.intent import Step
from memory_cli.store.intent import note
from memory_cli.store.intent import noted
from tests.support.stores import deed

FULL = deed(
    "forget",
    "agent:x",
    summary="1 fact",
    entries=("a" * 16, "b" * 16),
    sources=("a@2026-11-20",),
    replaces=("c" * 16,),
    undoes="0" * 40,
    more=3,
)


@pytest.fixture
def local(folder: Folder) -> Folder:
    folder.make(".mem")
    return folder


def test_deeds_come_back_as_they_were_noted(local: Folder) -> None:
    deeds = (
        Deed(
            FULL, {"MEMORY.md": Step("1" * 40, b"x\n"), ".forgotten": Step(None, b"")}, saved=True
        ),
        Deed(deed("add"), {"memory/2026-11-20.md": Step("2" * 40, None)}, saved=False),
    )
    note(local, deeds)
    assert noted(local) == deeds


@pytest.mark.parametrize(
    "data", [b"", b"\0\x1b", bytes(range(256)), "né\u2028 \U0001f375".encode(), None]
)
def test_every_byte_a_deed_leaves_comes_back(local: Folder, data: bytes | None) -> None:
    note(local, (Deed(deed("add"), {"MEMORY.md": Step(None, data)}, saved=False),))
    ((_, steps, _),) = noted(local) or ()
    assert steps["MEMORY.md"].after == data
    assert steps["MEMORY.md"].recorded.after_id == (None if data is None else blob_id(data))


def test_where_nothing_is_noted_there_are_no_deeds(local: Folder) -> None:
    assert noted(local) == ()


def test_no_deeds_leave_no_note(local: Folder) -> None:
    note(local, (Deed(deed("add"), {}, saved=False),))
    note(local, ())
    assert not (local.root / ".mem/intent").exists()
    assert noted(local) == ()
    note(local, ())


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}x",
        b"7",
        b"[7]",
        b"[[]]",
        b'{"a": 1}',
        b'[{"saved": true}]',
        b'[{"operation": {"op": "add"}, "steps": {}, "saved": true}]',
        b'[{"operation": {"op": "add", "actor": "x", "at": 1, "new": 1}, "steps": {}, "saved": 1}]',
        b'[{"operation": {"op": "add", "actor": "x", "at": 1}, "steps": {"a": 1}, "saved": 1}]',
        b'[{"operation": {"op": "add", "actor": "x", "at": 1}, "steps": {"a": [1]}, "saved": 1}]',
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_damaged_note_says_so(local: Folder, text: bytes) -> None:
    (local.root / ".mem/intent").write_bytes(text)
    assert noted(local) is None


@pytest.mark.parametrize("cut", [1, 20, 100, -1])
def test_a_note_that_was_cut_off_is_damaged(local: Folder, cut: int) -> None:
    note(local, (Deed(FULL, {"MEMORY.md": Step("1" * 40, b"x\n")}, saved=True),))
    whole = (local.root / ".mem/intent").read_bytes()
    (local.root / ".mem/intent").write_bytes(whole[:cut])
    assert noted(local) is None


def test_a_note_is_for_nobody_else(local: Folder) -> None:
    note(local, (Deed(FULL, {}, saved=True),))
    assert oct((local.root / ".mem/intent").stat().st_mode & 0o777) == "0o600"
    assert json.loads((local.root / ".mem/intent").read_bytes())[0]["saved"] is True
