from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memory_cli.core.errors import BadInput
from memory_cli.core.export_form import Export
from memory_cli.core.export_form import dumped
from memory_cli.core.export_form import files_of
from memory_cli.core.export_form import is_export
from memory_cli.core.export_form import is_exported

ENTRY = {"id": "k3f9a2bcq81mzx04", "text": "Tea."}
PATHS = ["SOUL.md", "MEMORY.md", ".forgotten", "memory/2026-11-20.md"]


def export(files: dict[str, bytes]) -> Export:
    return Export("2026-11-20T09:14:00+00:00", "me", None, files)


def text(files: dict[str, bytes], *, spread: bool = False) -> str:
    return "".join(dumped(export(files), [ENTRY], spread=spread))


def test_an_export_is_one_object_with_files_and_entries() -> None:
    files = {"SOUL.md": "- é\n".encode(), "MEMORY.md": b"\xff\r\n"}
    assert text(files) == (
        '{"schema": 1, "exported_at": "2026-11-20T09:14:00+00:00", "user": "me", "commit": null, '
        '"files": [{"path": "MEMORY.md", "base64": "/w0K"}, '
        '{"path": "SOUL.md", "text": "- \\u00e9\\n"}], '
        '"entries": [{"id": "k3f9a2bcq81mzx04", "text": "Tea."}]}\n'
    )


def test_spread_out_every_file_and_entry_has_a_line() -> None:
    told = text({"SOUL.md": b"a", "MEMORY.md": b"b"}, spread=True)
    assert told.splitlines()[1:] == [
        '{"path": "MEMORY.md", "text": "b"},',
        '{"path": "SOUL.md", "text": "a"}',
        '], "entries": [',
        '{"id": "k3f9a2bcq81mzx04", "text": "Tea."}',
        "]}",
    ]
    assert json.loads(told) == json.loads(text({"SOUL.md": b"a", "MEMORY.md": b"b"}))


@given(st.dictionaries(st.sampled_from(PATHS), st.binary()), st.booleans())
def test_every_byte_of_every_file_comes_back(files: dict[str, bytes], spread: bool) -> None:
    told = text(files, spread=spread)
    assert told.isascii()
    assert is_export(json.loads(told))
    assert files_of(json.loads(told)) == files


def test_memory_and_what_must_not_come_back_are_exported() -> None:
    paths = [*PATHS, ".gitignore", "notes.txt", "memory/2026-02-30.md", "../SOUL.md", ".mem/x"]
    assert list(filter(is_exported, paths)) == PATHS


@pytest.mark.parametrize(
    "value",
    [
        {"schema": 2, "files": []},
        {"schema": "1", "files": []},
        {"schema": 1, "files": {}},
        {"schema": 1, "files": ["x"]},
        {"schema": 1, "files": [{"path": "SOUL.md"}]},
        {"schema": 1, "files": [{"path": "SOUL.md", "text": 3}]},
        {"schema": 1, "files": [{"path": "SOUL.md", "base64": "?"}]},
    ],
)
def test_what_this_version_cannot_read_is_refused(value: dict[str, object]) -> None:
    assert is_export(value)
    with pytest.raises(BadInput):
        files_of(value)


@pytest.mark.parametrize("value", [[], None, {"files": []}, {"schema": 1}, "schema files"])
def test_other_json_is_no_export(value: object) -> None:
    assert not is_export(value)
