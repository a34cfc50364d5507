"""The help page of one verb."""

from __future__ import annotations

import re

from typer.core import TyperCommand

from memory_cli.cli.click import Context
from memory_cli.cli.click import HelpFormatter
from memory_cli.cli.options import GlobalOption

_NOISE = re.compile(r"\s*\[required\]|; [\d<=]*x[<>=]+\d+(?=\])")
"""What typer adds that the usage line or common sense says."""


class VerbCommand(TyperCommand):
    """A verb whose help keeps the global options apart and ends with examples as written."""

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """The words of the usage line; what must be given stands there bare, as everywhere."""
        return [re.sub(r"\A\{(.*)\}\Z", r"\1", each) for each in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the arguments, the verb's own options, and those that every verb has."""
        sections: dict[str, list[tuple[str, str]]] = {
            "Arguments": [],
            "Options": [],
            "Global options": [],
        }
        help_option = self.get_help_option(ctx)
        for param in self.get_params(ctx):
            row = param.get_help_record(ctx)
            if row is None:
                continue
            if param is help_option:
                sections["Global options"].append((row[0], "Show this help"))
            elif isinstance(param, GlobalOption):
                sections["Global options"].append(row)
            else:
                kind = f"{param.param_type_name.capitalize()}s"
                sections[kind].append((row[0], _NOISE.sub("", row[1])))
        for heading, rows in sections.items():
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)

    def format_epilog(self, ctx: Context, formatter: HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples; click would fold them into a paragraph."""
        if self.epilog:
            lines = (f"  {line}\n" for line in self.epilog.splitlines())
            formatter.write("".join(("\nExamples:\n", *lines)))
