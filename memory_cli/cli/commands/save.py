"""`mem save`: hand edits into history, now."""

from __future__ import annotations

from memory_cli.cli.arguments import AllowSecret
from memory_cli.cli.deps import Context
from memory_cli.core.errors import NotRecorded

EXAMPLES = """\
mem save
mem history --op edit        what was edited by hand, and when
mem add 'Uses zsh. #shell'   records hand edits too, before its own
"""


def save(ctx: Context, allow_secret: AllowSecret = False) -> None:
    """Record hand edits now."""
    from memory_cli.actions.save import save as act
    from memory_cli.cli import memory
    from memory_cli.cli.output import note
    from memory_cli.cli.output import show
    from memory_cli.cli.render import withheld_json

    store = memory.existing(ctx, allow_secret=allow_secret, warns=False)
    saved = act(store, author=memory.author(ctx), allow_secret=allow_secret)
    kept = [withheld_json(each) for each in saved.withheld]
    data = {"paths": list(saved.paths), "commit": saved.commit, "withheld": kept}
    show(ctx, data, lines=saved.paths)
    memory.settle(saved)
    if saved.withheld:
        places = ", ".join(each.places for each in saved.withheld)
        raise NotRecorded(f"not recorded: {places}", saved.withheld[0].way_out)
    if saved.unreadable:
        raise NotRecorded(
            f"not recorded, being too large or no ordinary file: {', '.join(saved.unreadable)}",
            "put an ordinary file in its place, or move a part of it into another one",
        )
    if saved.commit is None:
        note(ctx, "mem: history has everything already")
