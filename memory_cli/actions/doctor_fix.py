"""`doctor --fix`: what can be put right with nothing lost, done under the lock of the store."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterator

from memory_cli.actions.doctor_order import USAGE
from memory_cli.actions.searching import ask
from memory_cli.actions.searching import files_behind
from memory_cli.actions.writing import Author
from memory_cli.core.errors import MemError
from memory_cli.core.layout import INDEX
from memory_cli.core.layout import LOCAL
from memory_cli.store.commit import pack_when_crowded
from memory_cli.store.files import Folder
from memory_cli.store.fsck import health
from memory_cli.store.holders import clear_stale
from memory_cli.store.leftovers import clear
from memory_cli.store.lock import locked
from memory_cli.store.modes import tighten
from memory_cli.store.repair import repair
from memory_cli.store.repository import STALE
from memory_cli.store.repository import checked
from memory_cli.store.settings import adopt
from memory_cli.store.staged import renew_index
from memory_cli.store.store import Store
from memory_cli.store.swap import finish
from memory_cli.store.swap import is_decided
from memory_cli.store.swap import what_is_left


def fix(store: Store, *, author: Author) -> tuple[str, ...]:
    """Do what is safe, and return what was done, in sentences; nothing of memory is ever deleted.

    Raises NotFound when there is no store, and Refused, Failed and Busy when it cannot be locked.
    """
    if not store.is_there():
        raise store.missing()
    done: list[str] = []
    with Folder(store.root) as folder, locked(folder):
        for step in (_modes, _purge, _settings, _locks, _history, _leftovers):
            done += _tried(lambda step=step: step(store, folder, author))  # type: ignore[misc]
    for derived in (_index, _usage):
        done += _tried(lambda step=derived: step(store))  # type: ignore[misc]
    return tuple(done)


def _tried(step: Callable[[], Iterator[str]]) -> list[str]:
    """What a step did; what stood in its way does not keep others from being done."""
    done: list[str] = []
    try:
        done.extend(step())
    except MemError as error:
        done.append(f"not put right: {error.message}")
    return done


def _modes(_store: Store, folder: Folder, _author: Author) -> Iterator[str]:
    if count := tighten(folder.root):
        yield f"made {'a file' if count == 1 else f'{count} files and folders'} yours alone"


def _purge(_store: Store, folder: Folder, _author: Author) -> Iterator[str]:
    """Before anything opens `.git`, for it may be another one afterwards."""
    if is_decided(folder.root):
        finish(folder)
        left = what_is_left(folder.root)
        yield (
            f"not put right: the old history could not be removed: {left}"
            if left
            else "ended a purge that was stopped in the middle"
        )


def _settings(_store: Store, folder: Folder, _author: Author) -> Iterator[str]:
    if folder.status(".git/config") is not None and (keys := adopt(folder)):
        yield f"dropped from .git/config, and kept in .git/mem-quarantine: {', '.join(keys)}"


def _locks(_store: Store, folder: Folder, _author: Author) -> Iterator[str]:
    if names := clear_stale(folder.root):
        yield f"removed locks that no process holds: {', '.join(names)}"


def _history(store: Store, folder: Folder, author: Author) -> Iterator[str]:
    """Repair what is damaged, finish what was begun, and record what is not recorded."""
    if folder.status(".git") is None:
        return
    repository = checked(folder)
    if renew_index(repository):
        yield "made .git/index anew"
    found = health(folder.root)
    if found.damaged or found.gone:
        mended = repair(folder, repository, thoroughly=True)
        if found.damaged or mended.moved:
            yield mended.message
        elif health(folder.root).gone != found.gone:
            yield "gave back to the history what the files still had"
    recorder = store.recording(folder)
    recorder.catch_up(author.operation("edit").at)
    if recorder.commits:
        yield f"recorded what was not recorded yet, in {_counted(len(recorder.commits), 'commit')}"
    pack_when_crowded(repository)


def _leftovers(_store: Store, folder: Folder, _author: Author) -> Iterator[str]:
    if count := clear(folder, older_than=STALE):
        yield f"removed {_counted(count, 'temporary file')} of killed programs"


def _index(store: Store) -> Iterator[str]:
    if files_behind(store) is None:
        from memory_cli.search.soundness import remove  # noqa: PLC0415 - with sqlite3

        remove(store.path(f"{LOCAL}/{INDEX}"))
        ask(store, lambda _index: None)
        yield "built the search index anew"


def _usage(store: Store) -> Iterator[str]:
    from memory_cli.search.soundness import is_sound  # noqa: PLC0415 - with sqlite3
    from memory_cli.search.soundness import remove  # noqa: PLC0415

    if not is_sound(store.path(USAGE)):
        remove(store.path(USAGE))
        yield "began the counts of what was recalled anew"


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'s'[: count != 1]}"
