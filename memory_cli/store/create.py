"""Beginning a memory: the folder, its repository, and the first commit from the templates."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from memory_cli.core.layout import FACTS
from memory_cli.core.layout import IGNORE
from memory_cli.core.layout import SOUL
from memory_cli.core.operation import Operation
from memory_cli.store import git
from memory_cli.store.change import Change
from memory_cli.store.change import Outcome
from memory_cli.store.files import Folder
from memory_cli.store.files import as_ours
from memory_cli.store.files import make_durable
from memory_cli.store.files import make_tree_durable
from memory_cli.store.lock import locked
from memory_cli.store.pause import heed
from memory_cli.store.soul import Header
from memory_cli.store.soul import headers
from memory_cli.store.store import Store
from memory_cli.store.swap import BUILDING
from memory_cli.store.swap import clear
from memory_cli.store.swap import finish
from memory_cli.store.templates import template

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./+-]*(?: [A-Za-z][A-Za-z0-9_.-]*)*")
_NO_WORDS = frozenset("y yes n no on off true false null".split())  # to YAML
_ANSWERS = re.compile(rb"(?m)^((?:name|timezone):).*$")  # what `init` has filled in
_SOURCES = {SOUL: "SOUL.md", FACTS: "MEMORY.md", IGNORE: "gitignore"}


class Owner(NamedTuple):
    """Whose memory it is, as far as is known when it begins."""

    name: str | None = None
    timezone: str | None = None


def create(
    store: Store, operation: Operation, *, owner: Owner, files: Mapping[str, bytes]
) -> tuple[tuple[str, ...], Outcome]:
    """Begin the memory, or give one that lost its history a new one; never overwrite a file.

    A new memory gets the templates; `files` come beside them or in their place. Returns the paths
    that were written.
    """
    git.version()
    _make(store.root)
    with Folder(store.root) as folder, locked(folder):
        finish(folder)
        if folder.status(".git") is None:
            _begin_history(folder)
        recorder = store.recording(folder)
        heed(recorder.repository, store.leave)
        wanted = dict(files)
        if recorder.is_unborn:
            owner = owner._replace(name=owner.name or git.personal("user.name"))
            wanted = _templates(owner) | wanted
        recorder.catch_up(operation.at)
        change = Change(recorder, operation, store.leave)
        written = tuple(path for path in wanted if change.read(path) is None)
        for path in written:
            change.write(path, wanted[path])
        change.describe(f"{len(written)} files")
        change.finish()
        if SOUL in written and SOUL not in files:
            with headers(folder) as known:
                known.expect(wanted[SOUL].decode(), _header(owner))
        return written, change.outcome


def create_if_new(store: Store, operation: Operation, *, owner: Owner) -> None:
    """Begin the memory before its first write, unless there is one or the remains of one."""
    if store.path(".git").is_dir():
        if store.has_history():
            return
    elif store.exists() and any(store.read(path) is not None for path in (SOUL, FACTS)):
        return
    create(store, operation, owner=owner, files={})


def is_untouched(path: str, data: bytes | None) -> bool:
    """Whether `path` has nothing of the person's in it: no file, none but space, the template."""
    if not (data or b"").strip():
        return True
    name = _SOURCES.get(path)
    return name is not None and _ANSWERS.sub(rb"\1", data or b"") == template(name)


def _templates(owner: Owner) -> dict[str, bytes]:
    files = {path: template(name) for path, name in _SOURCES.items()}
    soul = files[SOUL].decode()
    for key, value in (("name", owner.name), ("timezone", owner.timezone)):
        if value:
            plain = json.dumps(value, ensure_ascii=False)  # a JSON string is a YAML string
            soul = soul.replace(f"\n{key}:\n", f"\n{key}: {_yaml(value, plain)}\n", 1)
    return files | {SOUL: soul.encode()}


def _yaml(value: str, quoted: str) -> str:
    is_plain = _PLAIN.fullmatch(value) and value.lower() not in _NO_WORDS
    return value if is_plain else quoted


def _header(owner: Owner) -> Header:
    """What `_templates` makes SOUL.md say."""
    name, zone = (" ".join((value or "").split()) or None for value in owner)
    return Header(name=name, timezone=zone)


def _make(root: Path) -> None:
    """Create `root` with mode 0700, durably, and its parents when they are missing."""
    missing = [path for path in (root, *root.parents) if not path.exists()]
    try:
        root.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        root.mkdir(mode=0o700, exist_ok=True)
        for path in missing:
            with suppress(PermissionError):  # a parent may be closed to us
                make_durable(path.parent)
    except OSError as error:
        raise as_ours(error, str(root)) from error


def _begin_history(folder: Folder) -> None:
    """Make the repository aside and move it into place whole, so that none is ever half made.

    Git makes nothing of `init` durable, and without its HEAD a repository is none.
    """
    aside = folder.root / BUILDING
    clear(folder)
    git.run(["init", "-q", "--initial-branch=main", "--", str(aside)])
    config = str(aside / ".git" / "config")
    for key, otherwise in (("user.name", "mem"), ("user.email", "mem@localhost")):
        value = git.personal(key) or otherwise
        git.run(["config", "--file", config, key, value])
    try:
        make_tree_durable(aside)
        (aside / ".git").rename(folder.root / ".git")
        for path in (folder.root, aside):
            make_durable(path)
        aside.rmdir()
    except OSError as error:
        raise as_ours(error, f"{folder.root}/.git") from error
