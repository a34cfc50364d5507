"""A conversation as text: what was said, and by whom."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple


class Message(NamedTuple):
    """One thing that was said; `role` is empty where nobody is named."""

    role: str
    text: str


def messages(text: str) -> tuple[Message, ...]:
    """Read a conversation: JSON lines of `{"role", "content"}`, as agents log them, or any text.

    In JSON lines, what is no message is skipped: results of tools, notes of the agent, lines cut
    off. Of plain text, each paragraph is a message of nobody.
    """
    text = text.replace("\r\n", "\n")
    found = tuple(_logged(text))
    if found:
        return found
    return tuple(Message("", part.strip()) for part in text.split("\n\n") if part.strip())


def _logged(text: str) -> Iterator[Message]:
    for line in text.split("\n"):
        if not line.lstrip().startswith("{"):
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
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
