"""`.forgotten`: ids that must not come back, one a line: `id date` or `id date erased`."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from memory_cli.core.identity import FORM
from memory_cli.core.lines import split_lines

_NOTE = re.compile(rf"{FORM}\s+\d{{4}}-\d\d-\d\d(?:\s+erased)?")


def noted(text: str, ids: Collection[str], day: date, *, erased: bool = False) -> str:
    """`text` with a line for each of `ids` that has none yet.

    With `erased`, each says that it was erased; the line of one that was only forgotten goes.
    """
    if erased:
        text = lifted(text, ids)
    known = forgotten(text)
    missing = [each for each in dict.fromkeys(ids) if each not in known]
    if text and not text.endswith("\n") and missing:
        text += "\n"
    end = " erased\n" if erased else "\n"
    return text + "".join(f"{each} {day.isoformat()}{end}" for each in missing)


def joined(text: str, other: str, standing: Collection[str]) -> str:
    """`text` with the lines of `other`, but not those of ids that are known or still stand."""
    known = {*forgotten(text), *standing}
    new = [line for line in split_lines(other) if line.split() and line.split()[0] not in known]
    if text and not text.endswith("\n") and new:
        text += "\n"
    return text + "".join(new)


def lifted(text: str, ids: Collection[str]) -> str:
    """`text` without the lines of `ids`; erased ids stay for good."""
    return "".join(line for line in split_lines(text) if not _is_liftable(line, ids))


def reverted(*, before: str, after: str, now: str) -> str:
    """`now` without the change that made `after` of `before`, as far as it still has it.

    What was erased stays so.
    """
    old, new = split_lines(before), split_lines(after)
    gone = erased(now)
    lines = [
        line for line in split_lines(now) if line in old or line not in new or _names(line, gone)
    ]
    back = [
        line for line in old if line not in new and line not in lines and not _names(line, gone)
    ]
    if lines and back and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join(lines + back)


def is_note(line: str) -> bool:
    """Whether a line is one that mem writes, and says nothing but ids and days."""
    return _NOTE.fullmatch(line.strip()) is not None


def forgotten(text: str) -> frozenset[str]:
    """Every id that is named."""
    return frozenset(line.split()[0] for line in text.split("\n") if line.split())


def erased(text: str) -> frozenset[str]:
    """The ids that were erased from history as well."""
    words = (line.split() for line in text.split("\n"))
    return frozenset(each[0] for each in words if each[2:3] == ["erased"])


def _is_liftable(line: str, ids: Collection[str]) -> bool:
    return _names(line, ids) and line.split()[2:3] != ["erased"]


def _names(line: str, ids: Collection[str]) -> bool:
    return bool(line.split()) and line.split(maxsplit=1)[0] in ids
