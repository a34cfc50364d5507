"""`mem disable`: kept, but not recalled."""

from __future__ import annotations

from memory_cli.cli.arguments import Entries
from memory_cli.cli.deps import Context

EXAMPLES = """\
mem disable k3f9a2bc
mem disable k3f9a2bc@facts   only there, not in the logs
mem show '#ui'               the ids of what has a tag
"""


def disable(
    ctx: Context,
    entries: Entries,
) -> None:
    """Strike entries: kept, but never recalled."""
    from memory_cli.actions.disable import disable as act
    from memory_cli.cli import memory
    from memory_cli.cli.written import show_written

    struck = act(memory.existing(ctx), entries, author=memory.author(ctx))
    show_written(ctx, struck, "Disabled", "Disabled already")
