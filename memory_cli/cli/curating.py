"""What `curate`, `capture` and `review` have in common: how far they may go, and what they show."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from types import MappingProxyType
from typing import Literal
from typing import NamedTuple

from memory_cli.actions.curate import Curated
from memory_cli.actions.review import Decision
from memory_cli.actions.writing import Author
from memory_cli.cli import approving
from memory_cli.cli import memory
from memory_cli.cli import proposals
from memory_cli.cli import render
from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.cli.output import show
from memory_cli.cli.privacy import Curtain
from memory_cli.cli.privacy import private_edits
from memory_cli.cli.privacy import public_rejected
from memory_cli.cli.rewording import rewording
from memory_cli.core.check import Rejected
from memory_cli.core.entry import Entry
from memory_cli.core.plan import Proposed
from memory_cli.core.plan import Retire
from memory_cli.core.plan import edits_of
from memory_cli.core.plan_form import as_json
from memory_cli.curator.curator import Curator
from memory_cli.curator.curator import Usage as Cost
from memory_cli.store.pending import waiting
from memory_cli.store.store import Store

Mode = Literal["show", "do", "ask", "wait"]
"""What becomes of a plan: it is shown only, done, asked about, or it waits for a person."""


def mode_of(ctx: Context, *, yes: bool, dry_run: bool) -> Mode:
    """How far a command may go: a person decides, or who called it said --yes; else it waits."""
    if dry_run:
        return "show"
    if yes:
        return "do"
    return "ask" if ctx.person_can_decide and not ctx.json else "wait"


class Run(NamedTuple):
    """Who proposes, to whom, and how far it goes."""

    ctx: Context
    store: Store
    curator: Curator
    mode: Mode

    @property
    def author(self) -> Author:
        """Who acts, and when."""
        return memory.author(self.ctx)


class Outcome(NamedTuple):
    """Everything there is to tell of a run."""

    actor: str
    plan: tuple[Proposed, ...] = ()
    given: Mapping[str, Entry] = MappingProxyType({})
    rejected: tuple[Rejected, ...] = ()
    done: Curated = Curated()
    waits: int = 0
    considered: int = 0
    usage: Cost | None = None
    withheld: int = 0


def decide(
    run: Run,
    accepted: Sequence[Proposed],
    waiting: Iterable[Proposed] = (),
    given: Mapping[str, Entry] = MappingProxyType({}),
) -> Decision:
    """What becomes of checked edits; `waiting` are those that only a person can approve."""
    match run.mode:
        case "ask":
            reword = rewording(run.ctx, run.store)
            return approving.decided(run.ctx, tuple(accepted), given, reword)
        case "do":
            return Decision(approved=tuple(accepted), open=tuple(waiting))
        case "wait":
            return Decision(open=tuple(accepted))
        case "show":
            return Decision()


def tell(run: Run, told: Outcome) -> None:
    """Show what was done, and in remarks what was not and why."""
    waits = sum(len(plan.edits) for plan in waiting(run.store.root))
    ctx, curtain = run.ctx, Curtain(drawn=not run.ctx.sees_private)
    told = _public(run, told, curtain)
    data = {
        "curator": told.actor,
        "plan": [as_json(edit) for edit in told.plan],
        "applied": [as_json(edit) for edit in told.done.applied],
        "rejected": proposals.rejected_json(told.rejected),
        "pending": waits,
        "considered": told.considered,
        "entries": [render.as_json(entry) for entry in told.done.entries],
        "commit": told.done.commit,
        "usage": proposals.usage_json(told.usage),
        "withheld": told.withheld,
        "private_omitted": curtain.hidden,
    }
    if run.mode in {"show", "wait"}:
        gone = {each.edit for each in told.rejected}
        kept = [edit for edit in told.plan if edit not in gone]
        lines = proposals.lines(kept, told.given)
        show(ctx, data, lines=lines, pretty=lambda: proposals.pretty(kept, told.given))
    else:
        entries = told.done.entries
        show(ctx, data, lines=render.listed(entries), pretty=lambda: _written(told))
    if not ctx.json:
        _remark(ctx, run.mode, told, waits)
    curtain.tell(ctx)


def _public(run: Run, told: Outcome, curtain: Curtain) -> Outcome:
    """`told` without what is private, where that may not be seen."""
    if not curtain.drawn:
        return told
    private = private_edits(run.store, told.given)
    done = told.done._replace(
        applied=curtain(told.done.applied, private),
        entries=curtain.entries(told.done.entries),
    )
    return told._replace(
        plan=curtain(told.plan, private),
        rejected=public_rejected(curtain, told.rejected, private),
        done=done,
    )


def _remark(ctx: Context, mode: Mode, told: Outcome, waits: int) -> None:
    for line in proposals.refusals(told.rejected):
        note(ctx, line)
    for edit in told.done.applied:
        if isinstance(edit, Retire):
            note(ctx, f"mem: retired: {edit.was}")
    if told.withheld:
        note(ctx, f"mem: {told.withheld} private or with a secret: not shown to {told.actor}")
    if told.usage:
        note(ctx, proposals.usage_line(told.usage))
    if mode == "show":
        note(ctx, "mem: nothing was changed, this was a dry run")
    elif told.considered == 0 and not told.plan:
        note(ctx, "mem: nothing new to consider")
    if waits:
        note(ctx, f"mem: {proposals.waiting(waits)}")


def _written(told: Outcome) -> object:
    from memory_cli.actions.curate import summary
    from memory_cli.cli import screen

    entries = told.done.entries
    if not told.done.applied:
        return screen.stack(())
    what = summary(edits_of(told.done.applied)) if edits_of(told.plan) else f"{len(entries)} logged"
    parts = [*screen.placed(f"{told.actor} · {what}", entries)]
    return screen.stack(parts)
