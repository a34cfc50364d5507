"""One run of `mem capture`, and the queue that `mem curate` takes first."""

from __future__ import annotations

from memory_cli.actions.capture import judged_logs
from memory_cli.actions.capture import said
from memory_cli.actions.capture import talk_of
from memory_cli.actions.curate import Curated
from memory_cli.actions.queue import Conversation
from memory_cli.actions.queue import queued
from memory_cli.actions.queue import take
from memory_cli.actions.review import Decision
from memory_cli.actions.review import joined
from memory_cli.actions.review import write
from memory_cli.cli.curating import Outcome
from memory_cli.cli.curating import Run
from memory_cli.cli.curating import decide
from memory_cli.cli.output import note
from memory_cli.cli.progress import progress
from memory_cli.core.conversation import held_at
from memory_cli.core.layout import is_person
from memory_cli.core.plan import logs_of
from memory_cli.store.pending import wait


def capturing(run: Run, conversation: Conversation) -> Outcome:
    """What `conversation` is worth, and what became of it."""
    day, tags = conversation.at.date(), conversation.tags
    held = held_at(conversation.text)
    conversation = conversation._replace(at=run.store.local(held)) if held else conversation
    talk = talk_of(conversation.text, day=day, tags=tags, language=run.store.soul().language)
    with progress(run.ctx, f"{run.curator.actor} reads") as told:
        captured = run.curator.capture(talk, told)
    logs = said(captured.logs, tags)
    accepted, rejected = judged_logs(run.store, logs)
    decision = decide(run, accepted)
    done = _carried_out(run, conversation, decision)
    return Outcome(
        actor=run.curator.actor,
        plan=logs,
        rejected=(*rejected, *done.rejected),
        done=done,
        waits=len(decision.open),
        considered=len(talk.messages),
        usage=captured.usage,
        withheld=captured.withheld,
    )


def _carried_out(run: Run, conversation: Conversation, decision: Decision) -> Curated:
    """Write down what was approved; what nobody saw is the word of who handed it in."""
    wait(run.store.root, run.curator.actor, decision.open, now=run.ctx.now)
    is_vouched_for = run.mode == "ask" or is_person(conversation.actor)
    actor = run.curator.actor if is_vouched_for else "agent"
    at, author = conversation.at.time(), run.author
    done = write(run.store, logs_of(decision.approved), actor, author, at=at)
    return joined(done, write(run.store, logs_of(decision.reworded), author.actor, author, at=at))


def take_queue(run: Run) -> None:
    """Capture the conversations that wait, oldest first; each is taken once it is written down."""
    for conversation in queued(run.store):
        told = capturing(run, conversation)
        take(run.store, conversation)
        written = len(told.done.entries)
        note(
            run.ctx,
            f"mem: a conversation of {conversation.at:%Y-%m-%d %H:%M} gave {written} log "
            f"{'entry' if written == 1 else 'entries'}"
            + (f", and {told.waits} to review" if told.waits else ""),
        )
