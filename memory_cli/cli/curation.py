"""One run of `mem curate`: the queue first, then the logs, or the facts when it tidies."""

from __future__ import annotations

from datetime import date

from memory_cli.actions.curate import Considered
from memory_cli.actions.curate import Curated
from memory_cli.actions.curate import Terms
from memory_cli.actions.curate import conclude
from memory_cli.actions.curate import considered
from memory_cli.actions.curate import judged
from memory_cli.actions.review import joined
from memory_cli.actions.review import reword
from memory_cli.cli.capturing import take_queue
from memory_cli.cli.curating import Outcome
from memory_cli.cli.curating import Run
from memory_cli.cli.curating import decide
from memory_cli.cli.progress import progress
from memory_cli.core.plan import edits_of
from memory_cli.curator.curator import Proposal


def curation(run: Run, terms: Terms, *, since: date | None = None) -> Outcome:
    """Propose facts from what no curation has considered, and do what is approved."""
    if run.mode != "show":
        take_queue(run)
    found = considered(run.store, author=run.author, since=since)
    proposal = Proposal(())
    if found.matter.entries:
        with progress(run.ctx, f"{run.curator.actor} considers") as told:
            proposal = run.curator.curate(found.matter, told)
    return _settled(run, terms, found, proposal)


def tidying(run: Run, terms: Terms) -> Outcome:
    """Propose what would put the facts in order, and do what is approved."""
    from memory_cli.actions.tidy import tidied

    found, edits = tidied(run.store, author=run.author)
    return _settled(run, terms, found, Proposal(edits))


def _settled(run: Run, terms: Terms, found: Considered, proposal: Proposal) -> Outcome:
    """Judge, decide, and do what is left of a plan."""
    edits, store, author = proposal.edits, run.store, run.author
    asked = terms if run.mode == "do" else terms._replace(approved=edits)  # each waits for a person
    checked = judged(store, edits, facts=found.facts, given=found.given, author=author, terms=asked)
    needs_person = tuple(each.edit for each in checked.waiting)
    decision = decide(run, checked.accepted, needs_person, found.given)
    done = Curated()
    if run.mode != "show":
        approved = edits_of(decision.approved)
        done = conclude(
            store,
            found,
            approved,
            declined=edits_of(decision.declined),
            waits=edits_of(decision.open),
            rejected=checked.rejected,
            actor=run.curator.actor,
            author=author,
            terms=terms._replace(approved=approved if run.mode == "ask" else ()),
        )
        reworded = edits_of(decision.reworded)
        done = joined(done, reword(store, reworded, author=author, left_open=decision.open))
    return Outcome(
        actor=run.curator.actor,
        plan=edits,
        given=found.given,
        rejected=(*checked.rejected, *done.rejected),
        done=done,
        waits=len(decision.open),
        considered=len(found.matter.entries),
        usage=proposal.usage,
        withheld=proposal.withheld,
    )
