"""What a file or folder holds that a memory could take in, whatever program has made it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import date
from datetime import tzinfo
from pathlib import Path
from typing import Literal

from memory_cli.actions.init import adoptable
from memory_cli.core.arrival import Arrival
from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Load
from memory_cli.core.arrival import Sheet
from memory_cli.core.document import Document
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.export_form import files_of
from memory_cli.core.export_form import is_export
from memory_cli.core.export_form import is_exported
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import SOUL
from memory_cli.core.layout import kind_of
from memory_cli.core.lines import BOM
from memory_cli.core.note_header import about
from memory_cli.core.notes import NoteRead
from memory_cli.core.notes import read_note
from memory_cli.core.records import recorded
from memory_cli.store.archive import is_tar
from memory_cli.store.archive import unpacked
from memory_cli.store.files import LARGEST
from memory_cli.store.foreign import Text
from memory_cli.store.foreign import file_data
from memory_cli.store.foreign import notes
from memory_cli.store.soul import inherited_by
from memory_cli.store.soul import said_by

Kind = Literal["auto", "mem", "jsonl", "notes"]

_LISTS = ("memories", "results")  # of ChatGPT and OpenMemory; of mem0
_ENDINGS = frozenset({".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"})


def load(source: Path, *, kind: Kind = "auto", zone: tzinfo | None) -> Load:
    """Read what `source`, a file or folder, holds; times are told on the clock of `zone`.

    Raises NotFound, BadInput for what is no memory or of another kind, and Refused where it is the
    memory of several people.
    """
    if source.is_dir():
        if kind == "jsonl":
            raise BadInput(f"{source} is a folder", "name the file with the lines")
        is_memory = any((source / name).is_file() for name in (SOUL, FACTS))
        is_ours = kind == "mem" or (kind == "auto" and is_memory)
        return _adopted(source) if is_ours else _noted(source)
    return loaded(file_data(source), source.name, kind=kind, zone=zone)


def loaded(data: bytes, name: str, *, kind: Kind = "auto", zone: tzinfo | None) -> Load:
    """The same of the bytes of one file that is called `name`; see `load`."""
    if is_tar(data) and kind in {"auto", "mem"}:
        files, dropped = unpacked(data)
        return _ours(files, dropped)
    text = data.decode("utf-8", "surrogateescape").removeprefix(BOM)
    if "\0" in text:
        raise BadInput(f"{name} is no text", "mem reads JSON, JSON lines, markdown and its own tar")
    if kind == "notes" or (kind == "auto" and _is_note(text, name)):
        return _gathered([_read(Text(name, data), alone=True)])
    values = _values(text, name)
    only = values[0][1] if len(values) == 1 else None
    if is_export(only) and isinstance(only, dict):
        return _ours(files_of(only))
    if kind == "mem":
        raise BadInput(f"{name} is no export of mem", "leave --kind out, and mem looks for itself")
    return _listed(values, name, zone)


def _is_note(text: str, name: str) -> bool:
    """Whether a file is a note, by its ending, or without one by how it begins."""
    ending = Path(name).suffix.lower()
    return ending in _ENDINGS or (not ending and text.lstrip()[:1] not in {"{", "["})


def _adopted(source: Path) -> Load:
    files, left = adoptable(source)
    return _ours(files, (Dropped(path, "no memory file") for path in left))


def _ours(files: Mapping[str, bytes], dropped: Iterable[Dropped] = ()) -> Load:
    """The files of a memory."""
    strange = [Dropped(path[:200], "no memory file") for path in files if not is_exported(path)]
    large = f"larger than {LARGEST >> 20} MiB"
    strange += [Dropped(p, large) for p in files if is_exported(p) and len(files[p]) > LARGEST]
    left = {each.source for each in strange}
    sheets = tuple(
        Sheet(_document(path, data), path)
        for path, data in sorted(files.items())
        if kind_of(path) and path not in left
    )
    forgotten = b"" if FORGOTTEN in left else files.get(FORGOTTEN, b"")
    return Load("mem", sheets, (), _text(forgotten), (*dropped, *strange))


def _document(path: str, data: bytes) -> Document:
    text = _text(data)
    return Document(path, text, inherited_by(path, text))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _noted(folder: Path) -> Load:
    dropped: list[Dropped] = []
    read: list[NoteRead] = []
    for found in notes(folder):
        if isinstance(found, Dropped):
            dropped.append(found)
        else:
            read.append(_read(found, alone=False))
    return _gathered(read, dropped)


def _read(note: Text, *, alone: bool) -> NoteRead:
    text = _text(note.data)
    said = said_by(text)
    header = about(said.values, private=said.private, problem=said.problem)
    return read_note(note.path, text, header, alone=alone)


def _gathered(read: Iterable[NoteRead], dropped: Iterable[Dropped] = ()) -> Load:
    """All notes; the only one of a day may become its log as it is."""
    read = tuple(read)
    days: Counter[date | None] = Counter(each.day for each in read if each.arrivals)
    sheets: list[Sheet] = []
    arrivals: list[Arrival] = []
    left = [*dropped]
    for each in read:
        if each.sheet is not None and days[each.day] == 1:
            sheets.append(each.sheet)
        else:
            arrivals += each.arrivals
            left += each.dropped
    return Load("notes", tuple(sheets), tuple(arrivals), "", tuple(left))


def _values(text: str, name: str) -> list[tuple[int, object]]:
    """The values of a JSON text, or of its lines, each with the number of its line."""
    try:
        return [(1, json.loads(text))]
    except (ValueError, RecursionError):
        pass
    values = list(_lines(text))
    if not any(isinstance(value, dict) for _, value in values):
        raise BadInput(
            f"{name} is neither JSON nor JSON lines",
            "notes end in .md or .txt, or say --kind notes",
        )
    return values


def _lines(text: str) -> Iterator[tuple[int, object]]:
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, None


def _listed(values: list[tuple[int, object]], name: str, zone: tzinfo | None) -> Load:
    """The records of another program."""
    if len(values) == 1:
        listed = _list_in(values[0][1])
        records = [(f"{name} #{number}", each) for number, each in enumerate(listed, 1)]
    else:
        records = [(f"{name}:{number}", each) for number, each in values]
    if any(_is_conversation(record) for _, record in records):
        raise BadInput(
            f"{name} holds conversations, and those are no memories",
            "mem capture proposes log entries from one conversation; of ChatGPT, export what "
            "Settings > Personalization > Memory lists",
        )
    arrivals: list[Arrival] = []
    dropped: list[Dropped] = []
    owners: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for source, record in records:
        found = recorded(record, source, zone)
        arrivals += [found.arrival] if found.arrival else []
        dropped += found.dropped
        owners.update([found.owner] if found.owner else [])
        fields.update(found.left)
    if len(owners) > 1:
        raise Refused(
            f"{name} holds memories of {len(owners)} users: {', '.join(sorted(owners)[:5])}",
            "bring in those of one user_id at a time",
        )
    dropped += (Dropped(name, f"the field {field}, {fields[field]}×") for field in sorted(fields))
    return Load("jsonl", (), tuple(arrivals), "", tuple(dropped))


def _list_in(value: object) -> list[object]:
    """The records in one JSON value: a list, what is a list of memories in it, or the only one."""
    if isinstance(value, dict):
        listed = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
        return [value] if listed is None else listed
    return value if isinstance(value, list) else [value]


def _is_conversation(record: object) -> bool:
    """Whether it is one of ChatGPT's conversations.json, or a message of anybody's."""
    return isinstance(record, dict) and (
        "mapping" in record or {"role", "content"} <= record.keys()
    )
