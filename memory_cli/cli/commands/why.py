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
    from memory_cli.core.entry import Entry
    from memory_cli.store.store import Store

EXAMPLES = """\
mem why k3f9a2bc
mem why k3f9a2bc --json
mem show '#decision'   the ids of what has a tag
"""


def why(
    ctx: Context,
    entry: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="The entry; the beginning of its id is enough.",
            autocompletion=complete_ids,
        ),
    ],
) -> None:
    """Show where an entry comes from."""
    from memory_cli.actions.why import why as act
    from memory_cli.cli import memory
    from memory_cli.cli.output import show

    store = memory.brought_up_to_date(ctx)
    told = act(store, entry, private=ctx.may_see_private)
    show(ctx, _json(told), lines=_lines(store, told), pretty=lambda: _pretty(store, told))


def _json(told: Why) -> dict[str, object]:
    from memory_cli.cli.render import as_json
    from memory_cli.cli.story import origin_json
    from memory_cli.cli.story import revision_json

    def placed(each: Entry) -> dict[str, object]:
        return as_json(each) | {"origin": origin_json(told.places.get(each.reference))}

    def named(pairs: tuple[tuple[str, str | None], ...]) -> list[dict[str, object]]:
        return [{"id": each, "text": words} for each, words in pairs]

    return {
        "id": told.id,
        "text": _text(told),
        "entries": [placed(each) for each in told.entries],
        "origin": origin_json(told.origin.revision if told.origin else None),
        "sources": named(told.sources),
        "replaces": named(told.replaces),
        "supports": named(told.supports),
        "revisions": [revision_json(each) for each in told.revisions],
    }


def _lines(store: Store, told: Why) -> Iterator[str]:
    from memory_cli.cli.render import listed

    yield from listed(told.entries) if told.entries else (_gone(told),)
    yield from (f"{label:9}  {words}" if label else words for label, words in _past(store, told))


def _gone(told: Why) -> str:
    return f"{told.id} stands nowhere any more"


def _past(store: Store, told: Why) -> Iterator[tuple[str, str]]:
    """What is known of its past, each with a label; the lines it came with have none."""
    from memory_cli.cli.story import title

    if told.origin:
        yield "came with", title(store, told.origin.revision)
        for piece, _ in _brought(told):
            yield from (("", f"    + {each}") for each in piece.split("\n"))
    for place, revision in told.elsewhere:
        yield "came to", f"{place}  {title(store, revision)}"
    labels = (("rests on", told.sources), ("replaced", told.replaces), ("supports", told.supports))
    for label, pairs in labels:
        for full, words in pairs:
            yield label, f"{full}  {' '.join(words.split()) if words else '(its words are gone)'}"
    first = told.origin.revision.commit if told.origin else None
    known = {first, *(revision.commit for _, revision in told.elsewhere)}
    later = (revision for revision in told.revisions if revision.commit not in known)
    yield from (("later", title(store, revision)) for revision in later)


def _brought(told: Why) -> Iterator[tuple[str, Entry]]:
    """The entry as its first commit brought it, among all that came with it."""
    from memory_cli.core.document import Document
    from memory_cli.core.layout import kind_of

    for path, changes in told.origin.changes if told.origin else ():
        for piece in changes.added if kind_of(path) else ():
            for entry in Document(path, piece).entries:
                if entry.id == told.id:
                    yield piece, entry


def _text(told: Why) -> str | None:
    """Its words, whether it still stands or not."""
    known = (*told.entries, *(entry for _, entry in _brought(told)))
    return known[0].text if known else None


def _pretty(store: Store, told: Why) -> object:
    from memory_cli.cli import screen

    places = screen.placed(told.id, told.entries) if told.entries else [screen.heading(_gone(told))]
    past = (
        screen.styled((f"{label:9}  " if label else "", "dim"), (words, "" if label else "green"))
        for label, words in _past(store, told)
    )
    return screen.stack((*places, *past))
