"""Origins: the first commit that holds each of some entries, and so who brought it.

Read from the trailers of commits and from what their files held, never from what a text says of
itself.
"""

from __future__ import annotations

from collections.abc import Mapping

from memory_cli.actions.find import words_of
from memory_cli.actions.history import names_all
from memory_cli.core.changes import changes
from memory_cli.core.entry import Entry
from memory_cli.core.identity import longest_word
from memory_cli.store.history import FileChange
from memory_cli.store.history import History
from memory_cli.store.history import Revision


def brought(trail: History, wanted: Mapping[str, Entry]) -> dict[str, Revision]:
    """The first revision that names each entry (by reference) and touches the file it stands in.

    None for what came by hand. The same words may be a person's on one day, an agent's on another.
    """
    ids = {entry.id for entry in wanted.values()}
    named = (r for r in trail.messages(merged=True) if ids.intersection(_entries(r)))
    found: dict[str, Revision] = {}
    for revision in trail.with_files(named):
        paths = {file.path for file in revision.files}
        for reference, entry in wanted.items():
            if entry.path in paths and entry.id in _entries(revision):
                found.setdefault(reference, revision)
    return found


def _entries(revision: Revision) -> tuple[str, ...]:
    return revision.operation.entries if revision.operation else ()


def _brought(trail: History, file: FileChange) -> set[str]:
    """The ids that came into a file."""
    told = changes(file.path, trail.text(file.before), trail.text(file.after), only_entries=True)
    return set(told.ids_added)


def origins(trail: History, wanted: Mapping[str, str]) -> dict[str, Revision]:
    """The first revision, with its files, that holds each id of `wanted` (id → its words).

    It is the first of those that name the id, unless one before that names no ids (a hand edit)
    brought it: these are looked into where the longest of its words stands.
    """
    messages = tuple(trail.messages(merged=True))
    naming: dict[str, int] = {}
    for number, revision in enumerate(messages):
        for each in _entries(revision):
            if each in wanted:
                naming.setdefault(each, number)
    last = max((naming.get(each, len(messages)) for each in wanted), default=0)
    silent = {n: r for n, r in enumerate(messages[:last]) if not names_all(r.operation)}
    found: dict[str, Revision] = {}
    sought = {each: longest_word(words) for each, words in wanted.items()}
    for number, revision in zip(silent, trail.with_files(silent.values()), strict=False):
        open_ids = {e for e in sought if e not in found and number < naming.get(e, number + 1)}
        if not open_ids:
            continue
        for file in revision.files:
            words = words_of(trail.text(file.after))
            if likely := {each for each in open_ids if sought[each] in words}:
                found |= dict.fromkeys(likely & _brought(trail, file), revision)
    left = [each for each in naming if each not in found]
    numbers = tuple(dict.fromkeys(naming[each] for each in left))  # git tells a commit only once
    named = trail.with_files(messages[number] for number in numbers)
    told = dict(zip(numbers, named, strict=True))
    return found | {each: told[naming[each]] for each in left}
