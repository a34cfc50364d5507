"""How answers reach people and programs: stdout is the answer, stderr the conversation."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping

from memory_cli.cli import streams
from memory_cli.cli.deps import Context
from memory_cli.core.hidden import visible

_SURROGATE = re.compile("[\ud800-\udfff]")


def show(
    ctx: Context,
    data: Mapping[str, object],
    *,
    lines: Iterable[str],
    pretty: Callable[[], object] | None = None,
) -> None:
    """Give the answer in the form that was asked for.

    `data` for --json, what `pretty` returns (a rich renderable) on a terminal, else `lines`.
    """
    if ctx.json:
        put_json(data)
    elif pretty is not None and ctx.terminal.stdout:
        from memory_cli.cli.pretty import put

        put(ctx, pretty())
    else:
        put_lines(lines)


def put_json(data: Mapping[str, object]) -> None:
    """One object on one line, in ASCII, keys in the order given."""
    import json

    streams.write(json.dumps(_sound(data)) + "\n")


def put_lines(lines: Iterable[str]) -> None:
    """Plain lines; nothing in them can act on a terminal."""
    for line in lines:
        streams.write(visible(line) + "\n")


def note(ctx: Context, words: str) -> None:
    """A remark on stderr, unless --quiet."""
    if not ctx.quiet:
        streams.say(visible(words) + "\n")


def confirm(ctx: Context, question: str) -> bool:
    """The answer to a yes-or-no question; no when nobody can be asked."""
    if not ctx.can_ask:
        return False
    streams.say(f"{visible(question)} [y/N] ")
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def ask(question: str, known: str) -> str:
    """A line that a person types; Return keeps what is `known`."""
    streams.say(f"{visible(question)} [{visible(known)}]: ")
    return sys.stdin.readline().strip() or known


def _sound(value: object) -> object:
    """`value` without lone surrogates, which are no characters to other programs."""
    match value:
        case str():
            return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
        case Mapping():
            return {_sound(key): _sound(item) for key, item in value.items()}
        case list() | tuple():
            return [_sound(item) for item in value]
        case _:
            return value
