"""The help of `mem` itself, made from the table alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from memory_cli.cli.table import COMPLETION
from memory_cli.cli.table import GLOBALS
from memory_cli.cli.table import HELP
from memory_cli.cli.table import VERBS
from memory_cli.cli.table import VERSION
from memory_cli.cli.table import Option

_INTRO = """\
Usage: mem [OPTIONS] VERB [ARGS]...

mem keeps your memory as markdown files that you own, under git.
Alone it shows today at a glance; "mem help VERB" explains a verb.
"""

_EXAMPLES = """\
Examples:
  mem init
  mem log "Chose Terraform over CloudFormation for billing" --tag decision
  mem add "Never schedule anything before 10:00" --pin
  mem recall where did we put the passports
  mem context "plan the launch"       one block for a prompt
  mem show today
  mem show '#billing'                 quote tags: to a shell, # begins a comment
  mem add -- "-5 degrees is fine"     after --, everything is text
  git log -1 --format=%s | mem log
"""


def overview() -> str:
    """What `mem --help` prints, without the last line end."""
    verbs = (
        _section(group, ((verb.name, verb.summary) for verb in members))
        for group, members in groupby(VERBS, key=lambda verb: verb.group)
    )
    options = (
        _section("Global options, before or after the verb", map(_row, GLOBALS)),
        _section("Options", map(_row, (VERSION, *COMPLETION, HELP))),
    )
    return "\n".join((_INTRO, *verbs, *options, _EXAMPLES)).rstrip("\n")


def _row(option: Option) -> tuple[str, str]:
    return f"{option.name} {option.metavar}".rstrip(), option.summary


def _section(heading: str, rows: Iterable[tuple[str, str]]) -> str:
    rows = tuple(rows)
    width = max(9, *(len(name) for name, _ in rows))
    return "".join((f"{heading}:\n", *(f"  {name:{width}}  {text}\n" for name, text in rows)))
