"""A plan as JSON: for programs that read it, and while it waits for a person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from typing import assert_never

from memory_cli.core.plan import Add
from memory_cli.core.plan import Log
from memory_cli.core.plan import Proposed
from memory_cli.core.plan import Retire
from memory_cli.core.plan import Revise

JsonObject = dict[str, object]


def as_json(edit: Proposed) -> JsonObject:
    """One edit as an object; every kind has the same keys, and a log entry two more."""
    plain: JsonObject = {
        "op": type(edit).__name__.lower(),
        "section": None,
        "tags": [],
        "fact": None,
        "was": None,
        "text": None,
        "because": [],
        "confidence": edit.confidence,
        "until": None,
        "why": edit.why,
    }
    match edit:
        case Add():
            return plain | _worded(edit) | {"section": edit.section}
        case Revise():
            named = {"section": edit.section, "fact": edit.fact, "was": edit.was}
            return plain | _worded(edit) | named
        case Retire():
            because = list(edit.because)
            return plain | {"fact": edit.fact, "was": edit.was, "because": because}
        case Log():
            said = {"day": edit.day.isoformat(), "role": edit.role}
            return plain | {"text": edit.text, "tags": list(edit.tags)} | said
        case _:
            assert_never(edit)


def _worded(edit: Add | Revise) -> JsonObject:
    return {
        "text": edit.text,
        "tags": list(edit.tags),
        "because": list(edit.because),
        "until": edit.until.isoformat() if edit.until else None,
    }


def parsed(plain: Mapping[str, Any]) -> Proposed:
    """The edit that `as_json` made `plain` of; raises ValueError for anything else."""
    try:
        return _parsed(plain)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(plain) from error


def _parsed(plain: Mapping[str, Any]) -> Proposed:
    confidence, why = _share(plain["confidence"]), _text(plain["why"])
    match plain["op"]:
        case "add" | "revise" | "log" as op:
            text, tags = _text(plain["text"]), _texts(plain["tags"])
        case "retire":
            fact, was, because = _text(plain["fact"]), _text(plain["was"]), plain["because"]
            return Retire(fact, was, _texts(because), confidence=confidence, why=why)
        case _:
            raise ValueError(plain)
    if op == "log":
        day, role = date.fromisoformat(plain["day"]), _text(plain["role"])
        return Log(text, day, role=role, tags=tags, confidence=confidence, why=why)
    until = date.fromisoformat(plain["until"]) if plain["until"] else None
    because, section = _texts(plain["because"]), plain["section"]
    if op == "add":
        return Add(
            text,
            _text(section),
            because,
            tags=tags,
            until=until,
            confidence=confidence,
            why=why,
        )
    return Revise(
        fact=_text(plain["fact"]),
        was=_text(plain["was"]),
        text=text,
        because=because,
        section=_text(section) if section is not None else None,
        tags=tags,
        until=until,
        confidence=confidence,
        why=why,
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _texts(values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise TypeError(values)
    return tuple(map(_text, values))


def _share(value: object) -> float:
    if not isinstance(value, int | float) or not 0 <= value <= 1:  # nor is NaN
        raise TypeError(value)
    return float(value)
