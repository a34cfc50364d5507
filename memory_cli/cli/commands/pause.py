"""`mem pause`: nobody but a person at a terminal writes."""

from __future__ import annotations

from memory_cli.cli.deps import Context

EXAMPLES = """\
mem pause
mem add 'Uses zsh. #shell'   in a terminal, it still works
mem resume                   scripts and agents may write again
"""


def pause(ctx: Context) -> None:
    """Let nobody write but a person at a terminal.

    Hand edits are recorded all the same, and recall works.
    """
    from memory_cli.actions.pause import pause as act
    from memory_cli.cli import memory
    from memory_cli.cli.pausing import show_paused

    show_paused(ctx, act(memory.existing(ctx), author=memory.author(ctx)))
