"""What the path of a note says: the day it is about, if it names one, and its title."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import PurePosixPath

_YEAR = r"(?P<y>(?:19|20|21)\d\d)"
_DAYS = (
    # 2026-11-20, 2026_11_20 (Logseq), 2026.11.20, 20261120; no part of a longer number, as a
    # Zettelkasten has them.
    re.compile(rf"(?<!\d){_YEAR}(?P<sep>[-_. ]?)(?P<m>\d\d)(?P=sep)(?P<d>\d\d)(?!\d)"),
    re.compile(rf"(?<!\d)(?P<d>\d\d?)\.(?P<m>\d\d?)\.{_YEAR}(?!\d)"),
)
_FOLDERS = re.compile(rf"(?:^|/){_YEAR}/(?P<m>\d\d)/(?P<d>\d\d)(?:/|$)")
_NOTION_ID = re.compile(r"[ -][0-9a-f]{32}$")  # how Notion keeps names of exported pages apart
_WEEKDAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr "
    "sa so daily journal diary tagebuch".split()
)


def day_in(path: str) -> date | None:
    """The day that the name of a note is about, else its folders (`2026/11/20.md`); or None.

    A name with several days is about none of them.
    """
    name = _stem(path)
    found = {day for each in _DAYS for match in each.finditer(name) if (day := _day(match))}
    if found:
        return found.pop() if len(found) == 1 else None
    folders = _FOLDERS.search(path.removesuffix(PurePosixPath(path).suffix))
    return _day(folders) if folders else None


def title_in(path: str) -> str:
    """What the name of a note says beside the day: empty for `2026-11-20 Friday.md`."""
    name = _stem(path)
    if day_in(path):
        for each in _DAYS:
            name = each.sub(lambda match: " " if _day(match) else match[0], name)
        if _FOLDERS.search(path.removesuffix(PurePosixPath(path).suffix)):
            name = "" if name.strip().isdecimal() else name
    words = [word for word in name.split() if word.strip(",._-()").lower() not in _WEEKDAYS]
    kept = words if day_in(path) else name.split()
    return " ".join(kept).strip(" ,_-–")


def _stem(path: str) -> str:
    """The name of the note; a TextBundle is named by its folder."""
    pure = PurePosixPath(path)
    if pure.parent.suffix == ".textbundle":
        pure = pure.parent
    return _NOTION_ID.sub("", pure.stem)


def _day(match: re.Match[str]) -> date | None:
    with suppress(ValueError):
        return date(int(match["y"]), int(match["m"]), int(match["d"]))
    return None
