"""An operation: what one commit of ours did, by whom, and the message that says so.

A message names ids, files and counts, never a word of an entry: there must be nothing to erase.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

MOST_IDS = 50

OPS = frozenset(
    (
        "init add log forget edit done disable enable curate capture undo import purge sync recover"
    ).split()
)
TAKEN_BACK_BY_NAME = frozenset({"init", "edit", "sync", "recover", "undo", "purge"})

_TRAILER = re.compile(r"Mem-([A-Z][A-Za-z]*): (\S[^\n]*)")
_COUNT = re.compile(r"[0-9]{1,9}")


class Operation(NamedTuple):
    """What a commit did; ids have all their characters, `at` is in seconds since 1970 (UTC)."""

    op: str
    actor: str
    at: int
    summary: str = ""
    entries: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()  # id@day of the evidence
    rests: tuple[tuple[str, str], ...] = ()  # which entry rests on which source, if that is known
    replaces: tuple[str, ...] = ()
    undoes: str | None = None
    more: int = 0  # how many entries the message does not name
    read: str | None = None  # a curation has considered the logs as of this commit,
    since: str | None = None  # those of days before this one apart,
    unread: tuple[str, ...] = ()  # and these entries, id@day, which it left for later
    decided: tuple[str, ...] = ()  # entries left for later about which a person has decided

    @property
    def message(self) -> str:
        """The commit message."""
        trailers = [("Op", self.op), ("Actor", self.actor), *self._evidence()]
        unnamed = self.more + max(0, len(self.entries) - MOST_IDS)
        trailers += [("More", str(unnamed))] if unnamed else []
        trailers += [("Replaces", replaced) for replaced in self.replaces]
        trailers += [("Undoes", self.undoes)] if self.undoes else []
        trailers += [("Read", self.read)] if self.read else []
        trailers += [("Since", self.since)] if self.since else []
        trailers += [("Unread", each) for each in self.unread]
        trailers += [("Decided", each) for each in self.decided]
        lines = [f"Mem-{name}: {value}" for name, value in trailers]
        return "\n".join([f"{self.op}: {self.summary}", "", *lines]) + "\n"

    def _evidence(self) -> Iterator[tuple[str, str]]:
        """Each entry, and behind it what it alone rests on; first, what nobody knows of whom."""
        named = self.entries[:MOST_IDS]
        rests = [pair for pair in self.rests if pair[0] in named]
        known = {source for _, source in rests}
        yield from (("Source", source) for source in self.sources if source not in known)
        for entry in named:
            yield "Entry", entry
            yield from (("Source", source) for each, source in rests if each == entry)

    def evidence_of(self, entry: str) -> tuple[str, ...]:
        """The sources that `entry`, one of its own, rests on."""
        known = {source for _, source in self.rests}
        loose = (source for source in self.sources if source not in known)
        return (*loose, *(source for each, source in self.rests if each == entry))

    def resting_on(self, source: str) -> tuple[str, ...]:
        """The entries that rest on the entry of the id `source`."""
        return tuple(
            entry
            for entry in self.entries
            if any(each.partition("@")[0] == source for each in self.evidence_of(entry))
        )


def operation(op: str, *, actor: str, now: datetime) -> Operation:
    """A new operation at `now`; times git cannot write are moved to the nearest it can."""
    return Operation(op, actor, min(max(0, int(now.timestamp())), 2**32 - 1))


def parse_message(message: str, *, at: int) -> Operation | None:
    """Read the operation from the last paragraph of `message`; None when mem did not write it."""
    subject, _, _ = message.partition("\n")
    last = message.rstrip("\n").rpartition("\n\n")[2]
    found: dict[str, list[str]] = {}
    rests: list[tuple[str, str]] = []
    above: tuple[str, str] | None = None  # the last trailer that was no source
    for line in last.split("\n"):
        trailer = _TRAILER.fullmatch(line)
        if trailer is None:
            return None
        name, value = trailer.groups()
        found.setdefault(name, []).append(value)
        if name != "Source":
            above = (name, value)
        elif above is not None and above[0] == "Entry":
            rests.append((above[1], value))
    if len(found.get("Op", ())) != 1 or len(found.get("Actor", ())) != 1:
        return None
    more = found.get("More", ["0"])[0]
    return Operation(
        op=found["Op"][0],
        actor=found["Actor"][0],
        at=at,
        summary=subject.partition(": ")[2],
        entries=tuple(found.get("Entry", ())),
        sources=tuple(dict.fromkeys(found.get("Source", ()))),
        rests=tuple(rests),
        replaces=tuple(found.get("Replaces", ())),
        undoes=found.get("Undoes", [None])[0],
        more=int(more) if _COUNT.fullmatch(more) else 0,
        read=found.get("Read", [None])[0],
        since=found.get("Since", [None])[0],
        unread=tuple(found.get("Unread", ())),
        decided=tuple(found.get("Decided", ())),
    )


def counted(counts: Mapping[str, int]) -> str:
    """Kinds of entries and how many of each, in words: `1 fact, 2 log entries`."""
    plural = {"fact": "facts", "log": "log entries", "soul": "soul entries"}
    single = {"fact": "fact", "log": "log entry", "soul": "soul entry"}
    named = [f"{n} {single[kind] if n == 1 else plural[kind]}" for kind, n in counts.items() if n]
    return ", ".join(named) or "no entry"
