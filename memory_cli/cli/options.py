"""The global options: accepted before and after every verb, kept in one place."""

from __future__ import annotations

from typer.core import TyperOption

from memory_cli.cli.asked import Asked
from memory_cli.cli.click import Context
from memory_cli.cli.click import Parameter
from memory_cli.cli.table import COMPLETION
from memory_cli.cli.table import GLOBALS
from memory_cli.cli.table import VERSION
from memory_cli.cli.table import Option


class GlobalOption(TyperOption):
    """An option of every verb; what it says goes into `Asked`, not to the verb."""

    def __init__(self, option: Option) -> None:
        super().__init__(
            param_decls=[option.name],
            metavar=option.metavar or None,
            is_flag=not option.metavar,
            help=option.summary,
            callback=_keep,
            autocompletion=_users if option.name == "--user" else None,
            expose_value=False,
        )


class AboutOption(TyperOption):
    """A flag that asks about `mem` itself: answered at once, and then nothing else happens."""

    def __init__(self, option: Option) -> None:
        super().__init__(
            param_decls=[option.name],
            is_flag=True,
            help=option.summary,
            callback=_answer,
            expose_value=False,
            is_eager=True,
            hidden=True,  # `mem --help` is made from the table; a verb's help has better to say
        )


def global_options() -> list[Parameter]:
    """The options of `mem` and of every verb, made anew for one command."""
    return [*map(GlobalOption, GLOBALS), AboutOption(VERSION)]


def own_options() -> list[Parameter]:
    """The options of `mem` alone."""
    return [*global_options(), *map(AboutOption, COMPLETION)]


def asked_of(ctx: Context) -> Asked:
    """What the command line asked for, as far as it has been parsed."""
    return ctx.ensure_object(Asked)


def _keep(ctx: Context, param: Parameter, value: str | bool | None) -> None:
    if value is not None and param.name is not None:
        setattr(asked_of(ctx), param.name, value)


def _users(ctx: Context, _args: list[str], incomplete: str) -> list[tuple[str, str]]:
    from memory_cli.cli.completion import complete_users

    return complete_users(ctx, incomplete)


def _answer(ctx: Context, param: Parameter, value: bool | None) -> None:
    if not value or ctx.resilient_parsing:
        return
    from memory_cli.cli import about

    about.ANSWERS[param.opts[0]]()
    ctx.exit()
