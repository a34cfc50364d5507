"""A conversation as text: what was said, and by whom."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

_ROLES = dict.fromkeys(("user", "human", "me", "you"), "user") | dict.fromkeys(
    ("assistant", "ai", "bot", "claude", "chatgpt"), "assistant"
)
_LABEL = rf"(?im)^[ \t]*[*_]{{0,2}}(?P<who>{'|'.join(_ROLES)})(?::[*_]{{0,2}}|[*_]{{1,2}}:)(?=\s)"


_STAMP = r'"timestamp":\s*"(\d{4}-\d\d-\d\dT[^"]{1,40})"'


OWNER = frozenset({"", "user", "human", "me"})
"""Roles that speak for the person whose memory it is; nobody named is they themselves."""


class Message(NamedTuple):
    """One thing that was said; `role` is empty where nobody is named."""

    role: str
    text: str


def messages(text: str) -> tuple[Message, ...]:
    """Read a conversation: JSON lines of `{"role", "content"}`, as agents log them, or any text.

    In JSON lines, what is no message is skipped: results of tools, notes of the agent, lines cut
    off. In plain text, lines may begin with who speaks (`User:`, `Assistant:`); without any, each
    paragraph is a message of nobody.
    """
    text = text.replace("\r\n", "\n")
    found = tuple(_logged(text)) or tuple(_labelled(text))
    if found:
        return found
    return tuple(Message("", part.strip()) for part in text.split("\n\n") if part.strip())


def held_at(text: str) -> datetime | None:
    """When the last of the JSON lines that have a `timestamp` was said; None where none has."""
    for line in reversed(text.split("\n")):
        if found := re.search(_STAMP, line):
            with suppress(ValueError):
                moment = datetime.fromisoformat(found[1])
                return moment if moment.tzinfo else None
    return None


def _labelled(text: str) -> Iterator[Message]:
    """What follows each label, if the text begins with one."""
    labels = list(re.finditer(_LABEL, text))
    if not labels or text[: labels[0].start()].strip():
        return
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=True):
        if said := text[label.end() : end].strip():
            yield Message(_ROLES[label["who"].lower()], said)


def _logged(text: str) -> Iterator[Message]:
    for line in text.split("\n"):
        if not line.lstrip().startswith("{"):
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if value.get("isSidechain"):  # what an agent has told another one
            continue
        inner = value.get("message")
        message = inner if isinstance(inner, dict) else value  # agents wrap what they log
        role, said = message.get("role"), _said(message.get("content"))
        if isinstance(role, str) and said:
            yield Message(role, said)


def _said(content: object) -> str:
    """The words of a message: a string, or the texts among blocks of several types."""
    if isinstance(content, str):
        return content.strip()
    blocks = content if isinstance(content, list) else []
    texts = (block.get("text") for block in blocks if isinstance(block, dict))
    return "\n\n".join(text.strip() for text in texts if isinstance(text, str) and text.strip())
