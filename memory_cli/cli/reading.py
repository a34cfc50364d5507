"""What verbs that only read a memory have in common."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.core.errors import NotFound
from memory_cli.core.errors import Nothing
from memory_cli.store.memory import Memory

if TYPE_CHECKING:
    from memory_cli.store.withheld import Withheld


def opened(ctx: Context) -> Memory:
    """The memory that was asked for, to be read."""
    memory = Memory(ctx.home, ctx.user)
    check(ctx, memory)
    tell_withheld(ctx, memory.withheld())
    return memory


def check(ctx: Context, memory: Memory) -> None:
    """Warn, once, of settings on top of SOUL.md that say nothing that can be used."""
    header = memory.soul()
    if header.problem:
        note(ctx, f"mem: the settings on top of SOUL.md were not read: {header.problem}")
    elif header.timezone and not memory.knows_zone(header.timezone):
        note(ctx, f"mem: SOUL.md names an unknown timezone: {header.timezone}")


def tell_withheld(ctx: Context, kept: Sequence[Withheld]) -> None:
    """Warn of hand edits that history must not get."""
    for each in kept:
        note(ctx, f"mem: {each.warning}")


def tell_trouble(ctx: Context, unread: Sequence[str], failure: str | None) -> None:
    """Say which files could not be read for an answer, and why there was no index, if so."""
    if unread:
        note(ctx, f"mem: not read: {', '.join(unread)}")
    if failure:
        note(ctx, f"mem: no index, the files were read through: {failure}")


def today(ctx: Context, memory: Memory) -> date:
    """The person's own day."""
    return memory.local(ctx.now).date()


def nothing(memory: Memory, message: str, hint: str) -> Nothing:
    """What an empty answer ends with; where there is no memory at all, that is the reason."""
    return Nothing(message, hint) if memory.exists() else _nobody(memory.missing())


def _nobody(missing: NotFound) -> Nothing:
    return Nothing(missing.message, missing.hint)
