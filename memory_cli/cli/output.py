"""How answers reach people and programs: stdout is the answer, stderr the conversation."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from memory_cli.cli import streams
from memory_cli.cli.deps import Context
from memory_cli.core.hidden import visible

if TYPE_CHECKING:  # rich costs as much as all the rest, and is for who looks
    from rich.table import Table
    from rich.text import Text

_SURROGATE = re.compile("[\ud800-\udfff]")
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


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
        put_pretty(ctx, pretty())
    else:
        put_lines(lines)


def show_path(ctx: Context, data: Mapping[str, object], path: Path) -> None:
    """Give a path as the answer: to programs exactly, whatever bytes are in its name."""
    if ctx.json or ctx.terminal.stdout:
        show(ctx, data, lines=(str(path),))
    else:
        streams.write_bytes(os.fsencode(path) + b"\n")


def put_json(data: Mapping[str, object]) -> None:
    """One object on one line, in ASCII, keys in the order given."""
    import json

    streams.write(json.dumps(sound(data)) + "\n")


def put_lines(lines: Iterable[str]) -> None:
    """Plain lines; nothing in them can act on a terminal."""
    for line in lines:
        streams.write(visible(line) + "\n")


def put_pretty(ctx: Context, renderable: object) -> None:
    """What a person sees on a terminal; a plain string means nothing but itself."""
    streams.write(_drawn(ctx, renderable))


def tell_pretty(ctx: Context, renderable: object) -> None:
    """The same on stderr: what a person has to see to answer."""
    streams.say(_drawn(ctx, renderable, stderr=True))


def _drawn(ctx: Context, renderable: object, *, stderr: bool = False) -> str:
    from rich.console import Console

    console = Console(
        stderr=stderr, markup=False, emoji=False, highlight=False, no_color=not ctx.color
    )
    with console.capture() as captured:
        console.print(renderable, crop=False)
    return "\n".join(map(_trimmed, captured.get().split("\n")))


def _trimmed(line: str) -> str:
    """`line` without the blanks that rich fills a column with: who selects it would copy them."""
    line = line.rstrip(" ")
    at = line.rfind("\x1b")
    if at >= 0 and _STYLE.fullmatch(line, at):
        return _trimmed(line[:at]) + line[at:]
    return line


def text(words: str, style: str = "", *, wraps: bool = True) -> Text:
    """Words of memory for a terminal: as they are, never as markup, never in control of it."""
    from rich.text import Text

    if wraps:
        return Text(visible(words), style=style)
    return Text(visible(words), style=style, no_wrap=True, overflow="ignore")


def table(*headings: str) -> Table:
    """An empty table in the look of all tables; its cells are made with `text`."""
    from rich.table import Table

    return Table(*headings, box=None, pad_edge=False, header_style="bold")


def note(ctx: Context, words: str) -> None:
    """A remark on stderr, unless --quiet."""
    if not ctx.quiet:
        streams.say(visible(words) + "\n")


def confirm(ctx: Context, question: str, about: Iterable[str] = ()) -> bool:
    """The answer to a yes-or-no question `about` some lines; no when nobody can be asked."""
    if not ctx.can_ask:
        return False
    for line in about:
        streams.say(visible(line) + "\n")
    return _answer(f"{question} [y/N] ").lower() in {"y", "yes"}


def ask(question: str, known: str = "") -> str:
    """A line that a person types; Return keeps what is `known`. Only where `ctx.can_ask`."""
    return _answer(f"{question} [{known}]: " if known else f"{question}: ") or known


def choose(question: str) -> str | None:
    """What a person types, lower case; None when nobody will answer any more (Ctrl-D)."""
    line = _typed(question)
    return line.strip().lower() if line else None


def _answer(question: str) -> str:
    return _typed(question).strip()


def _typed(question: str) -> str:
    streams.say(visible(question))
    line = ""
    try:
        line = sys.stdin.readline()
    finally:
        if not line.endswith("\n"):
            streams.say("\n")  # Ctrl-C and Ctrl-D leave the cursor behind the question
    return line


def sound(value: object) -> object:
    """`value` without lone surrogates, which are no characters to other programs."""
    match value:
        case str():
            return value if value.isascii() else _SURROGATE.sub("\ufffd", value)
        case Mapping():
            return {sound(key): sound(item) for key, item in value.items()}
        case list() | tuple():
            return [sound(item) for item in value]
        case _:
            return value
