"""The form of an export: one JSON object that holds every memory file, byte for byte.

    {"schema": 1, "exported_at": "2026-11-20T09:14:00+00:00", "user": "me", "commit": "…",
     "files": [{"path": "SOUL.md", "text": "…"}, …], "entries": [{"id": "…", "text": "…", …}, …]}

`files` is what an import reads. `entries` are the same words for other programs: the entry objects
of `--json`. A file that is no UTF-8 has `base64` in the place of `text`, so that every program can
read the object. It is ASCII throughout.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from typing import NamedTuple

from memory_cli.core.errors import BadInput
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import kind_of

SCHEMA = 1


class Export(NamedTuple):
    """The memory files of a user as they stood at a moment, and the commit that holds them."""

    exported_at: str  # ISO 8601
    user: str
    commit: str | None
    files: Mapping[str, bytes]


def is_exported(path: str) -> bool:
    """Whether `path` says something of the person: memory, and what must not come back."""
    return path == FORGOTTEN or kind_of(path) is not None


def dumped(export: Export, entries: Iterable[object], *, spread: bool) -> Iterator[str]:
    """The pieces of the JSON text; `spread` gives every file and entry a line of its own."""
    about = {
        "schema": SCHEMA,
        "exported_at": export.exported_at,
        "user": export.user,
        "commit": export.commit,
    }
    yield json.dumps(about)[:-1]
    files = map(_file, sorted(export.files.items()))
    lists: dict[str, Iterable[object]] = {"files": files, "entries": entries}
    for name, values in lists.items():
        yield f', "{name}": ['
        above = "\n" if spread else ""
        for value in values:
            yield above + json.dumps(value)
            above = ",\n" if spread else ", "
        yield "\n]" if spread else "]"
    yield "}\n"


def _file(named: tuple[str, bytes]) -> dict[str, str]:
    path, data = named
    try:
        return {"path": path, "text": data.decode("utf-8")}
    except UnicodeDecodeError:
        return {"path": path, "base64": base64.b64encode(data).decode("ascii")}


def is_export(value: object) -> bool:
    """Whether `value`, read from JSON, is an export of ours."""
    return isinstance(value, dict) and "schema" in value and "files" in value


def files_of(value: Mapping[str, object]) -> dict[str, bytes]:
    """The files that an export holds; raises BadInput for one that this version cannot read."""
    schema, listed = value.get("schema"), value.get("files")
    if schema != SCHEMA:
        raise BadInput(
            f"this export has schema {schema!r}, and this mem reads {SCHEMA}",
            "bring it in with the mem that made it, or a newer one",
        )
    if not isinstance(listed, list):
        raise BadInput("this export holds no list of files", "export it again")
    return dict(_read(number, each) for number, each in enumerate(listed, 1))


def _read(number: int, file: object) -> tuple[str, bytes]:
    match file:
        case {"path": str(path), "text": str(text)}:
            return path, text.encode("utf-8", "surrogatepass")
        case {"path": str(path), "base64": str(coded)}:
            try:
                return path, base64.b64decode(coded, validate=True)
            except (binascii.Error, ValueError) as error:
                raise BadInput(f"file {number} of this export is no base64") from error
        case _:
            raise BadInput(f"file {number} of this export has no path and text")
