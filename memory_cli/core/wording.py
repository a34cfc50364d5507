"""What a curator may write: one plain sentence that still holds when it is read another day."""

from __future__ import annotations

from collections.abc import Sequence

from memory_cli.core.annotation import PINNED
from memory_cli.core.annotation import PRIVATE
from memory_cli.core.annotation import checked_tag
from memory_cli.core.annotation import tags_within
from memory_cli.core.blocks import BlockKind
from memory_cli.core.blocks import scan
from memory_cli.core.draft import draft
from memory_cli.core.hidden import hidden
from memory_cli.core.relative import relative_dates
from memory_cli.core.secrets import secret

LONGEST = 500  # characters of a text
_LONGEST_SECTION = 60
_LONGEST_TAG = 40
_MOST_TAGS = 3  # topics; the tag that keeps an entry private comes on top
_STRUCTURE = {
    BlockKind.FRONT_MATTER: "front matter",
    BlockKind.HEADING: "a heading",
    BlockKind.BREAK: "a thematic break",
    BlockKind.COMMENT: "a comment",
    BlockKind.QUOTE: "a quote",
    BlockKind.FENCE: "a fence",
    BlockKind.HTML: "HTML",
}

_INSIDE = {"```": BlockKind.FENCE, "<!--": BlockKind.COMMENT}
"""What is none of these blocks and yet hides words from who reads the page, wherever it stands."""


def fault_of(text: str, tags: Sequence[str] = (), section: str | None = None) -> str | None:
    """Why an entry of these words, tags and section is not to be written; None when it may be."""
    return _fault_of_words(text) or _fault_of_tags(tags) or _fault_of_section(section)


def _fault_of_words(text: str) -> str | None:
    text = text.strip()
    return _fault_of_shape(text) or _fault_of_content(text)


def _fault_of_shape(text: str) -> str | None:
    if not text:
        return "it has no words"
    if len(text) > LONGEST:
        return f"it has more than {LONGEST} characters"
    if "\n" in text:
        return "it has more than one line"
    return "it has hidden characters" if hidden(text) else None


def _fault_of_content(text: str) -> str | None:
    inside = (kind for mark, kind in _INSIDE.items() if mark in text)
    kind = next(inside, None) or scan((text,))[0].kind
    if kind in _STRUCTURE:
        return f"it is {_STRUCTURE[kind]}, no sentence"
    if found := secret(text):
        return f"it holds {found}"
    if _is_annotated(text):
        return "it has annotations among its words"
    if spans := relative_dates(text):
        start, end = spans[0]
        return f"it says {text[start:end]!r}, which another day means another day"
    return None


def _is_annotated(text: str) -> bool:
    """Whether any of it would be read as a tag at the end, a date note, a box or a strike."""
    read = draft(text)
    is_struck = text.startswith("~~")
    return bool(read.tags or read.task or any(read.note) or is_struck or _has_pin(text))


def _fault_of_tags(tags: Sequence[str]) -> str | None:
    if any(_fault_of_tag(tag) for tag in tags):
        return "it has a tag that cannot be one"
    if any(map(_pins, tags)):
        return "only a person pins a fact"
    if len([tag for tag in tags if tag != PRIVATE]) > _MOST_TAGS:
        return f"it has more than {_MOST_TAGS} tags"
    return None


def _fault_of_tag(tag: str) -> bool:
    is_tag = checked_tag(tag) == tag and len(tag) <= _LONGEST_TAG
    return not is_tag or bool(hidden(tag) or secret(tag))


def _has_pin(text: str) -> bool:
    return any(map(_pins, tags_within(text)))


def _pins(tag: str) -> bool:
    return tag.partition("/")[0] == PINNED


def _fault_of_section(section: str | None) -> str | None:
    if section is None:
        return None
    if _has_pin(section):  # and so would everything below it
        return "only a person pins a section"
    is_name = section.strip() and "\n" not in section and not section.lstrip().startswith("#")
    if is_name and len(section) <= _LONGEST_SECTION and not hidden(section) and not secret(section):
        return None
    return "its section cannot be the name of a heading"
