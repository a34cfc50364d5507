"""The only module that knows where typer keeps its click.

Since 0.26 typer carries click inside, under a private name. What we need of it stands here, so
that a newer typer changes one file.
"""

from __future__ import annotations

from typer._click import ClickException
from typer._click import Command
from typer._click import Context
from typer._click import HelpFormatter
from typer._click import Parameter
from typer._click.exceptions import NoSuchOption
from typer._click.exceptions import UsageError
from typer._click.shell_completion import CompletionItem
from typer._click.shell_completion import _resolve_context as resolve_context
from typer._click.shell_completion import _resolve_incomplete as resolve_incomplete

__all__ = [
    "ClickException",
    "Command",
    "CompletionItem",
    "Context",
    "HelpFormatter",
    "NoSuchOption",
    "Parameter",
    "UsageError",
    "resolve_context",
    "resolve_incomplete",
]
