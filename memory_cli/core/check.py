"""What a plan may do. A model, or whoever wrote into a log, can propose anything; this decides.

Pure: everything that edits are judged by is given in `Grounds`.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from memory_cli.core.annotation import PINNED
from memory_cli.core.document import Document
from memory_cli.core.entry import Entry
from memory_cli.core.identity import entry_id
from memory_cli.core.identity import folded
from memory_cli.core.plan import Add
from memory_cli.core.plan import Edit
from memory_cli.core.plan import Proposed
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise
from memory_cli.core.wording import fault_of

MAX_LOSS = 20  # percent of the facts that one run may retire or revise
SURE = 0.6  # an edit of less confidence waits for a person
_MOST_COMPARED = 200  # edits of the same plan, the latest
_SHOWN = 100  # characters of a fact that a reason repeats


class Rejected(NamedTuple):
    """An edit that will not be done, and why.

    With `later` its evidence counts as not considered, so that another run may propose it again.
    """

    edit: Proposed
    reason: str
    later: bool = False


class Waits(NamedTuple):
    """An edit that only a person can approve, and why."""

    edit: Edit
    reason: str


class Checked(NamedTuple):
    """The edits of a plan, each in one of three heaps, in the order of the plan."""

    accepted: tuple[Edit, ...]
    waiting: tuple[Waits, ...]
    rejected: tuple[Rejected, ...]


class Grounds(NamedTuple):
    """What edits are judged by: memory as it is, and what the curator was given."""

    facts: Document
    given: Mapping[str, Entry]  # by its reference, `id@2026-11-18`
    today: date
    same: Callable[[str, Sequence[str], str | None], str | None]
    """The words of a fact, not that of an id, or of others, that say all that a text does."""
    forgotten: Collection[str] = ()  # ids
    protected: Collection[str] = ()  # ids of facts that a person wrote
    untrusted: Collection[str] = ()  # references of evidence that no person wrote
    approved: Collection[Edit] = ()  # by a person, each by itself
    max_loss: int = MAX_LOSS  # percent


class _No(Exception):
    """Why an edit is rejected."""


class _Ask(Exception):
    """Why an edit waits for a person."""


def check(edits: Sequence[Edit], grounds: Grounds) -> Checked:
    """Judge each of `edits` by itself and by those before it."""
    checked = _sorted(dict.fromkeys(edits), grounds)
    guarded = _guard(checked.accepted, grounds)
    if not guarded:
        return checked
    gone = {each.edit for each in guarded}  # they come another time, and have no say in this one
    again = _sorted([each for each in dict.fromkeys(edits) if each not in gone], grounds)
    return again._replace(rejected=(*again.rejected, *guarded))


def _sorted(edits: Iterable[Edit], grounds: Grounds) -> Checked:
    accepted: list[Edit] = []
    waiting: list[Waits] = []
    rejected: list[Rejected] = []
    for edit in edits:
        try:
            _judge(edit, grounds, [*accepted, *(each.edit for each in waiting)])
        except _No as no:
            rejected.append(Rejected(edit, str(no)))
        except _Ask as ask:
            waiting.append(Waits(edit, str(ask)))
        else:
            accepted.append(edit)
    return Checked(tuple(accepted), tuple(waiting), tuple(rejected))


def _guard(accepted: Sequence[Edit], grounds: Grounds) -> list[Rejected]:
    """All losses that no person approved, when they are more than one run may do."""
    facts = sum(1 for entry in grounds.facts.entries if not entry.disabled)
    most = max(1, facts * grounds.max_loss // 100)
    losses = [each for each in accepted if not isinstance(each, Add)]
    unseen = [each for each in losses if each not in grounds.approved]
    if len(losses) <= most or not unseen:
        return []
    reason = (
        f"the plan would change or retire {len(losses)} of {facts} facts, and one run may "
        f"{most} (--max-loss {grounds.max_loss})"
    )
    return [Rejected(each, reason, later=True) for each in unseen]


def _judge(edit: Edit, grounds: Grounds, before: Sequence[Edit]) -> None:
    """Raise _No or _Ask, unless `edit` may be done."""
    _check_evidence(edit, grounds)
    fact = None if isinstance(edit, Add) else _fact(edit, grounds, before)
    if not isinstance(edit, Retire):
        if fault := fault_of(edit.text, edit.tags, edit.section):
            raise _No(fault)
        if edit.section and PINNED in grounds.facts.tags_under(edit.section):
            raise _No("only a person pins a fact, and its section is #pinned")
        _check_end(edit.until, grounds.today)
        _check_new(edit, grounds, before)
    if edit not in grounds.approved:
        if fact is not None and fact.id in grounds.protected:
            raise _Ask("a person wrote this fact")
        if any(each in grounds.untrusted for each in edit.because):
            raise _Ask("it rests on what no person wrote")
        if not edit.confidence >= SURE:  # nor is NaN sure
            raise _Ask("the curator is not sure")


def _check_evidence(edit: Edit, grounds: Grounds) -> None:
    if not edit.because:
        raise _No("it names no evidence")
    if not all(reference in grounds.given for reference in edit.because):
        raise _No("it cites evidence that was not given")


def _fact(edit: Revise | Retire, grounds: Grounds, before: Sequence[Edit]) -> Entry:
    """The fact that `edit` is about."""
    found = [entry for entry in grounds.facts.entries if entry.id == edit.fact]
    if not found:
        raise _No("the fact it is about does not stand in MEMORY.md")
    fact = found[0]
    if folded(fact.text) != folded(edit.was):
        raise _No("the fact has other words than the plan expects")
    if any(entry.pinned for entry in found):
        raise _No("the fact is #pinned")
    if fact.disabled:
        raise _No("the fact is disabled")
    if any(isinstance(each, Revise | Retire) and each.fact == edit.fact for each in before):
        raise _No("the plan changes this fact twice")
    return fact


def _check_end(until: date | None, today: date) -> None:
    if until is not None and until < today:
        raise _No(f"it expired on {until}")


def _check_new(edit: Add | Revise, grounds: Grounds, before: Sequence[Edit]) -> None:
    """That nothing says it already, and nobody forgot it."""
    own = edit.fact if isinstance(edit, Revise) else None
    new = entry_id(edit.text)
    if new in grounds.forgotten:
        raise _No("it was forgotten")
    if own == new:
        if isinstance(edit, Revise) and not _rearranges(edit, grounds):
            raise _No("it changes nothing")
        return
    for entry in grounds.facts.entries:
        if entry.id == new:
            raise _No("it was disabled" if entry.disabled else "it is a fact already")
    others = [each.text for each in before if isinstance(each, Add | Revise)]
    if edit.text in others:
        raise _No("the plan says it twice")
    known = grounds.same(edit.text, others[-_MOST_COMPARED:], own)
    if known is not None:
        raise _No(f"it says what is known already: {_short(known)}")


def _rearranges(edit: Revise, grounds: Grounds) -> bool:
    """Whether an edit that leaves the words changes the tags, the end or the section."""
    fact = next(entry for entry in grounds.facts.entries if entry.id == edit.fact)
    return (
        (bool(edit.tags) and set(edit.tags) != set(fact.tags))
        or (edit.section is not None and not stands_in(fact, edit.section))
        or edit.until not in {None, fact.note.until}
    )


def stands_in(fact: Entry, section: str) -> bool:
    """Whether `fact` stands in the section of that name."""
    return section.strip().casefold() == (fact.section or "").casefold()


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
