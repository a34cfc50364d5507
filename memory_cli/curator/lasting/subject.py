"""What a sentence is about, so that a newer one can take the place of an older one.

A sentence holds values of keys ("home of me": Utrecht) and ends what others hold: "moved to" ends
every other home, "switched from Vim" ends the use of Vim. Two people, two projects, two
appointments are two subjects: a false replacement loses a fact, a missed one leaves a fact to tidy.
So a key names everything that makes it one, and what does not read plainly has no key.
"""

from __future__ import annotations

import re
from functools import cache
from functools import lru_cache
from typing import NamedTuple

from memory_cli.curator.lasting.people import capitals_of_names
from memory_cli.curator.lasting.people import spelled_out
from memory_cli.curator.lasting.subject_forms import FORMS

Held = tuple[str, str]
"""A key and its value."""


class Subject(NamedTuple):
    """What a sentence holds, and what it ends wherever that has another value."""

    holds: tuple[Held, ...] = ()
    ends: tuple[Held, ...] = ()


@lru_cache(maxsize=65536)
def subject(text: str) -> Subject:
    """What `text` is about; empty when that cannot be told for sure."""
    plain = " ".join(spelled_out(capitals_of_names(text)).split())
    holds: dict[str, str] = {}
    ends: dict[str, str] = {}
    for form in FORMS:
        for found in _compiled(form.pattern).finditer(plain):
            for key, value, is_end in form.read(found, plain):
                holds.setdefault(key, value)
                if is_end:
                    ends.setdefault(key, value)
    return Subject(tuple(holds.items()), tuple(ends.items()))


def replaces(newer: Subject, older: Subject) -> tuple[str, ...]:
    """The keys under which `newer` takes the place of `older`."""
    held = dict(older.holds)
    return tuple(key for key, value in newer.ends if key in held and is_other(value, held[key]))


def is_other(value: str, other: str) -> bool:
    """Whether two values differ, and one is not only the other in full."""
    short, long = sorted((value, other), key=len)
    return not (long.startswith(short) or long.endswith(short))


def contradicts(newer: str, older: str) -> bool:
    """Whether `newer` has another value of what `older` is about, and takes its place."""
    return bool(replaces(subject(newer), subject(older)))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
