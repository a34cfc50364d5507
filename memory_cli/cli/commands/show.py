"""`mem show`: the inspector."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context
from memory_cli.core.entry import Entry
from memory_cli.store.history import Revision
from memory_cli.store.store import Store

if TYPE_CHECKING:
    from memory_cli.actions.why import Why

EXAMPLES = """\
mem show              everything at a glance
mem show today
mem show "last week"
mem show '#billing'   quoted: to a shell, # begins a comment
mem show k3f9a2bc     one entry, its places and its past
"""

_CAME = "came with  "
_TO = "came to    "


def show(
    ctx: Context,
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="WHAT",
            help="soul, facts, log, today, tags, tasks, disabled, a date, '#topic' or an id.",
            autocompletion=complete_ids,
        ),
    ] = None,
) -> None:
    """Look at memory: a file, a day, a tag or one entry."""
    if what is None:
        _overview(ctx)
    elif what.lower() == "tags":
        _tags(ctx)
    else:
        show_entries(ctx, what)


def show_entries(ctx: Context, what: str) -> None:
    """Show the entries that `what` names; of a single one, also where it comes from."""
    from memory_cli.actions.show import names_an_entry
    from memory_cli.actions.show import show as act
    from memory_cli.cli import memory
    from memory_cli.cli import reading
    from memory_cli.cli import render
    from memory_cli.cli.output import show as answer
    from memory_cli.cli.privacy import Curtain

    store = memory.brought_up_to_date(ctx)
    today = reading.today(ctx, store)
    curtain = Curtain(drawn=not ctx.may_see_private)
    entries = curtain.entries(act(store, what, today=today))
    curtain.tell(ctx)
    if entries and names_an_entry(what, today=today):
        _one(ctx, store, entries)
        return
    data = {"entries": [render.as_json(entry) for entry in entries]}
    answer(ctx, data, lines=render.listed(entries), pretty=lambda: _rows(entries))
    if not entries:
        raise reading.nothing(
            store, f"nothing to show: {what}", 'mem log "…" and mem add "…" remember something'
        )


def _one(ctx: Context, store: Store, places: tuple[Entry, ...]) -> None:
    """Show an entry: every place it stands in, and the commit it came with."""
    from memory_cli.cli import render
    from memory_cli.cli import story
    from memory_cli.cli.output import show as answer

    told = _past(ctx, store, places[0].id)
    origin = told.origin.revision if told and told.origin else None
    came = told.places if told else {}
    data = {
        "entries": [
            render.as_json(each) | {"origin": story.origin_json(came.get(each.reference))}
            for each in places
        ],
        "origin": story.origin_json(origin),
    }
    past = [(_CAME, origin)] if origin else []
    past += [(f"{_TO}{place}  ", each) for place, each in told.elsewhere] if told else []
    answer(
        ctx,
        data,
        lines=(*render.listed(places), *(f"{at}{story.title(store, each)}" for at, each in past)),
        pretty=lambda: _inspected(store, places, past),
    )


def _past(ctx: Context, store: Store, full: str) -> Why | None:
    from memory_cli.actions.why import why

    return why(store, full, private=ctx.may_see_private) if store.has_history() else None


def _inspected(
    store: Store, places: tuple[Entry, ...], past: Iterable[tuple[str, Revision]]
) -> object:
    from memory_cli.cli import screen
    from memory_cli.cli import story

    parts: list[object] = [*screen.placed(places[0].id, places)]
    if "\n" in places[0].text:  # a row has it all on one line
        parts += ["", screen.styled((places[0].text, "")), ""]
    parts += (story.pretty_title(store, each, label=at) for at, each in past)
    return screen.stack(parts)


def _rows(entries: tuple[Entry, ...]) -> object:
    from memory_cli.cli import screen

    return screen.rows(entries)


def _tags(ctx: Context) -> None:
    from memory_cli.actions.show import tags
    from memory_cli.cli import memory
    from memory_cli.cli import reading
    from memory_cli.cli.output import show as answer

    store = memory.brought_up_to_date(ctx)
    counted = tags(store)
    data = {"entries": [], "tags": [{"tag": tag, "entries": count} for tag, count in counted]}
    lines = (f"- #{tag} ({count})" for tag, count in counted)
    answer(ctx, data, lines=lines, pretty=(lambda: _table(counted)) if counted else None)
    if not counted:
        raise reading.nothing(
            store, "no entry has a tag yet", "mem log 'Chose Terraform. #billing' gives it one"
        )


def _table(counted: Iterable[tuple[str, int]]) -> object:
    from memory_cli.cli.output import table
    from memory_cli.cli.output import text

    tags = table("tag", "entries")
    for tag, count in counted:
        tags.add_row(text(f"#{tag}", "magenta"), text(str(count)))
    return tags


def _overview(ctx: Context) -> None:
    from memory_cli.actions.show import overview
    from memory_cli.cli import inspector
    from memory_cli.cli import memory
    from memory_cli.cli import reading
    from memory_cli.cli.output import show as answer
    from memory_cli.cli.privacy import Curtain

    store = memory.brought_up_to_date(ctx)
    curtain = Curtain(drawn=not ctx.sees_private)
    found = inspector.public(overview(store, today=reading.today(ctx, store)), curtain)
    there = store.exists()
    answer(
        ctx,
        inspector.as_json(store, found),
        lines=inspector.lines(store, found) if there else (),
        pretty=(lambda: inspector.pretty(store, found)) if there else None,
    )
    curtain.tell(ctx)
    if not there:
        raise reading.nothing(store, "", "")
