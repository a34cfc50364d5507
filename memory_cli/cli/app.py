"""The command line as typer sees it: one group that builds a verb only when it is needed."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module
from typing import cast

import typer
from typer.core import TyperGroup
from typer.main import get_command
from typer.main import get_group

from memory_cli.cli.asked import Asked
from memory_cli.cli.click import Command
from memory_cli.cli.click import CompletionItem
from memory_cli.cli.click import Context
from memory_cli.cli.click import HelpFormatter
from memory_cli.cli.deps import settled
from memory_cli.cli.options import asked_of
from memory_cli.cli.options import global_options
from memory_cli.cli.options import own_options
from memory_cli.cli.overview import overview
from memory_cli.cli.page import VerbCommand
from memory_cli.cli.table import SYNONYMS
from memory_cli.cli.table import VERBS
from memory_cli.core.errors import Usage

_NAMES = {verb.name: verb.module for verb in VERBS}
"""Every verb and the name of its module."""
_SHORT = 40
"""Characters of a mistyped verb that are worth repeating."""


def run(asked: Asked) -> int:
    """Run one command line; the exit code is 0, or what a verb chose with `typer.Exit`."""
    try:
        with mem().make_context("mem", list(asked.words), obj=asked) as ctx:
            ctx.command.invoke(ctx)
    except typer.Exit as e:
        return e.exit_code
    return 0


def mem() -> TyperGroup:
    """The whole command line."""
    app = typer.Typer(
        cls=_Verbs,
        invoke_without_command=True,
        subcommand_metavar="VERB [ARGS]...",
        context_settings={"help_option_names": ["-h", "--help"]},
        add_completion=False,
        rich_markup_mode=None,
    )
    app.callback()(_glance_when_alone)
    group = get_group(app)
    group.params.extend(own_options())
    return group


class _Verbs(TyperGroup):
    """All verbs of the table; a verb's module is imported when it is called or asked about."""

    def list_commands(self, ctx: Context) -> list[str]:  # noqa: ARG002
        return list(_NAMES)

    def get_command(self, ctx: Context, cmd_name: str) -> Command | None:  # noqa: ARG002
        return _command(cmd_name) if cmd_name in _NAMES else None

    def resolve_command(
        self, ctx: Context, args: list[str]
    ) -> tuple[str | None, Command | None, list[str]]:
        """Find the verb that `args` begin with; `help VERB` is `VERB --help`."""
        name, *rest = args
        if name == "help" and not ctx.resilient_parsing:
            name = next((w for w in rest if w != "help" and not w.startswith("-")), "")
            if not name:
                typer.echo(overview())
                ctx.exit()
            rest = ["--help"]
        if name not in _NAMES:
            if ctx.resilient_parsing:
                return None, None, rest
            raise _no_such_verb(name)
        asked_of(ctx).verb = name
        return name, _command(name), rest

    def format_help(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        formatter.write(overview())

    def shell_complete(self, ctx: Context, incomplete: str) -> list[CompletionItem]:
        """Complete verbs from the table, so that no verb is imported."""
        verbs = (CompletionItem(verb.name, help=verb.summary) for verb in VERBS)
        options = Command.shell_complete(self, ctx, incomplete)
        return [*(verb for verb in verbs if verb.value.startswith(incomplete)), *options]


def _glance_when_alone(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        glance = import_module("memory_cli.cli.commands.glance").glance
        glance(settled(asked_of(ctx)))


def _command(name: str) -> Command:
    """The verb `name`, built from its module."""
    module = import_module(f"memory_cli.cli.commands.{_NAMES[name]}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    verb = _for_typer(getattr(module, _NAMES[name]))
    app.command(name, cls=VerbCommand, epilog=module.EXAMPLES)(verb)
    command = get_command(app)
    own = {param.name for param in command.params}  # `history --actor` asks for one, not as one
    command.params.extend(param for param in global_options() if param.name not in own)
    return command


def _for_typer(verb: Callable[..., None]) -> Callable[..., None]:
    """`verb` with typer's context as its first parameter, made ours when it is called."""
    signature = inspect.signature(verb, eval_str=True)
    first, *rest = signature.parameters.values()
    parameters = [first.replace(annotation=typer.Context), *rest]

    def called(**values: object) -> None:
        ctx = cast("Context", values.pop(first.name))
        verb(settled(asked_of(ctx)), **values)

    called.__doc__ = verb.__doc__
    called.__annotations__ = {each.name: each.annotation for each in parameters}
    vars(called)["__signature__"] = signature.replace(parameters=parameters)
    return called


def _no_such_verb(name: str) -> Usage:
    close = SYNONYMS.get(name) or "".join(get_close_matches(name, _NAMES, 1))
    if " " in name:
        hint = 'say what to do with it: "mem log" and "mem add" keep it'
    elif close:
        hint = f'did you mean "mem {close}"? "mem --help" lists every verb'
    else:
        hint = '"mem --help" lists every verb'
    short = name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…"
    return Usage(f"no such verb: {short}", hint)
