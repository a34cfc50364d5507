"""`mem why`: the past of one entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context

if TYPE_CHECKING:
    from memory_cli.actions.why import Why
    from memory_cli.store.store import Store

EXAMPLES = """\
mem why k3f9a2bc
mem why k3f9a2bc --json
mem show '#decision'                      the ids of what has a tag
"""


def why(
    ctx: Context,
    entry: Annotated[str, typer.Argument(metavar="ID", autocompletion=complete_ids)],
) -> None:
    """Show where an entry comes from."""
    from memory_cli.actions.why import why as act
    from memory_cli.cli import memory
    from memory_cli.cli.output import show

    store = memory.brought_up_to_date(ctx)
    told = act(store, entry)
    show(ctx, _json(told), lines=_lines(store, told))


def _json(told: Why) -> dict[str, object]:
    from memory_cli.cli.render import as_json
    from memory_cli.cli.story import revision_json

    def named(pairs: tuple[tuple[str, str | None], ...]) -> list[dict[str, object]]:
        return [{"id": each, "text": words} for each, words in pairs]

    return {
        "id": told.id,
        "entries": [as_json(each) for each in told.entries],
        "origin": revision_json(told.origin.revision) if told.origin else None,
        "sources": named(told.sources),
        "replaces": named(told.replaces),
        "supports": named(told.supports),
        "revisions": [revision_json(each) for each in told.revisions],
    }


def _lines(store: Store, told: Why) -> Iterator[str]:
    from memory_cli.cli.render import line
    from memory_cli.cli.story import title

    if told.entries:
        yield from (line(each) for each in told.entries)
    else:
        yield f"{told.id} stands nowhere any more"
    if told.origin:
        yield f"came with  {title(store, told.origin.revision)}"
        yield from (
            f"    + {piece}" for piece in told.origin.added if told.origin.revision.op != "init"
        )
    labels = (("rests on", told.sources), ("replaced", told.replaces), ("supports", told.supports))
    for label, pairs in labels:
        for each, words in pairs:
            yield f"{label}  {each}  {words or '(its words are gone)'}"
    later = [
        each
        for each in told.revisions
        if not told.origin or each.commit != told.origin.revision.commit
    ]
    yield from (f"later      {title(store, each)}" for each in later)
