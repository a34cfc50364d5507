"""What becomes of a commit's message when history is written anew.

Ours is said again from its parts, each of which has a form that no words of a person have, with
the commits it names under their new ids. A message that mem did not write may say anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from memory_cli.core.identity import FORM
from memory_cli.core.operation import OPS
from memory_cli.core.operation import Operation
from memory_cli.core.operation import parse_message

BY_HAND = "edit: by hand, in words that were not kept\n"

_SUMMARY = frozenset(
    "no 0 fact facts log entry entries soul file files by hand added revised retired".split()
)
_PLACED = re.compile(rf"{FORM}@(soul|facts|\d{{4}}-\d\d-\d\d)")
_BARE = re.compile(FORM)
_ACTOR = re.compile(r"[a-z0-9:._-]{1,64}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_NAMED = re.compile(r"[0-9a-f]{7,40}")
_COUNT = re.compile(r"[0-9]{1,6}")


def named_commits(message: str) -> frozenset[str]:
    """The commits, with all 40 characters, that a message of ours names."""
    said = parse_message(message, at=0)
    return frozenset(filter(None, (said.undoes, said.read))) if said else frozenset()


def retold(message: str, commits: Mapping[str, str]) -> str:
    """`message` as history tells it from now on; `commits` are new ids by old ones.

    Depends on nothing else, so that it is the same on every device.
    """
    said = parse_message(message, at=0)
    if said is None or said.op not in OPS or not _ACTOR.fullmatch(said.actor):
        return BY_HAND
    rests = tuple(pair for pair in said.rests if _BARE.fullmatch(pair[0]) and _is_placed(pair[1]))
    return said._replace(
        summary=_summary(said, commits),
        entries=tuple(filter(_BARE.fullmatch, said.entries)),
        sources=tuple(filter(_is_placed, said.sources)),
        rests=rests,
        replaces=tuple(filter(_BARE.fullmatch, said.replaces)),
        undoes=_commit(said.undoes, commits),
        read=_commit(said.read, commits),
        since=said.since if said.since and _DAY.fullmatch(said.since) else None,
        unread=tuple(filter(_is_placed, said.unread)),
        decided=tuple(filter(_is_placed, said.decided)),
    ).message


def _is_placed(reference: str) -> bool:
    return _PLACED.fullmatch(reference) is not None


def _commit(name: str | None, commits: Mapping[str, str]) -> str | None:
    if name is None or not _COMMIT.fullmatch(name):
        return None
    return commits.get(name, name)


def _summary(said: Operation, commits: Mapping[str, str]) -> str:
    """The summary, if it has nothing but counts, words of ours and commits; else how many."""
    new = {name: commits.get(name, name) for name in (said.undoes, said.read) if name}

    def told(word: str) -> str | None:
        if word in _SUMMARY | OPS or _COUNT.fullmatch(word):
            return word
        found = (after[: len(word)] for before, after in new.items() if before.startswith(word))
        return next(found, None) if _NAMED.fullmatch(word) else None

    words = re.findall(r"[^\s,]+|[\s,]+", said.summary)
    retold = [word if word.strip(" ,") == "" else told(word) for word in words]
    if None in retold:
        count = len(said.entries) + said.more
        return f"{count} {'entry' if count == 1 else 'entries'}"
    return "".join(filter(None, retold))
