"""Finding hand edits: the recorded files as they are, against the tree of the last commit.

`git status` would obey excludes, attributes and flags that hide or invent edits, so the files are
hashed here. A hash is kept in `.mem/` with the status of the file it was made of.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from typing import NamedTuple
from typing import Self

from memory_cli.core.errors import BadInput
from memory_cli.core.errors import Refused
from memory_cli.core.layout import LOCAL
from memory_cli.core.layout import is_recorded
from memory_cli.core.stillness import Held
from memory_cli.store.commit import blob_id
from memory_cli.store.files import Folder
from memory_cli.store.reading import is_young
from memory_cli.store.reading import recorded_places
from memory_cli.store.reading import signature

_CACHE = "recorded.json"
_WORTH_SAVING = 16  # new hashes
_FRESH = 1.0  # seconds; a file this young may still be written by an editor
_STILLNESS = 0.2
_PATIENCE = 5.0


class Edits(NamedTuple):
    """Recorded files that are not as the last commit has them."""

    changed: dict[str, bytes | None]  # None: deleted
    unreadable: tuple[str, ...] = ()  # links, pipes and the like; left as they are
    moving: tuple[str, ...] = ()  # still being written; left for the next time

    @property
    def held(self) -> dict[str, Held]:
        """What each changed file holds."""
        return {
            path: Held(None, 0) if data is None else Held(blob_id(data), len(data))
            for path, data in self.changed.items()
        }

    def only(self, settled: Mapping[str, str | None]) -> Self:
        """Those whose content is the one named: a blob id for each path, None for deleted.

        The others still move, as far as anybody knows.
        """
        held = self.held
        kept = {
            path: data
            for path, data in self.changed.items()
            if path in settled and settled[path] == held[path].digest
        }
        moving = tuple(path for path in self.changed if path not in kept)
        return self._replace(changed=kept, moving=moving)


def edits(folder: Folder, tree: Mapping[str, str]) -> Edits:
    """Compare the files of `folder` with `tree` (path to blob id)."""
    known = _load(folder)
    hashes: dict[str, str] = {}
    changed: dict[str, bytes | None] = {}
    unreadable: list[str] = []
    missing = set(tree)
    now = time.time_ns()
    fresh = 0
    for path, status in recorded_places(folder):
        missing.discard(path)
        as_recorded = _hashed(status, tree.get(path, ""))
        if known.get(path) == as_recorded:
            hashes[path] = as_recorded
            continue
        if not is_recorded(path):
            continue
        try:
            data = folder.read(path)
        except (Refused, BadInput):
            unreadable.append(path)
            continue
        if data is None:
            missing.add(path)
            continue
        oid = blob_id(data)
        if not is_young(status, now):
            hashes[path] = _hashed(status, oid)
            fresh += hashes[path] != known.get(path)
        if oid != tree.get(path):
            changed[path] = data
    if fresh >= _WORTH_SAVING:
        folder.keep_local(_CACHE, json.dumps(hashes).encode())
    changed |= dict.fromkeys(sorted(filter(is_recorded, missing & tree.keys())))
    return Edits(changed, tuple(unreadable))


def settled_edits(folder: Folder, tree: Mapping[str, str]) -> Edits:
    """`edits`, once what changed in the last second holds still, so that nothing is half-saved.

    Files that still change after some seconds are left out and named in `moving`.
    """
    deadline = time.monotonic() + _PATIENCE
    found = edits(folder, tree)
    while young := _young(folder, found):
        time.sleep(_STILLNESS)
        again = edits(folder, tree)
        now_or_then = {*young, *_young(folder, again)}
        if all(again.changed.get(path, 0) == found.changed.get(path, 0) for path in now_or_then):
            return again
        found = again
        if time.monotonic() > deadline:
            still = {path: data for path, data in found.changed.items() if path not in young}
            return Edits(still, found.unreadable, tuple(young))
    return found


def _young(folder: Folder, found: Edits) -> list[str]:
    """What changed a moment ago; a file that is gone did so when its folder changed."""
    now = time.time()
    parents = {path: path.rpartition("/")[0] for path in found.changed}
    statuses = {p: folder.status(p) or folder.status(parent) for p, parent in parents.items()}
    return [path for path, status in statuses.items() if status and now - status.st_mtime < _FRESH]


def _hashed(status: os.stat_result, oid: str) -> str:
    """What is kept of a recorded file: the signature it had, and the blob id of what it held."""
    return f"{signature(status)} {oid}"


def _load(folder: Folder) -> dict[str, str]:
    try:
        found = json.loads(folder.read(f"{LOCAL}/{_CACHE}", largest=1 << 28) or b"{}")
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
