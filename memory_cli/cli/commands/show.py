"""`mem show`: the inspector."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer

from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context
from memory_cli.core.entry import Entry
from memory_cli.store.history import Revision
from memory_cli.store.store import Store

EXAMPLES = """\
mem show              everything at a glance
mem show today
mem show "last week"
mem show '#billing'   quoted: to a shell, # begins a comment
mem show k3f9a2bc     one entry, its places and its past
"""

_CAME = "came with  "


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

    store = memory.brought_up_to_date(ctx)
    today = reading.today(ctx, store)
    entries = act(store, what, today=today)
    if names_an_entry(what, today=today):
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

    origin = _origin(store, places[0].id)
    data = {
        "entries": [render.as_json(entry) for entry in places],
        "origin": story.revision_json(origin) if origin else None,
    }
    came = [f"{_CAME}{story.title(store, origin)}"] if origin else []
    answer(
        ctx,
        data,
        lines=[*render.listed(places), *came],
        pretty=lambda: _inspected(store, places, origin),
    )


def _origin(store: Store, full: str) -> Revision | None:
    from memory_cli.actions.why import why

    came = why(store, full).origin if store.has_history() else None
    return came.revision if came else None


def _inspected(store: Store, places: tuple[Entry, ...], origin: Revision | None) -> object:
    from memory_cli.cli import screen
    from memory_cli.cli import story

    parts: list[object] = [*screen.placed(places[0].id, places)]
    if "\n" in places[0].text:  # a row has it all on one line
        parts += ["", screen.styled((places[0].text, "")), ""]
    if origin:
        parts.append(story.pretty_title(store, origin, label=_CAME))
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

    store = memory.brought_up_to_date(ctx)
    found = overview(store, today=reading.today(ctx, store))
    there = store.exists()
    answer(
        ctx,
        inspector.as_json(store, found),
        lines=inspector.lines(store, found) if there else (),
        pretty=(lambda: inspector.pretty(store, found)) if there else None,
    )
    if not there:
        raise reading.nothing(store, "", "")
