"""What an import says: what would come before it does, what came, and what was left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from memory_cli.actions.arrivals import Kind
from memory_cli.actions.arrivals import load as load_of
from memory_cli.actions.arrivals import loaded as loaded_of
from memory_cli.actions.import_ import Imported
from memory_cli.cli import render
from memory_cli.cli import stdin
from memory_cli.cli.deps import Context
from memory_cli.cli.output import confirm
from memory_cli.cli.output import note
from memory_cli.cli.output import show
from memory_cli.cli.output import tell_pretty
from memory_cli.core.arrival import Dropped
from memory_cli.core.arrival import Load
from memory_cli.core.citation import short_line
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Nothing
from memory_cli.core.identity import SHOWN
from memory_cli.core.several import several
from memory_cli.store.store import Store

_MOST_PLACES = 12  # that a person looks at before they answer
_MOST_ENTRIES = 5  # of a place
_MOST_NAMED = 3  # of what is left out for one reason
_MOST_SECRETS = 20


def loaded(ctx: Context, store: Store, source: str, kind: Kind) -> Load:
    """What `source`, a file, a folder or stdin, holds."""
    zone = store.local(ctx.now).tzinfo
    if source == "-":
        return loaded_of(stdin.data(), "stdin", kind=kind, zone=zone)
    return load_of(Path(source), kind=kind, zone=zone)


def agreed(ctx: Context, load: Load, would: Imported, *, dry_run: bool) -> bool:
    """Whether it may come: a person is shown and asked; without one only shown, and that is no.

    Raises Nothing where somebody has to say --yes, or a person says no.
    """
    if ctx.person_can_decide and not (dry_run or ctx.json):
        if would.changes:
            tell_pretty(ctx, _pretty(would))
        _remark(ctx, would)
        if not would.changes:
            return False
        if not confirm(ctx, f"Take in {_count(len(would.intake.added), 'entry', 'entries')}?"):
            raise Nothing("nothing was taken in")
        return True
    _show(ctx, load, would)
    _remark(ctx, would)
    if dry_run:
        note(ctx, "mem: nothing was taken in, this was a dry run")
    elif would.changes:
        raise Nothing("nothing was taken in", "say --yes to take it in")
    return False


def tell(ctx: Context, load: Load, done: Imported, *, asked: bool) -> None:
    """Say what came; a person who was `asked` has just seen it."""
    if asked:
        came = _count(len(done.intake.added), "entry", "entries")
        note(ctx, f"mem: took in {came}; mem undo takes it back")
        return
    _show(ctx, load, done)
    _remark(ctx, done)


def _show(ctx: Context, load: Load, done: Imported) -> None:
    intake = done.intake
    data = {
        "kind": load.kind,
        "entries": [render.as_json(entry) for entry in intake.added],
        "files": list(intake.whole),
        "known": list(intake.known),
        "forgotten": list(intake.forgotten),
        "erased": list(intake.erased),
        "away": list(done.away),
        "secrets": [{"source": each.source, "what": each.reason} for each in intake.secrets],
        "dropped": [each._asdict() for each in intake.dropped],
        "commit": done.commit,
    }
    lines = (short_line(entry) for entry in intake.added)
    show(ctx, data, lines=lines, pretty=(lambda: _pretty(done)) if intake.added else None)


def _remark(ctx: Context, done: Imported) -> None:
    """What was left out, and why, on stderr."""
    intake = done.intake
    if not done.changes:
        note(ctx, "mem: nothing new in it")
    for ids, what in (
        (intake.known, "known already"),
        (intake.forgotten, "forgotten, and staying away"),
        (intake.erased, "erased for good, and staying away"),
        (done.away, "to be kept away from now on, being forgotten there"),
    ):
        if ids:
            note(ctx, f"mem: {what}: {several([each[:SHOWN] for each in ids], _MOST_NAMED)}")
    for each in intake.secrets[:_MOST_SECRETS]:
        note(ctx, f"mem: left out: {each.source} holds what looks like {each.reason}")
    if len(intake.secrets) > _MOST_SECRETS:
        note(ctx, f"mem: left out: {len(intake.secrets) - _MOST_SECRETS} more of that kind")
    for line in _reasons(intake.dropped):
        note(ctx, f"mem: left out: {line}")


def _reasons(dropped: Iterable[Dropped]) -> Iterable[str]:
    """One line for each reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for source, reason in dropped:
        by_reason[reason].append(source)
    return (f"{several(sources, _MOST_NAMED)} ({reason})" for reason, sources in by_reason.items())


def _pretty(done: Imported) -> object:
    from memory_cli.cli import screen

    def place(entry: Entry) -> tuple[str, str]:
        return entry.path, "" if entry.path in done.intake.whole else entry.section or ""

    groups = [(where, list(group)) for where, group in groupby(done.intake.added, key=place)]
    parts: list[object] = []
    for (path, section), entries in groups[:_MOST_PLACES]:
        whole = ", as it is" if path in done.intake.whole else ""
        name = f"{path} · {section}" if section else path
        parts += screen.headed(f"{name} ({len(entries)}{whole})", entries[:_MOST_ENTRIES])
        if len(entries) > _MOST_ENTRIES:
            parts.append(f"  … and {len(entries) - _MOST_ENTRIES} more")
    rest = groups[_MOST_PLACES:]
    if rest:
        count = sum(len(entries) for _, entries in rest)
        parts += ["", f"and {_count(count, 'entry', 'entries')} in {len(rest)} more places"]
    return screen.stack(parts[1:])


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
