"""Which curator proposes. A key in the environment is no consent: a model is asked for by name."""

from __future__ import annotations

from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.core.errors import Usage
from memory_cli.curator.curator import Curator
from memory_cli.store.memory import Memory

NAMES = ("rules", "claude")


def chosen(ctx: Context, memory: Memory, name: str | None, model: str | None) -> Curator:
    """The curator `name`, else the one that SOUL.md names, else the rules."""
    if _name(ctx, memory, name) == "rules":
        if model is not None:
            raise Usage("--model is for a curator that is one", "say --with claude, too")
        from memory_cli.curator.rules import Rules

        return Rules()
    from memory_cli.curator.claude import MODEL
    from memory_cli.curator.claude import Claude

    return Claude(model or ctx.model or MODEL)


def _name(ctx: Context, memory: Memory, name: str | None) -> str:
    if name is not None:
        return name
    named = (memory.soul().curator or "rules").casefold()
    if named not in NAMES:
        note(ctx, f"mem: SOUL.md names an unknown curator, {named!r}: the rules are used")
        return "rules"
    return named
