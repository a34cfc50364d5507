"""Memories of other programs, a JSON object each: which field holds what.

- ours: `text`, `date`, `tags`, and the keys of the entry object that `--json` gives
- mem0: `memory`, `created_at`, `updated_at`, `expiration_date`, `categories`, `metadata`, `user_id`
  (docs.mem0.ai, API reference, "Get memories": a list, or pages with `results`)
- OpenMemory, mem0's own server: `content`, `state`, `categories` (github.com/mem0ai/mem0,
  openmemory/api/app/routers/backup.py: `memories.json`, and a line each in `memories.jsonl.gz`)
- ChatGPT: `content`, `created_timestamp` in seconds, `updated_at`, `enabled` (`memories` of its
  web application's `/backend-api/memories`, which browser extensions save; `memory.json`)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import time
from datetime import tzinfo
from typing import NamedTuple

from memory_cli.core.annotation import PINNED
from memory_cli.core.annotation import PRIVATE
from memory_cli.core.arrival import Arrival
from memory_cli.core.arrival import Dropped
from memory_cli.core.carried import written
from memory_cli.core.document import heading_parts
from memory_cli.core.draft import Draft
from memory_cli.core.draft import draft
from memory_cli.core.errors import BadInput
from memory_cli.core.errors import MemError
from memory_cli.core.layout import FACTS
from memory_cli.core.layout import log_path
from memory_cli.core.moments import Moment
from memory_cli.core.moments import moment
from memory_cli.core.tags import as_tag

_TEXTS = ("text", "memory", "content")
_DATES = ("date", "created_at", "created_timestamp", "updated_at")
_UNTILS = ("until", "expiration_date")
_TAGS = ("tags", "categories")
_OWNERS = ("user_id",)
_OURS = frozenset({"id", "kind", "section", "time", "task", "disabled", "private", "path", "line"})
_STATES = frozenset({"state", "enabled"})
_KNOWN = frozenset({*_TEXTS, *_DATES, *_UNTILS, *_TAGS, *_OWNERS, *_OURS, *_STATES})
_RESTING = ("paused", "archived")  # states of OpenMemory


class Recorded(NamedTuple):
    """What came of one record: an arrival or why there is none; whose it is; fields left out."""

    arrival: Arrival | None
    dropped: tuple[Dropped, ...] = ()
    owner: str | None = None
    left: tuple[str, ...] = ()


def recorded(value: object, source: str, zone: tzinfo | None) -> Recorded:
    """Read one record, or a bare string; times are told on the clock of `zone`."""
    record = {"text": value} if isinstance(value, str) else value
    if not isinstance(record, dict):
        return Recorded(None, (Dropped(source, "no JSON object"),))
    text = next((record[name] for name in _TEXTS if isinstance(record.get(name), str)), None)
    if text is None:
        return Recorded(None, (Dropped(source, f"none of {', '.join(_TEXTS)} holds a text"),))
    if record.get("state") == "deleted":
        return Recorded(None, (Dropped(source, "deleted there"),))
    if record.get("kind") == "soul":
        return Recorded(None, (Dropped(source, "SOUL.md is written by your own hand"),))
    dropped = tuple(_unread_dates(record, source, zone))
    try:
        arrival = _arrival(record, text, source, zone)
    except MemError as error:
        return Recorded(None, (Dropped(source, error.message),))
    owner = next((str(record[name]) for name in _OWNERS if record.get(name)), None)
    left = tuple(name for name in map(str, record) if name not in _KNOWN and record[name])
    return Recorded(arrival, dropped, owner, left)


def _arrival(record: Mapping[str, object], text: str, source: str, zone: tzinfo | None) -> Arrival:
    when, until = _first(record, _DATES, zone), _first(record, _UNTILS, zone)
    task, made = record.get("task"), draft(text)
    made = made.annotated(
        tags=tuple(_tags(record)),
        until=until.day if until else None,
        task="open" if task == "open" else "done" if task == "done" else None,
    )
    if record.get("kind") == "log":
        if when is None:
            raise BadInput("a log entry without its day")
        path, made = log_path(when.day), made._replace(time=_clock(record, when))
    else:
        path, made = FACTS, _since(made, when)
    item = written(made, path, disabled=True) if _is_off(record) else made
    return Arrival(path, _section(record), item, source)


def _clock(record: Mapping[str, object], when: Moment) -> time | None:
    """The time of a log entry: a field of its own, else what its date says."""
    said = moment(f"{when.day}T{record['time']}", None) if record.get("time") else None
    return said.time if said else when.time


def _since(made: Draft, when: Moment | None) -> Draft:
    """A fact is true since it was written, unless it says otherwise or ended before."""
    if when is None or made.note.since or (made.note.until and made.note.until < when.day):
        return made
    return made.annotated(since=when.day)


def _is_off(record: Mapping[str, object]) -> bool:
    is_off = record.get("disabled") is True or record.get("enabled") is False
    return is_off or record.get("state") in _RESTING


def _first(
    record: Mapping[str, object], names: tuple[str, ...], zone: tzinfo | None
) -> Moment | None:
    found = (moment(record[name], zone) for name in names if record.get(name))
    return next((each for each in found if each), None)


def _unread_dates(
    record: Mapping[str, object], source: str, zone: tzinfo | None
) -> Iterator[Dropped]:
    for name in (*_DATES, *_UNTILS):
        if record.get(name) and moment(record[name], zone) is None:
            yield Dropped(source, f"a {name} that is no date")


def _section(record: Mapping[str, object]) -> str | None:
    said = record.get("section")
    name = heading_parts(" ".join(said.split()))[0] if isinstance(said, str) else ""
    return name or None


def _tags(record: Mapping[str, object]) -> Iterator[str]:
    """The tags of a record, made of whatever names it has for them."""
    for name in _TAGS:
        said = record.get(name)
        words = re.split(r"[,\s]+", said) if isinstance(said, str) else said
        for word in words if isinstance(words, list) else ():
            if tag := as_tag(str(word)):
                yield tag
    if record.get("private") is True:
        yield PRIVATE
    if record.get("pinned") is True:
        yield PINNED
