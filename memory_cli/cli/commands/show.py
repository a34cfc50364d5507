"""`mem show`: the inspector."""

from __future__ import annotations

from typing import Annotated

import typer

from memory_cli.cli.completion import complete_ids
from memory_cli.cli.deps import Context
from memory_cli.core.entry import Entry
from memory_cli.core.errors import Nothing
from memory_cli.store.store import Store

EXAMPLES = """\
mem show                                  everything at a glance
mem show today
mem show "last week"
mem show '#billing'                       quoted: to a shell, # begins a comment
mem show k3f9a2bc                         one entry, its places and its past
"""


def show(
    ctx: Context,
    what: Annotated[
        str | None,
        typer.Argument(
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
    from memory_cli.cli import render
    from memory_cli.cli.output import show as answer

    store = memory.brought_up_to_date(ctx)
    today = memory.today(ctx, store)
    entries = act(store, what, today=today)
    data = {"entries": [render.as_json(entry) for entry in entries]}
    if names_an_entry(what, today=today):
        origin = _origin(store, entries[0].id)
        lines = [*render.listed(entries), *([f"came with  {origin[1]}"] if origin else [])]
        answer(ctx, data | {"origin": origin[0] if origin else None}, lines=lines)
        return
    answer(ctx, data, lines=render.listed(entries), pretty=lambda: _rows(entries))
    if not entries:
        raise Nothing(f"nothing is there: {what}", 'mem log "…" and mem add "…" remember something')


def _origin(store: Store, full: str) -> tuple[dict[str, object], str] | None:
    """The commit an entry came with, as an object and in a line."""
    from memory_cli.actions.why import why
    from memory_cli.cli import story

    if not store.has_history():
        return None
    came = why(store, full).origin
    if came is None:
        return None
    return story.revision_json(came.revision), story.title(store, came.revision)


def _rows(entries: tuple[Entry, ...]) -> object:
    from memory_cli.cli import screen

    return screen.rows(entries)


def _tags(ctx: Context) -> None:
    from memory_cli.actions.show import tags
    from memory_cli.cli import memory
    from memory_cli.cli.output import show as answer

    counted = tags(memory.brought_up_to_date(ctx))
    data = {"entries": [], "tags": [{"tag": tag, "entries": count} for tag, count in counted]}
    answer(ctx, data, lines=(f"- #{tag} ({count})" for tag, count in counted))
    if not counted:
        raise Nothing("no entry has a tag yet", "mem log 'Chose Terraform. #billing' gives it one")


def _overview(ctx: Context) -> None:
    from memory_cli.actions.show import overview
    from memory_cli.cli import inspector
    from memory_cli.cli import memory
    from memory_cli.cli.output import show as answer

    store = memory.brought_up_to_date(ctx)
    if not store.exists():
        raise Nothing(f"there is no memory of {store.user!r} yet", 'run "mem init" to begin one')
    found = overview(store, today=memory.today(ctx, store))
    answer(
        ctx,
        inspector.as_json(store, found),
        lines=inspector.lines(store, found),
        pretty=lambda: inspector.pretty(store, found),
    )
