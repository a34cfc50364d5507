"""The curator that needs no model, no key and no network: patterns, and what they add up to.

It would rather miss a fact than keep chatter: what is missed stands in the log, and can be found
and added by hand, but a memory full of chatter is one that nobody reads.
"""

from __future__ import annotations

from memory_cli.core.entry import Entry
from memory_cli.core.identity import entry_id
from memory_cli.core.identity import folded
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Log
from memory_cli.core.plan import Revise
from memory_cli.core.progress import Progress
from memory_cli.core.progress import silently
from memory_cli.core.relative import absolute
from memory_cli.core.secrets import secret
from memory_cli.core.wording import fault_of
from memory_cli.curator.curator import Captured
from memory_cli.curator.curator import Facts
from memory_cli.curator.curator import Matter
from memory_cli.curator.curator import Proposal
from memory_cli.curator.curator import Talk
from memory_cli.curator.lasting.candidate import Candidate
from memory_cli.curator.lasting.candidate import candidates
from memory_cli.curator.lasting.candidate import may_hold
from memory_cli.curator.lasting.filing import section_of
from memory_cli.curator.lasting.filing import tags_of
from memory_cli.curator.lasting.filing import topics_among
from memory_cli.curator.lasting.known import Known
from memory_cli.curator.lasting.merging import current
from memory_cli.curator.lasting.merging import merged
from memory_cli.curator.lasting.noteworthy import noteworthy
from memory_cli.curator.lasting.repeats import repeated

_STRIDE = 500  # entries between two reports of progress
_SUREST_REVISION = 0.85
_TURNED = 0.75
_DOUBTFUL = 0.5  # what a person has to look at: it says the opposite of a pinned fact


class Rules:
    """Proposes what sentences say by their form."""

    actor = "rules"

    def curate(self, matter: Matter, progress: Progress = silently) -> Proposal:
        """The facts that `matter` is worth; it adds and revises, and never retires."""
        found = _candidates(matter, progress)
        known = Known(matter.facts)
        edits = [
            edit
            for each, before in current(merged(found, matter.facts.alike))
            if (edit := _edit(each, before, known, matter.facts)) is not None
        ]
        progress(len(matter.entries), len(matter.entries))
        return Proposal(tuple(edits))

    def capture(self, talk: Talk, progress: Progress = silently) -> Captured:
        """The sentences of `talk` that are worth a line in the log, each once."""
        found: dict[str, Log] = {}
        for number, message in enumerate(talk.messages):
            progress(number, len(talk.messages))
            if secret(message.text):
                continue
            for sentence, signal in noteworthy(message):
                text = absolute(sentence, day=talk.day).strip()
                if fault_of(text) is None:
                    log = Log(
                        text,
                        talk.day,
                        role=message.role,
                        tags=topics_among(talk.tags, text),
                        confidence=signal.confidence,
                        why=signal.why,
                    )
                    found.setdefault(folded(text).casefold().rstrip(".! "), log)
        progress(len(talk.messages), len(talk.messages))
        return Captured(tuple(found.values()))


def _candidates(matter: Matter, progress: Progress) -> list[Candidate]:
    """All candidates, in the order of the entries that first say them."""
    found: list[Candidate] = []
    others: list[Entry] = []
    for number, entry in enumerate(matter.entries):
        if number % _STRIDE == 0:
            progress(number, len(matter.entries))
        if may_hold(entry):
            said = candidates(entry, matter.today)
            found += said
            if not said:
                others.append(entry)
    place = {entry: number for number, entry in reversed([*enumerate(matter.entries)])}
    earlier = [
        entry
        for entry in matter.before
        if entry not in place and may_hold(entry) and not candidates(entry, matter.today)
    ]
    found += repeated(others, matter.today, earlier)
    return sorted(
        found, key=lambda each: min(place.get(entry, len(place)) for entry in each.evidence)
    )


def _edit(candidate: Candidate, before: tuple[str, ...], known: Known, facts: Facts) -> Edit | None:
    """The edit that makes a fact of `candidate`; None when one says it, or a later one differs."""
    text, signal = candidate.text, candidate.signal
    because = tuple(entry.reference for entry in candidate.evidence)
    if known.has(entry_id(text)) or known.outdates(candidate):
        return None
    old = known.replaced(candidate, before)
    if old is not None and not old.pinned:
        known.take(old)
        return _revision(candidate, old, _SUREST_REVISION)
    if known.says(text):
        return None
    if turned := known.turned(candidate):
        known.take(turned)
        return _revision(candidate, turned, _TURNED)
    return Add(
        text,
        section_of(candidate, facts),
        because,
        tags=tags_of(candidate, facts),
        until=candidate.until,
        confidence=_DOUBTFUL if old else signal.confidence,
        why=signal.why,
    )


def _revision(candidate: Candidate, old: Entry, surest: float) -> Revise:
    """The edit that lets `old` say what `candidate` does."""
    return Revise(
        old.id,
        old.text,
        candidate.text,
        tuple(entry.reference for entry in candidate.evidence),
        until=candidate.until,
        confidence=min(candidate.signal.confidence, surest),
        why=candidate.signal.why,
    )
