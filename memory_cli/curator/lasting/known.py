"""The facts that exist, and what a candidate is to them: the same, another value, or news."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence

from memory_cli.core.entry import Entry
from memory_cli.curator.curator import Facts
from memory_cli.curator.lasting.candidate import Candidate
from memory_cli.curator.lasting.subject import Held
from memory_cli.curator.lasting.subject import is_other
from memory_cli.curator.lasting.subject import subject
from memory_cli.curator.lasting.terms import says_all
from memory_cli.curator.lasting.terms import terms
from memory_cli.curator.lasting.turns import Told
from memory_cli.curator.lasting.turns import Turns
from memory_cli.curator.lasting.turns import may_turn
from memory_cli.curator.lasting.turns import told

_RELATED = 8  # facts asked for whether they say the same in other forms


class Known:
    """An index of the facts by what they are about; remembers which have been replaced."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._ids = {fact.id for fact in facts.entries}
        self._taken: set[str] = set()
        self._turns = Turns([Told(fact.headline, "", fact.tags) for fact in facts.entries])
        self._holders: dict[str, dict[str, Entry]] = {}
        self._enders: dict[str, dict[str, Entry]] = {}
        self._having: dict[str, list[Entry]] = {}
        for fact in facts.entries:
            about = subject(fact.headline)
            for key, _ in about.holds:
                self._holders.setdefault(key, {}).setdefault(fact.id, fact)
            for key, _ in about.ends:
                self._enders.setdefault(key, {}).setdefault(fact.id, fact)
            for word in dict.fromkeys(terms(fact.headline)):
                self._having.setdefault(word, []).append(fact)

    def has(self, id_: str) -> bool:
        """Whether a fact has just these words."""
        return id_ in self._ids

    def says(self, text: str) -> bool:
        """Whether a fact says all that `text` does."""
        words = [word for word in dict.fromkeys(terms(text)) if word in self._having]
        if words:
            rarest = min(words, key=lambda word: (len(self._having[word]), word))
            if any(says_all(fact.headline, text) for fact in self._having[rarest]):
                return True
        return any(
            self._facts.alike(text, fact.text) for fact in self._facts.related(text, _RELATED)
        )

    def outdates(self, candidate: Candidate) -> bool:
        """Whether a fact of a later day has another value of what `candidate` is about."""
        about = subject(candidate.text)
        later = (
            *self._others(about.ends, self._holders),
            *self._others(about.holds, self._enders),
        )
        day = candidate.newest.day
        return any(fact.date and day and fact.date > day for fact in later)

    def replaced(self, candidate: Candidate, before: Sequence[str]) -> Entry | None:
        """The one fact that `candidate`, or what it has replaced itself, is another value of."""
        own = subject(candidate.text).ends
        keys = {key for key, _ in own}
        inherited = (held for text in before for held in subject(text).ends if held[0] not in keys)
        for held in (*own, *inherited):
            found = [*self._others((held,), self._holders)]
            if len(found) == 1 and found[0].id not in self._taken:
                return found[0]
        return None

    def turned(self, candidate: Candidate) -> Entry | None:
        """The one fact that `candidate`, by a word of change, speaks of again."""
        newer = told(candidate)
        if not may_turn(newer):
            return None
        day, facts = candidate.newest.day, self._facts.entries
        older = {
            number
            for number, fact in enumerate(facts)
            if fact.id not in self._taken
            and not fact.pinned
            and not (fact.date and day and fact.date > day)
        }
        found = self._turns.turned(newer, older)
        return None if found is None else facts[found]

    def take(self, fact: Entry) -> None:
        """Let `fact` be replaced once only."""
        self._taken.add(fact.id)

    def _others(self, held: Sequence[Held], index: dict[str, dict[str, Entry]]) -> Iterator[Entry]:
        """The facts in `index` under a key of `held`, with another value."""
        for key, value in held:
            for fact in index.get(key, {}).values():
                about = subject(fact.headline)
                values = dict(about.holds if index is self._holders else about.ends)
                if is_other(value, values[key]):
                    yield fact
