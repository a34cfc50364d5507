"""What TAB offers: verbs from the table, options of the one verb, values from memory.

A shell calls `mem __complete SHELL WORD…`, the last word being the one under the cursor, and gets
a suggestion per line. Typer's own scripts are not used: they let the shell evaluate what comes
back, and here that may be anybody's words.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Sequence
from pathlib import Path

from memory_cli.cli import streams
from memory_cli.cli.asked import Asked
from memory_cli.cli.click import CompletionItem
from memory_cli.cli.click import Context
from memory_cli.cli.click import resolve_context
from memory_cli.cli.click import resolve_incomplete
from memory_cli.cli.deps import home_of
from memory_cli.cli.deps import user_of
from memory_cli.cli.options import asked_of
from memory_cli.core.errors import MemError
from memory_cli.core.hidden import visible
from memory_cli.core.layout import checked_user

Suggestion = tuple[str, str]
"""A value, and what it means in a few words; the second may be empty."""


def complete(shell: str, typed: Sequence[str]) -> None:
    """Print the suggestions for the last word of `typed`; no error is ever told."""
    words = typed if shell == "fish" else [_unquoted(word) for word in typed]
    try:
        items = suggestions(words)
    except Exception:  # noqa: BLE001 - a message would land in the line that is being typed
        return
    name, equals, _ = words[-1].partition("=")
    before = name + equals if equals and name.startswith("--") and shell != "bash" else ""
    for item in items:
        value, meaning = str(item.value), " ".join(visible(item.help or "").split())
        if visible(value) == value and not {"\n", "\t"} & set(value):
            streams.write(_line(shell, before + value, meaning))


def suggestions(words: Sequence[str]) -> list[CompletionItem]:
    """What may stand in the place of the last of `words`."""
    from memory_cli.cli.app import mem

    *given, incomplete = words
    given = [word for word in given if word != "="]  # bash cuts --name=value in three
    ctx = resolve_context(mem(), {"obj": Asked(words)}, "mem", given)
    target, incomplete = resolve_incomplete(ctx, given, incomplete)
    return target.shell_complete(ctx, incomplete)


def complete_ids(ctx: Context, incomplete: str) -> list[Suggestion]:
    """Ids of entries, with their words."""
    from memory_cli.actions.completion import ids

    return _beginning_with(incomplete, ids, ctx)


def complete_tags(ctx: Context, incomplete: str) -> list[Suggestion]:
    """Tags in use, without their `#`."""
    from memory_cli.actions.completion import tags

    return _beginning_with(incomplete, tags, ctx)


def complete_sections(ctx: Context, incomplete: str) -> list[Suggestion]:
    """Sections of MEMORY.md."""
    from memory_cli.actions.completion import sections

    return _beginning_with(incomplete, sections, ctx)


def complete_users(ctx: Context, incomplete: str) -> list[Suggestion]:
    """Users on this machine."""
    from memory_cli.actions.users import users

    return _beginning_with(incomplete, lambda home, _: [user.name for user in users(home)], ctx)


def _beginning_with(
    incomplete: str, source: Callable[[Path, str], Iterable[Suggestion | str]], ctx: Context
) -> list[Suggestion]:
    """What `source` knows of the user's memory that begins like that; nothing when it fails."""
    asked = asked_of(ctx)
    try:
        found = source(home_of(asked), checked_user(user_of(asked)))
        suggestions = [(each, "") if isinstance(each, str) else each for each in found]
        return [each for each in suggestions if each[0].startswith(incomplete)]
    except (MemError, OSError):
        return []


def _unquoted(word: str) -> str:
    """`word` as the shell will hand it over; an open quote counts as closed."""
    for closed in (word, f"{word}'", f'{word}"'):
        try:
            return "".join(shlex.split(closed)[:1])
        except ValueError:
            continue
    return word


def _line(shell: str, value: str, meaning: str) -> str:
    if shell == "zsh":
        value = value.replace("\\", "\\\\").replace(":", "\\:")
        return f"{value}:{meaning}\n" if meaning else f"{value}\n"
    return f"{value}\t{meaning}\n" if meaning and shell == "fish" else f"{value}\n"
