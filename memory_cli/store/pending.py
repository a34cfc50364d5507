"""Plans that wait for a person, as files of `.mem/pending`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.plan import Proposed
from memory_cli.core.plan_form import as_json
from memory_cli.core.plan_form import parsed
from memory_cli.store.shelf import pending

_VERSION = 1
_ACTOR = re.compile(r"rules|claude:[a-z0-9:._-]{1,57}")


class Pending(NamedTuple):
    """What a curator proposed and nobody has decided."""

    name: str
    actor: str  # of the curator
    at: datetime
    edits: tuple[Proposed, ...]


def waiting(root: Path) -> tuple[Pending, ...]:
    """The plans that wait, oldest first; what is no plan of ours is passed over."""
    shelf = pending(root)
    return tuple(plan for name, data in shelf for plan in _parsed(name, data))


def wait(root: Path, actor: str, edits: tuple[Proposed, ...], *, now: datetime) -> None:
    """Let `edits` of `actor` wait; none is not worth a file."""
    if edits:
        pending(root).put(_data(actor, now, edits), now=now)


def leave(root: Path, plan: Pending, edits: tuple[Proposed, ...]) -> None:
    """Let only `edits` of `plan` wait on; with none of them it is over."""
    shelf = pending(root)
    if not edits:
        shelf.drop(plan.name)
    elif edits != plan.edits:
        shelf.replace(plan.name, _data(plan.actor, plan.at, edits))


def _data(actor: str, at: datetime, edits: tuple[Proposed, ...]) -> bytes:
    plain = {
        "version": _VERSION,
        "actor": actor,
        "at": at.isoformat(),
        "edits": [as_json(edit) for edit in edits],
    }
    return json.dumps(plain, indent=1).encode()


def _parsed(name: str, data: bytes) -> Iterator[Pending]:
    try:
        plain = json.loads(data)
        if plain["version"] != _VERSION or not _ACTOR.fullmatch(plain["actor"]):
            return
        at, edits = datetime.fromisoformat(plain["at"]), tuple(map(parsed, plain["edits"]))
        if edits and at.tzinfo is not None:
            yield Pending(name, plain["actor"], at, edits)
    except (ValueError, KeyError, TypeError, RecursionError):
        return
