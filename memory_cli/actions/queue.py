"""`capture --queue`: a conversation is put aside, in a blink; the next curation takes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from memory_cli.core.secrets import without_secrets
from memory_cli.store.memory import Memory
from memory_cli.store.pause import FREE
from memory_cli.store.pause import Leave
from memory_cli.store.pause import heed_at
from memory_cli.store.shelf import queue


class Conversation(NamedTuple):
    """What was said, and when and by whom it was handed in."""

    text: str
    at: datetime  # aware, on the person's clock
    actor: str
    tags: tuple[str, ...] = ()
    name: str = ""  # under which it waits


class Enqueued(NamedTuple):
    """The name a conversation waits under, and how many of its lines were left out."""

    name: str
    left_out: int


def enqueue(memory: Memory, conversation: Conversation, leave: Leave = FREE) -> Enqueued:
    """Put `conversation` behind those that wait, without lines that look like secrets.

    Raises Refused where memory is paused for who hands it in.
    """
    heed_at(memory.root, leave)
    text, left_out = without_secrets(conversation.text)
    at, actor, tags = conversation.at, conversation.actor, conversation.tags
    about = json.dumps({"at": at.isoformat(), "actor": actor, "tags": list(tags)})
    data = f"{about}\n{text}".encode("utf-8", "surrogateescape")
    return Enqueued(queue(memory.root).put(data, now=at), left_out)


def queued(memory: Memory) -> Iterator[Conversation]:
    """The conversations that wait, oldest first; what is none of ours is passed over."""
    for name, data in queue(memory.root):
        about, _, text = data.decode("utf-8", "surrogateescape").partition("\n")
        try:
            plain = json.loads(about)
            at, tags = datetime.fromisoformat(plain["at"]), tuple(map(str, plain["tags"]))
            yield Conversation(text, at, str(plain["actor"]), tags, name)
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


def take(memory: Memory, conversation: Conversation) -> None:
    """Let `conversation` wait no longer: what it is worth is written down."""
    queue(memory.root).drop(conversation.name)
