"""`mem enable`: recalled again."""

from __future__ import annotations

from memory_cli.cli.arguments import Entries
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem enable k3f9a2bc
mem show disabled   the ids of what is struck
mem show '#ui'      the same for one tag
"""


def enable(
    ctx: Context,
    entries: Entries,
) -> None:
    """Bring struck entries back."""
    from memory_cli.actions.enable import enable as act
    from memory_cli.cli import memory
    from memory_cli.cli.written import show_written

    freed = act(memory.existing(ctx), entries, author=memory.author(ctx))
    show_written(ctx, freed, "Enabled", "Enabled already")
