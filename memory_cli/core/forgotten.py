"""`.forgotten`: ids that must not come back, one a line: `id date` or `id date erased`."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date

from memory_cli.core.identity import LENGTH
from memory_cli.core.lines import split_lines

_NOTE = re.compile(rf"[0-9a-hjkmnp-tv-z]{{{LENGTH}}}\s+\d{{4}}-\d\d-\d\d(?:\s+erased)?")


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


def lifted(text: str, ids: Collection[str]) -> str:
    """`text` without the lines of `ids`; erased ids stay for good."""
    return "".join(line for line in split_lines(text) if not _is_liftable(line, ids))


def reverted(*, before: str, after: str, now: str) -> str:
    """`now` without the change that made `after` of `before`, as far as it still has it."""
    old, new = split_lines(before), split_lines(after)
    lines = [line for line in split_lines(now) if line in old or line not in new]
    back = [line for line in old if line not in new and line not in lines]
    if lines and back and not lines[-1].endswith("\n"):
        lines[-1] += "\n"
    return "".join(lines + back)


def forgotten(text: str) -> frozenset[str]:
    """Every id that is named."""
    return frozenset(line.split()[0] for line in text.split("\n") if line.split())


def erased(text: str) -> frozenset[str]:
    """The ids that were erased from history as well."""
    words = (line.split() for line in text.split("\n"))
    return frozenset(each[0] for each in words if each[2:3] == ["erased"])


def is_note(line: str) -> bool:
    """Whether a line names an id, and is no remark of a person's."""
    return _NOTE.fullmatch(line.strip()) is not None


def _is_liftable(line: str, ids: Collection[str]) -> bool:
    words = line.split()
    return bool(words) and words[0] in ids and words[2:3] != ["erased"]
