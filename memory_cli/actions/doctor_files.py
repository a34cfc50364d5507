"""What `doctor` finds in the files of a memory: secrets, characters, copies, names."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator
from shlex import quote
from stat import S_ISDIR

from memory_cli.actions.doctor_look import Look
from memory_cli.core import blemishes
from memory_cli.core.blemishes import Blemish
from memory_cli.core.entry import Entry
from memory_cli.core.finding import Finding
from memory_cli.core.forgotten import forgotten as ids_in
from memory_cli.core.layout import FORGOTTEN
from memory_cli.core.layout import LOGS
from memory_cli.core.layout import kind_of
from memory_cli.core.strays import is_copy
from memory_cli.core.strays import is_misnamed_log
from memory_cli.core.strays import is_other_spelling


def secrets(seen: Look) -> Iterator[Finding]:
    """What looks like a secret, by file and line; the secret itself is never told."""
    for path, found in _each(seen, blemishes.secret_lines):
        yield Finding(
            f"{path}:{found.line} holds what looks like {found.what}",
            f"take it out ({_edit(path)}), and change it where it is used",
        )


def encoding(seen: Look) -> Iterator[Finding]:
    """Bytes that are no UTF-8."""
    for path, found in _each(seen, blemishes.not_utf8):
        yield Finding(
            f"{path}:{found.line} holds {found.times} {_bytes(found.times)} no UTF-8",
            f"save the file as UTF-8, or write that line anew ({_edit(path)})",
        )


def hidden(seen: Look) -> Iterator[Finding]:
    """Characters nobody sees, which can smuggle orders past a reader or turn words around."""
    for path, found in _each(seen, blemishes.unseen):
        what = "a hidden character" if found.times == 1 else f"{found.times} hidden characters"
        yield Finding(
            f"{path}:{found.line} holds {what}",
            f"write that line anew ({_edit(path)}); mem show makes them visible",
        )


def front_matter(seen: Look) -> Iterator[Finding]:
    """Settings on top of a file that cannot be read."""
    for path in sorted(filter(kind_of, seen.texts)):
        if problem := seen.headers.of(seen.texts[path]).problem:
            yield Finding(
                f"the settings on top of {path} were not read: {problem}",
                f"put them right ({_edit(path)})",
            )
    zone = seen.headers.of(seen.texts.get("SOUL.md", "")).timezone
    if zone and not seen.store.knows_zone(zone):
        yield Finding(
            f"SOUL.md names an unknown timezone: {zone}",
            f"write it like Europe/Amsterdam ({_edit('SOUL.md')})",
        )


def forgotten(seen: Look) -> Iterator[Finding]:
    """Entries that stand in the files and were to be forgotten."""
    gone = ids_in(seen.texts.get(FORGOTTEN, ""))
    if not gone:
        return
    for document in seen.documents():
        for entry in document.entries:
            if entry.id in gone:
                yield _come_back(entry)


def _come_back(entry: Entry) -> Finding:
    return Finding(
        f"{entry.path}:{entry.line} says what was forgotten ({entry.short_id})",
        f"mem forget {entry.short_id} takes it out again; typed by you, mem save lets it stay",
    )


def copies(seen: Look) -> Iterator[Finding]:
    """Copies that a sync service made when two devices disagreed; they are not read."""
    for path in _names(seen):
        if is_copy(path.rpartition("/")[2]):
            yield Finding(
                f"{path} is the copy of a conflict, and is not read",
                "take over what it has more, then delete it",
            )
    git_dir = seen.folder.root / ".git"
    torn = [p for p in (git_dir / "refs").rglob("*") if is_copy(p.name)]
    torn += [p for p in git_dir.glob("*") if is_copy(p.name)]
    for found in torn:
        yield Finding(
            f".git/{found.relative_to(git_dir).as_posix()}: a sync service works inside of .git",
            "exclude .git from it, delete the copy, then: mem doctor --fix",
        )


def names(seen: Look) -> Iterator[Finding]:
    """Files that look like memory and are not read for their name; repositories among the logs."""
    for path in _names(seen):
        if "/" not in path:
            if is_other_spelling(path):
                yield Finding(
                    f"{path} is not read: another case",
                    "rename it, or move what it says into the file of the right name",
                )
        elif is_misnamed_log(path):
            yield Finding(
                f"{path} is not read: it has the name of no day",
                "rename it like memory/2026-11-20.md, or move it out",
            )
    for name, status in seen.folder.each(LOGS):
        inner = seen.folder.root / LOGS / name
        if S_ISDIR(status.st_mode) and (name == ".git" or _is_repository(seen, name)):
            yield Finding(
                f"{LOGS}/{name} is a repository of its own, and is not recorded",
                f"move it elsewhere: mv {quote(str(inner))} …",
            )


def _is_repository(seen: Look, name: str) -> bool:
    inner = seen.folder.root / LOGS / name
    return (inner / ".git").exists() or (inner / "HEAD").is_file()


def _each(
    seen: Look, blemishes_of: Callable[[str], tuple[Blemish, ...]]
) -> Iterator[tuple[str, Blemish]]:
    """What is found in each file, the newest logs first."""
    paths = sorted(seen.texts, reverse=True)
    for number, path in enumerate(paths):
        seen.progress(number, len(paths))
        yield from ((path, found) for found in blemishes_of(seen.texts[path]))


def _names(seen: Look) -> list[str]:
    above = [name for name, _ in seen.folder.each("")]
    inside = [f"{LOGS}/{name}" for name, _ in seen.folder.each(LOGS)] if LOGS in above else []
    return sorted(above) + sorted(inside)


def _edit(path: str) -> str:
    places = {"SOUL.md": "soul", "MEMORY.md": "facts"}
    day = path.removeprefix(f"{LOGS}/").removesuffix(".md")
    return f"mem edit {places.get(path, day)}" if kind_of(path) else f"in {path}"


def _bytes(count: int) -> str:
    return "byte that is" if count == 1 else "bytes that are"
