"""One run of `mem review`: plan by plan, oldest first."""

from __future__ import annotations

from memory_cli.actions.curate import Curated
from memory_cli.actions.review import Case
from memory_cli.actions.review import Decision
from memory_cli.actions.review import cases
from memory_cli.actions.review import decide
from memory_cli.actions.review import joined
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
from memory_cli.core.plan_form import as_json
from memory_cli.store.store import Store


def reviewing(ctx: Context, store: Store, *, yes: bool, drop: bool) -> Curated:
    """Ask about every plan, or do or decline all; without either, only show what waits."""
    author, curtain = memory.author(ctx), Curtain(drawn=not ctx.sees_private)
    found = cases(store, author=author)
    decides = yes or drop or (ctx.person_can_decide and not ctx.json)
    if decides:
        store.heed_pause()
    done, left = Curated(), 0
    for case in found:
        _introduce(ctx, _public(store, case, curtain))
        if decides:
            decision = _decision(ctx, store, case, yes=yes, drop=drop)
            done = joined(done, decide(store, case, decision, author=author))
            left += len(decision.open)
    if decides:
        _show_done(ctx, store, done, left, curtain)
    else:
        waits = sum(len(case.edits) for case in found)
        _show_waiting(ctx, tuple(_public(store, case, curtain) for case in found), waits, curtain)
    curtain.tell(ctx)
    return done


def _public(store: Store, case: Case, curtain: Curtain) -> Case:
    """`case` without what is private, where that may not be seen."""
    if not curtain.drawn:
        return case
    private = private_edits(store, case.given)
    fallen = public_rejected(curtain, case.fallen, private)
    return case._replace(edits=curtain(case.edits, private), fallen=fallen)


def _decision(ctx: Context, store: Store, case: Case, *, yes: bool, drop: bool) -> Decision:
    if drop:
        return Decision(declined=case.edits)
    if yes:
        return Decision(approved=case.edits)
    return approving.decided(ctx, case.edits, case.given, rewording(ctx, store))


def _introduce(ctx: Context, case: Case) -> None:
    if not ctx.json:
        for line in proposals.refusals(case.fallen):
            note(ctx, line)


def _show_waiting(ctx: Context, found: tuple[Case, ...], waits: int, curtain: Curtain) -> None:
    plans = [
        {
            "curator": case.plan.actor,
            "at": case.plan.at.isoformat(),
            "plan": [as_json(edit) for edit in case.edits],
            "rejected": proposals.rejected_json(case.fallen),
        }
        for case in found
    ]
    lines = (line for case in found for line in proposals.lines(case.edits, case.given))
    data = {"plans": plans, "pending": waits, "private_omitted": curtain.hidden}
    show(ctx, data, lines=lines)
    if not ctx.json:
        _remark(ctx, waits)


def _show_done(ctx: Context, store: Store, done: Curated, left: int, curtain: Curtain) -> None:
    if curtain.drawn:
        private = private_edits(store, {})
        done = done._replace(
            applied=curtain(done.applied, private),
            rejected=public_rejected(curtain, done.rejected, private),
            entries=curtain.entries(done.entries),
        )
    data = {
        "applied": [as_json(edit) for edit in done.applied],
        "rejected": proposals.rejected_json(done.rejected),
        "entries": [render.as_json(entry) for entry in done.entries],
        "pending": left,
        "commit": done.commit,
        "private_omitted": curtain.hidden,
    }
    show(ctx, data, lines=render.listed(done.entries), pretty=lambda: _written(done))
    if not ctx.json:
        for line in proposals.refusals(done.rejected):
            note(ctx, line)
        _remark(ctx, left)


def _remark(ctx: Context, waits: int) -> None:
    note(ctx, f"mem: {proposals.waiting(waits) if waits else 'nothing waits for you'}")


def _written(done: Curated) -> object:
    from memory_cli.cli import screen

    return screen.stack(screen.placed("Approved", done.entries) if done.entries else ())
