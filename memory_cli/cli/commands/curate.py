"""`mem curate`: what the logs say that lasts becomes facts, under a person's eye."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.arguments import By
from memory_cli.cli.arguments import DryRun
from memory_cli.cli.arguments import Model
from memory_cli.cli.arguments import Yes
from memory_cli.cli.deps import Context
from memory_cli.core.check import MAX_LOSS

EXAMPLES = """\
mem curate                       asks about each proposal
mem curate --dry-run --since monday
mem curate --yes                 for scripts: what needs you waits for review
mem curate --with claude         sends what is not #private to a model
mem show '#decision'             among what is worth keeping
"""


def curate(
    ctx: Context,
    by: By = None,
    model: Model = None,
    since: Annotated[
        str | None, typer.Option(help="Only logs of days from then on.", metavar="DATE")
    ] = None,
    dry_run: DryRun = False,
    yes: Yes = False,
    tidy: Annotated[
        bool, typer.Option("--tidy", help="Look after the facts that exist, not after the logs.")
    ] = False,
    trust: Annotated[
        list[str] | None,
        typer.Option(
            help="Take what this kind of actor wrote for a person's: agent, import.",
            metavar="ACTOR",
        ),
    ] = None,
    max_loss: Annotated[
        int,
        typer.Option(
            help="How many of 100 facts one run may revise or retire; one always.",
            metavar="PERCENT",
            min=0,
            max=100,
        ),
    ] = MAX_LOSS,
) -> None:
    """Propose facts from what the logs say since the last time."""
    from memory_cli.actions.curate import Terms
    from memory_cli.cli import curating
    from memory_cli.cli import memory
    from memory_cli.cli.curation import curation
    from memory_cli.cli.curation import tidying
    from memory_cli.cli.curators import chosen
    from memory_cli.core.errors import Usage

    if tidy and (by or model or since):
        raise Usage("--tidy looks at the facts alone, by rules", "leave out the other options")
    store = memory.existing(ctx)
    mode = curating.mode_of(ctx, yes=yes, dry_run=dry_run)
    if mode != "show":
        store.heed_pause()
    terms = Terms(max_loss, _trusted(ctx, trust))
    begin = memory.start_of(ctx, store, since)
    run = curating.Run(ctx, store, chosen(ctx, store, "rules" if tidy else by, model), mode)
    if tidy:
        told = tidying(run, terms)
    else:
        told = curation(run, terms, since=begin.date() if begin else None)
    curating.tell(run, told)
    memory.settle(told.done)


def _trusted(ctx: Context, trust: list[str] | None) -> frozenset[str]:
    from memory_cli.core.errors import Refused
    from memory_cli.core.layout import is_person

    if trust and not is_person(ctx.actor):
        raise Refused(
            f"{ctx.actor} cannot vouch for itself", "only a person, or their script, says --trust"
        )
    return frozenset(trust or ())
