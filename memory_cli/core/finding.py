"""What an examination of a memory finds, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

_MOST = 12  # findings of one kind that are told one by one


class Finding(NamedTuple):
    """Something that is not as it should be, and the next step."""

    detail: str
    fix: str


class Check(NamedTuple):
    """One line of an examination; `ok` is None for what could not be looked at."""

    name: str
    ok: bool | None
    detail: str
    fix: str = ""


def told(name: str, findings: Iterable[Finding], *, well: str) -> tuple[Check, ...]:
    """The lines of the check `name`: one for each finding, up to a dozen; `well` for none."""
    found = tuple(findings)
    lines = [Check(name, ok=False, detail=each.detail, fix=each.fix) for each in found[:_MOST]]
    if len(found) > _MOST:
        more = f"and {len(found) - _MOST} more of this kind"
        lines.append(Check(name, ok=False, detail=more, fix="put these in order, then look again"))
    return tuple(lines) or (Check(name, ok=True, detail=well),)
