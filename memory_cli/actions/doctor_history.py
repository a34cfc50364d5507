"""What `doctor` finds in the history: objects, what waits to be recorded, secrets of long ago."""

from __future__ import annotations

from collections.abc import Iterator
from shlex import quote

from memory_cli.actions.doctor_look import Look
from memory_cli.core.blemishes import Blemish
from memory_cli.core.blemishes import secret_lines
from memory_cli.core.document import Document
from memory_cli.core.finding import Finding
from memory_cli.core.layout import is_recorded
from memory_cli.core.layout import kind_of
from memory_cli.core.several import several
from memory_cli.store.commit import tree
from memory_cli.store.fsck import Health
from memory_cli.store.fsck import Version
from memory_cli.store.fsck import blobs_of_memory
from memory_cli.store.fsck import health
from memory_cli.store.fsck import versions
from memory_cli.store.intent import noted
from memory_cli.store.objects import contents
from memory_cli.store.repository import Repository
from memory_cli.store.repository import tip
from memory_cli.store.repository import work_under_way
from memory_cli.store.staged import is_damaged
from memory_cli.store.worktree import edits

_FIX = "mem doctor --fix"
_SHOWN = 12  # of a commit
_MOST = 5  # versions that are named


def objects(seen: Look) -> Iterator[Finding]:
    """Whether every object of the history can be read, and which versions are lost if not."""
    root = seen.folder.root
    found = health(root, seen.progress)
    if found.damaged:
        yield Finding(
            f"git cannot read all of the history: {several(found.damaged, 1)};"
            f" {_lost(seen, found)}",
            f"{_FIX} saves what can be read and puts the rest aside",
        )
    elif found.gone:
        one = len(found.gone) == 1
        yield Finding(
            f"{'1 object' if one else f'{len(found.gone)} objects'} of the history"
            f" {'is' if one else 'are'} lost: {_lost(seen, found)}",
            "a backup may have them: "
            f"cp -Rn BACKUP/.git/objects/. {quote(str(root / '.git/objects'))}",
        )
    if found.faults:
        yield Finding(
            f"git finds fault with the form of old objects: {', '.join(found.faults)}",
            "it harms nothing; a program other than mem made them",
        )


def _lost(seen: Look, found: Health) -> str:
    """Which versions cannot be read, in words."""
    named = sorted(versions(seen.folder.root, found.gone).values(), key=lambda v: (v.day, v.path))
    told = several([f"{each.path} of {each.day}" for each in named], _MOST)
    which = f"the version{'s'[: len(named) != 1]} {told}" if named else "some of the past"
    return f"{which} cannot be read, the files themselves are as they were"


def staged(seen: Look) -> Iterator[Finding]:
    """Whether git can read its own index."""
    if is_damaged(_repository(seen)):
        yield Finding(".git/index is damaged; nothing of memory is only there", _FIX)


def under_way(seen: Look) -> Iterator[Finding]:
    """What a person has begun with git and not finished, and deeds that wait to be recorded."""
    root = quote(str(seen.folder.root))
    what = work_under_way(_repository(seen))
    if what:
        yield Finding(
            f"a {what} is under way; what is written meanwhile is saved, and recorded afterwards",
            f"finish it, or: git -C {root} {_abort(what)}",
        )
    deeds = noted(seen.folder)
    if deeds is None:
        yield Finding("the note of what was being written is damaged", "mem save")
    elif deeds:
        count = "an operation is" if len(deeds) == 1 else f"{len(deeds)} operations are"
        fix = "mem save" if not what else "it follows when that is finished"
        yield Finding(f"{count} saved and not recorded yet", fix)


def _abort(what: str) -> str:
    return "bisect reset" if what == "bisect" else f"{what} --abort"


def unrecorded(seen: Look) -> Iterator[Finding]:
    """Files that are not as they were recorded last, and what keeps some from being recorded."""
    repository = _repository(seen)
    if noted(seen.folder) != () or work_under_way(repository):  # told already
        return
    commit = tip(repository)
    held = tree(repository.root, commit) if commit else {}
    known = {path: blob for path, blob in held.items() if is_recorded(path)}
    changed = edits(seen.folder, known).changed
    kept = [each for each in seen.store.withheld() if each.path in changed]
    for each in kept:
        yield Finding(f"edited by hand and kept out of history: {each.places}", each.way_out)
    if found := sorted(changed.keys() - {each.path for each in kept}):
        yield Finding(f"edited by hand and not recorded yet: {several(found, _MOST)}", "mem save")


def secrets(seen: Look) -> Iterator[Finding]:
    """What looks like a secret in any version of any file that the files do not hold now.

    Only what is new in a version is looked at: lines that were there before were seen before.
    """
    root = seen.folder.root
    held = {oid: path for oid, path in blobs_of_memory(root).items() if is_recorded(path)}
    known = {hash(line) for text in seen.texts.values() for line in text.split("\n")}
    found: dict[str, list[tuple[Blemish, str]]] = {}
    oldest_first = contents(root, reversed(held))
    for number, (oid, _, data) in enumerate(oldest_first):
        seen.progress(number, len(held))
        text = data.decode("utf-8", "surrogateescape")
        new = [line for line in text.split("\n") if hash(line) not in known]
        known.update(map(hash, new))
        if new and (suspects := secret_lines("\n".join(new))):
            lines = text.split("\n")
            places = [(each, lines.index(new[each.line - 1]) + 1) for each in suspects]
            found[oid] = [(each._replace(line=line), text) for each, line in places]
    named = versions(root, found)
    for oid, there in found.items():
        version = named.get(oid)
        for each, text in there:
            yield _old_secret(held[oid], each, text, version)


def _old_secret(path: str, each: Blemish, text: str, version: Version | None) -> Finding:
    where = f"since {version.commit[:_SHOWN]} of {version.day}" if version else "in another branch"
    document = Document(path, text) if kind_of(path) else None
    entries = document.entries if document else ()
    entry = next((e for e in reversed(entries) if e.line <= each.line), None)
    how = f"mem purge {entry.short_id} erases it" if entry else "mem purge erases it"
    return Finding(
        f"{path}, line {each.line}, held what looks like {each.what}; it is in the history {where}",
        f"change it where it is used; {how}",
    )


def _repository(seen: Look) -> Repository:
    assert seen.repository is not None  # noqa: S101 - a check of history is not made without
    return seen.repository
