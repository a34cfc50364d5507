"""`doctor`: a memory looked over, from what can lose data to what is untidy. It changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from memory_cli.actions import doctor_files
from memory_cli.actions import doctor_history
from memory_cli.actions import doctor_order
from memory_cli.actions import doctor_store
from memory_cli.actions.doctor_look import Look
from memory_cli.actions.doctor_look import look
from memory_cli.core.errors import MemError
from memory_cli.core.finding import Check
from memory_cli.core.finding import Finding
from memory_cli.core.finding import told
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.store.store import Store


class Examination(NamedTuple):
    """A check: its name, what is said when all is well, and how it is made.

    With `of_history` it needs a repository that may be read.
    """

    name: str
    well: str
    findings: Callable[[Look], Iterable[Finding]]
    of_history: bool = False


EXAMINATIONS = (
    Examination("files", "ordinary files of your own", doctor_store.files),
    Examination("git", "git is there and new enough", doctor_store.git_itself),
    Examination("configuration", "git's says what it needs to", doctor_store.configuration),
    Examination("repository", "one of your own, on main", doctor_store.repository),
    Examination("history", "every object can be read", doctor_history.objects, of_history=True),
    Examination("git index", "can be read", doctor_history.staged, of_history=True),
    Examination("operation", "nothing is under way", doctor_history.under_way, of_history=True),
    Examination("locks", "none in the way", doctor_store.locks),
    Examination("hand edits", "all recorded", doctor_history.unrecorded, of_history=True),
    Examination("permissions", "yours alone", doctor_store.permissions),
    Examination("place", "no sync service works on it", doctor_store.place),
    Examination("secrets", "none in the files", doctor_files.secrets),
    Examination(
        "secrets in history", "none but those in the files", doctor_history.secrets, of_history=True
    ),
    Examination("remote", "no credential in its address", doctor_store.remote),
    Examination("forgotten", "nothing of it is in the files", doctor_files.forgotten),
    Examination("front matter", "read", doctor_files.front_matter),
    Examination("encoding", "UTF-8 throughout", doctor_files.encoding),
    Examination("hidden characters", "none", doctor_files.hidden),
    Examination("copies", "none of a conflict", doctor_files.copies),
    Examination("names", "every log has the name of its day", doctor_files.names),
    Examination("leftovers", "none of killed programs", doctor_store.leftovers),
    Examination("search index", "can be used", doctor_order.search_index),
    Examination("usage", "can be counted", doctor_order.usage),
    Examination("always on", "within the budget", doctor_order.always_on),
    Examination("repeated facts", "none", doctor_order.repeated),
    Examination("expired facts", "none", doctor_order.expired),
)


def doctor(store: Store, *, today: date, progress: Progress = silently) -> tuple[Check, ...]:
    """Every check of the store, each with one line or more; raises NotFound when there is none."""
    if not store.is_there():
        raise store.missing()
    checks: list[Check] = []
    try:
        with look(store, today=today) as seen:
            for number, each in enumerate(EXAMINATIONS):
                progress(number, len(EXAMINATIONS))
                checks += _made(each, seen._replace(progress=_part(progress, number)))
    except MemError as error:  # it cannot even be opened
        return (*checks, Check("store", ok=False, detail=error.message, fix=error.hint))
    progress(len(EXAMINATIONS), len(EXAMINATIONS))
    return tuple(checks)


def _made(examination: Examination, seen: Look) -> tuple[Check, ...]:
    name = examination.name
    if examination.of_history and seen.repository is None:
        return (Check(name, ok=None, detail="not looked at, for git cannot be used here"),)
    try:
        return told(name, examination.findings(seen), well=examination.well)
    except MemError as error:
        return (Check(name, ok=None, detail=f"not looked at: {error.message}", fix=error.hint),)


def _part(progress: Progress, number: int) -> Progress:
    """Progress within one check, as a part of all of them."""
    fine = 1000

    def told_finely(done: int, of: int) -> None:
        within = fine * done // of if of else 0
        progress(number * fine + within, len(EXAMINATIONS) * fine)

    return told_finely
