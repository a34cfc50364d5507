"""What the front matter of a note says that memory has a place for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from memory_cli.core.moments import moment
from memory_cli.core.tags import as_tag

_WRITTEN = ("date", "created")
_READ = frozenset({*_WRITTEN, "title", "tags", "private"})


class About(NamedTuple):
    """A note as its front matter describes it; `left` are keys that memory has no place for."""

    title: str | None = None
    day: date | None = None  # when it was written
    tags: tuple[str, ...] = ()
    private: bool = False
    left: tuple[str, ...] = ()
    problem: str | None = None  # why it was not read


def about(values: Mapping[str, object], *, private: bool, problem: str | None) -> About:
    """Read `values`, key by key, as a note of Obsidian, Jekyll or the like has them."""
    said = {str(key).strip().casefold(): value for key, value in values.items()}
    written = [found for key in _WRITTEN if (found := moment(said.get(key), None))]
    title = said.get("title")
    return About(
        title=" ".join(title.split()) or None if isinstance(title, str) else None,
        day=written[0].day if written else None,
        tags=tuple(dict.fromkeys(_tags(said.get("tags")))),
        private=private,
        left=tuple(key for key, value in said.items() if key not in _READ and value),
        problem=problem,
    )


def _tags(said: object) -> list[str]:
    words = said.replace(",", " ").split() if isinstance(said, str) else said
    return [tag for each in words if (tag := as_tag(str(each)))] if isinstance(words, list) else []
