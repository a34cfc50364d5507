"""What may not come into a memory: what looks like a secret, and words that were erased."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Sequence
from typing import NamedTuple

from memory_cli.core.errors import Refused
from memory_cli.core.layout import is_person
from memory_cli.core.layout import kind_of
from memory_cli.core.secrets import new_secrets
from memory_cli.core.units import Eraser

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
        eraser = Eraser(erased)
        known = {unit.id for unit in eraser.doomed(path, before)}
        back = (unit for unit in eraser.doomed(path, after) if unit.id not in known)
        found += (Unwelcome(_ERASED, unit.line, unit.id) for unit in back)
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
