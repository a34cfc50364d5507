"""`mem forget`: gone from the files, and kept from coming back."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.actions.forget import Forgetting
from memory_cli.cli.arguments import EntriesIfAny
from memory_cli.cli.deps import Context
from memory_cli.cli.output import confirm
from memory_cli.cli.output import note
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Nothing
from memory_cli.core.errors import Usage

EXAMPLES = """\
mem forget k3f9a2bc
mem forget k3f9a2bc@2026-11-18   only there
mem forget --match "light mode" --dry-run
mem show '#ui'                   the ids of what has a tag
"""


def forget(
    ctx: Context,
    entries: EntriesIfAny = None,
    match: Annotated[
        str | None, typer.Option(help="Entries with all these words.", metavar="WORDS")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Everywhere, without asking.")] = False,
    with_sources: Annotated[
        bool,
        typer.Option("--with-sources", help="Also what it rests on, and what rests on it."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")] = False,
) -> None:
    """Remove entries and keep them from coming back."""
    from memory_cli.actions.forget import considered
    from memory_cli.actions.forget import forget as act
    from memory_cli.cli import memory

    if bool(entries) == (match is not None):
        raise Usage("say which entries: ids, or --match WORDS", "mem show lists entries with ids")
    store = memory.existing(ctx)
    found = considered(store, entries or (), match)
    if not ctx.may_see_private:  # nor does an agent forget by words what it is not shown
        found = _without_private(found, named=match is None)
    going = found.entries + (found.related if with_sources else ())
    if dry_run:
        _show(ctx, "Would be forgotten", going, found, None)
        note(ctx, "mem: nothing was forgotten, this was a dry run")
        return
    if found.open and not yes and not (with_sources and len(found.entries) == 1):
        going = _agreed(ctx, found, going)
    written = act(store, going, author=memory.author(ctx))
    _show(ctx, "Forgotten", going, found, written.commit)
    note(
        ctx,
        "mem: gone from the files, still in history: mem undo brings it back, mem purge erases it",
    )
    memory.settle(written)


def _without_private(found: Forgetting, *, named: bool) -> Forgetting:
    """The same without the private entries that nobody has named by id; raises NotFound."""
    kept = found.entries if named else tuple(e for e in found.entries if not e.private)
    if not kept:
        raise NotFound("no entry that is not private has all these words", "a person may forget it")
    related = tuple(entry for entry in found.related if not entry.private)
    return found._replace(entries=kept, related=related)


def _agreed(ctx: Context, found: Forgetting, going: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """What a person at the terminal wants to go; raises Ambiguous when nobody can be asked."""
    from memory_cli.actions.find import candidates

    places = candidates(found.entries)
    bound = tuple(f"{line}  (bound by evidence)" for line in candidates(found.related))
    if not ctx.can_ask:
        raise Ambiguous(
            _counted(found),
            "say id@place for one of them, or --yes for all"
            + (", and --with-sources for what is bound" if bound else ""),
            places + bound,
        )
    if not confirm(ctx, f"Forget {'these' if len(places) > 1 else 'this'}?", places):
        raise Nothing("nothing was forgotten")
    if (
        going == found.entries
        and found.related
        and confirm(ctx, "And what is bound to it by evidence?", bound)
    ):
        return found.entries + found.related
    return going


def _counted(found: Forgetting) -> str:
    going, bound = len(found.entries), len(found.related)
    told = f"this would take out {going} {'entries' if going > 1 else 'entry'}"
    if not bound:
        return told
    return f"{told}; {bound} more {'are' if bound > 1 else 'is'} bound by evidence"


def _show(
    ctx: Context,
    done: str,
    entries: tuple[Entry, ...],
    found: Forgetting,
    commit: str | None,
) -> None:
    from memory_cli.actions.find import candidates
    from memory_cli.cli import render
    from memory_cli.cli.output import show

    left = [entry for entry in found.related if entry not in entries]
    data = {
        "entries": [render.as_json(entry) for entry in entries],
        "related": [render.as_json(entry) for entry in left],
        "commit": commit,
    }
    show(ctx, data, lines=render.listed(entries), pretty=lambda: _rows(done, entries))
    for each in candidates(left):
        note(ctx, f"mem: bound by evidence, and left: {each}")


def _rows(done: str, entries: tuple[Entry, ...]) -> object:
    from memory_cli.cli import screen

    return screen.stack(screen.placed(done, entries))
