"""`mem save`: hand edits into history, now."""

from __future__ import annotations

from memory_cli.cli.deps import Context
from memory_cli.core.errors import NotRecorded

EXAMPLES = """\
mem save
mem history --op edit        what was edited by hand, and when
mem add 'Uses zsh. #shell'   records hand edits too, before its own
"""


def save(ctx: Context) -> None:
    """Record hand edits now."""
    from memory_cli.actions.save import save as act
    from memory_cli.cli import memory
    from memory_cli.cli.output import note
    from memory_cli.cli.output import show

    saved = act(memory.existing(ctx), author=memory.author(ctx))
    show(ctx, {"paths": list(saved.paths), "commit": saved.commit}, lines=saved.paths)
    memory.settle(saved)
    if saved.unreadable:
        raise NotRecorded(
            f"not recorded, being too large or no ordinary file: {', '.join(saved.unreadable)}",
            "put an ordinary file in its place, or move a part of it into another one",
        )
    if saved.commit is None:
        note(ctx, "mem: history has everything already")
