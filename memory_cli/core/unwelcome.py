"""What may not come into a memory: what looks like a secret, and words that were erased."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Iterator
from collections.abc import Sequence
from typing import NamedTuple

from memory_cli.core.blocks import BlockKind
from memory_cli.core.document import Document
from memory_cli.core.errors import Refused
from memory_cli.core.identity import entry_id
from memory_cli.core.layout import is_person
from memory_cli.core.layout import kind_of
from memory_cli.core.lines import BOM
from memory_cli.core.secrets import new_secrets

_ERASED = "words that were erased for good"


class Unwelcome(NamedTuple):
    """One thing that may not come in: what it is, in a few words, and its line, from 1."""

    what: str
    line: int
    id: str = ""  # of erased words; nothing may let them in

    @property
    def said(self) -> str:
        """What is the matter with it, behind the name of its place."""
        return f"says {self.what}" if self.id else f"looks like {self.what}"


def unwelcome(
    path: str, before: str, after: str, *, erased: Collection[str] = (), allow_secret: bool = False
) -> tuple[Unwelcome, ...]:
    """What `after` says that it may not, and `before` did not say; `erased` are ids."""
    found: list[Unwelcome] = []
    if not allow_secret:
        found += (Unwelcome(each.what, each.line) for each in new_secrets(before, after))
    if erased and kind_of(path) and before != after:
        known = {each for each, _ in _units(path, before)}
        found += (
            Unwelcome(_ERASED, line, each)
            for each, line in _units(path, after)
            if each in erased and each not in known
        )
    return tuple(sorted(found, key=lambda each: each.line))


def refusal(found: Sequence[Unwelcome], actor: str) -> Refused:
    """The error of a write that would bring in what was `found`; it repeats none of its words."""
    if gone := {each.id for each in found if each.id}:
        return erased_refused(gone)
    return secret_refused(found[0].what, actor)


def erased_refused(ids: Collection[str]) -> Refused:
    """The error of words that were erased."""
    return Refused(
        f"these words were erased for good ({', '.join(sorted(ids))})",
        "say it in other words, or take that line out of .forgotten by hand",
    )


def secret_refused(what: str, actor: str, where: str = "this") -> Refused:
    """The error of a text that looks like a secret."""
    way = "or say --allow-secret" if is_person(actor) else "only a person lets it in"
    return Refused(f"{where} looks like {what}; nothing was written", f"leave it out, {way}")


def _units(path: str, text: str) -> Iterator[tuple[str, int]]:
    """The id and the line of everything that can be erased.

    The id of an entry is that of its words; that of a heading, a comment or a line of front matter
    is made of all of it, marks included.
    """
    document = Document(path, text)
    yield from ((entry.id, entry.line) for entry in document.entries)
    for block in document.blocks:
        if block.kind in {BlockKind.HEADING, BlockKind.COMMENT}:
            yield entry_id(document.raw(block).removeprefix(BOM)), block.start + 1
        elif block.kind is BlockKind.FRONT_MATTER:
            lines = enumerate(document.lines[block.start : block.end], start=block.start + 1)
            yield from ((entry_id(line), number) for number, line in lines)
