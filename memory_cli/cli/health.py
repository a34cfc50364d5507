"""How an examination of a memory is shown."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Sequence
from datetime import date

from memory_cli.actions.writing import Author
from memory_cli.cli import memory
from memory_cli.cli.deps import Context
from memory_cli.cli.output import note
from memory_cli.cli.output import show
from memory_cli.cli.output import table
from memory_cli.cli.output import text
from memory_cli.core.errors import MemError
from memory_cli.core.finding import Check
from memory_cli.store.store import Store

_MARKS = {True: ("ok", "green"), False: ("!!", "bold red"), None: ("??", "yellow")}
_BOXES = {True: "x", False: " ", None: "?"}
_FIX = "mem doctor --fix"


def opened(ctx: Context) -> Store:
    """The store that was asked for, whatever state it is in."""
    return Store(ctx.home, ctx.user, tell=lambda words: note(ctx, f"mem: {words}"))


def author(ctx: Context) -> Author:
    """Who acts, and when."""
    return memory.author(ctx)


def today(ctx: Context, store: Store) -> date:
    """The person's own day, or the machine's where SOUL.md cannot be read."""
    try:
        return store.local(ctx.now).date()
    except MemError:
        return ctx.now.date()


def tell(ctx: Context, done: Iterable[str]) -> None:
    """Say what was put right."""
    for each in done:
        note(ctx, f"mem: {each}")


def show_checks(ctx: Context, checks: Sequence[Check], done: Sequence[str]) -> None:
    """Every check: an object, a table on a terminal, else a line each; the sum on stderr."""
    show(
        ctx,
        {"checks": [check._asdict() for check in checks], "fixed": list(done)},
        lines=map(_line, checks),
        pretty=lambda: _table(checks),
    )
    found = [check for check in checks if check.ok is False]
    if found:
        hint = f'; "{_FIX}" puts right what is safe' if any(_is_safe(c) for c in found) else ""
        note(ctx, f"mem: {len(found)} thing{'s'[: len(found) > 1]} to look at{hint}")


def _is_safe(check: Check) -> bool:
    return check.fix.startswith(_FIX)


def _line(check: Check) -> str:
    return f"- [{_BOXES[check.ok]}] {check.name}: {check.detail}{_fix(check, ' → ')}"


def _fix(check: Check, before: str) -> str:
    return before + check.fix if check.fix else ""


def _table(checks: Iterable[Check]) -> object:
    rows = table("", "check", "finding")
    for check in checks:
        mark, style = _MARKS[check.ok]
        words = text(check.detail, "dim" if check.ok else "")
        if check.fix:
            words.append(text(f"\n→ {check.fix}", "cyan"))
        rows.add_row(text(mark, style), text(check.name), words)
    return rows
