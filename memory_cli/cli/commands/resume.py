"""`mem resume`: everybody may write again."""

from __future__ import annotations

from memory_cli.cli.deps import Context

EXAMPLES = """\
mem resume
mem resume --force     in a script of yours
mem log 'Back. #work'  works from everywhere again
"""


def resume(ctx: Context) -> None:
    """Let scripts and agents write again."""
    from memory_cli.actions.resume import resume as act
    from memory_cli.cli import memory
    from memory_cli.cli.pausing import show_paused

    show_paused(ctx, act(memory.existing(ctx)))
