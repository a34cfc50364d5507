"""`mem purge`: gone for good, from the files and from all of history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from memory_cli.actions.erasable import Erasable
from memory_cli.actions.erasable import Purging
from memory_cli.cli.arguments import Erased
from memory_cli.cli.deps import Context
from memory_cli.cli.output import ask
from memory_cli.cli.output import confirm
from memory_cli.cli.output import note
from memory_cli.core.errors import Ambiguous
from memory_cli.core.errors import Nothing
from memory_cli.core.errors import Usage

EXAMPLES = """\
mem purge k3f9a2bc
mem purge --match "+31 6 1234" --dry-run   every place it is or ever was in
mem purge k3f9a2bc --yes --with-derived    facts that rest on it, too
mem show '#ui'                             the ids of what has a tag
mem forget k3f9a2bc                        leaves it in history, for mem undo
"""
_WORD = "erase"


def purge(
    ctx: Context,
    entries: Erased = None,
    match: Annotated[
        str | None,
        typer.Option(help="All that has this text, in any version.", metavar="TEXT"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Without asking.")] = False,
    with_derived: Annotated[
        bool, typer.Option("--with-derived", help="Also the facts that rest on it.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what would go.")] = False,
) -> None:
    """Erase for good, from the files and from all of history."""
    from memory_cli.actions.erasable import considered
    from memory_cli.actions.purge import check_may_erase
    from memory_cli.actions.purge import purge as act
    from memory_cli.actions.purge import vanishing
    from memory_cli.cli import erasing
    from memory_cli.cli import memory
    from memory_cli.cli.output import show
    from memory_cli.cli.progress import progress

    if bool(entries) == (match is not None):
        raise Usage("say which entries: ids, or --match TEXT", "mem show lists entries with ids")
    memory.existing(ctx)
    check_may_erase(memory.author(ctx))  # also before it is shown: some of it may be private
    store = memory.brought_up_to_date(ctx)
    if not dry_run:
        store.heed_pause()
    with progress(ctx, "Looking through history") as told:
        found = considered(store, entries or (), match, progress=told)
    gone = vanishing(store)
    going = found.asked + (found.derived if with_derived else ())
    if dry_run:
        shown = erasing.plan_json(found.asked, found.derived, gone)
        show(ctx, shown, lines=erasing.plan_lines(found.asked, found.derived))
        _tell(ctx, gone)
        note(ctx, "mem: nothing was erased, this was a dry run")
        return
    if not yes:
        going = _agreed(ctx, found, going, gone)
    with progress(ctx, "Writing history anew") as told:
        report = act(store, found, going, author=memory.author(ctx), progress=told)
    left = [each for each in found.derived if each not in going]
    show(ctx, erasing.report_json(report, left, gone), lines=erasing.report_lines(report))
    for each in left:
        note(ctx, f"mem: rests on it, and left: {each.id}  {each.headline}")
    for remark in erasing.remarks(report):
        note(ctx, f"mem: {remark}")


def _tell(ctx: Context, gone: Sequence[str]) -> None:
    for each in gone:
        note(ctx, f"mem: gone with it, as it hangs on no memory: {each}")


def _agreed(
    ctx: Context, found: Purging, going: tuple[Erasable, ...], gone: Sequence[str]
) -> tuple[Erasable, ...]:
    """What a person at the terminal wants to go; raises Ambiguous when nobody can be asked."""
    from memory_cli.actions.erasable import listed
    from memory_cli.cli import erasing

    if not ctx.can_ask:
        rest = tuple(f"{line}  (rests on it)" for line in listed(found.derived))
        raise Ambiguous(
            f"this would erase {len(going)} {'piece' if len(going) == 1 else 'pieces'} of memory "
            "for good",
            "--dry-run shows where it stands; --yes erases it"
            + (", and --with-derived what rests on it" if rest else ""),
            listed(found.asked) + rest,
        )
    if (
        found.derived
        and going == found.asked
        and confirm(ctx, "Erase what rests on it as well?", erasing.plan_lines((), found.derived))
    ):
        going += found.derived
    for line in erasing.plan_lines(going, ()):
        note(ctx, line)
    _tell(ctx, gone)
    if ask(f"Nothing brings it back. Type {_WORD} to erase it") != _WORD:
        raise Nothing("nothing was erased")
    return going
