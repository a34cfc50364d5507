"""`mem recall` with one of its parts switched off, to see what that part is worth.

A switch sets constants of the search where they are used; who renames one finds out here. What is
indexed depends on some of them, so that each switch needs an index of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping
from contextlib import ExitStack
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from memory_cli.search import schema
from memory_cli.search import words
from memory_cli.search.rows import NEIGHBOURS

_SEARCH = "memory_cli.search"
_SILENT = tuple((offset, 0.0) for offset, _ in NEIGHBOURS)

Switch = Mapping[str, Any]
"""What some names of `memory_cli.search` are set to."""


def switches() -> dict[str, Switch]:
    """Every switch, by what it does."""
    return {
        "no neighbours": {
            "rows.NEIGHBOURS": _SILENT,
            "rows.ASKED": 0.0,
            "spread.NEIGHBOURS": _SILENT,
            "spread.ASKED": 0.0,
            "spread._BEFORE": 0.0,
        },
        "no asking neighbour": {
            "rows.ASKED": dict(NEIGHBOURS)[-1],
            "spread.ASKED": dict(NEIGHBOURS)[-1],
        },
        "no day": {"scoring.DAY": 0.0},
        "no date words": {"rows._spoken": lambda _day: []},
        "no subject": {"favours.SUBJECT": 1.0},
        "no damping of what asks": {"favours.ASKING": 1.0},
        "no when": {"favours.WHEN": 1.0},
        "no window": {"favours.WINDOW": 1.0},
        "no age": {"favours.OLDEST": 1.0},
        "no stems": {
            "schema._TABLES": _stemless(schema._TABLES),  # noqa: SLF001 - what is private is switched, too
            "schema._STEMMING": tuple(map(_stemless, schema._STEMMING)),  # noqa: SLF001
        },
        "no irregular verbs": {
            "verbs.BASES": {},
            "words.BASES": {},
            "words._given": words._given.__wrapped__,  # noqa: SLF001 - without what it knows
        },
        "no stop words": {"words._STOP": frozenset()},
        "k1 1.5 and b .75, of the library": {
            "scoring.K1": 1.5,
            "scoring.B": 0.75,
            "rank.K1": 1.5,
        },
        "every entry ranked": {"rank.CANDIDATES": 1 << 30, "answer.CANDIDATES": 1 << 30},
    }


@contextmanager
def switched(switch: Switch) -> Iterator[None]:
    """Search works so inside."""
    with ExitStack() as stack:
        for name, value in switch.items():
            stack.enter_context(patch(f"{_SEARCH}.{name}", value))
        yield


def _stemless(statements: str) -> str:
    return statements.replace("porter ", "")
